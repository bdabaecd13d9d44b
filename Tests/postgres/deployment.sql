-- A small deployment as MOSIP's services leave it in their databases: every state that an object can be in, and texts
-- with all that a file of values must quote.

SET standard_conforming_strings = on;

-- What the others refer to.

INSERT INTO pms.partner_type (code, partner_description, is_policy_required, is_active, cr_by, cr_dtimes) VALUES
  ('Auth_Partner', 'Authentication partner', true, true, 'superadmin', '2025-11-03 06:30:00'),
  ('Credential_Partner', 'Credential partner', true, true, 'superadmin', '2025-11-03 06:30:00'),
  ('Online_Verification_Partner', 'Online verification partner', true, true, 'superadmin', '2025-11-03 06:30:00'),
  ('ABIS_Partner', 'ABIS partner', true, true, 'superadmin', '2025-11-03 06:30:00'),
  ('Manual_Adjudication', 'Manual adjudication', true, true, 'superadmin', '2025-11-03 06:30:00'),
  ('Device_Provider', 'Device provider', false, true, 'superadmin', '2025-11-03 06:30:00'),
  ('FTM_Provider', 'Foundational trust module provider', false, true, 'superadmin', '2025-11-03 06:30:00'),
  ('MISP_Partner', 'MOSIP infrastructure service provider', false, true, 'superadmin', '2025-11-03 06:30:00'),
  ('Partner_Admin', 'Partner administrator', false, true, 'superadmin', '2025-11-03 06:30:00');

INSERT INTO master.reg_device_type (code, name, descr, is_active, cr_by, cr_dtimes) VALUES
  ('Finger', 'Finger', 'Finger print scanners', true, 'superadmin', '2025-11-03 06:30:00'),
  ('Iris', 'Iris', 'Iris scanners', true, 'superadmin', '2025-11-03 06:30:00'),
  ('Face', 'Face', 'Face cameras', true, 'superadmin', '2025-11-03 06:30:00');

-- The code is the key, so that Single can be used here once: irises with one eye use the same row.
INSERT INTO master.reg_device_sub_type (code, dtyp_code, name, descr, is_active, cr_by, cr_dtimes) VALUES
  ('Slab', 'Finger', 'Slab', 'Four fingers', true, 'superadmin', '2025-11-03 06:30:00'),
  ('Single', 'Finger', 'Single', 'One at a time', true, 'superadmin', '2025-11-03 06:30:00'),
  ('Touchless', 'Finger', 'Touchless', 'Without touch', true, 'superadmin', '2025-11-03 06:30:00'),
  ('Double', 'Iris', 'Double', 'Both eyes', true, 'superadmin', '2025-11-03 06:30:00'),
  ('Full face', 'Face', 'Full face', 'The whole face', true, 'superadmin', '2025-11-03 06:30:00');

-- Policy groups: two active ones, and one that was switched off with its policies.

INSERT INTO pms.policy_group
  (id, name, descr, user_id, is_active, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('482917', 'Banking', 'Banks, credit unions and savings banks', 'policymanager', true,
   'policymanager', '2025-11-10 08:00:00', NULL, NULL, NULL, NULL),
  ('90342', 'Téléphonie & "Internet"', 'Opérateurs : fixe, mobile \ satellite', 'o''brien', true,
   'o''brien', '2025-11-10 08:12:41.5', 'policymanager', '2026-02-01 10:00:00.007', false, NULL),
  ('715', 'Trial 2024 ', ' Over since the end of 2025', 'policymanager', false,
   'policymanager', '2025-11-10 08:20:09.12', 'policymanager', '2026-01-02 07:15:00', false, NULL);

-- Policies with the documented body: one in use, one switched off, one off with its group.

INSERT INTO pms.auth_policy
  (id, policy_group_id, name, descr, policy_file_id, policy_type, version, policy_schema, valid_from_date, valid_to_date,
   is_active, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('100001', '482917', 'eKYC', 'Who opens an account, by "know your customer"',
   '{"authPolicies":[{"authType":"otp","mandatory":true},{"authType":"bio","authSubType":"FINGER","mandatory":true},{"authType":"kyc","mandatory":false}],"allowedKycAttributes":[{"attributeName":"fullName","required":true},{"attributeName":"postalCode","required":false}]}',
   'Auth', '', NULL, '2025-11-11 09:00:00.25', '9999-12-31 23:59:59.999',
   true, 'policymanager', '2025-11-11 09:00:00.25', NULL, NULL, NULL, NULL),
  ('30077', '482917', 'eKYC 2024', 'Superseded, kept for the record',
   '{"authPolicies":[{"authType":"demo","mandatory":true}],"allowedKycAttributes":[{"attributeName":"fullName","required":true}]}',
   'Auth', '', NULL, '2025-11-11 09:10:00', '9999-12-31 23:59:59.999',
   false, 'policymanager', '2025-11-11 09:10:00', 'o''brien', '2025-12-01 16:45:12.345', false, NULL),
  ('920384', '715', 'Trial', 'Every way of authentication, once',
   '{"authPolicies":[{"authType":"bio","authSubType":"IRIS","mandatory":false},{"authType":"bio","authSubType":"FACE","mandatory":false}],"allowedKycAttributes":[{"attributeName":"gender","required":false},{"attributeName":"photo","required":false}]}',
   'Auth', '', NULL, '2025-11-11 09:20:00', '9999-12-31 23:59:59.999',
   false, 'policymanager', '2025-11-11 09:20:00', 'policymanager', '2026-01-02 07:15:00', false, NULL);

-- Policies of the later types: published, drafted, switched off, and off with their group. A draft is valid for 60 days,
-- what is published for 180.

INSERT INTO pms.auth_policy
  (id, policy_group_id, name, descr, policy_file_id, policy_type, version, policy_schema, valid_from_date, valid_to_date,
   is_active, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('236570', '482917', 'Login', 'Customers of a bank',
   '{"authTokenType":"policy","allowedAuthTypes":[{"authType":"otp","mandatory":true},{"authType":"demo","mandatory":false},{"authType":"bio","authSubType":"FINGER","mandatory":true},{"authType":"bio","authSubType":"IRIS","mandatory":false}],"allowedKycAttributes":[{"attributeName":"fullName"},{"attributeName":"dateOfBirth"},{"attributeName":"gender"}]}',
   'Auth', '1.0', 'https://schemas.mosip.io/v1/auth-policy', '2025-11-12 11:00:00.1', '2026-05-11 11:00:00.1',
   true, 'policymanager', '2025-11-12 10:30:00', 'policymanager', '2025-11-12 11:00:00.1', false, NULL),
  ('771', '482917', 'Τράπεζα', 'Είσοδος πελατών, δεύτερη έκδοση',
   '{"authTokenType":"partner","allowedAuthTypes":[],"allowedKycAttributes":[]}',
   'Auth', '2.0-rc.1', 'https://schemas.mosip.io/v1/auth-policy', '2026-03-02 08:00:00', '2026-08-29 08:00:00',
   true, 'o''brien', '2026-03-01 08:00:00', 'o''brien', '2026-03-02 08:00:00', NULL, NULL),
  ('5512', '482917', 'Login, with a second factor', 'Not decided yet',
   '{"authTokenType":"random","allowedAuthTypes":[{"authType":"otp","mandatory":true},{"authType":"bio","authSubType":"FACE","mandatory":true}],"allowedKycAttributes":[{"attributeName":"fullName"}]}',
   'Auth', '0.9', NULL, '2026-10-01 14:03:02.001', '2026-11-30 14:03:02.001',
   false, 'policymanager', '2026-10-01 14:03:02.001', NULL, NULL, false, NULL),
  ('884410', '90342', 'eKYC', 'Données partagées avec les opérateurs',
   '{"dataSharePolicies":{"typeOfShare":"Data Share","validForInMinutes":"30","transactionsAllowed":"2","encryptionType":"Partner Based","shareDomain":"mosip.io","source":"Packet \"Manager\", côté \\ serveur"},"shareableAttributes":[{"attributeName":"biometrics","group":"CBEFF","encrypted":true,"format":"extraction","source":[{"attribute":"registration-client/NEW/individualBiometrics","filter":[{"type":"Iris"}]}]},{"attributeName":"fullName","encrypted":false,"source":[{"attribute":"fullName","filter":[{"language":"fra"}]}]}]}',
   'DataShare', '2.1', 'https://schemas.mosip.io/v1/auth-policy', '2026-09-14 12:00:00', '2027-03-13 12:00:00',
   true, 'policymanager', '2026-09-14 11:00:00', 'policymanager', '2026-09-14 12:00:00', false, NULL),
  ('61', '90342', 'Cards', 'What is printed on a card',
   '{"dataSharePolicies":{"typeOfShare":"direct","validForInMinutes":"60","transactionsAllowed":"1","encryptionType":"none","shareDomain":"mosip.io","source":"ID Repository"},"shareableAttributes":[{"attributeName":"dateOfBirth","encrypted":false,"format":"YYYY","source":[{"attribute":"dateOfBirth"}]}]}',
   'CredentialIssuance', '1', 'https://schemas.mosip.io/v1/auth-policy', '2026-01-20 12:00:00', '2026-07-19 12:00:00',
   false, 'o''brien', '2026-01-20 11:59:59.999', 'policymanager', '2026-06-05 17:30:00', false, NULL),
  ('920385', '715', 'Trial, published', 'Switched off with its group',
   '{"authTokenType":"random","allowedAuthTypes":[{"authType":"otp","mandatory":false}],"allowedKycAttributes":[]}',
   'Auth', '1.0', 'https://schemas.mosip.io/v1/auth-policy', '2025-11-12 13:00:00', '2026-05-11 13:00:00',
   false, 'policymanager', '2025-11-12 12:00:00', 'policymanager', '2026-01-02 07:15:00', NULL, NULL);

-- Partners. Names are unique within a policy group only; of two without a group they may be the same.

INSERT INTO pms.partner
  (id, policy_group_id, name, address, contact_no, email_id, certificate_alias, user_id, partner_type_code,
   approval_status, is_active, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('48216', '482917', 'Nationalbank "Süd", Filiale 7', E'Königsplatz 7\n"Altes Zollhaus", 2. Stock\n\tHof \\ links\n',
   '+49 89 1234567', 'api@nationalbank.example', '3f0c2d54-7d0b-4e0e-9f57-0c4f6f8f4a11', 'partnermanager',
   'Auth_Partner', 'Activated', true, 'partnermanager', '2025-11-17 09:30:00',
   'partnermanager', '2025-12-03 11:22:33.44', false, NULL),
  ('27543218906541', '90342', ' Télé Numérique', 'Rue de l''Église, 3', '0140 20 50', 'tech.team@tele-numerique.example',
   NULL, 'télé.admin', 'Auth_Partner', 'Activated', true, 'télé.admin', '2025-11-18 10:00:00.999',
   NULL, NULL, NULL, NULL),
  ('print-01', '90342', 'Printers\Co', 'null', '5550100', 'cards+mosip@printers.example', NULL, 'partnermanager',
   'Credential_Partner', 'Activated', true, 'partnermanager', '2025-11-18 11:00:00', NULL, NULL, false, NULL),
  ('101', '482917', 'Village Bank', 'Market square', '5550101', 'office@village.example', NULL, 'partnermanager',
   'Auth_Partner', 'Activated', false, 'partnermanager', '2025-11-19 08:05:00', 'o''brien', '2026-04-30 18:00:00',
   false, NULL),
  ('102', '715', 'Matching Machines', '1 Loop Road', '5550102', 'abis@matching.example', NULL, 'partnermanager',
   'ABIS_Partner', 'Activated', true, 'partnermanager', '2025-11-19 09:00:00', NULL, NULL, NULL, NULL),
  ('vendor.7', NULL, 'Clear Touch', E'12 Harbour Lane\nNorthport', '5550107', 'mosip@clear-touch.example', NULL,
   'partnermanager', 'Device_Provider', 'Activated', true, 'partnermanager', '2025-11-20 07:00:00.001',
   NULL, NULL, false, NULL),
  ('100', NULL, 'Clear Touch', 'true', '5550108', 'misp@clear-touch.example', NULL, 'partnermanager', 'MISP_Partner',
   'Activated', true, 'partnermanager', '2025-11-20 07:30:00', NULL, NULL, false, NULL),
  ('900001', NULL, '007', '~', '0', 'admin_1@registry.example', NULL, 'superadmin', 'Partner_Admin', 'Activated', true,
   'superadmin', '2025-11-03 07:00:00', NULL, NULL, false, NULL);

-- Requests for API keys: undecided, approved (each has a key below), rejected.

INSERT INTO pms.partner_policy_request
  (id, part_id, policy_id, request_datetimes, request_detail, status_code, cr_by, cr_dtimes, upd_by, upd_dtimes,
   is_deleted, del_dtimes) VALUES
  ('312345', '48216', '100001', '2025-12-01 09:00:00', 'Accounts opened at the counter', 'Approved',
   'api@nationalbank', '2025-12-01 09:00:00', 'partnermanager', '2025-12-02 10:00:00.5', false, NULL),
  ('8', '48216', '236570', '2025-12-01 09:05:00.123', E'On the web:\n- "simple" login,\n- transfers up to 500 €\n',
   'Approved', 'api@nationalbank', '2025-12-01 09:05:00.123', 'partnermanager', '2025-12-02 10:01:00', NULL, NULL),
  ('b7c9c0de-52c6-4f0f-8d9c-5a7a4f3b1e22', '48216', '100001', '2025-12-01 09:10:00', ' a leading blank', 'Approved',
   'api@nationalbank', '2025-12-01 09:10:00', 'o''brien', '2025-12-02 10:02:00', false, NULL),
  ('44120', '48216', '236570', '2025-12-01 09:15:00', 'C:\bank\cash "machines"', 'Approved',
   'api@nationalbank', '2025-12-01 09:15:00', 'partnermanager', '2025-12-02 10:03:00', false, NULL),
  ('44121', '48216', '771', '2026-05-04 12:00:00.01', 'The same for everybody', 'Rejected',
   'api@nationalbank', '2026-05-04 12:00:00.01', 'partnermanager', '2026-05-05 08:00:00', false, NULL),
  ('44122', '48216', '100001', '2026-11-02 13:00:00', 'A second branch', 'In-Progress',
   'api@nationalbank', '2026-11-02 13:00:00', NULL, NULL, NULL, NULL),
  ('7', '27543218906541', '884410', '2026-09-15 09:00:00', 'Vérification des abonnés', 'Approved',
   'télé.admin', '2026-09-15 09:00:00', 'partnermanager', '2026-09-16 09:00:00.05', false, NULL),
  ('6001', 'print-01', '61', '2026-02-02 10:00:00', 'Cards of the whole country', 'Rejected',
   'partnermanager', '2026-02-02 10:00:00', 'partnermanager', '2026-02-03 10:00:00', false, NULL),
  ('6002', '101', '236570', '2026-02-02 11:00:00', 'Village branches', 'Approved',
   'office@village', '2026-02-02 11:00:00', 'partnermanager', '2026-02-03 11:00:00', false, NULL);

-- API keys: in use, switched off, expired, moved to another policy of the group, and that of a partner who is inactive.

INSERT INTO pms.partner_policy
  (policy_api_key, part_id, policy_id, valid_from_datetime, valid_to_datetime, is_active, cr_by, cr_dtimes,
   upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('fa604-affcd-33201-04770', '48216', '100001', '2025-12-02 10:00:00.5', '2049-12-31 00:00:00', true,
   'partnermanager', '2025-12-02 10:00:00.5', NULL, NULL, false, NULL),
  ('83920461', '48216', '236570', '2025-12-02 10:01:00', '2049-12-31 00:00:00', false,
   'partnermanager', '2025-12-02 10:01:00', 'o''brien', '2026-06-01 12:00:00', NULL, NULL),
  ('Zt5mKq0WbV7sYx2LhD9cRf4N', '48216', '100001', '2025-12-02 10:02:00', '2026-03-02 10:02:00', true,
   'o''brien', '2025-12-02 10:02:00', NULL, NULL, false, NULL),
  ('qB3nXv8TzK1mWs6PjY4dGh7C', '48216', '771', '2025-12-02 10:03:00', '2049-12-31 00:00:00', true,
   'partnermanager', '2025-12-02 10:03:00', 'partnermanager', '2026-03-05 09:30:00.75', false, NULL),
  ('51730928', '27543218906541', '884410', '2026-09-16 09:00:00.05', '2049-12-31 00:00:00', true,
   'partnermanager', '2026-09-16 09:00:00.05', NULL, NULL, false, NULL),
  ('Hn6cRw2QfL9xJb5ZtS8vMk3D', '101', '236570', '2026-02-03 11:00:00', '2049-12-31 00:00:00', true,
   'partnermanager', '2026-02-03 11:00:00', NULL, NULL, false, NULL);

-- How biometrics are extracted for the printers, who receive them.

INSERT INTO pms.partner_policy_bioextract
  (id, part_id, policy_id, attribute_name, extractor_provider, extractor_provider_version, biometric_modality,
   biometric_sub_types, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('501', 'print-01', '61', 'photo', 'Mock "face", v1', '1.1', 'Face', NULL, 'partnermanager', '2026-02-02 10:30:00',
   NULL, NULL, false, NULL),
  ('502', 'print-01', '61', 'fingers', 'Mock', '', 'Finger', 'Left Thumb,Right Thumb', 'partnermanager',
   '2026-02-02 10:31:00', 'o''brien', '2026-02-02 11:00:00', NULL, NULL);

-- MISPs: undecided, approved, approved again after a rejection, approved and then inactive, rejected, approved with a key
-- that was switched off by itself, undecided and inactive.

INSERT INTO pms.misp
  (id, name, address, contact_no, email_id, user_id, status_code, is_active, cr_by, cr_dtimes, upd_by, upd_dtimes,
   is_deleted, del_dtimes) VALUES
  ('100', 'Capital ID', 'Parliament Street 1', NULL, 'post@capital-id.example', 'mispadmin', 'Inprogress', true,
   'mispadmin', '2025-11-24 08:00:00', NULL, NULL, NULL, NULL),
  ('101', 'Northern, "Telecom"', E'Box 17,\n"Upper" Valley', '9876998888', 'prm@northern.example', 'mispadmin',
   'approved', true, 'mispadmin', '2025-11-24 08:10:00.1', 'mispapprover', '2025-11-25 09:00:00', false, NULL),
  ('102', 'Río Móvil \ Servicios', 'Avenida 9 de Julio s/n', '+54 11 5550102', 'a+b-c@rio-movil.example', 'mispadmin',
   'approved', true, 'mispadmin', '2025-11-24 08:20:00', 'mispapprover', '2026-07-01 10:11:12.13', false, NULL),
  ('103', 'Hill Radio', 'no', '5550103', 'radio@hill.example', 'mispadmin',
   'approved', false, 'mispadmin', '2025-11-24 08:30:00', 'mispadmin', '2026-08-01 00:00:00', NULL, NULL),
  ('64269837502851', 'Quick Pay', '2026-01-01', '1e3', 'pay@quick.example', 'mispadmin',
   'rejected', true, 'mispadmin', '2025-11-24 08:40:00', 'mispapprover', '2026-02-14 15:16:17.18', false, NULL),
  ('104', 'Border Post ', '# 4', '5550104', 'post@border.example', 'mispadmin',
   'approved', true, 'mispadmin', '2025-11-24 08:50:00', 'mispapprover', '2025-11-26 09:00:00', false, NULL),
  ('105', E'Islands''\u0301; --', 'Pier 5', '5550105', 'mail@islands.example', 'mispadmin',
   'Inprogress', false, 'mispadmin', '2025-11-24 09:00:00', 'mispadmin', '2026-03-03 03:03:03.003', false, NULL);

-- Licences are valid for 90 days; those in use are valid until 2049, so that nothing here has expired when it is read.

INSERT INTO pms.misp_license
  (misp_id, license_key, valid_from_date, valid_to_date, is_active, cr_by, cr_dtimes, upd_by, upd_dtimes,
   is_deleted, del_dtimes) VALUES
  ('101', 'xNwJeS3vf6UL5b7QbGCDLfBxi8Ower4x0S0LwU14aXrZ2ngv5m', '2025-11-25 09:00:00', '2049-12-31 00:00:00', true,
   'mispapprover', '2025-11-25 09:00:00', NULL, NULL, false, NULL),
  ('102', 'zQ8rT1yUiOpA4sDfGhJkL7zXcVbNm2QwErTyU5iOpAsDfG9hJk', '2025-11-25 09:10:00.2',
   timestamp '2025-11-25 09:10:00.2' + interval '90 days', false, 'mispapprover', '2025-11-25 09:10:00.2',
   'mispapprover', '2026-01-31 12:00:00', false, NULL),
  ('102', 'B4vC9xZ2lKjH6gFdSaPo1iUyTrEw8qMnBv5cXzLk3jHgFdSa7P', '2026-07-01 10:11:12.13', '2049-12-31 00:00:00', true,
   'mispapprover', '2026-07-01 10:11:12.13', NULL, NULL, NULL, NULL),
  ('103', 'G7hJ2kL9pO4iU1yT6rE3wQ8aS5dF0gHzXcVbNmQ1w2E3r4T5y6', '2025-11-25 09:20:00',
   timestamp '2025-11-25 09:20:00' + interval '90 days', false, 'mispapprover', '2025-11-25 09:20:00',
   'mispadmin', '2026-08-01 00:00:00', false, NULL),
  ('104', 'kM5nB8vC1xZ4aS7dF0gH3jK6lP9oI2uY5tR8eW1qA4sD7fG0hJ', '2025-11-26 09:00:00', '2049-12-31 00:00:00', false,
   'mispapprover', '2025-11-26 09:00:00', 'mispadmin', '2026-03-20 11:00:00.6', false, NULL),
  ('64269837502851', 'W3eR6tY9uI2oP5aS8dF1gH4jK7lZ0xC3vB6nM9qW2eR5tY8uI1', '2025-11-25 09:30:00',
   timestamp '2025-11-25 09:30:00' + interval '90 days', false, 'mispapprover', '2025-11-25 09:30:00',
   'mispapprover', '2026-02-14 15:16:17.18', false, NULL);

-- Vendors of devices; the second one does no longer sell.

INSERT INTO master.device_provider
  (id, vendor_name, address, email, contact_number, certificate_alias, is_active, cr_by, cr_dtimes, upd_by, upd_dtimes,
   is_deleted, del_dtimes) VALUES
  ('0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Linsen "Süd" GmbH, Köln', E'Am Hof 2\n50667 Köln', 'Vertrieb@LINSEN.example',
   '+49 221 555010', '7c1d', true, '110005', '2025-11-21 06:00:00', '110006', '2026-01-15 06:00:00.9', false, NULL),
  ('b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'Tower \ 3', 'no e-mail', '5550110', 'open-face', false,
   '110005', '2025-11-21 06:10:00.05', '110005', '2026-05-20 20:20:20.02', NULL, NULL);

INSERT INTO master.foundational_trust_provider
  (id, name, address, email, contact_number, certificate_alias, is_active, cr_by, cr_dtimes, upd_by, upd_dtimes,
   is_deleted, del_dtimes) VALUES
  ('83cdb6ea-9b0f-4c4b-8d1a-54f2d3b7a6c8', 'Trusted "Chips"', E'1 Fab Road,\nSilicon Hills ', 'ftp@chips.example',
   '9876543210', 'chips-root', true, '110005', '2025-11-21 07:00:00', NULL, NULL, NULL, NULL);

-- The stored digest is the bytes of the text that was sent.

INSERT INTO master.mosip_device_service
  (id, sw_binary_hash, sw_version, dprovider_id, dtype_code, dstype_code, make, model, sw_cr_dtimes, sw_expiry_dtimes,
   is_active, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('5d7c2b1a-0f4e-4b8b-9d2e-3a1c5e7f9b01', convert_to('md5:9e107d9d372bb6826bd81d3542a419', 'UTF8'), '1.4.0',
   '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Finger', 'Slab', 'LS-400', 'Mk 1', '2025-10-01 00:00:00',
   '2031-10-01 00:00:00', true, '110005', '2025-11-22 06:00:00', NULL, NULL, false, NULL),
  ('5d7c2b1a-0f4e-4b8b-9d2e-3a1c5e7f9b02', convert_to('Prüfwert "1", \x41', 'UTF8'), '1.4.0',
   '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Iris', 'Double', 'LS-Iris', 'Auge, 2. Serie',
   '2025-10-01 12:34:56.789', '2031-10-01 12:34:56.789', true, '110006', '2025-11-22 06:10:00', '110006',
   '2026-02-22 06:10:00.8', NULL, NULL),
  ('0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', convert_to('Test Hash', 'UTF8'), '0.9', 'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714',
   'Face', 'Full face', 'OF-Cam', 'portrait', '2025-10-02 00:00:00.5', '2026-10-02 00:00:00.5', false, '110005',
   '2025-11-22 06:20:00', '110005', '2026-05-20 20:25:00', false, NULL);

-- Devices. The trust provider's id is null, empty or, if the device is certified for L1, that of one. The code of a
-- device for registration is its own id.

INSERT INTO master.registered_device_master
  (code, dtype_code, dstype_code, status_code, device_id, device_sub_id, digital_id, serial_number, provider_id,
   provider_name, purpose, firmware, make, model, expiry_date, certification_level, foundational_trust_provider_id,
   is_active, cr_by, cr_dtimes, upd_by, upd_dtimes, is_deleted, del_dtimes) VALUES
  ('e578d1af-71c1-46c7-aa49-3379b9723390', 'Finger', 'Slab', 'REGISTERED', '70959dd5-e45f-438a-9ff8-9b263908e572', '1',
   '{"serialNo":"LS400-0001","deviceProvider":"Linsen \"Süd\" GmbH, Köln","deviceProviderId":"0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90","make":"LS-400","model":"Mk 1","dateTime":"2025-12-10T10:00:00.000Z","type":"Finger","deviceSubType":"Slab"}',
   'LS400-0001', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Linsen "Süd" GmbH, Köln', 'AUTH', 'LS-400 1.4, "stable"',
   'LS-400', 'Mk 1', '2031-12-31 00:00:00', 'L0', '', true, '110007', '2025-12-10 10:02:03.004', NULL, NULL,
   false, NULL),
  ('8cd42864-2cdc-4067-8d11-40b25ff8c760', 'Iris', 'Double', 'REGISTERED', '02fce201-3679-4de3-99f7-703801a6a25c', '0',
   '{"serialNo":"äöü, \"7\" \\ 8","deviceProvider":"Linsen \"Süd\" GmbH, Köln","deviceProviderId":"0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90","make":"LS-Iris","model":"Auge, 2. Serie","dateTime":"2025-12-11T10:00:00.250Z","type":"Iris","deviceSubType":"Double"}',
   'äöü, "7" \ 8', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Linsen "Süd" GmbH, Köln', 'AUTH', '2.0',
   'LS-Iris', 'Auge, 2. Serie', NULL, 'L1', '83cdb6ea-9b0f-4c4b-8d1a-54f2d3b7a6c8', true, '110007',
   '2025-12-11 10:01:00', NULL, NULL, NULL, NULL),
  ('Face-Station-0003', 'Face', 'Full face', 'REVOKED', 'Face-Station-0003', '1,2,3',
   '{"serialNo":"000123","deviceProvider":"Open Face","deviceProviderId":"b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714","make":"OF-Cam","model":"portrait","dateTime":"2026-01-05T08:21:00.999Z","type":"Face","deviceSubType":"Full face"}',
   '000123', 'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'REGISTRATION', '1.0', 'OF-Cam', 'portrait',
   '2030-01-05 08:21:00.5', 'L0', NULL, true, '110007', '2026-01-05 08:22:00', '110008', '2026-04-01 09:00:00.09',
   false, NULL),
  ('c3f1a9d0-6b1e-4a57-8f0a-1d2e3c4b5a69', 'Finger', 'Single', 'RETIRED', '7fda2e13-8836-4899-be9b-a6aa94c6b439', '1',
   '{"serialNo":"LS400-0002","deviceProvider":"Linsen \"Süd\" GmbH, Köln","deviceProviderId":"0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90","make":"LS-100","model":"Mk 1","dateTime":"2025-12-12T10:00:00.000Z","type":"Finger","deviceSubType":"Single"}',
   'LS400-0002', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Linsen "Süd" GmbH, Köln', 'AUTH', 'firmware', 'LS-100', 'Mk 1',
   NULL, 'L0', '', true, '110007', '2025-12-12 10:00:30', '110007', '2026-09-09 09:09:09.909', false, NULL),
  ('d4e2b8c1-7a2f-4b68-9e1b-2c3d4e5f6a7b', 'Iris', 'Single', 'REGISTERED', 'ed4a2da7-2d64-42df-bb8a-2db237b92f49', '2',
   '{"serialNo":"1801160992","deviceProvider":"Open Face","deviceProviderId":"b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714","make":"OF-Eye","model":"one","dateTime":"2026-01-06T08:21:00.000Z","type":"Iris","deviceSubType":"Single"}',
   '1801160992', 'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Eye', 'one',
   '2026-06-30 00:00:00', 'L0', NULL, true, '110007', '2026-01-06 08:22:00', NULL, NULL, NULL, NULL),
  ('Kit-17.left', 'Finger', 'Touchless', 'REGISTERED', 'Kit-17.left', '3',
   '{"serialNo":"1801160992","deviceProvider":"Linsen \"Süd\" GmbH, Köln","deviceProviderId":"0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90","make":"LS-Air","model":"Mk 3","dateTime":"2026-02-01T00:00:00.000Z","type":"Finger","deviceSubType":"Touchless"}',
   '1801160992', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Linsen "Süd" GmbH, Köln', 'REGISTRATION', '3.0.1',
   'LS-Air', 'Mk 3', '2032-01-31 23:59:59.999', 'L0', '', true, '110007', '2026-02-01 00:01:00', '110007',
   '2026-02-02 00:00:00', false, NULL);
