import { readFileSync } from "node:fs";
import { CycleFacts } from "./model.ts";

let loaded: CycleFacts | undefined;

/** The shipped facts of the year, read and checked once; throws when `data/cycle-calendar.json` does not hold. */
export function cycleFacts(): CycleFacts {
  loaded ??= CycleFacts.parse(
    JSON.parse(
      readFileSync(new URL("../../../../data/cycle-calendar.json", import.meta.url), "utf8"),
    ),
  );
  return loaded;
}
