// What goes up to the Ministry and what comes back; one process, so that both share one database.
import "./upward.test.package.ts";
import "./upward.test.answers.ts";
