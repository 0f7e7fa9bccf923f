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

REVOKE DELETE, TRUNCATE ON growing_areas, growing_area_versions FROM ocop_app;
CALL pg_temp.guard('growing_area_versions', 'growing_area_version_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('growing_areas', 'growing_area_guard', 'INSERT OR UPDATE OF accepted_version_id');
CALL pg_temp.append_only('growing_area_products');
