-- Growing areas: what a version said stays as it was sent, its products too; and what holds is an
-- accepted version of the same growing area.
CALL pg_temp.proposed('growing_areas', 'growing_area_versions', 'area_id');
CALL pg_temp.append_only('growing_area_products');
-- The guards of its own that it had before.
DROP FUNCTION IF EXISTS growing_area_version_guard(), growing_area_guard() CASCADE;
