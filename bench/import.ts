// A register of 10,000 lines, planned and entered as the command line does, then taken back; beside
// it the floor of the same run: as many bare rows inserted a thousand at a time. On the embedded
// engine or what TEST_DATABASE_URL names. `--rows 10000`. Beside the time on the clock stands the
// processor's, of this process and of the database's (where it runs on the same Linux machine): on
// a busy machine only that says what the work costs.
import { existsSync, readFileSync } from "node:fs";
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

/** Ticks of a Linux clock in a second. */
const ticks = 100;

/** Seconds that the processor has worked for this process and for this database's. */
async function worked(): Promise<number> {
  const { user, system } = process.cpuUsage();
  const { rows } = await db.execute<{ pid: number }>(
    sql`select pid from pg_stat_activity where datname = current_database()`,
  );
  const server = rows.map(({ pid }) => {
    const file = `/proc/${pid}/stat`;
    if (!existsSync(file) || pid === process.pid) return 0;
    const fields = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  });
  return (user + system) / 1e6 + server.reduce((sum, one) => sum + one, 0);
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const [since, before] = [performance.now(), await worked()];
  const result = await work();
  const [wall, busy] = [(performance.now() - since) / 1000, (await worked()) - before];
  say(what, `${wall.toFixed(2)} s, of the processor ${busy.toFixed(2)} s`);
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
