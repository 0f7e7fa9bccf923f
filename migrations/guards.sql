-- Guards: roles, grants and triggers. Idempotent; applied by the owner after every migration,
-- so that a table added later can never be forgotten.

DO $$
BEGIN
  CREATE ROLE ocop_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT ocop_app TO %I', current_user);
EXCEPTION WHEN OTHERS THEN NULL; -- a superuser of the embedded engine needs no membership
END $$;

GRANT USAGE ON SCHEMA public TO ocop_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ocop_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ocop_app;
