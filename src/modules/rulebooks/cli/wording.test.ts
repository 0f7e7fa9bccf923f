import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { listWordingProvinces } from "../service/wordings.server.ts";
import { wordingCommand } from "./wording.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

async function run(csv: string, ...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const io = { stdout, stderr, stdin: Readable.from([]), open: () => Readable.from([csv]) };
  const code = await wordingCommand(args, io, (work) => work(database));
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const csv = "set,code,option,text\n07,1.1,,Nguồn nguyên liệu\n";
const place = ["w.csv", "--regime", "26-2026", "--province", "19"];

test("a trial run says what it would take and keeps nothing; the run keeps it", async () => {
  const tried = await run(csv, ...place, "--dry-run");
  assert.deepEqual([tried.code, JSON.parse(tried.out).version], [0, null]);
  assert.deepEqual(await listWordingProvinces(database.db, "26-2026"), []);
  const { code, out, err } = await run(csv, ...place);
  assert.deepEqual([code, err], [0, ""]);
  assert.deepEqual(JSON.parse(out), {
    regime: "26-2026",
    province: "19",
    dryRun: false,
    version: 1,
    texts: 1,
    sets: 1,
  });
  const [province] = await listWordingProvinces(database.db, "26-2026");
  assert.equal(province?.code, "19");
});

test("bad input: exit code 2, a line for each mistake, nothing on stdout", async () => {
  const cases: readonly [string, readonly string[], RegExp][] = [
    [`${csv}07,9.9,,x\n07,1.1,8,x\n`, place, /^dòng 3: [^\n]+\ndòng 4: [^\n]+\n$/],
    [csv, ["w.csv", "--regime", "x", "--province", "19"], /^Không có quyết định này/],
    [csv, ["w.csv", "--regime", "26-2026"], /^rulebook wording FILE/],
    [csv, ["w.csv", "--regime", "26-2026", "--province", "x"], /no province code\n$/],
    [csv, [...place, "--force"], /--force/],
  ];
  for (const [content, args, words] of cases) {
    const { code, out, err } = await run(content, ...args);
    assert.deepEqual([code, out], [2, ""], args.join(" "));
    assert.match(err, words);
  }
});
