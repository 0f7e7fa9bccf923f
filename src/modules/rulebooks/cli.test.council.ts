import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answers, assertRefused, book, run, unverified } from "./cli.test.run.ts";

describe("council", () => {
  const line = "council --rulebook small.json --set 01 --sheets s.json";
  const sheet = (member: string, n: number, more: object = {}) => ({
    member,
    answers: { "1.1": n, "1.2": 2 },
    recused: false,
    ...more,
  });
  const session = (more: object = {}) => ({
    members: 3,
    chairPresent: true,
    sheets: [sheet("a", 3), sheet("b", 3), sheet("c", 2)],
    ...more,
  });
  const files = (more: object = {}) => ({ ...book, "s.json": JSON.stringify(session(more)) });

  test("prints the result of the contract", async () => {
    const { code, out, err } = await run(line, files());
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.deepEqual(JSON.parse(out), {
      quorum: true,
      counted: 3,
      totals: [60, 60, 40],
      mean: "53.33",
      spread: 20,
      needsRescore: true,
      bandStars: 2,
      stars: 2,
      unmet: [],
    });
  });

  test("a file of rules overrides what it states, a case's own rules override both", async () => {
    const rules = JSON.stringify({ decimals: 0, rounding: "up", spread: { limit: 20 } });
    const { out } = await run(`${line} --rules r.json`, { ...files(), "r.json": rules });
    const result = JSON.parse(out) as { mean: string; needsRescore: boolean };
    assert.equal(result.mean, "54");
    assert.equal(result.needsRescore, false);
    const own = { ...files({ rules: { decimals: 1 } }), "r.json": rules };
    assert.match((await run(`${line} --rules r.json`, own)).out, /"mean":"53\.4"/u);
  });

  test("a batch line carries its own session", async () => {
    const lines = [session({ set: "01" }), session({ set: "01", members: 5 }), { set: "01" }];
    const { code, out } = await run("council --rulebook small.json --batch b.jsonl", {
      ...book,
      "b.jsonl": lines.map((l) => JSON.stringify(l)).join("\n"),
    });
    assert.equal(code, 2);
    const results = out
      .trimEnd()
      .split("\n")
      .map((l) => JSON.parse(l) as Record<string, unknown>);
    assert.deepEqual(
      results.map((r) => r["quorum"]),
      [true, false, undefined],
    );
    assert.match(String(results[2]?.["error"]), /^members: /u);
  });

  const refused: [what: string, content: object, place: RegExp][] = [
    [
      "a member with two sheets",
      { sheets: [sheet("a", 1), sheet("a", 1)] },
      /sheets\.1\.member: /u,
    ],
    ["an option out of range", { sheets: [sheet("a", 9)] }, /sheets\.0\.answers\.1\.1: /u],
    ["a sheet without a member", { sheets: [{ answers: {} }] }, /sheets\.0\.member: /u],
    [
      "a misspelt field of a sheet",
      { sheets: [sheet("a", 1, { recusd: true })] },
      /sheets\.0: .*recusd/u,
    ],
    ["a council of no one", { members: 0 }, /members: /u],
    ["no word on the chair", { chairPresent: undefined }, /chairPresent: /u],
    ["more sheets than members", { members: 2 }, /members: /u],
    ["unknown rules", { rules: { decimal: 2 } }, /rules: .*decimal/u],
  ];
  for (const [what, content, place] of refused) {
    test(`${what} is refused with exit 2`, async () => {
      assertRefused(await run(line, files(content)), new RegExp(`^s\\.json: ${place.source}`, "u"));
    });
  }

  test("a file of rules that no council knows is refused by its name", async () => {
    const rules = { ...files(), "r.json": '{"rounding":"nearest"}' };
    assertRefused(await run(`${line} --rules r.json`, rules), /^r\.json: rounding: /u);
  });

  test("an unverified set is refused with exit 3", async () => {
    assertRefused(await run(line, { ...files(), ...unverified }), /not verified/u, 3);
  });
});

describe("advise", () => {
  const line = "advise --rulebook small.json --set 01 --answers a.json";
  const files = { ...book, "a.json": answers({ "1.1": 2, "1.2": 2, "2": 1 }) };

  test("prints the least-cost rises that reach the level", async () => {
    const { code, out, err } = await run(`${line} --stars 3`, files);
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.deepEqual(JSON.parse(out), {
      reachable: true,
      stars: 3,
      cost: 20,
      total: 60,
      changes: [{ criterion: "1.1", from: 2, to: 3, cost: 20 }],
    });
  });

  test("takes costs from a file, and from the case before the file", async () => {
    const costs = '{"1.1#3": 1.5}';
    const fromFile = await run(`${line} --stars 3 --costs c.json`, { ...files, "c.json": costs });
    assert.match(fromFile.out, /"cost":1\.5,/u);
    const own = answers({ "1.1": 2, "1.2": 2 }, { stars: 3, costs: { "1.1#3": 7 } });
    const fromCase = await run(`${line} --costs c.json`, {
      ...files,
      "c.json": costs,
      "a.json": own,
    });
    assert.match(fromCase.out, /"cost":7,/u);
  });

  test("a rejected dossier reaches nothing", async () => {
    const rejected = { ...book, "a.json": answers({ "1.1": 2 }, { rejected: true }) };
    assert.match((await run(`${line} --stars 2`, rejected)).out, /"reachable":false/u);
  });

  test("no level, a level that is none, and costs that do not fit are refused", async () => {
    assertRefused(await run(line, files), /^a\.json: stars: missing/u);
    assertRefused(await run(`${line} --stars 4`, files), /^a\.json: stars: 4/u);
    assertRefused(await run(`${line} --stars three`, files), /^--stars: three/u);
    const withCosts = (costs: string) =>
      run(`${line} --stars 3 --costs c.json`, { ...files, "c.json": costs });
    assertRefused(await withCosts('{"9#1": 1}'), /^c\.json: costs\.9#1: /u);
    assertRefused(await withCosts('{"1.1#3": -1}'), /^c\.json: costs\.1\.1#3: /u);
    const own = answers({ "1.1": 2, "1.2": 2 }, { stars: 3, costs: { "9#1": 1 } });
    assertRefused(await run(line, { ...book, "a.json": own }), /^a\.json: costs\.9#1: /u);
    assertRefused(await withCosts("[]"), /^c\.json: /u);
  });

  test("a batch line carries its own level and costs", async () => {
    const given = { "1.1": 2, "1.2": 2 };
    const lines = [
      answers(given, { set: "01", stars: 3 }),
      answers(given, { set: "01", stars: 2 }),
      answers(given, { set: "01" }),
    ].join("\n");
    const { code, out } = await run("advise --rulebook small.json --batch b.jsonl", {
      ...book,
      "b.jsonl": lines,
    });
    assert.equal(code, 2);
    const results = out
      .trimEnd()
      .split("\n")
      .map((l) => JSON.parse(l) as Record<string, unknown>);
    assert.deepEqual(
      results.map((r) => r["stars"]),
      [3, 2, undefined],
    );
  });
});
