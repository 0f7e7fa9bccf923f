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

CALL pg_temp.guard('register_imports', 'register_import_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('register_import_made', 'register_import_made_guard', 'UPDATE OR DELETE');

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

CALL pg_temp.guard('decisions', 'decision_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('decision_items', 'decision_item_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('upward_letters', 'decision_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('upward_items', 'upward_item_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('decision_letters', 'letter_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('recognitions', 'recognition_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('certificates', 'certificate_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('signing_keys', 'signing_key_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('recognition_counters', 'series_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('recognition_places', 'series_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('log_leaves', 'log_leaf_guard', 'INSERT');
CALL pg_temp.no_truncate(
  'decisions', 'decision_items', 'upward_letters', 'upward_items', 'decision_letters', 'recognitions',
  'certificates', 'signing_keys', 'recognition_counters', 'recognition_places', 'log_leaves');
CALL pg_temp.append_only('log_leaves', 'log_checkpoints');
