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

-- Dossiers: what was filed, every step, the custody of samples and the numbers given out are
-- append-only for everybody; a draft becomes a snapshot that nobody rewrites.
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dossier_filings', 'dossier_filed_papers', 'dossier_events',
                              'dossier_samples', 'dossier_numbers', 'dossier_issued_papers'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
END $$;

-- Councils: versions of their rules, who is out of a product's scoring, and what a council above
-- told are only ever added to.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['council_rules', 'item_recusals', 'upper_results'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
END $$;

-- Sheets: what a member has signed stays as it is, whoever asks; and a sheet is signed whole.
CREATE OR REPLACE FUNCTION sheet_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'signed' THEN
    RAISE EXCEPTION 'a signed sheet is immutable: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id, NEW.item_id, NEW.round_no, NEW.user_id)
      IS DISTINCT FROM (OLD.id, OLD.item_id, OLD.round_no, OLD.user_id) THEN
    RAISE EXCEPTION 'a sheet stays its member''s' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'signed' AND (NEW.total IS NULL OR NEW.stars IS NULL OR NEW.sealed IS NULL
      OR NEW.digest IS NULL OR NEW.signed_at IS NULL OR NEW.signed_with IS NULL) THEN
    RAISE EXCEPTION 'a sheet is signed with its seal or not at all' USING ERRCODE = '23514';
  END IF;
  IF NEW.entered_by = NEW.confirmed_by THEN
    RAISE EXCEPTION 'an entered sheet is confirmed by a second person' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

-- The lock waits for a signing under way and then sees what it did.
CREATE OR REPLACE FUNCTION sheet_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
  standing text;
BEGIN
  FOREACH touched IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.sheet_id]
      WHEN 'DELETE' THEN ARRAY[OLD.sheet_id] ELSE ARRAY[OLD.sheet_id, NEW.sheet_id] END LOOP
    SELECT state INTO standing FROM council_sheets WHERE id = touched FOR SHARE;
    IF standing = 'signed' THEN
      RAISE EXCEPTION 'the answers of a signed sheet are immutable: % refused', TG_OP
        USING ERRCODE = '42501';
    END IF;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN SELECT * FROM (VALUES ('council_sheets', 'sheet_guard'),
                                       ('sheet_answers', 'sheet_answer_guard')) AS t(name, guard) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I '
                   'FOR EACH ROW EXECUTE FUNCTION %I()', guarded.guard, guarded.name, guarded.guard);
    EXECUTE format('CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION append_only()', guarded.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER no_truncate', guarded.name);
  END LOOP;
END $$;

-- Results: closed ones are only added to.
DO $$
BEGIN
  REVOKE UPDATE, DELETE, TRUNCATE ON council_results FROM ocop_app;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON council_results
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE council_results ENABLE ALWAYS TRIGGER append_only;
END $$;

-- Whether two people have agreed to open the newest result of a product again.
CREATE OR REPLACE FUNCTION result_is_reopened(item uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT EXISTS (SELECT FROM result_reopenings o
      WHERE o.result_id = r.id AND o.agreed AND o.asked_by <> o.answered_by)
    FROM council_results r WHERE r.item_id = item ORDER BY r.version DESC LIMIT 1), false)
$$;

-- A result is closed of the product that is before the council, once for each time that it is
-- before it: to add another one beside it would be to change it.
CREATE OR REPLACE FUNCTION result_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item session_items;
BEGIN
  SELECT * INTO item FROM session_items WHERE id = NEW.item_id FOR SHARE;
  IF item.state IN ('concluded', 'rejected', 'postponed')
      OR item.dossier_id IS DISTINCT FROM NEW.dossier_id
      OR NEW.version IS DISTINCT FROM (SELECT count(*) + 1 FROM council_results
        WHERE item_id = NEW.item_id)
      OR (NEW.version > 1 AND NOT result_is_reopened(NEW.item_id)) THEN
    RAISE EXCEPTION 'a product with a result gets no other one' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A request to reopen is made by one, answered once by another, and then stays as it is.
CREATE OR REPLACE FUNCTION reopening_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed IS NOT NULL OR NEW.answered_by IS NOT NULL THEN
      RAISE EXCEPTION 'a request to reopen a result is not made with its answer'
        USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.agreed IS NOT NULL OR (NEW.id, NEW.result_id, NEW.reason,
      NEW.asked_by, NEW.asked_at) IS DISTINCT FROM (OLD.id, OLD.result_id, OLD.reason,
      OLD.asked_by, OLD.asked_at) THEN
    RAISE EXCEPTION 'a request to reopen a result stays as it is: % refused', TG_OP
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A round that has been revealed is closed for good; a product with a result gets another round
-- only when two people have reopened it.
CREATE OR REPLACE FUNCTION round_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT state INTO standing FROM session_items WHERE id = NEW.item_id;
    IF standing IN ('rejected', 'postponed')
        OR (standing = 'concluded' AND NOT result_is_reopened(NEW.item_id)) THEN
      RAISE EXCEPTION 'a product with a result is scored no more' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.revealed_at IS NOT NULL
      OR (NEW.item_id, NEW.round_no) IS DISTINCT FROM (OLD.item_id, OLD.round_no) THEN
    RAISE EXCEPTION 'a revealed round is closed: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- What is on an agenda keeps its product; one with a result changes only its place in the order,
-- and says so only when the result is there.
CREATE OR REPLACE FUNCTION item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.session_id, NEW.dossier_id)
      IS DISTINCT FROM (OLD.id, OLD.session_id, OLD.dossier_id) THEN
    RAISE EXCEPTION 'a product stays on its agenda: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF OLD.state IN ('concluded', 'rejected')
      AND to_jsonb(NEW) - 'seq' - 'version' <> to_jsonb(OLD) - 'seq' - 'version'
      AND NOT (OLD.state = 'concluded' AND NEW.state = 'scoring'
        AND NEW.round_no = OLD.round_no + 1 AND result_is_reopened(OLD.id)) THEN
    RAISE EXCEPTION 'a product with a result is closed: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF NEW.state IN ('concluded', 'rejected') AND OLD.state <> NEW.state
      AND NOT EXISTS (SELECT FROM council_results r
        WHERE r.item_id = NEW.id AND (r.basis ->> 'round')::int = NEW.round_no
          AND r.rejected = (NEW.state = 'rejected')) THEN
    RAISE EXCEPTION 'a product is closed with its result or not at all' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'revealed' AND NOT EXISTS (SELECT FROM item_rounds r WHERE r.item_id = NEW.id
      AND r.round_no = NEW.round_no AND r.revealed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a product is revealed with its round or not at all' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Nobody writes into a round that is closed: revealed, put away with its product, or past the
-- deadline of opinions in writing.
CREATE OR REPLACE FUNCTION closed_round_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched record;
BEGIN
  FOR touched IN SELECT i.id FROM (VALUES (CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.item_id END,
                                           CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.round_no END),
                                          (CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.item_id END,
                                           CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.round_no END))
                                     AS t(item_id, round_no)
      JOIN session_items i ON i.id = t.item_id
      JOIN council_sessions s ON s.id = i.session_id
      LEFT JOIN item_rounds r ON r.item_id = i.id AND r.round_no = t.round_no
      WHERE r.revealed_at IS NOT NULL OR i.state IN ('concluded', 'rejected', 'postponed')
        OR s.due_at <= now() LOOP
    RAISE EXCEPTION 'the round is closed: % refused', TG_OP USING ERRCODE = '42501';
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION closed_round_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
BEGIN
  FOREACH touched IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.sheet_id]
      WHEN 'DELETE' THEN ARRAY[OLD.sheet_id] ELSE ARRAY[OLD.sheet_id, NEW.sheet_id] END LOOP
    IF EXISTS (SELECT FROM council_sheets c
        JOIN session_items i ON i.id = c.item_id
        JOIN council_sessions s ON s.id = i.session_id
        LEFT JOIN item_rounds r ON r.item_id = i.id AND r.round_no = c.round_no
        WHERE c.id = touched AND (r.revealed_at IS NOT NULL
          OR i.state IN ('concluded', 'rejected', 'postponed') OR s.due_at <= now())) THEN
      RAISE EXCEPTION 'the round is closed: % refused', TG_OP USING ERRCODE = '42501';
    END IF;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN SELECT * FROM (VALUES
      ('council_results', 'result_guard', 'INSERT'),
      ('result_reopenings', 'reopening_guard', 'INSERT OR UPDATE OR DELETE'),
      ('item_rounds', 'round_guard', 'INSERT OR UPDATE OR DELETE'),
      ('session_items', 'item_guard', 'UPDATE OR DELETE'),
      ('council_sheets', 'closed_round_guard', 'INSERT OR UPDATE OR DELETE'),
      ('sheet_answers', 'closed_round_answer_guard', 'INSERT OR UPDATE OR DELETE'))
      AS t(name, guard, acts) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
                   guarded.guard, guarded.acts, guarded.name, guarded.guard);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
  END LOOP;
END $$;

-- What an import of a register made can be taken back with it, whole, while it is being undone: the
-- state of the import that made a thing, null when none did. Guards ask it for every row: its plan is
-- kept, and one by the index, however few rows there were when it was made.
CREATE OR REPLACE FUNCTION state_of_its_import(made text, thing uuid) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT i.state FROM register_import_made m JOIN register_imports i ON i.id = m.import_id
    WHERE m.kind = made AND m.thing_id = thing);
END $$;

-- What a large import has just filled or will empty is counted anew: tables that the statistics still
-- hold for empty are joined row by row with no index (10,000 products: minutes instead of seconds).
-- Only their owner may.
CREATE OR REPLACE FUNCTION count_register() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE producers, products, decisions, decision_items, recognitions, register_entries,
    register_import_made;
END $$;
REVOKE ALL ON FUNCTION count_register() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_register() TO ocop_app;

-- An import stays as it was done; it is undone once, and kept.
CREATE OR REPLACE FUNCTION register_import_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an import is undone, never deleted' USING ERRCODE = '42501';
  END IF;
  IF to_jsonb(NEW) - ARRAY['state', 'undone_by', 'undone_at']
        <> to_jsonb(OLD) - ARRAY['state', 'undone_by', 'undone_at']
      OR (OLD.state, NEW.state) NOT IN (('applied', 'undoing'), ('undoing', 'undone')) THEN
    RAISE EXCEPTION 'an import stays as it was done' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- What an import made is known as long as the import stands.
CREATE OR REPLACE FUNCTION register_import_made_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
      OR (SELECT state FROM register_imports WHERE id = OLD.import_id) <> 'undoing' THEN
    RAISE EXCEPTION 'what an import made stays known: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  RETURN OLD;
END $$;

DO $$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN SELECT * FROM (VALUES
      ('register_imports', 'register_import_guard', 'UPDATE OR DELETE'),
      ('register_import_made', 'register_import_made_guard', 'UPDATE OR DELETE'))
      AS t(name, guard, acts) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
                   guarded.guard, guarded.acts, guarded.name, guarded.guard);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
  END LOOP;
END $$;

-- Decisions: an issued one keeps its number, day and words; only the signed copy is added to it, once.
CREATE OR REPLACE FUNCTION decision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND state_of_its_import('decision', OLD.id) = 'undoing' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a decision or letter is dropped, never deleted' USING ERRCODE = '42501';
  END IF;
  IF OLD.state IN ('issued', 'dropped')
      AND (to_jsonb(NEW) - 'signed_digest' - 'version' <> to_jsonb(OLD) - 'signed_digest' - 'version'
        OR (OLD.signed_digest IS NOT NULL AND NEW.signed_digest IS DISTINCT FROM OLD.signed_digest)) THEN
    RAISE EXCEPTION 'a decision or letter of state % stays as it is', OLD.state USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A letter that has its number stays as it was issued.
CREATE OR REPLACE FUNCTION letter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.number IS NOT NULL THEN
    RAISE EXCEPTION 'a letter stays as it was issued: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- What a decision is about is settled before it is issued. The lock waits for an issue under way.
CREATE OR REPLACE FUNCTION decision_item_guard() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $$
DECLARE
  standing text;
BEGIN
  -- A later register may tell of more products of a decision that an import entered.
  IF TG_OP = 'INSERT' AND state_of_its_import('decision', NEW.decision_id) = 'applied' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM recognitions r
      WHERE r.decision_id = OLD.decision_id AND r.product_id = OLD.product_id
        AND state_of_its_import('recognition', r.id) = 'undoing') THEN
    RETURN OLD;
  END IF;
  SELECT state INTO standing FROM decisions
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END FOR SHARE;
  IF TG_OP <> 'INSERT' OR standing <> 'draft' THEN
    RAISE EXCEPTION 'the products of a decision stay as they are: % refused', TG_OP
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- What a letter to the level above sends up is settled while it is a draft.
CREATE OR REPLACE FUNCTION upward_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing text;
BEGIN
  SELECT state INTO standing FROM upward_letters
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.letter_id ELSE NEW.letter_id END FOR SHARE;
  IF TG_OP <> 'INSERT' OR standing <> 'draft' THEN
    RAISE EXCEPTION 'the products of a letter stay as they are: % refused', TG_OP
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A recognition rests on an issued decision and keeps what was decided; it can be extended,
-- revoked, replaced, and restored. `gone` is computed by the database, after this trigger.
CREATE OR REPLACE FUNCTION recognition_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changing text[] := ARRAY['unit_path', 'extended_until', 'extension_basis', 'revoked_on', 'revocation_id',
    'revocation_ground', 'replaced_on', 'replaced_by_id', 'version', 'gone'];
BEGIN
  IF TG_OP = 'DELETE' AND state_of_its_import('recognition', OLD.id) = 'undoing' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a recognition is never deleted' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM decisions d WHERE d.id = NEW.decision_id AND d.state = 'issued'
        AND d.kind = 'recognition') THEN
      RAISE EXCEPTION 'a recognition rests on an issued decision' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing THEN
    RAISE EXCEPTION 'what was recognised stays as it is' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A certificate's number, token and facts never change; credential and PDF are set once.
CREATE OR REPLACE FUNCTION certificate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  setting text[] := ARRAY['credential', 'key_id', 'pdf_digest', 'sealed_at', 'has_authority_seal',
    'recovered_on'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - setting <> to_jsonb(OLD) - setting THEN
    RAISE EXCEPTION 'a certificate stays as it was issued: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF (OLD.credential IS NOT NULL AND (NEW.credential, NEW.key_id)
        IS DISTINCT FROM (OLD.credential, OLD.key_id))
      OR (OLD.sealed_at IS NOT NULL AND (NEW.pdf_digest, NEW.sealed_at, NEW.has_authority_seal)
        IS DISTINCT FROM (OLD.pdf_digest, OLD.sealed_at, OLD.has_authority_seal))
      OR (NEW.sealed_at IS NOT NULL AND (NEW.credential IS NULL OR NEW.pdf_digest IS NULL)) THEN
    RAISE EXCEPTION 'a certificate is sealed whole, and once' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Keys are kept for ever: what they signed must go on verifying.
CREATE OR REPLACE FUNCTION signing_key_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'retired_at' <> to_jsonb(OLD) - 'retired_at'
      OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at) THEN
    RAISE EXCEPTION 'a signing key stays: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A series of numbers only goes on, one by one.
CREATE OR REPLACE FUNCTION series_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.last <> OLD.last + 1
      OR to_jsonb(NEW) - 'last' <> to_jsonb(OLD) - 'last' THEN
    RAISE EXCEPTION 'numbers go on one by one: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- The log takes leaves at its end, each with the hash of its own words (RFC 6962).
CREATE OR REPLACE FUNCTION log_leaf_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.place <> (SELECT coalesce(max(place) + 1, 0) FROM log_leaves)
      OR NEW.hash <> encode(sha256('\x00'::bytea || convert_to(NEW.entry, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'the log takes leaves at its end, with their hash' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  guarded record;
  name text;
BEGIN
  FOR guarded IN SELECT * FROM (VALUES
      ('decisions', 'decision_guard', 'UPDATE OR DELETE'),
      ('decision_items', 'decision_item_guard', 'INSERT OR UPDATE OR DELETE'),
      ('upward_letters', 'decision_guard', 'UPDATE OR DELETE'),
      ('upward_items', 'upward_item_guard', 'INSERT OR UPDATE OR DELETE'),
      ('decision_letters', 'letter_guard', 'UPDATE OR DELETE'),
      ('recognitions', 'recognition_guard', 'INSERT OR UPDATE OR DELETE'),
      ('certificates', 'certificate_guard', 'UPDATE OR DELETE'),
      ('signing_keys', 'signing_key_guard', 'UPDATE OR DELETE'),
      ('recognition_counters', 'series_guard', 'UPDATE OR DELETE'),
      ('recognition_places', 'series_guard', 'UPDATE OR DELETE'),
      ('log_leaves', 'log_leaf_guard', 'INSERT')) AS t(name, guard, acts) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
                   guarded.guard, guarded.acts, guarded.name, guarded.guard);
    EXECUTE format('CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION append_only()', guarded.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER no_truncate', guarded.name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['log_leaves', 'log_checkpoints'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
END $$;

-- Cases about revocation: what was done in them is only ever added to, and none is deleted.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['revocation_case_steps', 'revocation_case_files'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['revocation_cases', 'product_complaints'] LOOP
    EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM ocop_app', name);
  END LOOP;
END $$;

-- Inspections: none is deleted; what was concluded, or seen at a visit that was, is never changed;
-- what happened to a finding is only ever added to.
CREATE OR REPLACE FUNCTION inspection_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('concluded', 'cancelled') THEN
    RAISE EXCEPTION 'an inspection that is over is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION inspection_visit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR EXISTS (SELECT FROM inspections
      WHERE id = OLD.inspection_id AND state = 'concluded') THEN
    RAISE EXCEPTION 'a visit that was concluded is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  guarded record;
  name text;
BEGIN
  FOR guarded IN SELECT * FROM (VALUES
      ('inspections', 'inspection_guard'),
      ('inspection_visits', 'inspection_visit_guard')) AS t(name, guard) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE OR DELETE ON %I '
                   'FOR EACH ROW EXECUTE FUNCTION %I()', guarded.guard, guarded.name, guarded.guard);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['inspection_finding_log', 'inspection_files'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['inspections', 'inspection_visits', 'inspection_findings',
                              'inspection_plans'] LOOP
    EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM ocop_app', name);
  END LOOP;
END $$;

-- Public profiles: what a version said stays as it was sent, pictures included; and what stands
-- in public is an accepted version of the same profile.
CREATE OR REPLACE FUNCTION market_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.profile_id, NEW.seq, NEW.content, NEW.latitude,
      NEW.longitude, NEW.proposed_by, NEW.proposed_at) IS DISTINCT FROM (OLD.id, OLD.profile_id,
      OLD.seq, OLD.content, OLD.latitude, OLD.longitude, OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'a version of a profile is never rewritten' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION market_profile_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.accepted_version_id IS NOT NULL AND NOT EXISTS (SELECT FROM market_profile_versions
      WHERE id = NEW.accepted_version_id AND profile_id = NEW.id AND state = 'accepted') THEN
    RAISE EXCEPTION 'only an accepted version stands in public' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

DO $$
BEGIN
  REVOKE DELETE, TRUNCATE ON market_profiles, market_profile_versions FROM ocop_app;
  REVOKE UPDATE, DELETE, TRUNCATE ON market_profile_pictures FROM ocop_app;
  CREATE OR REPLACE TRIGGER market_version_guard BEFORE UPDATE OR DELETE ON market_profile_versions
    FOR EACH ROW EXECUTE FUNCTION market_version_guard();
  ALTER TABLE market_profile_versions ENABLE ALWAYS TRIGGER market_version_guard;
  CREATE OR REPLACE TRIGGER market_profile_guard
    BEFORE INSERT OR UPDATE OF accepted_version_id ON market_profiles
    FOR EACH ROW EXECUTE FUNCTION market_profile_guard();
  ALTER TABLE market_profiles ENABLE ALWAYS TRIGGER market_profile_guard;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON market_profile_pictures FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE market_profile_pictures ENABLE ALWAYS TRIGGER append_only;
END $$;

-- Ideas: every step stays as it was taken.
DO $$
BEGIN
  REVOKE UPDATE, DELETE, TRUNCATE ON idea_steps FROM ocop_app;
  REVOKE DELETE, TRUNCATE ON ideas FROM ocop_app;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idea_steps
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE idea_steps ENABLE ALWAYS TRIGGER append_only;
END $$;

-- What somebody said of their ties to an applicant stays said.
DO $$
BEGIN
  REVOKE UPDATE, DELETE, TRUNCATE ON cycle_ties FROM ocop_app;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cycle_ties
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE cycle_ties ENABLE ALWAYS TRIGGER append_only;
END $$;

-- Growing areas: what a version said stays as it was sent, its products too; and what holds is an
-- accepted version of the same growing area.
CREATE OR REPLACE FUNCTION growing_area_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - '{state,decided_by,decided_at,reason}'::text[]
      IS DISTINCT FROM to_jsonb(OLD) - '{state,decided_by,decided_at,reason}'::text[] THEN
    RAISE EXCEPTION 'a version of a growing area is never rewritten' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION growing_area_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.accepted_version_id IS NOT NULL AND NOT EXISTS (SELECT FROM growing_area_versions
      WHERE id = NEW.accepted_version_id AND area_id = NEW.id AND state = 'accepted') THEN
    RAISE EXCEPTION 'only an accepted version of a growing area holds' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

DO $$
BEGIN
  REVOKE DELETE, TRUNCATE ON growing_areas, growing_area_versions FROM ocop_app;
  REVOKE UPDATE, DELETE, TRUNCATE ON growing_area_products FROM ocop_app;
  CREATE OR REPLACE TRIGGER growing_area_version_guard BEFORE UPDATE OR DELETE ON growing_area_versions
    FOR EACH ROW EXECUTE FUNCTION growing_area_version_guard();
  ALTER TABLE growing_area_versions ENABLE ALWAYS TRIGGER growing_area_version_guard;
  CREATE OR REPLACE TRIGGER growing_area_guard BEFORE INSERT OR UPDATE OF accepted_version_id ON growing_areas
    FOR EACH ROW EXECUTE FUNCTION growing_area_guard();
  ALTER TABLE growing_areas ENABLE ALWAYS TRIGGER growing_area_guard;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON growing_area_products FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE growing_area_products ENABLE ALWAYS TRIGGER append_only;
END $$;

-- Reports: what was sent stays what it was, and a draft has no figures of its own.
CREATE OR REPLACE FUNCTION planning_report_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'sent' THEN
    RAISE EXCEPTION 'a report that was sent is never rewritten' USING ERRCODE = '42501';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION planning_figure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM planning_reports WHERE id = NEW.report_id) = 'sent' THEN
    RAISE EXCEPTION 'a report that was sent takes no more figures' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DO $$
BEGIN
  REVOKE TRUNCATE ON planning_reports FROM ocop_app;
  REVOKE UPDATE, DELETE, TRUNCATE ON planning_report_figures FROM ocop_app;
  CREATE OR REPLACE TRIGGER planning_report_guard BEFORE UPDATE OR DELETE ON planning_reports
    FOR EACH ROW EXECUTE FUNCTION planning_report_guard();
  ALTER TABLE planning_reports ENABLE ALWAYS TRIGGER planning_report_guard;
  CREATE OR REPLACE TRIGGER planning_figure_guard BEFORE INSERT ON planning_report_figures
    FOR EACH ROW EXECUTE FUNCTION planning_figure_guard();
  ALTER TABLE planning_report_figures ENABLE ALWAYS TRIGGER planning_figure_guard;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON planning_report_figures FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE planning_report_figures ENABLE ALWAYS TRIGGER append_only;
END $$;

-- Files that answers to tasks came with stay.
DO $$
BEGIN
  REVOKE UPDATE, DELETE, TRUNCATE ON plan_task_files FROM ocop_app;
  CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON plan_task_files FOR EACH STATEMENT EXECUTE FUNCTION append_only();
  ALTER TABLE plan_task_files ENABLE ALWAYS TRIGGER append_only;
END $$;

-- Business plans: what was filed, what was found of it and how far the product came stay as they
-- were written; a plan is never taken away.
DO $$
DECLARE
  name text;
BEGIN
  REVOKE DELETE, TRUNCATE ON business_plans FROM ocop_app;
  FOREACH name IN ARRAY ARRAY['business_plan_filings', 'business_plan_evaluations',
                              'business_plan_progress'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
END $$;

-- Plans: what a version says stays as it was issued; entries of spending are cancelled, never changed.
CREATE OR REPLACE FUNCTION plan_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'issued' THEN
    RAISE EXCEPTION 'a version of a plan that was issued is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION plan_line_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line plan_lines;
BEGIN
  FOREACH line IN ARRAY CASE TG_OP
      WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END LOOP
    IF (SELECT state FROM plan_versions
        WHERE plan_id = line.plan_id AND number = line.version_number) = 'issued' THEN
      RAISE EXCEPTION 'the lines of an issued plan are never changed' USING ERRCODE = '42501';
    END IF;
  END LOOP;
  RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION plan_spending_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.cancelled_by IS NOT NULL
     OR (NEW.plan_id, NEW.line_id, NEW.source, NEW.spent_on, NEW.amount, NEW.paper)
        IS DISTINCT FROM (OLD.plan_id, OLD.line_id, OLD.source, OLD.spent_on, OLD.amount, OLD.paper) THEN
    RAISE EXCEPTION 'an entry of spending is cancelled, never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DO $$
BEGIN
  REVOKE DELETE, TRUNCATE ON plans, plan_versions, plan_spending, plan_tasks FROM ocop_app;
  REVOKE TRUNCATE ON plan_lines FROM ocop_app;
  CREATE OR REPLACE TRIGGER plan_version_guard BEFORE UPDATE OR DELETE ON plan_versions
    FOR EACH ROW EXECUTE FUNCTION plan_version_guard();
  ALTER TABLE plan_versions ENABLE ALWAYS TRIGGER plan_version_guard;
  CREATE OR REPLACE TRIGGER plan_line_guard BEFORE INSERT OR UPDATE OR DELETE ON plan_lines
    FOR EACH ROW EXECUTE FUNCTION plan_line_guard();
  ALTER TABLE plan_lines ENABLE ALWAYS TRIGGER plan_line_guard;
  CREATE OR REPLACE TRIGGER plan_spending_guard BEFORE UPDATE OR DELETE ON plan_spending
    FOR EACH ROW EXECUTE FUNCTION plan_spending_guard();
  ALTER TABLE plan_spending ENABLE ALWAYS TRIGGER plan_spending_guard;
END $$;

-- Support: terms of measures, rights and the steps of claims are added and never rewritten; a
-- payment can be voided once and is otherwise as it was entered; certificates keep their numbers.
CREATE OR REPLACE FUNCTION support_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.voided_at IS NOT NULL
      OR (NEW.id, NEW.claim_id, NEW.paid_on, NEW.voucher, NEW.amount, NEW.source, NEW.entered_by,
          NEW.entered_at) IS DISTINCT FROM (OLD.id, OLD.claim_id, OLD.paid_on, OLD.voucher,
          OLD.amount, OLD.source, OLD.entered_by, OLD.entered_at) THEN
    RAISE EXCEPTION 'a payment is voided, never rewritten' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['support_measure_versions', 'support_entitlements',
                              'support_claim_events'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM ocop_app', name);
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE '
                   'ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
  END LOOP;
  REVOKE DELETE, TRUNCATE ON support_claims, support_payments, support_measures FROM ocop_app;
  CREATE OR REPLACE TRIGGER support_payment_guard BEFORE UPDATE OR DELETE ON support_payments
    FOR EACH ROW EXECUTE FUNCTION support_payment_guard();
  ALTER TABLE support_payments ENABLE ALWAYS TRIGGER support_payment_guard;
END $$;
