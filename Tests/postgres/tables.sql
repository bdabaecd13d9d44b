-- The tables of MOSIP's databases that are imported and exported: of partner management 1.1.4 those of the schema pms,
-- and of commons 1.1.0 those of the schema master.

CREATE SCHEMA pms;
CREATE SCHEMA master;

CREATE TABLE pms.policy_group (
  id varchar(36) NOT NULL,
  name varchar(128) NOT NULL,
  descr varchar(256) NOT NULL,
  user_id varchar(256) NOT NULL,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_polg UNIQUE (name),
  CONSTRAINT pk_polg PRIMARY KEY (id)
);

CREATE TABLE pms.auth_policy (
  id varchar(36) NOT NULL,
  policy_group_id varchar(36),
  name varchar(128) NOT NULL,
  descr varchar(256) NOT NULL,
  policy_file_id varchar(5120) NOT NULL,
  policy_type varchar(36) NOT NULL,
  version varchar(8) NOT NULL,
  policy_schema varchar(5120),
  valid_from_date timestamp NOT NULL,
  valid_to_date timestamp NOT NULL,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_apol UNIQUE (policy_group_id, name),
  CONSTRAINT pk_apol PRIMARY KEY (id),
  CONSTRAINT fk_apol_polg FOREIGN KEY (policy_group_id) REFERENCES pms.policy_group(id) MATCH FULL
);

CREATE TABLE pms.partner_type (
  code varchar(36) NOT NULL,
  partner_description varchar(128) NOT NULL,
  is_policy_required boolean NOT NULL,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_partyp_code PRIMARY KEY (code)
);

CREATE TABLE pms.partner (
  id varchar(36) NOT NULL,
  policy_group_id varchar(36),
  name varchar(128) NOT NULL,
  address varchar(2000),
  contact_no varchar(16),
  email_id varchar(254),
  certificate_alias varchar(128),
  user_id varchar(256) NOT NULL,
  partner_type_code varchar(36) NOT NULL,
  approval_status varchar(36) NOT NULL,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_part PRIMARY KEY (id),
  CONSTRAINT fk_part_code FOREIGN KEY (partner_type_code) REFERENCES pms.partner_type(code) MATCH FULL
);

CREATE TABLE pms.partner_policy_request (
  id varchar(36) NOT NULL,
  part_id varchar(36) NOT NULL,
  policy_id varchar(36) NOT NULL,
  request_datetimes timestamp NOT NULL,
  request_detail varchar(4000) NOT NULL,
  status_code varchar(36) NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_papr PRIMARY KEY (id),
  CONSTRAINT fk_papr_part FOREIGN KEY (part_id) REFERENCES pms.partner(id) MATCH FULL
);

CREATE TABLE pms.partner_policy (
  policy_api_key varchar(128) NOT NULL,
  part_id varchar(36) NOT NULL,
  policy_id varchar(36) NOT NULL,
  valid_from_datetime timestamp NOT NULL,
  valid_to_datetime timestamp,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_ppol UNIQUE (part_id, policy_id, valid_from_datetime),
  CONSTRAINT pk_ppol PRIMARY KEY (policy_api_key),
  CONSTRAINT fk_ppol_apol FOREIGN KEY (policy_id) REFERENCES pms.auth_policy(id) MATCH FULL,
  CONSTRAINT fk_ppol_part FOREIGN KEY (part_id) REFERENCES pms.partner(id) MATCH FULL
);

CREATE TABLE pms.partner_policy_bioextract (
  id varchar(36) NOT NULL,
  part_id varchar(36) NOT NULL,
  policy_id varchar(36) NOT NULL,
  attribute_name varchar(128) NOT NULL,
  extractor_provider varchar(128) NOT NULL,
  extractor_provider_version varchar(8),
  biometric_modality varchar(64) NOT NULL,
  biometric_sub_types varchar(64),
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_ppbe_id PRIMARY KEY (id),
  CONSTRAINT fk_ppbe_part FOREIGN KEY (part_id) REFERENCES pms.partner(id) MATCH FULL,
  CONSTRAINT fk_ppbe_pol FOREIGN KEY (policy_id) REFERENCES pms.auth_policy(id) MATCH FULL
);

CREATE TABLE pms.misp (
  id varchar(36) NOT NULL,
  name varchar(128) NOT NULL,
  address varchar(2000),
  contact_no varchar(16),
  email_id varchar(256),
  user_id varchar(256) NOT NULL,
  status_code varchar(36) NOT NULL,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_misp UNIQUE (name),
  CONSTRAINT pk_misp PRIMARY KEY (id)
);

CREATE TABLE pms.misp_license (
  misp_id varchar(36) NOT NULL,
  license_key varchar(128) NOT NULL,
  valid_from_date timestamp NOT NULL,
  valid_to_date timestamp,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_mlic PRIMARY KEY (misp_id, license_key)
);

CREATE TABLE master.reg_device_type (
  code varchar(36) NOT NULL,
  name varchar(64) NOT NULL,
  descr varchar(512),
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_rdtyp_code PRIMARY KEY (code)
);

CREATE TABLE master.reg_device_sub_type (
  code varchar(36) NOT NULL,
  dtyp_code varchar(36) NOT NULL,
  name varchar(64) NOT NULL,
  descr varchar(512),
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_rdstyp UNIQUE (dtyp_code, name),
  CONSTRAINT pk_rdstyp_code PRIMARY KEY (code),
  CONSTRAINT fk_rdstyp_dtype_code FOREIGN KEY (dtyp_code) REFERENCES master.reg_device_type(code) MATCH FULL
);

CREATE TABLE master.device_provider (
  id varchar(36) NOT NULL,
  vendor_name varchar(128) NOT NULL,
  address varchar(512),
  email varchar(256),
  contact_number varchar(16),
  certificate_alias varchar(36),
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_devprd_id PRIMARY KEY (id)
);

CREATE TABLE master.foundational_trust_provider (
  id varchar(36) NOT NULL,
  name varchar(128) NOT NULL,
  address varchar(512),
  email varchar(256),
  contact_number varchar(16),
  certificate_alias varchar(36),
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT pk_ftprd_id PRIMARY KEY (id)
);

CREATE TABLE master.mosip_device_service (
  id varchar(36) NOT NULL,
  sw_binary_hash bytea NOT NULL,
  sw_version varchar(64) NOT NULL,
  dprovider_id varchar(36) NOT NULL,
  dtype_code varchar(36) NOT NULL,
  dstype_code varchar(36) NOT NULL,
  make varchar(36) NOT NULL,
  model varchar(36) NOT NULL,
  sw_cr_dtimes timestamp,
  sw_expiry_dtimes timestamp,
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_mds UNIQUE (sw_version, dprovider_id, dtype_code, dstype_code, make, model),
  CONSTRAINT pk_mds_id PRIMARY KEY (id),
  CONSTRAINT fk_mds_devprd FOREIGN KEY (dprovider_id) REFERENCES master.device_provider(id) MATCH FULL,
  CONSTRAINT fk_mds_dstype FOREIGN KEY (dstype_code) REFERENCES master.reg_device_sub_type(code) MATCH FULL,
  CONSTRAINT fk_mds_dtype FOREIGN KEY (dtype_code) REFERENCES master.reg_device_type(code) MATCH FULL
);

CREATE TABLE master.registered_device_master (
  code varchar(36) NOT NULL,
  dtype_code varchar(36) NOT NULL,
  dstype_code varchar(36) NOT NULL,
  status_code varchar(64),
  device_id varchar(256) NOT NULL,
  device_sub_id varchar(256),
  digital_id varchar(1024) NOT NULL,
  serial_number varchar(64) NOT NULL,
  provider_id varchar(36) NOT NULL,
  provider_name varchar(128),
  purpose varchar(64) NOT NULL,
  firmware varchar(256),
  make varchar(36),
  model varchar(36),
  expiry_date timestamp,
  certification_level varchar(3),
  foundational_trust_provider_id varchar(36),
  is_active boolean NOT NULL,
  cr_by varchar(256) NOT NULL,
  cr_dtimes timestamp NOT NULL,
  upd_by varchar(256),
  upd_dtimes timestamp,
  is_deleted boolean,
  del_dtimes timestamp,
  CONSTRAINT uk_regdevm_id UNIQUE (serial_number, provider_id),
  CONSTRAINT pk_regdevicem_code PRIMARY KEY (code),
  CONSTRAINT fk_regdevm_devprd FOREIGN KEY (provider_id) REFERENCES master.device_provider(id) MATCH FULL,
  CONSTRAINT fk_regdevm_dstype FOREIGN KEY (dstype_code) REFERENCES master.reg_device_sub_type(code) MATCH FULL,
  CONSTRAINT fk_regdevm_dtype FOREIGN KEY (dtype_code) REFERENCES master.reg_device_type(code) MATCH FULL
);
