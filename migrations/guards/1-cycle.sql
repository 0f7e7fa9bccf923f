-- Ideas: every step stays as it was taken.
REVOKE DELETE, TRUNCATE ON ideas FROM ocop_app;
CALL pg_temp.append_only('idea_steps');

-- What somebody said of their ties to an applicant stays said.
CALL pg_temp.append_only('cycle_ties');

-- Business plans: what was filed, what was found of it and how far the product came stay as they
-- were written; a plan is never taken away.
REVOKE DELETE, TRUNCATE ON business_plans FROM ocop_app;
CALL pg_temp.append_only('business_plan_filings', 'business_plan_evaluations', 'business_plan_progress');
