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

REVOKE DELETE, TRUNCATE ON market_profiles, market_profile_versions FROM ocop_app;
CALL pg_temp.guard('market_profile_versions', 'market_version_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('market_profiles', 'market_profile_guard', 'INSERT OR UPDATE OF accepted_version_id');
CALL pg_temp.append_only('market_profile_pictures');
