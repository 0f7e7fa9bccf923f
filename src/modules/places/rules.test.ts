import assert from "node:assert/strict";
import { test } from "node:test";
import { UnitRef } from "./model.ts";
import { englishNameOf, fullNameOf, levelOfCode, nameInSentence, versionOn } from "./rules.ts";

test("the version in force changes on 1 July 2025", () => {
  assert.equal(versionOn("2025-06-30"), "pre-2025");
  assert.equal(versionOn("2025-07-01"), "2025-07-01");
  assert.equal(versionOn("2026-11-22"), "2025-07-01");
});

test("the length of a code tells the level, and other lengths are no codes", () => {
  assert.deepEqual(["19", "164", "05692"].map(levelOfCode), ["province", "district", "commune"]);
  for (const code of ["1", "0569", "056921", "19a", " 19", "19\n"])
    assert.ok(!UnitRef.safeParse({ version: "pre-2025", code }).success, JSON.stringify(code));
  assert.ok(
    !UnitRef.safeParse({ code: "19" }).success,
    "a code without its version is no reference",
  );
});

test("names are put together in the order of each language", () => {
  assert.equal(fullNameOf({ type: "township", name: "Chợ Rã" }), "Thị trấn Chợ Rã");
  assert.equal(nameInSentence({ type: "specialZone", name: "Côn Đảo" }), "đặc khu Côn Đảo");
  assert.equal(nameInSentence({ type: "urbanDistrict", name: "1" }), "Quận 1");
  assert.equal(nameInSentence({ type: "city", name: "Hồ Chí Minh" }), "Thành phố Hồ Chí Minh");
  assert.equal(englishNameOf({ type: "commune", name: "Văn Lang" }), "Văn Lang Commune");
  assert.equal(englishNameOf({ type: "ward", name: "12" }), "Ward 12");
});
