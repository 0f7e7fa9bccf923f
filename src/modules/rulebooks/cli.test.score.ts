import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import { rulebookCommands } from "./cli.ts";
import { answers, assertRefused, book, collector, run, unverified } from "./cli.test.run.ts";

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
