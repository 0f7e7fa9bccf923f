import assert from "node:assert/strict";
import { test } from "node:test";
import { draftSchema, type Field } from "../forms/fields.ts";
import { typedValues, versionOf } from "#core/field/form.ts";
import { partOf, readCriterionForm, sectionValues } from "./form.ts";

function form(entries: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("only ticks changed on this page are sent on", () => {
  const read = readCriterionForm(
    form([
      ["_version", "3"],
      ["option", "2"],
      ["note", "x"],
      ["papersBefore", "a"],
      ["papersBefore", "b"],
      ["papers", "b"],
      ["papers", "c"],
    ]),
    "1.1",
  );
  assert.deepEqual(read, {
    criterion: "1.1",
    option: "2",
    note: "x",
    expectedVersion: 3,
    attach: ["c"],
    detach: ["a"],
  });
});

test("a part is named by its kind and its code; anything else is none", () => {
  assert.deepEqual(partOf(form([["_part", "criterion:1.1"]])), { kind: "criterion", name: "1.1" });
  assert.equal(partOf(form([["_part", "state:decided"]])), null);
  assert.equal(partOf(form([["_part", "section:"]])), null);
  assert.equal(versionOf(form([["_version", "-1"]])), 0);
  assert.equal(versionOf(form([["_version", "1e99"]])), 0);
});

test("controls of the page are never shown again as boxes", () => {
  assert.deepEqual(
    typedValues(
      form([
        ["_go", "next"],
        ["goal", "a"],
        ["goal", "b"],
      ]),
    ),
    {
      goal: ["a", "b"],
    },
  );
});

test("a kept value is shown so that reading it again gives the same value", () => {
  const fields: readonly Field[] = (
    ["line", "text", "whole", "percent", "money", "profit", "day", "phone", "email"] as const
  ).map((kind) => ({ name: kind, label: kind, kind, required: false }));
  const kept = {
    line: "Một dòng",
    text: "Hai\ndòng",
    whole: 2025,
    percent: "66.67",
    money: 1_250_000_000,
    profit: -5_000_000,
    day: "2026-02-03",
    phone: "0912345678",
    email: "htx@example.vn",
  };
  const shown = Object.fromEntries(
    Object.entries(sectionValues(fields, kept)).map(([name, [value = ""]]) => [name, value]),
  );
  assert.equal(shown["money"], "1.250.000.000");
  assert.equal(shown["percent"], "66,67");
  assert.deepEqual(draftSchema(fields).parse(shown), kept);
});
