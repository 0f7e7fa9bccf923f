-- Guards: roles, grants and triggers. Idempotent; the files of this folder are applied by the owner,
-- in their order and on one connection, after every migration, so that a table added later can never
-- be forgotten. This one comes first; then one for each module, in the order of modules.

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

-- Asked before a row of an append-only table would be changed.
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
END $$;

-- What guards are made of, for the files of this folder and gone with the connection. ALWAYS: a guard
-- also stands under session_replication_role = replica, the usual way around triggers.
CREATE OR REPLACE PROCEDURE pg_temp.always(guarded text, guard text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded, guard);
END $$;

-- Before these acts on a row of the table, its guard is asked: the function of the same name.
CREATE OR REPLACE PROCEDURE pg_temp.guard(guarded text, guard text, acts text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
                 guard, acts, guarded, guard);
  CALL pg_temp.always(guarded, guard);
END $$;

-- Rows are added to these tables and never changed or taken away, whoever asks.
CREATE OR REPLACE PROCEDURE pg_temp.append_only(VARIADIC guarded text[]) LANGUAGE plpgsql AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY guarded LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    CALL pg_temp.always(name, 'append_only');
  END LOOP;
END $$;

-- These tables are never emptied at once: that asks no guard of rows.
CREATE OR REPLACE PROCEDURE pg_temp.no_truncate(VARIADIC guarded text[]) LANGUAGE plpgsql AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY guarded LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    CALL pg_temp.always(name, 'no_truncate');
  END LOOP;
END $$;

-- What somebody proposes and an office judges (src/core/proposals.ts): a version stays as it was sent,
-- but for its judgement.
CREATE OR REPLACE FUNCTION proposed_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - '{state,decided_by,decided_at,reason}'::text[]
      IS DISTINCT FROM to_jsonb(OLD) - '{state,decided_by,decided_at,reason}'::text[] THEN
    RAISE EXCEPTION 'a version in % is never rewritten', TG_TABLE_NAME USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- What holds is an accepted version of the same subject; the trigger names the table of versions and
-- its column of the subject.
CREATE OR REPLACE FUNCTION accepted_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  holds boolean;
BEGIN
  EXECUTE format('SELECT $1 IS NULL OR EXISTS (SELECT FROM %I WHERE id = $1 AND %I = $2 '
                 'AND state = ''accepted'')', TG_ARGV[0], TG_ARGV[1])
    INTO holds USING NEW.accepted_version_id, NEW.id;
  IF NOT holds THEN
    RAISE EXCEPTION 'only an accepted version of % holds', TG_TABLE_NAME USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

-- Both, for subjects, their versions and the versions' column of the subject.
CREATE OR REPLACE PROCEDURE pg_temp.proposed(subjects text, versions text, of_subject text)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON %I, %I FROM ocop_app', subjects, versions);
  CALL pg_temp.guard(versions, 'proposed_version_guard', 'UPDATE OR DELETE');
  EXECUTE format('CREATE OR REPLACE TRIGGER accepted_version_guard '
                 'BEFORE INSERT OR UPDATE OF accepted_version_id ON %I '
                 'FOR EACH ROW EXECUTE FUNCTION accepted_version_guard(%L, %L)',
                 subjects, versions, of_subject);
  CALL pg_temp.always(subjects, 'accepted_version_guard');
END $$;

-- Audit log: the program may add rows and read them, nothing else.
REVOKE ALL ON audit_log, audit_head FROM ocop_app;
GRANT SELECT, INSERT ON audit_log TO ocop_app;
GRANT SELECT ON audit_head TO ocop_app;

-- Netstring of one field (src/core/audit/encoding.ts computes the same).
CREATE OR REPLACE FUNCTION audit_field(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN value IS NULL THEN '-,' ELSE octet_length(value) || ':' || value || ',' END;

CREATE OR REPLACE FUNCTION audit_row_hash(r audit_log) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(
  audit_field('ocop-audit-1') || audit_field(r.province_code) || audit_field(r.seq::text)
  || audit_field((extract(epoch from r.at) * 1000000)::bigint::text)
  || audit_field(r.actor_id) || audit_field(r.action)
  || audit_field(r.subject_type) || audit_field(r.subject_id)
  || audit_field(r.unit_path) || audit_field(r.request_id)
  || audit_field(r.details::text) || audit_field(r.prev_hash), 'UTF8')), 'hex');

-- Runs as the owner, the only one who may write the head: the program gives the act, the
-- database gives the place in the chain, so that a stolen program role cannot forge either.
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
BEGIN
  SELECT * INTO head FROM audit_head WHERE province_code = NEW.province_code FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head VALUES (NEW.province_code, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE province_code = NEW.province_code FOR UPDATE;
  END IF;
  NEW.seq := head.seq + 1;
  NEW.at := now();
  NEW.prev_hash := head.hash;
  NEW.hash := audit_row_hash(NEW);
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE province_code = NEW.province_code;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = '42501';
END $$;

-- Touched only when something is missing: changing a trigger locks out the other processes'
-- writers. ALWAYS: also under session_replication_role = replica, the usual way around triggers.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit_log'::regclass AND tgenabled = 'A'
      AND tgname IN ('audit_chain', 'audit_refuse')) < 2 THEN
    CREATE OR REPLACE TRIGGER audit_chain BEFORE INSERT ON audit_log
      FOR EACH ROW EXECUTE FUNCTION audit_chain();
    CREATE OR REPLACE TRIGGER audit_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_chain;
    ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_refuse;
  END IF;
END $$;

-- Job queue: pg-boss's tables (src/core/jobs); only the owner creates or changes them.
GRANT USAGE ON SCHEMA pgboss TO ocop_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ocop_app;

-- Rulebook versions and imported wordings: a result names them, so they are added and read only.
REVOKE ALL ON rulebook_versions, rulebook_wordings FROM ocop_app;
GRANT SELECT, INSERT ON rulebook_versions, rulebook_wordings TO ocop_app;
