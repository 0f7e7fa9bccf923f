-- Cases about revocation: what was done in them is only ever added to, and none is deleted.
CALL pg_temp.append_only('revocation_case_steps', 'revocation_case_files');
REVOKE DELETE, TRUNCATE ON revocation_cases, product_complaints FROM ocop_app;

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

CALL pg_temp.guard('inspections', 'inspection_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('inspection_visits', 'inspection_visit_guard', 'UPDATE OR DELETE');
CALL pg_temp.append_only('inspection_finding_log', 'inspection_files');
REVOKE DELETE, TRUNCATE ON inspections, inspection_visits, inspection_findings, inspection_plans FROM ocop_app;
