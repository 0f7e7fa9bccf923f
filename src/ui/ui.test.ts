import assert from "node:assert/strict";
import { test } from "node:test";
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
