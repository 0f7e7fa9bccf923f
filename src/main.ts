// Nothing else is imported here: what the program is made of is looked for after this is known.
import "./find-once.ts";

await import("./program.ts");
