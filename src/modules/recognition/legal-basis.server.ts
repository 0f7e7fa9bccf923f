import { readFileSync } from "node:fs";
import { type LegalBasis, LegalBasisSchema } from "./legal-basis.ts";

let loaded: LegalBasis | undefined;

/** The shipped lines, read and checked once; throws when `data/legal-basis.json` does not hold. */
export function loadLegalBasis(): LegalBasis {
  loaded ??= LegalBasisSchema.parse(
    JSON.parse(readFileSync(new URL("../../../data/legal-basis.json", import.meta.url), "utf8")),
  );
  return loaded;
}
