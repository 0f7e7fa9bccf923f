// Complaints and what may follow from them; one process, so that both share one database.
import "./revocation.test.cases.ts";
import "./revocation.test.complaints.ts";
