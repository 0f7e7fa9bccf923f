import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import subsetFont from "subset-font";
import { coveredRanges } from "#core/documents/font-coverage.ts";
import { screenCharacters, vietnameseLetters } from "../../scripts/fonts/characters.ts";
import { pairOfRouteId, pathTo, routeIdOf } from "./bilingual.ts";
import { dayText, instantText } from "./dates.ts";
import { langOf } from "./lang.ts";

test("days are written as Decree 30/2020 writes them, and plainly in English", () => {
  assert.equal(dayText("2026-05-22", "vi"), "22/5/2026");
  assert.equal(dayText("2023-02-04", "vi"), "04/02/2023");
  assert.equal(dayText("2026-05-22", "en"), "22 May 2026");
});

test("an instant is told by the clock of Vietnam", () => {
  assert.equal(instantText(new Date("2026-11-21T18:05:00Z"), "vi"), "01:05 ngày 22/11/2026");
});

test("English lives under /en, and only there", () => {
  assert.equal(langOf("/en"), "en");
  assert.equal(langOf("/en/criteria"), "en");
  assert.equal(langOf("/enough"), "vi");
});

test("a route's id leads to the same page in the other language", () => {
  const pair = { vi: "/bo-tieu-chi/:regime", en: "/en/criteria/:regime" };
  assert.notEqual(routeIdOf(pair, "vi"), routeIdOf(pair, "en"));
  assert.deepEqual(pairOfRouteId(routeIdOf(pair, "vi")), pair);
  assert.equal(pairOfRouteId("modules/portal/pages/home"), undefined);
  assert.equal(pathTo(pair, "en", { regime: "26-2026" }), "/en/criteria/26-2026");
});

/** Tells whether a font has a glyph for a character. */
function covers(font: Buffer): (character: string) => boolean {
  const ranges = coveredRanges(font);
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(([first, last]) => first <= code && code <= last);
  };
}

test("the small fonts draw Vietnamese, every name of a place and every text of ours, in 13 KB each", async () => {
  const { resolve } = createRequire(import.meta.url);
  const inFull = covers(
    readFileSync(
      resolve("@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf"),
    ),
  );
  // Tables of old encodings and of look-alikes name letters that nobody is shown.
  const tables = /core\/text\.ts$|import\/legacy\.ts$|\.test\.ts$/;
  const texts = [...globSync("src/**/*.{ts,tsx}"), ...globSync("data/**/*.{json,tsv}")]
    .filter((file) => !tables.test(file.replaceAll("\\", "/")))
    .map((file) => readFileSync(file, "utf8"));
  const shown = new Set(texts.flatMap((text) => [...new Set(text)]));
  assert.equal(new Set(vietnameseLetters).size, (12 * 6 + 1) * 2);
  for (const weight of ["400", "600"]) {
    const file = `src/ui/public/fonts/be-vietnam-pro-${weight}.woff2`;
    assert.ok(statSync(file).size <= 13.5 * 1024);
    const plain = await subsetFont(readFileSync(file), undefined, {
      targetFormat: "sfnt",
      keepAllGlyphs: true,
    });
    const inSmall = covers(plain);
    assert.deepEqual(
      Array.from(screenCharacters).filter((character) => !inSmall(character)),
      [],
    );
    assert.deepEqual(
      [...shown].filter((character) => inFull(character) && !inSmall(character)),
      [],
    );
  }
});
