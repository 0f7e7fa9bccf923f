/**
 * Makes the generated files of `data/places` from the source tables:
 * `node scripts/places/build.ts FOLDER`. The other files there are kept by hand.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compactPlaces } from "./compact.ts";

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("usage: node scripts/places/build.ts FOLDER\n");
  process.exit(2);
}
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const target = fileURLToPath(new URL("../../data/places/", import.meta.url));
const files = compactPlaces({
  units: read("admin-units-2025.csv"),
  unitsBefore: read("admin-units-pre2025.csv"),
  mapping: read("mapping-2025.csv"),
  spellings: read("admin-units-changes-2026.csv"),
});
for (const [name, text] of Object.entries(files)) writeFileSync(join(target, name), text);
