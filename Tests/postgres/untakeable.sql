-- Further rows of a deployment, which no registry can hold. Before each stands its table, what names it there, and why.
-- What the rows refer to comes first.

SET standard_conforming_strings = on;

INSERT INTO pms.partner_type (code, partner_description, is_policy_required, is_active, cr_by, cr_dtimes) VALUES
  ('Lottery_Partner', 'Added by hand', false, true, 'root', '2026-01-01 00:00:00');
INSERT INTO master.reg_device_type (code, name, descr, is_active, cr_by, cr_dtimes) VALUES
  ('Voice', 'Voice', 'Added by hand', true, 'root', '2026-01-01 00:00:00');
INSERT INTO master.reg_device_sub_type (code, dtyp_code, name, descr, is_active, cr_by, cr_dtimes) VALUES
  ('Thumb', 'Finger', 'Thumb', 'Added by hand', true, 'root', '2026-01-01 00:00:00');

INSERT INTO pms.policy_group (id, name, descr, user_id, is_active, cr_by, cr_dtimes, is_deleted, del_dtimes) VALUES
  -- policy_group 70001: it is deleted
  ('70001', 'Deleted', 'Gone', 'root', false, 'root', '2026-01-01 00:00:00', true, '2026-01-02 00:00:00'),
  -- policy_group 70002: the description has more than 128 characters
  ('70002', 'Wordy', repeat('long ', 40), 'root', true, 'root', '2026-01-01 00:00:00', NULL, NULL),
  -- policy_group 70003: the name has a line feed
  ('70003', E'Two\nlines', 'Lines', 'root', true, 'root', '2026-01-01 00:00:00', NULL, NULL),
  -- policy_group 70004: it is of the future
  ('70004', 'Early', 'Of another day', 'root', true, 'root', '2999-01-01 00:00:00', NULL, NULL);

INSERT INTO pms.auth_policy
  (id, policy_group_id, name, descr, policy_file_id, policy_type, version, policy_schema, valid_from_date, valid_to_date,
   is_active, cr_by, cr_dtimes, is_deleted) VALUES
  -- auth_policy 71001: its content is not JSON
  ('71001', '482917', 'Broken', 'Cut off', '{"authTokenType":"policy","allowedAuthTypes":[', 'Auth', '1.0',
   'https://schemas.mosip.io/v1/auth-policy', '2026-01-01 00:00:00', '2026-06-30 00:00:00', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- auth_policy 71002: it has no policy group
  ('71002', NULL, 'Alone', 'Without a group', '{"authTokenType":"policy","allowedAuthTypes":[],"allowedKycAttributes":[]}',
   'Auth', '1.0', 'https://schemas.mosip.io/v1/auth-policy', '2026-01-01 00:00:00', '2026-06-30 00:00:00', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- auth_policy 71003: no schema allows its token type
  ('71003', '482917', 'Odd token', 'Of no schema',
   '{"authTokenType":"policyGroup","allowedAuthTypes":[],"allowedKycAttributes":[]}', 'Auth', '1.0',
   'https://schemas.mosip.io/v1/auth-policy', '2026-01-01 00:00:00', '2026-06-30 00:00:00', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- auth_policy 71004: its type is unknown
  ('71004', '482917', 'Odd type', 'Of no type', '{"authTokenType":"policy","allowedAuthTypes":[],"allowedKycAttributes":[]}',
   'Lottery', '1.0', 'https://schemas.mosip.io/v1/auth-policy', '2026-01-01 00:00:00', '2026-06-30 00:00:00', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- auth_policy 71005: it is deleted
  ('71005', '482917', 'Deleted', 'Gone', '{"authTokenType":"policy","allowedAuthTypes":[],"allowedKycAttributes":[]}',
   'Auth', '1.0', 'https://schemas.mosip.io/v1/auth-policy', '2026-01-01 00:00:00', '2026-06-30 00:00:00', false, 'root',
   '2026-01-01 00:00:00', true),
  -- auth_policy 71006: its group, 70001, cannot be taken
  ('71006', '70001', 'Follows', 'Its group is deleted',
   '{"authTokenType":"policy","allowedAuthTypes":[],"allowedKycAttributes":[]}', 'Auth', '1.0', NULL,
   '2026-01-01 00:00:00', '2026-03-02 00:00:00', false, 'root', '2026-01-01 00:00:00', NULL);

INSERT INTO pms.partner
  (id, policy_group_id, name, address, contact_no, email_id, user_id, partner_type_code, approval_status, is_active, cr_by,
   cr_dtimes, is_deleted) VALUES
  -- partner 72001: it has no e-mail address
  ('72001', '482917', 'Silent Bank', 'Here', '5550201', NULL, 'root', 'Auth_Partner', 'Activated', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- partner 72002: its e-mail address is none
  ('72002', '482917', 'Malformed Bank', 'Here', '5550202', 'office at malformed', 'root', 'Auth_Partner', 'Activated', true,
   'root', '2026-01-01 00:00:00', NULL),
  -- partner 72003: a partner with a smaller id, 48216, has the same e-mail address
  ('72003', '482917', 'Copying Bank', 'Here', '5550203', 'api@nationalbank.example', 'root', 'Auth_Partner', 'Activated',
   true, 'root', '2026-01-01 00:00:00', NULL),
  -- partner 72004: MOSIP knows no such type
  ('72004', NULL, 'Lottery', 'Here', '5550204', 'draw@lottery.example', 'root', 'Lottery_Partner', 'Activated', true,
   'root', '2026-01-01 00:00:00', NULL),
  -- partner 72005: its type works under a policy, and it has no policy group
  ('72005', NULL, 'Free Bank', 'Here', '5550205', 'office@free.example', 'root', 'Auth_Partner', 'Activated', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- partner 72006: there is no such policy group
  ('72006', '79999', 'Lost Bank', 'Here', '5550206', 'office@lost.example', 'root', 'Auth_Partner', 'Activated', true,
   'root', '2026-01-01 00:00:00', NULL),
  -- partner 72007: its address has a carriage return
  ('72007', '482917', 'Typewriter Bank', E'Here\r\nThere', '5550207', 'office@typewriter.example', 'root', 'Auth_Partner',
   'Activated', true, 'root', '2026-01-01 00:00:00', NULL),
  -- partner 72008: it is deleted
  ('72008', '482917', 'Deleted Bank', 'Here', '5550208', 'office@deleted.example', 'root', 'Auth_Partner', 'Activated',
   false, 'root', '2026-01-01 00:00:00', true),
  -- partner 72 009: an id has no blank
  ('72 009', '482917', 'Blank Bank', 'Here', '5550209', 'office@blank.example', 'root', 'Auth_Partner', 'Activated', true,
   'root', '2026-01-01 00:00:00', NULL);

INSERT INTO pms.partner_policy_request
  (id, part_id, policy_id, request_datetimes, request_detail, status_code, cr_by, cr_dtimes) VALUES
  -- partner_policy_request 73001: there is no such policy
  ('73001', '48216', '79999', '2026-01-01 00:00:00', 'Of no policy', 'In-Progress', 'root', '2026-01-01 00:00:00'),
  -- partner_policy_request 73002: no request is in this state
  ('73002', '48216', '100001', '2026-01-01 00:00:00', 'In no state', 'Issued', 'root', '2026-01-01 00:00:00'),
  -- partner_policy_request 73003: its partner, 72001, cannot be taken
  ('73003', '72001', '100001', '2026-01-01 00:00:00', 'Of no partner', 'In-Progress', 'root', '2026-01-01 00:00:00'),
  -- partner_policy_request 73004: the policy is of another group than the partner
  ('73004', '48216', '61', '2026-01-01 00:00:00', 'Of another group', 'In-Progress', 'root', '2026-01-01 00:00:00');

-- An API key is a secret: its row is named by its partner.
INSERT INTO pms.partner_policy
  (policy_api_key, part_id, policy_id, valid_from_datetime, valid_to_datetime, is_active, cr_by, cr_dtimes) VALUES
  -- partner_policy print-01: the partner has no approved request
  ('Uq7wEr3tYu9iOp1aSd5fGh2J', 'print-01', '61', '2026-02-03 10:00:00', '2049-12-31 00:00:00', true, 'root',
   '2026-02-03 10:00:00'),
  -- partner_policy 72002: its partner cannot be taken
  ('Vx4cBn8mQa6wSe2dRf9tGy1H', '72002', '100001', '2026-02-03 10:00:00', '2049-12-31 00:00:00', true, 'root',
   '2026-02-03 10:00:00');

INSERT INTO pms.partner_policy_bioextract
  (id, part_id, policy_id, attribute_name, extractor_provider, biometric_modality, cr_by, cr_dtimes) VALUES
  -- partner_policy_bioextract 79001: a partner of this type receives no biometrics
  ('79001', '48216', '100001', 'photo', 'Mock', 'Face', 'root', '2026-01-01 00:00:00'),
  -- partner_policy_bioextract 79002: the partner asked for no key of this policy
  ('79002', 'print-01', '884410', 'photo', 'Mock', 'Face', 'root', '2026-01-01 00:00:00');

INSERT INTO pms.misp
  (id, name, address, contact_no, email_id, user_id, status_code, is_active, cr_by, cr_dtimes, is_deleted) VALUES
  -- misp 74001: it has no address
  ('74001', 'Nowhere', NULL, '5550301', 'post@nowhere.example', 'root', 'Inprogress', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- misp 74002: its e-mail address has an upper-case top level
  ('74002', 'Shouting', 'Here', '5550302', 'post@shouting.EXAMPLE', 'root', 'Inprogress', true, 'root',
   '2026-01-01 00:00:00', NULL),
  -- misp 74003: nobody decides so
  ('74003', 'Pending', 'Here', '5550303', 'post@pending.example', 'root', 'pending', true, 'root', '2026-01-01 00:00:00',
   NULL),
  -- misp 74004: it is deleted
  ('74004', 'Deleted', 'Here', '5550304', 'post@deleted.example', 'root', 'Inprogress', false, 'root',
   '2026-01-01 00:00:00', true);

-- A licence key is a secret: its row is named by its MISP.
INSERT INTO pms.misp_license (misp_id, license_key, valid_from_date, valid_to_date, is_active, cr_by, cr_dtimes) VALUES
  -- misp_license 100: it never expires
  ('100', 'L0kJ9hG8fD7sA6pO5iU4yT3rE2wQ1mN0bV9cX8zL7kJ6hG5fD4', '2026-01-01 00:00:00', NULL, true, 'root',
   '2026-01-01 00:00:00'),
  -- misp_license 101: it can be guessed
  ('101', 'Wk7-x2Q', '2026-01-01 00:00:00', '2026-04-01 00:00:00', false, 'root', '2026-01-01 00:00:00'),
  -- misp_license 104: it is of the future
  ('104', 'T5rE4wQ3aS2dF1gH9jK8lZ7xC6vB5nM4qW3eR2tY1uI9oP8aS7', '2999-01-01 00:00:00', '2999-04-01 00:00:00', false,
   'root', '2026-01-01 00:00:00'),
  -- misp_license 105: its MISP is in progress
  ('105', 'Y6tR5eW4qA3sD2fG1hJ9kL8zX7cV6bN5mQ4wE3rT2yU1iO9pA8', '2026-01-01 00:00:00', '2026-04-01 00:00:00', false,
   'root', '2026-01-01 00:00:00'),
  -- misp_license 79999: there is no such MISP
  ('79999', 'P1oI2uY3tR4eW5qA6sD7fG8hJ9kL0zX1cV2bN3mQ4wE5rT6yU7', '2026-01-01 00:00:00', '2026-04-01 00:00:00', false,
   'root', '2026-01-01 00:00:00');

INSERT INTO master.device_provider
  (id, vendor_name, address, email, contact_number, certificate_alias, is_active, cr_by, cr_dtimes) VALUES
  -- device_provider 75001: an active provider with a smaller id has the same name and address
  ('75001', 'Linsen "Süd" GmbH, Köln', E'Am Hof 2\n50667 Köln', 'again@linsen.example', '5550401', 'again', true, 'root',
   '2026-01-01 00:00:00'),
  -- device_provider 75002: it has no e-mail address
  ('75002', 'Silent Lenses', 'Here', NULL, '5550402', 'silent', true, 'root', '2026-01-01 00:00:00'),
  -- device_provider 75003: it has no certificate
  ('75003', 'Bare Lenses', 'Here', 'bare@lenses.example', '5550403', NULL, true, 'root', '2026-01-01 00:00:00');

INSERT INTO master.foundational_trust_provider
  (id, name, address, email, contact_number, certificate_alias, is_active, cr_by, cr_dtimes) VALUES
  -- foundational_trust_provider 76001: it has no telephone number
  ('76001', 'Mute Chips', 'Here', 'mute@chips.example', NULL, 'mute', true, 'root', '2026-01-01 00:00:00');

INSERT INTO master.mosip_device_service
  (id, sw_binary_hash, sw_version, dprovider_id, dtype_code, dstype_code, make, model, sw_cr_dtimes, sw_expiry_dtimes,
   is_active, cr_by, cr_dtimes) VALUES
  -- mosip_device_service 77001: the bytes of its digest are not text
  ('77001', '\xfffe00ff', '9.1', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Finger', 'Slab', 'LS-400', 'Mk 1',
   '2026-01-01 00:00:00', '2031-01-01 00:00:00', true, 'root', '2026-01-01 00:00:00'),
  -- mosip_device_service 77002: nobody knows when it was made
  ('77002', convert_to('Test Hash', 'UTF8'), '9.2', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Finger', 'Slab', 'LS-400',
   'Mk 1', NULL, '2031-01-01 00:00:00', true, 'root', '2026-01-01 00:00:00'),
  -- mosip_device_service 77003: the registry knows no such sub-type
  ('77003', convert_to('Test Hash', 'UTF8'), '9.3', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Finger', 'Thumb', 'LS-400',
   'Mk 1', '2026-01-01 00:00:00', '2031-01-01 00:00:00', true, 'root', '2026-01-01 00:00:00'),
  -- mosip_device_service 77004: its digest has more than 36 characters
  ('77004', convert_to(repeat('0123456789abcdef', 4), 'UTF8'), '9.4', '0e90bb45-28ef-4e15-8f8a-2d3c1e6a7b90', 'Finger',
   'Slab', 'LS-400', 'Mk 1', '2026-01-01 00:00:00', '2031-01-01 00:00:00', true, 'root', '2026-01-01 00:00:00'),
  -- mosip_device_service 77005: its provider, 75002, cannot be taken
  ('77005', convert_to('Test Hash', 'UTF8'), '9.5', '75002', 'Finger', 'Slab', 'LS-400', 'Mk 1', '2026-01-01 00:00:00',
   '2031-01-01 00:00:00', true, 'root', '2026-01-01 00:00:00');

-- The digital id of each device, which says the same as its columns but where it is the reason.
CREATE FUNCTION pg_temp.digital_id(serial text, type text, sub_type text) RETURNS text LANGUAGE sql AS $$
  SELECT format(
    '{"serialNo":"%s","deviceProvider":"Open Face","deviceProviderId":"b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714",'
    '"make":"OF-Cam","model":"portrait","dateTime":"2026-01-05T08:21:00.000Z","type":"%s","deviceSubType":"%s"}',
    serial, type, sub_type)
$$;

INSERT INTO master.registered_device_master
  (code, dtype_code, dstype_code, status_code, device_id, device_sub_id, digital_id, serial_number, provider_id,
   provider_name, purpose, firmware, make, model, certification_level, is_active, cr_by, cr_dtimes) VALUES
  -- registered_device_master 78001: the registry knows no such sub-type
  ('78001', 'Finger', 'Thumb', 'REGISTERED', 'D1', '1', pg_temp.digital_id('S1', 'Finger', 'Thumb'), 'S1',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78002: the registry knows no such type
  ('78002', 'Voice', 'Single', 'REGISTERED', 'D2', '1', pg_temp.digital_id('S2', 'Voice', 'Single'), 'S2',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78003: the provider's name is another
  ('78003', 'Face', 'Full face', 'REGISTERED', 'D3', '1', pg_temp.digital_id('S3', 'Face', 'Full face'), 'S3',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Closed Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78004: the digital id has another serial number
  ('78004', 'Face', 'Full face', 'REGISTERED', 'D4', '1', pg_temp.digital_id('S0', 'Face', 'Full face'), 'S4',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78005: its digital id is not JSON
  ('78005', 'Face', 'Full face', 'REGISTERED', 'D5', '1', 'S5', 'S5',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78006: no device has this purpose
  ('78006', 'Face', 'Full face', 'REGISTERED', 'D6', '1', pg_temp.digital_id('S6', 'Face', 'Full face'), 'S6',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'TESTING', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78007: the code of a device for registration is its own id
  ('78007', 'Face', 'Full face', 'REGISTERED', 'D7', '1', pg_temp.digital_id('S7', 'Face', 'Full face'), 'S7',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'REGISTRATION', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78008: its own id has more than 36 characters
  ('78008', 'Face', 'Full face', 'REGISTERED', repeat('D8', 20), '1', pg_temp.digital_id('S8', 'Face', 'Full face'), 'S8',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78009: no firmware is known
  ('78009', 'Face', 'Full face', 'REGISTERED', 'D9', '1', pg_temp.digital_id('S9', 'Face', 'Full face'), 'S9',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', NULL, 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78010: no device is certified so
  ('78010', 'Face', 'Full face', 'REGISTERED', 'D10', '1', pg_temp.digital_id('S10', 'Face', 'Full face'), 'S10',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L2', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78011: no device is in this state
  ('78011', 'Face', 'Full face', 'Hotlisted', 'D11', '1', pg_temp.digital_id('S11', 'Face', 'Full face'), 'S11',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', true, 'root',
   '2026-01-05 08:22:00'),
  -- registered_device_master 78012: a device is never inactive
  ('78012', 'Face', 'Full face', 'REGISTERED', 'D12', '1', pg_temp.digital_id('S12', 'Face', 'Full face'), 'S12',
   'b1e6f0c2-5d1f-4a7e-9a53-2f6c8d90e714', 'Open Face', 'AUTH', '1.0', 'OF-Cam', 'portrait', 'L0', false, 'root',
   '2026-01-05 08:22:00');
