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

REVOKE TRUNCATE ON planning_reports FROM ocop_app;
CALL pg_temp.guard('planning_reports', 'planning_report_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('planning_report_figures', 'planning_figure_guard', 'INSERT');
CALL pg_temp.append_only('planning_report_figures');

-- Files that answers to tasks came with stay.
CALL pg_temp.append_only('plan_task_files');

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

REVOKE DELETE, TRUNCATE ON plans, plan_versions, plan_spending, plan_tasks FROM ocop_app;
REVOKE TRUNCATE ON plan_lines FROM ocop_app;
CALL pg_temp.guard('plan_versions', 'plan_version_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('plan_lines', 'plan_line_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('plan_spending', 'plan_spending_guard', 'UPDATE OR DELETE');
