import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { findShared } from "#tests/support/shared.ts";
import { digestOf, findBook, listRegimes, openBook, RulebookError } from "./book.server.ts";
import { leaf, part, rulebook } from "./factory.ts";
import type { CompiledSet } from "./compiled.ts";

const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${name}`, import.meta.url), "utf8"));

function bookOf(regime: string) {
  const book = findBook(regime);
  assert.ok(book, regime);
  return book;
}

function setOf(regime: string, code: string): CompiledSet {
  const set = bookOf(regime).compiled.get(code);
  assert.ok(set, `${regime} ${code}`);
  return set;
}

describe("the shipped rulebooks", () => {
  test("are the three decisions, newest first, each with 26 sets in order", () => {
    assert.deepEqual(listRegimes(), ["26-2026", "148-2023", "1048-2019"]);
    for (const regime of listRegimes()) {
      const codes = Array.from({ length: 26 }, (_, i) => String(i + 1).padStart(2, "0"));
      assert.deepEqual([...bookOf(regime).sets.keys()], codes);
      assert.deepEqual([...bookOf(regime).compiled.keys()], codes);
    }
  });

  test("have the parts and bands of their decisions", () => {
    assert.deepEqual(bookOf("26-2026").rulebook.parts, { A: 40, B: 25, C: 35 });
    assert.deepEqual(bookOf("148-2023").rulebook.parts, { A: 40, B: 25, C: 35 });
    assert.deepEqual(bookOf("1048-2019").rulebook.parts, { A: 35, B: 25, C: 40 });
    for (const regime of listRegimes()) {
      assert.deepEqual(setOf(regime, "01").levels, [
        { stars: 1, min: 0 },
        { stars: 2, min: 30 },
        { stars: 3, min: 50 },
        { stars: 4, min: 70 },
        { stars: 5, min: 90 },
      ]);
    }
  });

  test("count as many leaves, options and gates as the decisions print", () => {
    const counts = listRegimes().map((regime) => {
      const leaves = [...bookOf(regime).compiled.values()].flatMap((set) => set.leaves);
      const gates = leaves.flatMap((l) => l.gates.map((gate) => gate.stars));
      return [
        leaves.length,
        leaves.reduce((sum, l) => sum + l.options.length, 0),
        ...[3, 4, 5].map((stars) => gates.filter((s) => s === stars).length),
      ];
    });
    assert.deepEqual(counts, [
      [787, 2579, 179, 289, 106],
      [795, 2632, 83, 261, 199],
      [782, 2806, 0, 0, 0],
    ]);
  });

  test("say which sets still wait for the original, and what in them does not agree", () => {
    const waiting = (regime: string) =>
      [...bookOf(regime).sets.values()].filter((set) => !set.verified).map((set) => set.code);
    assert.deepEqual(waiting("26-2026"), []);
    assert.deepEqual(waiting("148-2023"), ["07", "11", "12", "13"]);
    assert.deepEqual(waiting("1048-2019"), ["21"]);
    const differing = bookOf("148-2023").reported.map((f) => [f.set, f.code, f.stated, f.computed]);
    assert.deepEqual(differing, [
      ["07", "6.4", "4", "3"],
      ["11", "C", "35", "32"],
      ["12", "C", "35", "32"],
      ["13", "C", "35", "33"],
    ]);
  });

  test("hold the gates of fresh vegetables under the decision of 2026", () => {
    const gates = setOf("26-2026", "01").leafByCode.get("1.5")?.gates;
    assert.deepEqual(
      gates?.map(({ stars, needs, points }) => ({ stars, needs, points })),
      [
        { stars: 4, needs: 3, points: 2 },
        { stars: 5, needs: 4, points: 3 },
      ],
    );
  });

  test("hold the cases of tourism and the condition of a website", () => {
    const tourism = setOf("26-2026", "26").leafByCode.get("9");
    assert.deepEqual(tourism?.cases, ["1", "2"]);
    assert.deepEqual(
      tourism?.options.map(({ points, caseIndex }) => [points, caseIndex]),
      [
        [1, 0],
        [2, 0],
        [1, 1],
        [2, 1],
      ],
    );
    const set = setOf("148-2023", "01");
    const [condition] = set.leafByCode.get("5.2")?.conditions ?? [];
    assert.equal(condition?.pointsAtLeast, 1);
    assert.deepEqual(
      condition?.leaves.map((i) => set.leaves[i]?.code),
      ["5.1"],
    );
  });

  test("equal the facts they were made from, where these stand beside the project", (t) => {
    for (const name of [...listRegimes(), "procedures"]) {
      const original = findShared(`rulebooks/${name}.json`);
      if (original === undefined) return t.skip("no shared folder beside the project");
      const facts = JSON.parse(readFileSync(original, "utf8")) as object;
      const ours = data(name === "procedures" ? "procedures.json" : `rulebooks/${name}.json`);
      const unlabelled = (value: object) => ({ ...value, about: null });
      assert.deepEqual(unlabelled(ours as object), unlabelled(facts));
    }
  });
});

describe("opening a rulebook", () => {
  const sound = rulebook([part("A", [leaf("1", [0, 100])])]);
  const faultsOf = (content: unknown): readonly string[] => {
    try {
      openBook(content);
    } catch (error) {
      assert.ok(error instanceof RulebookError);
      return error.faults;
    }
    return [];
  };

  test("a rulebook never seen before opens, with parts, levels and sets of its own", () => {
    const book = openBook(
      rulebook([part("X", [leaf("a", [0, [70, 3]])]), part("Y", [leaf("b", [30])])], {
        regime: "9-2031",
        bands: [
          { stars: 3, min: 60 },
          { stars: 1, min: 0 },
        ],
      }),
    );
    assert.deepEqual(
      book.compiled.get("01")?.levels.map((level) => level.stars),
      [1, 3],
    );
    assert.equal(book.compiled.get("01")?.digest, book.digest);
  });

  test("a rulebook with a fault is refused with all of its faults", () => {
    const wrong = rulebook([part("A", [leaf("1", [0, 100], { max: 99 })])]);
    assert.deepEqual(faultsOf({ ...wrong, parts: { A: 100 } }), [
      "set 01, parts: stated 100, computed 99: the parts do not make 100",
      "set 01, A: stated 99, computed 100: the part differs from the regime's",
      "set 01, 1: stated 99, computed 100: the maximum is not the best option",
    ]);
  });

  test("a wrong shape is refused with set, criterion and field", () => {
    const [set] = sound.sets;
    const bad = (criterion: object) => ({
      ...sound,
      sets: [{ ...set, parts: [{ code: "A", title: "", max: 100, criteria: [criterion] }] }],
    });
    const option = { n: 1, label: "", points: 100 };
    const shaped = (options: readonly object[]) => bad({ code: "1", title: "", max: 100, options });
    const at = "set 01, 1: sets.0.parts.0.criteria.0";
    assert.match(faultsOf(shaped([{ ...option, points: 0.5 }]))[0] ?? "", /options\.0\.points/u);
    assert.match(faultsOf(shaped([{ ...option, points: -1 }]))[0] ?? "", /options\.0\.points/u);
    assert.match(faultsOf(shaped([{ ...option, minstar: 3 }]))[0] ?? "", /minstar/u);
    assert.deepEqual(faultsOf(bad({ code: "1", title: "", max: 100 })), [
      `${at}: a criterion has either options or criteria`,
    ]);
    assert.equal(
      faultsOf(bad({ code: "__proto__", title: "", max: 100, options: [option] })).length,
      1,
    );
    assert.equal(faultsOf({ ...sound, sets: [{ ...set, verified: undefined }] }).length, 1);
    assert.match(faultsOf(null)[0] ?? "", /^rulebook: /u);
  });

  test("cases stand only where there are options", () => {
    const inner = leaf("1.1", [100]);
    const grouped = {
      code: "1",
      title: "",
      max: 100,
      criteria: [inner],
      cases: [{ id: "x", title: "" }],
    };
    const book = rulebook([part("A", [grouped])]);
    assert.match(faultsOf(book)[0] ?? "", /only a criterion with options has cases/u);
  });

  test("an unknown regime is not found, nor is a path", () => {
    assert.equal(findBook("99-2099"), undefined);
    assert.equal(findBook("../procedures"), undefined);
  });
});

describe("the digest", () => {
  test("does not depend on the order of keys, but on every value", () => {
    const a = digestOf({ x: [1, { y: "ô", z: null }], w: true });
    assert.equal(digestOf({ w: true, x: [1, { z: null, y: "ô" }] }), a);
    assert.match(a, /^[0-9a-f]{64}$/u);
    assert.notEqual(digestOf({ w: true, x: [{ z: null, y: "ô" }, 1] }), a);
    assert.notEqual(digestOf({ w: true, x: [1, { z: null, y: "o" }] }), a);
  });

  test("is the SHA-256 of the canonical text", () => {
    // printf '{"a":[1,2],"b":null}' | sha256sum
    assert.equal(
      digestOf({ b: null, a: [1, 2] }),
      "f25109c4111335e4a32d49373585e7a788ff5b10e70023f7004b170e7f84716a",
    );
  });

  test("of a shipped rulebook changes only with its facts", () => {
    for (const regime of listRegimes()) {
      assert.equal(bookOf(regime).digest, digestOf(data(`rulebooks/${regime}.json`)));
    }
  });
});
