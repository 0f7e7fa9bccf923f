import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  findingStates,
  type FindingState,
  inspectionStates,
  type InspectionState,
  planStates,
  type PlanState,
} from "./model.ts";
import { findingSteps, inspectionSteps, next, planSteps } from "./states.ts";

/** Every state that a walk of any steps passes through; a step that may not be taken is left out. */
function walk<State extends string>(
  steps: Readonly<Record<string, { readonly from: readonly State[]; readonly to: State }>>,
  first: State,
  taken: readonly string[],
): State[] {
  return taken.reduce<State[]>(
    (passed, name) => {
      const step = steps[name];
      const state = passed.at(-1) ?? first;
      const reached = step ? next(step, state) : null;
      return reached === null ? passed : [...passed, reached];
    },
    [first],
  );
}

const anyOf = (steps: object) =>
  fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 12 });

test("whatever is tried, an inspection is concluded only after a visit and never leaves its end", () => {
  fc.assert(
    fc.property(anyOf(inspectionSteps), (taken) => {
      const passed = walk<InspectionState>(inspectionSteps, "planned", taken);
      const end = passed.findIndex((state) => state === "concluded" || state === "cancelled");
      if (end >= 0) assert.equal(end, passed.length - 1);
      if (passed[end] === "concluded") assert.equal(passed[end - 1], "visited");
      if (passed[end] === "cancelled") assert.ok(!passed.includes("visited"));
    }),
  );
});

test("whatever is tried, a finding ends once: remedied or referred", () => {
  fc.assert(
    fc.property(anyOf(findingSteps), (taken) => {
      const passed = walk<FindingState>(findingSteps, "open", taken);
      const end = passed.findIndex((state) => state === "remedied" || state === "referred");
      if (end >= 0) assert.equal(end, passed.length - 1);
    }),
  );
});

test("a plan is changed or dropped while it is a draft, approved once, and closed after that", () => {
  fc.assert(
    fc.property(anyOf(planSteps), (taken) => {
      const passed = walk<PlanState>(planSteps, "draft", taken);
      const way = passed.filter((state, at) => state !== passed[at - 1]);
      const ends = way.includes("dropped") ? ["draft", "dropped"] : ["draft", "approved", "closed"];
      assert.deepEqual(way, ends.slice(0, way.length));
    }),
  );
});

test("every state can be reached, and from every open one there is a way on", () => {
  for (const [steps, states, first] of [
    [planSteps, planStates, "draft"],
    [inspectionSteps, inspectionStates, "planned"],
    [findingSteps, findingStates, "open"],
  ] as const) {
    const all: readonly { readonly from: readonly string[]; readonly to: string }[] =
      Object.values(steps);
    const reached = new Set<string>([first]);
    for (let round = 0; round < 5; round += 1)
      for (const { from, to } of all) if (from.some((state) => reached.has(state))) reached.add(to);
    assert.deepEqual([...reached].toSorted(), Object.keys(states).toSorted());
  }
});
