import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import { describe, test } from "node:test";
import { rulebookCommands } from "./cli.ts";
import { group, leaf, part, rulebook } from "./factory.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;
type Outcome = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command line on files held in memory; the file `-` is what stands on standard input. */
async function run(line: string, files: Files = {}): Promise<Outcome> {
  const [name = "", ...args] = line.split(" ");
  const command = Object.entries(rulebookCommands).find(([known]) => known === name)?.[1];
  assert.ok(command, name);
  const out = collector();
  const err = collector();
  const code = await command(args, {
    stdout: out.stream,
    stderr: err.stream,
    stdin: Readable.from([files["-"] ?? ""]),
    open: (path) => {
      const content = files[path];
      if (content !== undefined) return Readable.from([content]);
      return new Readable({
        read() {
          this.destroy(new Error(`no such file ${path}`));
        },
      });
    },
  });
  return { code, out: out.text(), err: err.text() };
}

function collector() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString("utf8"));
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}

/** Bad input: nothing on stdout, one line on stderr that names the place. */
function assertRefused({ code, out, err }: Outcome, place: RegExp, exit = 2): void {
  assert.equal(out, "");
  assert.match(err, place);
  assert.equal(err.split("\n").length, 2, err);
  assert.ok(err.endsWith("\n"));
  assert.equal(code, exit);
}

/** A small rulebook as a file: two levels and three, a gate, a condition. */
const small = rulebook(
  [
    part("A", [group("1", [leaf("1.1", [0, 20, [40, 3]]), leaf("1.2", [0, 20])])]),
    part("B", [leaf("2", [0, 40], { appliesWhen: { criterion: "1.2", pointsAtLeast: 20 } })]),
  ],
  {
    regime: "small",
    bands: [
      { stars: 3, min: 60 },
      { stars: 2, min: 30 },
      { stars: 1, min: 0 },
    ],
  },
);
const book = { "small.json": JSON.stringify(small) };
const unverified = {
  "small.json": JSON.stringify({
    ...small,
    sets: small.sets.map((s) => ({ ...s, verified: false })),
  }),
};
const answers = (given: Record<string, unknown>, more: object = {}) =>
  JSON.stringify({ answers: given, ...more });

describe("rulebook facts", () => {
  test("prints every leaf of every set in rulebook order, and nothing else", async () => {
    const { code, out, err } = await run("rulebook facts --rulebook small.json", book);
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.deepEqual(JSON.parse(out), [
      {
        set: "01",
        part: "A",
        code: "1.1",
        max: 40,
        options: [
          { n: 1, points: 0, minStar: null, case: null },
          { n: 2, points: 20, minStar: null, case: null },
          { n: 3, points: 40, minStar: 3, case: null },
        ],
      },
      {
        set: "01",
        part: "A",
        code: "1.2",
        max: 20,
        options: [
          { n: 1, points: 0, minStar: null, case: null },
          { n: 2, points: 20, minStar: null, case: null },
        ],
      },
      {
        set: "01",
        part: "B",
        code: "2",
        max: 40,
        options: [
          { n: 1, points: 0, minStar: null, case: null },
          { n: 2, points: 40, minStar: null, case: null },
        ],
      },
    ]);
  });

  test("knows the shipped regimes and their cases", async () => {
    const { out } = await run("rulebook facts --regime 26-2026 --json");
    const facts = JSON.parse(out) as {
      set: string;
      code: string;
      options: { case: string | null }[];
    }[];
    assert.equal(facts.length, 787);
    const cased = facts.find(({ set, code }) => set === "26" && code === "9");
    assert.deepEqual(
      cased?.options.map((o) => o.case),
      ["1", "1", "2", "2"],
    );
  });

  test("an unknown action or none is refused", async () => {
    assertRefused(await run("rulebook"), /unknown action \(none\)/u);
    assertRefused(await run("rulebook fax --regime 26-2026"), /unknown action fax/u);
  });
});

describe("rulebook check", () => {
  test("a rulebook that holds gets one summary line and exit 0", async () => {
    const { code, out, err } = await run("rulebook check small.json", book);
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.equal(out.split("\n").length, 2);
    const { digest, ...summary } = JSON.parse(out) as { digest: string };
    assert.match(digest, /^[0-9a-f]{64}$/u);
    assert.deepEqual(summary, {
      regime: "small",
      decision: "0/QĐ-TEST",
      sets: 1,
      leaves: 3,
      unverified: [],
      reported: [],
    });
  });

  test("every shipped rulebook holds; what unverified sets lack is reported in the summary", async () => {
    for (const regime of ["26-2026", "148-2023", "1048-2019"]) {
      const file = readFileSync(new URL(`../../../data/rulebooks/${regime}.json`, import.meta.url));
      const { code, out } = await run("rulebook check -", { "-": file });
      assert.equal(code, 0);
      const { reported } = JSON.parse(out) as { reported: string[] };
      assert.equal(reported.length, { "26-2026": 0, "148-2023": 4, "1048-2019": 1 }[regime]);
    }
  });

  test("faults go to stderr, one line each with set, code, stated and computed, and exit is 2", async () => {
    const text = book["small.json"].replace('"points":40,"minStar":3', '"points":39,"minStar":4');
    const { code, out, err } = await run("rulebook check bad.json", { "bad.json": text });
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.deepEqual(err.trimEnd().split("\n"), [
      "set 01, 1.1#3: stated 4, computed levels 3,2,1: the gate names no level",
      "set 01, 1.1: stated 40, computed 39: the maximum is not the best option",
    ]);
  });

  test("no file, two files, a missing file, no JSON and no rulebook are refused", async () => {
    assertRefused(await run("rulebook check"), /one FILE/u);
    assertRefused(await run("rulebook check a b", book), /one FILE/u);
    assertRefused(await run("rulebook check gone.json"), /^gone\.json: cannot be read/u);
    assertRefused(await run("rulebook check x", { x: "{" }), /^x: not JSON/u);
    assertRefused(
      await run("rulebook check x", { x: new Uint8Array([0xff, 0xfe]) }),
      /^x: not UTF-8/u,
    );
    assertRefused(await run("rulebook check x", { x: "[]" }), /^rulebook: /u);
  });

  test("a rulebook nested beyond all measure is refused", async () => {
    const depth = 20_000;
    const open = '{"code":"1","title":"","max":1,"criteria":[';
    const [set] = small.sets;
    const shell = JSON.stringify({
      ...small,
      sets: [{ ...set, parts: [{ code: "A", title: "", max: 1, criteria: ["HERE"] }] }],
    });
    const deep = shell.replace('"HERE"', `${open.repeat(depth)}${"]}".repeat(depth)}`);
    assertRefused(await run("rulebook check deep.json", { "deep.json": deep }), /^deep\.json: /u);
  });
});

describe("score", () => {
  const line = "score --rulebook small.json --set 01 --answers a.json";

  test("prints the result of the contract in one line, with and without --json", async () => {
    const files = { ...book, "a.json": answers({ "1.1": 2, "1.2": 2, "2": 2 }) };
    const { code, out, err } = await run(line, files);
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.deepEqual(JSON.parse(out), {
      regime: "small",
      set: "01",
      parts: { A: 40, B: 40 },
      total: 80,
      stars: 2,
      bandStars: 3,
      rejected: false,
      unanswered: [],
      unmet: [{ criterion: "1.1", stars: 3, needs: 3, chosen: 2 }],
      next: {
        stars: 3,
        pointsMissing: 0,
        gates: [{ criterion: "1.1", stars: 3, needs: 3, chosen: 2 }],
      },
    });
    assert.equal((await run(`${line} --json`, files)).out, out);
  });

  test("reads standard input, rejection and stop, and names the digest when asked", async () => {
    const files = {
      ...book,
      "-": answers({ "1.1": 3, "1.2": 2 }, { rejected: true, stopAt: "1.1" }),
    };
    const { out } = await run("score --rulebook small.json --set 01 --answers - --digest", files);
    const result = JSON.parse(out) as Record<string, unknown>;
    assert.equal(result["total"], 40);
    assert.equal(result["rejected"], true);
    assert.equal(result["stars"], 0);
    const { out: summary } = await run("rulebook check small.json", book);
    assert.equal(result["digest"], (JSON.parse(summary) as { digest: string }).digest);
  });

  test("a case may name its own regime and set, which must not differ from the command line's", async () => {
    const own = (more: object) => ({ ...book, "a.json": answers({}, more) });
    assert.equal(
      (await run("score --rulebook small.json --answers a.json", own({ set: "01" }))).code,
      0,
    );
    assertRefused(await run(line, own({ set: "02" })), /^a\.json: set: .*02.*01/u);
    assertRefused(
      await run(line, own({ regime: "26-2026" })),
      /^a\.json: regime: .*26-2026.*small/u,
    );
  });

  const refused: [what: string, line: string, content: string, place: RegExp][] = [
    ["an unknown code", line, answers({ "9": 1 }), /^a\.json: answers\.9: /u],
    ["a group", line, answers({ "1": 1 }), /^a\.json: answers\.1: /u],
    ["an option out of range", line, answers({ "1.1": 4 }), /^a\.json: answers\.1\.1: 4 /u],
    ["an option as text", line, answers({ "1.1": "1" }), /^a\.json: answers\.1\.1: "1" /u],
    ["a stop at no criterion", line, answers({}, { stopAt: "7" }), /^a\.json: stopAt: /u],
    [
      "a rejection that is no boolean",
      line,
      answers({}, { rejected: "no" }),
      /^a\.json: rejected: /u,
    ],
    ["a misspelt field", line, answers({}, { stopat: "1" }), /^a\.json: .*stopat/u],
    ["no answers", line, "{}", /^a\.json: answers: /u],
    ["answers as a list", line, '{"answers":[1]}', /^a\.json: answers: /u],
    ["a list of cases", line, "[]", /^a\.json: /u],
    ["malformed JSON over several lines", line, '{\n"answers":\n\n]', /^a\.json: not JSON: /u],
    ["an empty file", line, "", /^a\.json: not JSON: /u],
    [
      "one answer given twice",
      line,
      '{"answers":{"1.1":1,"1.1":2}}',
      /^a\.json: "1\.1": given twice/u,
    ],
    [
      "one answer given twice, once in disguise",
      line,
      String.raw`{"answers":{"1.1":1,"1\u002e1":2}}`,
      /^a\.json: .*given twice/u,
    ],
    ["no set", line.replace(" --set 01", ""), answers({}), /^a\.json: set: missing/u],
    ["an unknown set", line.replace("01", "1"), answers({}), /^a\.json: set: .* no set 1;/u],
    [
      "an unknown regime",
      "score --regime 9-2031 --set 01 --answers a.json",
      "",
      /^--regime: .*9-2031/u,
    ],
    [
      "a regime that is a path",
      "score --regime ../procedures --set 01 --answers a.json",
      "",
      /^--regime: /u,
    ],
    ["no regime", "score --set 01 --answers a.json", "", /^--regime: missing/u],
    ["two rulebooks", `${line} --regime 26-2026`, "", /^--rulebook: /u],
    [
      "a rulebook that is not there",
      line.replace("small", "gone"),
      "",
      /^gone\.json: cannot be read/u,
    ],
    ["no file", "score --rulebook small.json --set 01", "", /^--answers: /u],
    ["a file and a batch", `${line} --batch a.json`, "", /^--answers: /u],
    ["a file that is not there", line.replace("a.json", "b.json"), "", /^b\.json: cannot be read/u],
    ["an unknown option", `${line} --stars 3`, "", /--stars/u],
    ["an argument too many", `${line} more`, "", /more/u],
    ["an option without its value", `${line} --batch`, "", /--batch/u],
    ["an option given twice", `${line} --set 02`, answers({}), /^--set: given twice/u],
    ["standard input for two files", "score --rulebook - --set 01 --answers -", "", /^-: /u],
  ];
  for (const [what, command, content, place] of refused) {
    test(`${what} is refused with exit 2`, async () => {
      assertRefused(await run(command, { ...book, "a.json": content }), place);
    });
  }

  test("an unverified set is refused with exit 3 unless it is allowed", async () => {
    const files = { ...unverified, "a.json": answers({ "1.1": 2 }) };
    assertRefused(await run(line, files), /^a\.json: set 01 .*--allow-unverified/u, 3);
    const allowed = await run(`${line} --allow-unverified`, files);
    assert.equal(allowed.code, 0);
    assert.equal((JSON.parse(allowed.out) as { total: number }).total, 20);
  });

  test("a rulebook with faults scores nothing", async () => {
    const files = {
      "small.json": book["small.json"].replace('"max":60', '"max":61'),
      "a.json": answers({}),
    };
    const { code, out, err } = await run(line, files);
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.match(err, /^set 01, A: stated 61, computed 60: /mu);
  });
});

describe("a batch", () => {
  const line = "score --rulebook small.json --batch b.jsonl";
  const batch = (...cases: string[]) => ({ ...book, "b.jsonl": cases.join("\n") });
  const totals = (out: string) =>
    out
      .trimEnd()
      .split("\n")
      .map((result) => JSON.parse(result) as { total?: number; error?: string })
      .map(({ total, error }) => total ?? error);

  test("gives one result a line, in order, whatever the line ends", async () => {
    const cases = [1, 2, 3].map((n) => answers({ "1.1": n }, { set: "01" }));
    for (const end of ["\n", "\r\n"]) {
      for (const last of ["", end, end + end]) {
        const files = { ...book, "b.jsonl": cases.join(end) + last };
        const { code, out, err } = await run(line, files);
        assert.equal(code, 0);
        assert.equal(err, "");
        assert.deepEqual(totals(out), [0, 20, 40]);
      }
    }
  });

  test("a bad line says so in its place, and the exit is 2 at the end", async () => {
    const good = answers({ "1.1": 3 }, { set: "01" });
    const files = batch(
      good,
      "{",
      answers({ "7": 1 }, { set: "01" }),
      "",
      answers({}, { set: "02" }),
      good,
    );
    const { code, out, err } = await run(line, files);
    assert.equal(code, 2);
    const results = totals(out);
    assert.equal(results.length, 6);
    assert.equal(results[0], 40);
    assert.match(String(results[1]), /^not JSON/u);
    assert.match(String(results[2]), /^answers\.7: /u);
    assert.match(String(results[3]), /^not JSON/u);
    assert.match(String(results[4]), /^set: .*02/u);
    assert.equal(results[5], 40);
    assert.match(err, /^b\.jsonl: 4 of 6 lines failed; first: line 2: not JSON.*\n$/u);
  });

  test("the set of the command line serves lines that name none", async () => {
    const { code, out } = await run(`${line} --set 01`, batch(answers({ "1.1": 2 })));
    assert.equal(code, 0);
    assert.deepEqual(totals(out), [20]);
  });

  test("lines of unverified sets fail with exit 3; a bad line beside them makes it 2", async () => {
    const files = { ...unverified, "b.jsonl": answers({ "1.1": 2 }, { set: "01" }) };
    const refusedLine = await run(line, files);
    assert.equal(refusedLine.code, 3);
    assert.match(String(totals(refusedLine.out)[0]), /not verified/u);
    assert.equal((await run(`${line} --allow-unverified`, files)).code, 0);
    for (const text of [`{\n${files["b.jsonl"]}`, `${files["b.jsonl"]}\n{`]) {
      assert.equal((await run(line, { ...files, "b.jsonl": text })).code, 2);
    }
  });

  test("an empty batch has no results, a missing one is refused", async () => {
    assert.deepEqual(await run(line, batch()), { code: 0, out: "", err: "" });
    assertRefused(await run(line, book), /^b\.jsonl: cannot be read/u);
  });

  test("lines arrive whole however the stream is cut, in Vietnamese too", async () => {
    const text = Buffer.from(`${answers({}, { set: "01", note: "Chè Shan tuyết" })}\n`.repeat(3));
    const out = collector();
    const code = await rulebookCommands.score(["--rulebook", "small.json", "--batch", "-"], {
      stdout: out.stream,
      stderr: collector().stream,
      stdin: Readable.from(Array.from(text, (byte) => Uint8Array.of(byte))),
      open: () => Readable.from([book["small.json"]]),
    });
    assert.equal(code, 0);
    assert.deepEqual(totals(out.text()), [0, 0, 0]);
  });
});

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

test("a reader that goes away ends a command quietly", async () => {
  const gone = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    },
  });
  gone.on("error", () => {});
  const code = await rulebookCommands.rulebook(["facts", "--rulebook", "small.json"], {
    stdout: gone,
    stderr: collector().stream,
    stdin: Readable.from([]),
    open: () => Readable.from([book["small.json"]]),
  });
  assert.equal(code, 0);
});
