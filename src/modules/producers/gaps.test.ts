import assert from "node:assert/strict";
import { test } from "node:test";
import { type KnownFacts, producerGaps } from "./gaps.ts";

const complete: KnownFacts = {
  hasTaxCode: true,
  hasPhone: true,
  hasRepresentative: true,
  isRepresentativeSettled: true,
  profitYears: [2025, 2024, 2023],
  hasLocalLabour: true,
  papers: [{ kind: "businessRegistration", state: "valid" }],
};
const texts = (more: Partial<KnownFacts>) =>
  producerGaps({ ...complete, ...more }, 2026).map(({ text }) => text);

test("a producer that has entered everything is asked for nothing", () => {
  assert.deepEqual(texts({}), []);
  assert.deepEqual(texts({ papers: [{ kind: "groupContract", state: "expiring" }] }), []);
});

test("an expired paper counts as missing, and years are asked for by name", () => {
  assert.match(
    texts({ papers: [{ kind: "groupContract", state: "expired" }] })[0] ?? "",
    /đăng ký kinh doanh/,
  );
  assert.deepEqual(texts({ profitYears: [2024] }), [
    "Nhập lợi nhuận các năm 2025, 2023 (tiêu chí 3.4).",
  ]);
});

test("a representative is asked for once: either at all, or for what was not declared", () => {
  const none = texts({ hasRepresentative: false, isRepresentativeSettled: false });
  assert.deepEqual(none.length, 1);
  assert.match(texts({ isRepresentativeSettled: false })[0] ?? "", /3\.2/);
});
