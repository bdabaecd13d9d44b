-- What the services write in two ways and a registry keeps in one: a row that was not deleted says so, a device without a
-- trust provider has none, and an extractor has nothing but what it is for.

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT table_schema || '.' || table_name FROM information_schema.columns WHERE column_name = 'is_deleted'
  LOOP
    EXECUTE 'UPDATE ' || name || ' SET is_deleted = false WHERE is_deleted IS NULL';
  END LOOP;
END
$$;
UPDATE master.registered_device_master SET foundational_trust_provider_id = NULL
WHERE foundational_trust_provider_id = '';
-- Its id is made of that; as an export writes it.
UPDATE pms.partner_policy_bioextract SET id = CASE id
  WHEN '501' THEN '08031b40b37ad8428a30b62d0e038872' WHEN '502' THEN '00946a3af008c16d3c6c957d7e14057c' END;
UPDATE pms.partner_policy_bioextract AS extractor
SET extractor_provider_version = nullif(extractor_provider_version, ''), biometric_sub_types = NULL,
  cr_by = partner.cr_by, cr_dtimes = partner.cr_dtimes, upd_by = NULL, upd_dtimes = NULL
FROM pms.partner WHERE partner.id = extractor.part_id;
