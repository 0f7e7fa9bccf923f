// Inspections, use case by use case; one process, so that the cases share one database.
import "./inspections.test.plans.ts";
import "./inspections.test.visits.ts";
import "./inspections.test.remedies.ts";
