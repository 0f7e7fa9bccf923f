// The commands one by one; scoring and councils in files of their own.
import "./cli.test.score.ts";
import "./cli.test.council.ts";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import { describe, test } from "node:test";
import { rulebookCommands } from "./cli.ts";
import { assertRefused, book, collector, run, small } from "./cli.test.run.ts";

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
