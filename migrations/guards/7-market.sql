-- Public profiles: what a version said stays as it was sent, pictures included; and what stands
-- in public is an accepted version of the same profile.
CALL pg_temp.proposed('market_profiles', 'market_profile_versions', 'profile_id');
CALL pg_temp.append_only('market_profile_pictures');
-- The guards of its own that it had before.
DROP FUNCTION IF EXISTS market_version_guard(), market_profile_guard() CASCADE;
