// A register of 10,000 lines, planned and entered as the command line does, then taken back; beside
// it the floor of the same run: as many bare rows inserted a thousand at a time. On the embedded
// engine or what TEST_DATABASE_URL names. `--rows 10000`.
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { applyImport } from "#modules/recognition/import/apply.server.ts";
import { prepareImport, shippedLayout } from "#modules/recognition/import/read.server.ts";
import { undoImport } from "#modules/recognition/import/undo.server.ts";
import { engineVersion, testDatabase } from "#tests/support/db.ts";
import { bigCsv, bigWorkbook, madeRegister, tidyCsv } from "#tests/support/register-sheets.ts";

const { values } = parseArgs({ options: { rows: { type: "string", default: "10000" } } });
const lines = madeRegister(Number(values.rows));

const database = await testDatabase();
const { db } = database;
const say = (what: string, told: string) => process.stdout.write(`${what.padEnd(40)}${told}\n`);

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const since = performance.now();
  const result = await work();
  say(what, `${((performance.now() - since) / 1000).toFixed(2)} s`);
  return result;
}

say("engine", (await engineVersion(db)).slice(0, 40));
const by = { actor: null, province: "Thái Nguyên" };
const files = [
  ["tidy", Buffer.from(tidyCsv(lines)), "so.csv"],
  ["chi-cuc-22", Buffer.from(bigCsv(lines)), "so-22.csv"],
  ["chi-cuc-22", await bigWorkbook(lines), "so-22.xlsx"],
] as const;
for (const [name, bytes, fileName] of files) {
  const layout = await shippedLayout(name);
  const told = `${fileName}, ${(bytes.length / 1e6).toFixed(1)} MB`;
  await timed(`${told}: tried`, () => prepareImport(db, bytes, { layout, ...by }));
  const { id, report } = await timed(`${told}: entered`, () =>
    applyImport(db, by, { bytes, layout, fileName }),
  );
  const { rows, accepted, corrected, doubtful, refused, producers, products, recognitions } =
    report;
  say("", JSON.stringify({ rows, accepted, corrected, doubtful, refused }));
  say("", JSON.stringify({ producers, products, recognitions }));
  await timed(`${told}: taken back`, () => undoImport(db, null, id));
}

await db.execute(sql`create temporary table floor (id uuid default gen_random_uuid(), name text)`);
const bare = Array.from({ length: Number(values.rows) * 5 }, (_, n) => `Sản phẩm mẫu ${n}`);
await timed(`floor: ${bare.length} bare rows inserted`, async () => {
  for (let at = 0; at < bare.length; at += 1000)
    await db.execute(
      sql`insert into floor (name) select unnest(${sql.param(bare.slice(at, at + 1000))}::text[])`,
    );
});
await database.close();
