-- The read models' schema belongs to the role that serves: it drops and rebuilds them, and can do nothing of the kind in `log`.
CREATE SCHEMA IF NOT EXISTS read AUTHORIZATION entente_app;
DO $$ BEGIN
  EXECUTE format('GRANT CREATE ON DATABASE %I TO entente_app', current_database());
END $$;
GRANT USAGE ON SCHEMA log TO entente_app;
GRANT SELECT ON log.migration TO entente_app;
