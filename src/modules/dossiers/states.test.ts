import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { type DossierState, dossierStateNames } from "./model.ts";
import {
  actionsAt,
  availableActions,
  follow,
  type Position,
  rolesOf,
  stageOf,
  terminalStates,
} from "./states.ts";
import { type DossierAction, transitions } from "./transitions.ts";

const procedures = loadProcedures();
const paths = Object.entries(procedures.regimes).flatMap(([regime, { periods }]) =>
  periods.map(({ from, stages }) => ({ name: `${regime} from ${from}`, stages })),
);
const draft: Position = { state: "draft", stage: null };
const isTerminal = (state: DossierState) => (terminalStates as readonly string[]).includes(state);

/** Every position that can be reached from a draft, and the actions that led there. */
function reach(path: (typeof paths)[number]["stages"]) {
  const seen = new Map<string, Position>([["draft/null", draft]]);
  const used = new Set<DossierAction>();
  for (const position of seen.values())
    for (const { action } of actionsAt(path, position)) {
      used.add(action);
      const next = follow(path, position, action);
      if (next) seen.set(`${next.state}/${next.stage}`, next);
    }
  return { positions: [...seen.values()], used };
}

test("in every period of every regime each position leads on, and an end is an end", () => {
  for (const { name, stages } of paths)
    for (const position of reach(stages).positions) {
      const onward = actionsAt(stages, position);
      assert.equal(
        onward.length === 0,
        isTerminal(position.state),
        `${name}: ${position.state} at ${position.stage}`,
      );
    }
});

test("in every period of every regime each position can still come to an end", () => {
  for (const { name, stages } of paths) {
    const { positions } = reach(stages);
    const key = ({ state, stage }: Position) => `${state}/${stage}`;
    const ending = new Set(positions.filter(({ state }) => isTerminal(state)).map(key));
    for (let grew = true; grew;) {
      const before = ending.size;
      for (const position of positions)
        for (const { action } of actionsAt(stages, position)) {
          const next = follow(stages, position, action);
          if (next && ending.has(key(next))) ending.add(key(position));
        }
      grew = ending.size > before;
    }
    assert.deepEqual(
      positions.map(key).filter((one) => !ending.has(one)),
      [],
      name,
    );
  }
});

test("every state and every transition is reached under some regime", () => {
  const states = new Set<string>();
  const used = new Set<string>();
  for (const { stages } of paths) {
    const found = reach(stages);
    for (const { state } of found.positions) states.add(state);
    for (const action of found.used) used.add(action);
  }
  assert.deepEqual([...states].sort(), [...dossierStateNames].sort());
  assert.deepEqual([...used].sort(), transitions.map(({ action }) => action).sort());
});

test("no transition is without somebody who may do it, and none is the administrator's", () => {
  for (const { stages } of paths)
    for (const position of reach(stages).positions)
      for (const rule of actionsAt(stages, position)) {
        const roles = rule.by.flatMap((party) => rolesOf(party, stageOf(stages, position.stage)));
        assert.ok(roles.length > 0, rule.action);
        assert.ok(!roles.some((role: string) => role === "admin" || role === "auditor"));
      }
});

test("under Decision 26/2026 a dossier goes from the commune to the province, then up from 90 points", () => {
  const path = procedures.regimes["26-2026"]?.periods[0]?.stages ?? [];
  const walk = (...actions: DossierAction[]) =>
    actions.reduce<Position | null>((at, action) => at && follow(path, at, action), draft);
  assert.deepEqual(walk("file"), { state: "filed", stage: "commune" });
  assert.deepEqual(walk("file", "receive", "forward"), { state: "forwarded", stage: "province" });
  const scored = [
    "file",
    "receive",
    "forward",
    "intake",
    "passToAdvice",
    "enterSession",
    "score",
  ] as const;
  assert.deepEqual(walk(...scored, "decide"), { state: "decided", stage: "province" });
  assert.deepEqual(walk(...scored, "forwardUp"), { state: "forwardedUp", stage: "central" });
  assert.deepEqual(
    walk(...scored, "forwardUp", "intake", "passToAdvice", "enterSession", "score", "sendDown"),
    { state: "scored", stage: "province" },
  );
  assert.deepEqual(walk(...scored, "forwardUp", "decideAbove"), {
    state: "decided",
    stage: "central",
  });
  assert.deepEqual(walk(...scored, "forwardUp", "comeDown", "reevaluate"), {
    state: "underAdvice",
    stage: "province",
  });
  assert.equal(walk("file", "intake"), null, "a commune has no council to take it in");
});

test("under Decision 148/2023 the first period starts at the district, the second at the commune", () => {
  const [first, second] = procedures.regimes["148-2023"]?.periods ?? [];
  assert.deepEqual(follow(first?.stages ?? [], draft, "file"), {
    state: "filed",
    stage: "district",
  });
  assert.deepEqual(follow(second?.stages ?? [], draft, "file"), {
    state: "filed",
    stage: "commune",
  });
  const atDistrict: Position = { state: "scored", stage: "district" };
  assert.deepEqual(follow(first?.stages ?? [], atDistrict, "forwardUp"), {
    state: "forwardedUp",
    stage: "province",
  });
});

test("under Decision 1048/2019 the commune confirms, then district, province and centre score", () => {
  const path = procedures.regimes["1048-2019"]?.periods[0]?.stages ?? [];
  assert.deepEqual(follow(path, { state: "underCommuneReview", stage: "commune" }, "forward"), {
    state: "forwarded",
    stage: "district",
  });
});

test("what is returned comes back to the desk that returned it", () => {
  for (const { stages } of paths)
    for (const position of reach(stages).positions) {
      const returned = follow(stages, position, "return");
      if (!returned) continue;
      assert.deepEqual(follow(stages, returned, "resubmit"), {
        state: "filed",
        stage: position.stage,
      });
    }
});

test("whatever walk is taken, the stage stays one of the path and a terminal state ends it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.array(fc.nat({ max: 30 }), { maxLength: 40 }),
      ({ stages }, choices) => {
        let at = draft;
        for (const choice of choices) {
          const open = actionsAt(stages, at);
          const rule = open[choice % Math.max(1, open.length)];
          if (!rule) return isTerminal(at.state);
          at = follow(stages, at, rule.action) ?? at;
          if (at.stage !== null && stageOf(stages, at.stage) === undefined) return false;
        }
        return true;
      },
    ),
  );
});

test("only the asker's actions are offered, each with what stands against it", () => {
  const path = procedures.regimes["26-2026"]?.periods[0]?.stages ?? [];
  const at: Position = { state: "underCommuneReview", stage: "commune" };
  const asCommune = availableActions(
    path,
    at,
    (roles) => roles.includes("communeOfficer"),
    (guard) => guard !== "samplesReceived",
  );
  assert.deepEqual(asCommune, [
    { action: "forward", unmet: ["samplesReceived"] },
    { action: "return", unmet: [] },
  ]);
  assert.deepEqual(
    availableActions(
      path,
      at,
      (roles) => roles.includes("provinceOfficer"),
      () => true,
    ),
    [],
  );
  assert.deepEqual(
    availableActions(
      path,
      at,
      (roles) => roles.includes("producerOwner"),
      () => true,
    ).map(({ action }) => action),
    ["withdraw"],
  );
});
