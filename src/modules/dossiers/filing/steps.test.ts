import assert from "node:assert/strict";
import { test } from "node:test";
import { leaf, part, rulebook } from "#modules/rulebooks/factory.ts";
import { around, nextToDo, placeOf, progressOf, type StepsInput, stepsOf } from "./steps.ts";

const [set] = rulebook([part("A", [leaf("1.1", [1, 3]), leaf("1.2", [2, 5])])]).sets;
assert.ok(set);

const section = (name: string, missing: readonly string[] = []) => ({
  section: { name, title: `Phần ${name}`, form: "02" },
  missing: missing.map((label) => ({ label })),
});

const input: StepsInput = {
  dossierId: "d1",
  set,
  sections: [section("registration"), section("general", ["Số lao động"]), section("plan")],
  answers: { "1.1": { option: 2 }, "1.2": { option: null } },
  missingEvidence: ["1.1"],
  returned: [],
};

test("the pages follow the printed form: the plan comes after the criteria", () => {
  assert.deepEqual(
    stepsOf(input).map(({ key }) => key),
    ["section:registration", "section:general", "criterion:1.1", "criterion:1.2", "section:plan"],
  );
});

test("a page says what it still wants, and the first that wants anything is next", () => {
  const steps = stepsOf(input);
  assert.deepEqual(
    steps.map(({ wants }) => wants),
    [[], ["còn 1 ô cần điền"], ["chưa có minh chứng"], ["chưa chọn"], []],
  );
  assert.equal(nextToDo(steps)?.key, "section:general");
  assert.deepEqual(
    progressOf(steps).map(({ done, steps: own }) => [done, own.length]),
    [
      [2, 3],
      [0, 2],
    ],
  );
});

test("what was returned is not done until it is ticked as mended", () => {
  const steps = (answered: boolean) =>
    stepsOf({
      ...input,
      returned: [
        { item: "registration", answered },
        { item: "criterion:1.1", answered },
      ],
    });
  assert.deepEqual(steps(false)[0]?.wants, ["cần bổ sung"]);
  assert.deepEqual(steps(false)[2]?.wants, ["cần bổ sung", "chưa có minh chứng"]);
  assert.equal(steps(true)[0]?.isDone, true);
});

test("a place is found by the name of a section, by a criterion, or not at all", () => {
  const steps = stepsOf(input);
  assert.equal(placeOf("d1", "general", steps), "/ho-so/d1/phan/general");
  assert.equal(placeOf("d1", "criterion:1.2", steps), "/ho-so/d1/tieu-chi/1.2");
  assert.equal(placeOf("d1", "samples", steps), null);
  assert.equal(around(steps, "section:plan")?.next, undefined);
  assert.equal(around(steps, "criterion:1.1")?.previous?.key, "section:general");
  assert.equal(around(steps, "criterion:9"), null);
});
