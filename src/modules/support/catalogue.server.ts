import { readFileSync } from "node:fs";
import { Catalogue } from "./catalogue.ts";

const file = new URL("../../../data/support-measures.json", import.meta.url);
let catalogue: Catalogue | undefined;

/** The shipped catalogue, read once; throws `ZodError` when the file is not of its shape. */
export function loadCatalogue(): Catalogue {
  return (catalogue ??= Catalogue.parse(JSON.parse(readFileSync(file, "utf8"))));
}
