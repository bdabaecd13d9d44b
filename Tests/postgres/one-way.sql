-- What the services write in two ways and a registry keeps in one: a row that was not deleted says so, and a device
-- without a trust provider has none.

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
