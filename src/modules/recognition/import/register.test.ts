// Imports of registers, part by part; one process, so that all share one database.
import "./register.test.faults.ts";
import "./register.test.sheet.ts";
import "./register.test.settling.ts";
import "./register.test.imports.ts";
import "./register.test.real.ts";
