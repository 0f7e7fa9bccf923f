import assert from "node:assert/strict";
import { test } from "node:test";
import { findBook, listRegimes } from "#modules/rulebooks/book.server.ts";
import { drawingOf } from "../drawings.ts";
import { pairOf, portalPaths } from "../paths.ts";
import { aboutTexts } from "./texts/about.ts";
import { catalogueTexts } from "./texts/catalogue.ts";
import { digitalLinkTexts } from "./texts/digital-link.ts";
import { homeTexts } from "./texts/home.ts";
import { joinTexts } from "./texts/join.ts";
import { localityTexts } from "./texts/locality.ts";
import { newsTexts } from "./texts/news.ts";
import { openDataTexts } from "./texts/open-data.ts";
import { pointTexts } from "./texts/points.ts";
import { producerTexts } from "./texts/producer.ts";
import { productTexts } from "./texts/product.ts";

/** Every text that is empty, by the way to it. */
function emptyTexts(texts: object, path = ""): string[] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]) => {
    if (typeof text === "string") return text.trim() === "" ? [`${path}${name}`] : [];
    return typeof text === "object" && text !== null ? emptyTexts(text, `${path}${name}.`) : [];
  });
}

test("every text stands in both languages, and English words are no copies", () => {
  const all = {
    aboutTexts,
    catalogueTexts,
    digitalLinkTexts,
    homeTexts,
    joinTexts,
    localityTexts,
    newsTexts,
    openDataTexts,
    pointTexts,
    producerTexts,
    productTexts,
  };
  for (const [name, { vi, en }] of Object.entries(all)) {
    assert.deepEqual(Object.keys(en).toSorted(), Object.keys(vi).toSorted(), name);
    assert.deepEqual(emptyTexts(en, `${name}.en.`), []);
    for (const [key, text] of Object.entries(en))
      if (typeof text === "string" && text.length > 6)
        assert.notEqual(text, (vi as Record<string, unknown>)[key], `${name}.${key}`);
  }
});

test("every set of the decisions that are shipped has a drawing, and one of another decision none", () => {
  for (const regime of listRegimes())
    for (const { code } of findBook(regime)?.rulebook.sets ?? [])
      assert.notEqual(drawingOf(`${regime}/${code}`), undefined, `${regime}/${code}`);
  assert.equal(drawingOf("1-2040/11"), undefined);
});

test("addresses of both languages have the same parts", () => {
  for (const { vi, en } of Object.values(portalPaths))
    assert.deepEqual(vi.match(/:\w+/g), en.match(/:\w+/g));
  assert.deepEqual(pairOf("commune", "05692"), { vi: "/xa/05692", en: "/en/communes/05692" });
});
