import { readFileSync } from "node:fs";
import { ProceduresSchema } from "./procedure.ts";
import type { Procedures } from "./procedure.ts";

let loaded: Procedures | undefined;

/** The shipped procedures, read and checked once; throws when `data/procedures.json` does not hold. */
export function loadProcedures(): Procedures {
  loaded ??= ProceduresSchema.parse(
    JSON.parse(readFileSync(new URL("../../../data/procedures.json", import.meta.url), "utf8")),
  );
  return loaded;
}
