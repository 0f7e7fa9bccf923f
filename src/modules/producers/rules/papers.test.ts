import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "#core/calendar/day.ts";
import { type PaperKind, paperKindFacts, paperKinds } from "../model/papers.ts";
import { expiringDays, type PaperFacts, paperFaults, papersValidOn, paperState } from "./papers.ts";

const now = "2026-11-22";
const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays(now, n));

test("a paper holds on its last day, is expired the day after, and warns sixty days ahead", () => {
  assert.equal(paperState({ expiresOn: now }, now), "expiring");
  assert.equal(paperState({ expiresOn: addDays(now, -1) }, now), "expired");
  assert.equal(paperState({ expiresOn: addDays(now, expiringDays - 1) }, now), "expiring");
  assert.equal(paperState({ expiresOn: addDays(now, expiringDays) }, now), "valid");
  assert.equal(paperState({ expiresOn: null }, now), "valid");
});

test("a paper only ever gets worse with time", () => {
  const rank = { valid: 0, expiring: 1, expired: 2 };
  fc.assert(
    fc.property(fc.option(day), day, fc.nat(500), (expiresOn, on, later) => {
      const [before, after] = [
        paperState({ expiresOn }, on),
        paperState({ expiresOn }, addDays(on, later)),
      ];
      assert.ok(rank[before] <= rank[after]);
    }),
  );
});

test("what counts on a day was issued by then, is not expired then and not put away", () => {
  const paper = { issuedOn: "2026-01-01", expiresOn: "2026-12-31", isArchived: false };
  assert.deepEqual(papersValidOn([paper], "2025-12-31"), []);
  assert.deepEqual(papersValidOn([paper], "2026-01-01"), [paper]);
  assert.deepEqual(papersValidOn([paper], "2026-12-31"), [paper]);
  assert.deepEqual(papersValidOn([paper], "2027-01-01"), []);
  assert.deepEqual(papersValidOn([{ ...paper, isArchived: true }], "2026-06-01"), []);
});

test("each kind asks for what such a paper bears, and only for that", () => {
  for (const kind of Object.keys(paperKinds) as PaperKind[]) {
    const facts = paperKindFacts(kind);
    const empty: PaperFacts = { kind, number: null, issuer: null, issuedOn: null, expiresOn: null };
    const asked = new Set(Object.keys(paperFaults(empty, now)));
    assert.equal(asked.has("number"), facts.isOfficial, kind);
    assert.equal(asked.has("expiresOn"), facts.expires === "always", kind);
    const full = { kind, number: "12", issuer: "Chi cục", issuedOn: "2026-01-01" };
    const expiresOn = facts.expires === "never" ? null : "2029-01-01";
    assert.deepEqual(paperFaults({ ...full, expiresOn }, now), {}, kind);
    if (facts.content === "link") assert.equal(facts.expires, "never", kind);
  }
});

test("a day of issue in the future, or an end before the beginning, is refused", () => {
  const paper: PaperFacts = {
    kind: "haccp",
    number: "1",
    issuer: "x",
    issuedOn: "2026-11-23",
    expiresOn: "2027-01-01",
  };
  assert.deepEqual(Object.keys(paperFaults(paper, now)), ["issuedOn"]);
  assert.deepEqual(
    Object.keys(paperFaults({ ...paper, issuedOn: "2026-02-01", expiresOn: "2026-01-31" }, now)),
    ["expiresOn"],
  );
});

test("an installation says how long before its end a paper is said to be expiring", () => {
  const paper = { expiresOn: "2027-02-20" };
  assert.deepEqual(
    [undefined, 90, 91, 365].map((days) => paperState(paper, "2026-11-22", days)),
    ["valid", "valid", "expiring", "expiring"],
  );
  assert.equal(paperState(paper, "2027-02-21", 365), "expired");
});
