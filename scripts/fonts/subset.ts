import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";
import { screenCharacters } from "./characters.ts";

/*
 * Makes the fonts of the screens from the full ones: `node scripts/fonts/subset.ts`. Run it after a
 * change of the characters or of the package, and commit what it writes. Without hinting, which no
 * screen of today reads, and with kerning and marks only, a weight has 12 KB instead of the 33 KB
 * of the usual parts "latin" and "vietnamese". The licence (OFL 1.1, no reserved name) goes with the
 * files, the copyright and the licence's address stay inside (name ids 0, 13 and 14).
 */
const { resolve } = createRequire(import.meta.url);
const from = "@expo-google-fonts/be-vietnam-pro";
const to = new URL("../../src/ui/public/fonts/", import.meta.url);

const weights = [
  ["400Regular/BeVietnamPro_400Regular", "be-vietnam-pro-400"],
  ["600SemiBold/BeVietnamPro_600SemiBold", "be-vietnam-pro-600"],
] as const;

for (const [source, name] of weights) {
  const small = await subsetFont(readFileSync(resolve(`${from}/${source}.ttf`)), screenCharacters, {
    targetFormat: "woff2",
    noHinting: true,
    keepFeatures: ["kern", "mark", "mkmk", "ccmp", "locl"],
    preserveNameIds: [0, 13, 14],
  });
  writeFileSync(new URL(`${name}.woff2`, to), small);
  process.stdout.write(`${name}: ${small.length} bytes\n`);
}
writeFileSync(new URL("OFL.txt", to), readFileSync(resolve(`${from}/LICENSE_FONT`)));
