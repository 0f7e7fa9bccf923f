import { readFileSync } from "node:fs";
import { SetMappingSchema } from "./set-mapping.ts";
import type { SetMapping } from "./set-mapping.ts";

const file = new URL("../../../data/set-mapping.json", import.meta.url);

let mapping: SetMapping | undefined;

/** The shipped mapping of sets between regimes, read once. */
export function getSetMapping(): SetMapping {
  mapping ??= SetMappingSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return mapping;
}
