import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type Day } from "#core/calendar/day.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { canonicalJson } from "./canonical.ts";
import { completenessOf, missingEvidence, paperFault, samplesNeeded } from "./completeness.ts";
import { sections, sectionsOf } from "./forms/definitions.ts";
import { evidenceFor } from "./forms/evidence-guide.ts";
import type { FormFacts } from "./forms/facts.ts";
import { draftSchema, missingFields, prefillFields } from "./forms/fields.ts";
import { checkLetter, readReceiptCode, receiptCode, receiptLetters } from "#core/receipt.ts";

const procedures = loadProcedures();
const present = procedures.regimes["26-2026"];
const set = findBook("26-2026")?.compiled.get("01");
assert.ok(present && set);

const facts: FormFacts = {
  kind: "renewal",
  today: "2026-11-22",
  producer: {
    name: "Hợp tác xã Mẫu",
    kindName: "Hợp tác xã",
    address: "Thôn 1",
    unitName: "Xã Văn Lang",
    phone: "0912345678",
    email: null,
    taxCode: null,
    registrationNumber: "12",
    communityCapitalPercent: "60.00",
    foundedOn: "2019-05-01",
    mainActivity: "Trồng rau",
  },
  representative: {
    fullName: "Trần Thị Mẫu",
    position: "Giám đốc",
    sex: "female",
    ethnicity: "Tày",
    isDisabled: null,
  },
  years: [
    {
      year: 2025,
      labour: 12,
      localLabour: 10,
      communeMaterialPercent: "80",
      provinceMaterialPercent: "100",
      revenue: 1_250_000_000,
      profit: -5,
      capacity: null,
      markets: "Chợ",
    },
    {
      year: 2024,
      labour: 11,
      localLabour: 9,
      communeMaterialPercent: null,
      provinceMaterialPercent: null,
      revenue: null,
      profit: null,
      capacity: null,
      markets: null,
    },
  ],
  product: {
    name: "Rau mẫu",
    description: "Rau",
    packaging: null,
    ingredients: null,
    standard: null,
    output: "10 tấn",
  },
  set: { code: "01", title: "Rau", sector: "Thực phẩm", group: null },
};

test("each kind of dossier has its forms: an upgrade shows changes, a renewal brings up to date", () => {
  const names = (kind: "first" | "upgrade" | "renewal") =>
    sectionsOf(present, kind).map(({ name }) => name);
  assert.deepEqual(names("first"), ["registration", "general", "results", "plan"]);
  assert.deepEqual(names("upgrade"), ["registration", "general", "results", "changes", "plan"]);
  assert.deepEqual(names("renewal"), ["registration", "general", "results", "updates", "plan"]);
  for (const procedure of Object.values(procedures.regimes))
    assert.ok(sectionsOf(procedure, "first").length > 0, "every regime has forms");
});

test("what the platform holds is filled in, and what is filled in passes the form's own check", () => {
  for (const section of Object.values(sections)) {
    const filled = prefillFields(section.fields, facts);
    assert.deepEqual(draftSchema(section.fields).parse(filled), filled, section.name);
  }
  const general = prefillFields(sections.general.fields, facts);
  assert.deepEqual(general["representativeTraits"], ["female", "minority"]);
  assert.equal(general["localLabour"], 10);
  const updates = prefillFields(sections.updates.fields, facts);
  assert.equal(updates["revenue"], "2025: 1.250.000.000 đồng");
});

test("field names are unique in a section, and every field has a label and every choice a name", () => {
  for (const { fields } of Object.values(sections)) {
    assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length);
    for (const { label, hint, kind, choices } of fields) {
      assert.ok(label && hint);
      assert.equal(choices !== undefined, kind === "choice" || kind === "ticks", label);
    }
  }
});

test("a draft may leave every box empty, refuses a strange one, and keeps those that were not sent", () => {
  const schema = draftSchema(sections.registration.fields);
  assert.deepEqual(schema.parse({}), {});
  assert.deepEqual(schema.parse({ ownerName: "  " }), { ownerName: null });
  assert.equal(schema.safeParse({ state: "decided" }).success, false);
  assert.equal(schema.safeParse({ phone: "12" }).success, false);
  assert.equal(schema.safeParse({ kind: "third" }).success, false);
  assert.deepEqual(
    missingFields(sections.plan.fields, { goal: "Đạt 4 sao", production: "" }).map(
      ({ name }) => name,
    ),
    ["production", "market"],
  );
});

test("five samples, but none for tourism; a regime that does not say asks for none", () => {
  assert.deepEqual(
    ["01", "26"].map((code) => samplesNeeded(present, code)),
    [5, 0],
  );
  const former = procedures.regimes["148-2023"];
  assert.equal(former && samplesNeeded(former, "01"), null);
});

test("a paper counts from its day of issue to its last day", () => {
  fc.assert(
    fc.property(fc.integer({ min: -3, max: 3 }), (shift) => {
      const paper = { issuedOn: "2026-01-01", expiresOn: "2026-12-31", isArchived: false };
      assert.equal(paperFault(paper, addDays("2026-12-31", shift)) === null, shift <= 0);
      assert.equal(paperFault(paper, addDays("2026-01-01", shift)) === null, shift >= 0);
    }),
  );
  assert.ok(paperFault({ issuedOn: null, expiresOn: null, isArchived: true }, "2026-01-01"));
});

test("evidence is missing only where points are claimed on no paper and not on the sample", () => {
  const first = set.leaves.find(({ title }) => !evidenceFor(title).onSample);
  const sensory = set.leaves.find(({ title }) => evidenceFor(title).onSample);
  assert.ok(first && sensory);
  const best = (leaf: typeof first) =>
    leaf.options.reduce((a, b) => (b.points > a.points ? b : a)).n;
  const answers = { [first.code]: best(first), [sensory.code]: best(sensory) };
  assert.deepEqual(missingEvidence({ set, answers, evidence: [] }), [first.code]);
  const paper = {
    id: "p",
    kind: "other",
    title: "",
    issuedOn: null,
    expiresOn: null,
    isArchived: false,
  };
  assert.deepEqual(
    missingEvidence({ set, answers, evidence: [{ criterion: first.code, paper }] }),
    [],
  );
});

test("an expired paper stops a filing and is named", () => {
  const paper = {
    id: "p1",
    kind: "businessRegistration",
    title: "VietGAP",
    issuedOn: null,
    expiresOn: "2026-01-01",
    isArchived: false,
  };
  const items = completenessOf({
    kind: "first",
    procedure: present,
    set,
    sections: {},
    answers: {},
    evidence: [{ criterion: "1.1", paper }],
    vault: [paper],
    on: "2026-01-02",
    samplesHeld: 5,
  });
  const item = items.find(({ code }) => code === "paper.p1");
  assert.deepEqual(
    [item?.ok, item?.severity, item?.label],
    [false, "must", "VietGAP: đã hết hạn ngày 01/01/2026"],
  );
  assert.equal(items.find(({ code }) => code === "samples")?.ok, true);
  assert.equal(items.find(({ code }) => code === "registrationPaper")?.ok, false);
});

test("a registration that has ended blocks the filing and says when it ended", () => {
  const contract = {
    id: "p2",
    kind: "groupContract",
    title: "Hợp đồng hợp tác",
    issuedOn: null,
    expiresOn: "2026-01-01",
    isArchived: false,
  } as const;
  const registration = (vault: readonly (typeof contract)[], on: Day) => {
    const base = { kind: "first", procedure: present, set, sections: {}, answers: {} } as const;
    const items = completenessOf({ ...base, evidence: [], vault, on, samplesHeld: 0 });
    return items.find(({ code }) => code === "registrationPaper");
  };
  assert.equal(registration([contract], "2026-01-01")?.ok, true, "its last day still counts");
  const ended = registration([contract], "2026-01-02");
  assert.deepEqual(
    [ended?.ok, ended?.severity, ended?.label],
    [false, "must", "Hợp đồng hợp tác: đã hết hạn ngày 01/01/2026"],
  );
  assert.match(registration([], "2026-01-02")?.label ?? "", /^Chưa có giấy đăng ký/);
});

test("every criterion of every set of the decision in force has a guide", () => {
  const sets = [...(findBook("26-2026")?.compiled.values() ?? [])];
  const guides = sets.flatMap(({ leaves }) => leaves.map(({ title }) => evidenceFor(title)));
  assert.ok(guides.every(({ kinds, hint }) => kinds.length > 0 && hint !== ""));
  assert.ok(guides.filter(({ onSample }) => onSample).length < guides.length / 3);
  assert.ok(evidenceFor("Sở hữu trí tuệ").kinds.includes("trademark"));
  assert.ok(evidenceFor("Sử dụng lao động địa phương").kinds.includes("labourList"));
});

test("a receipt code finds every wrong letter and every two neighbours swapped", () => {
  const letters = fc.constantFrom(...Array.from(receiptLetters));
  const random = fc.array(letters, { minLength: 15, maxLength: 15 }).map((all) => all.join(""));
  fc.assert(
    fc.property(random, fc.nat({ max: 14 }), letters, (text, at, letter) => {
      const code = receiptCode(text);
      assert.equal(readReceiptCode(code.toLowerCase()), code);
      const wrong = `${text.slice(0, at)}${letter}${text.slice(at + 1)}${checkLetter(text)}`;
      assert.equal(readReceiptCode(wrong) !== null, letter === text[at]);
      const plain = code.replaceAll("-", "");
      const swapped = `${plain.slice(0, at)}${plain[at + 1]}${plain[at]}${plain.slice(at + 2)}`;
      if (at < 14) assert.equal(readReceiptCode(swapped) !== null, plain[at] === plain[at + 1]);
    }),
  );
  assert.equal(readReceiptCode("ABCD"), null);
  assert.equal(readReceiptCode("0000-0000-0000-0000"), null);
});

test("canonical JSON is one text whatever the order of keys, and JSON reads it back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.equal(canonicalJson(JSON.parse(text)), text);
    }),
  );
  assert.equal(canonicalJson({ b: 1, a: { d: undefined, c: [] } }), '{"a":{"c":[]},"b":1}');
  // A digest that anybody can take again.
  assert.equal(
    createHash("sha256").update(canonicalJson({})).digest("hex").slice(0, 8),
    "44136fa3",
  );
});
