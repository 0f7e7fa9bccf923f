/**
 * How long dashboards, reports and exports take on made-up registers of 1,000 and of 100,000
 * products with ten years of recognitions, of the whole country: more than any one province has.
 * Beside each its own SQL alone, sent by a bare client one statement after another.
 *
 * `npm run bench:reports`, `-- --products 20000` for a smaller register, `-- --turns 5`. Runs on
 * the server that TEST_DATABASE_URL names, else on one of its own (PostgreSQL 15 must be installed).
 */
import { mock } from "node:test";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import pg from "pg";
import { ownServer } from "#tests/faults/server.ts";
import { loadRegister } from "#tests/load/register.ts";

const { values: options } = parseArgs({
  options: {
    products: { type: "string", default: "100000" },
    turns: { type: "string", default: "5" },
  },
});
const most = Number(options.products);
const turns = Number(options.turns);

const own = process.env["TEST_DATABASE_URL"] ? null : await ownServer();
process.env["TEST_DATABASE_URL"] ??= own?.url ?? "";

// Only now: the tests' database reads the address when it is loaded.
const { testDatabase } = await import("#tests/support/db.ts");
const { workbook } = await import("#core/sheets/xlsx.server.ts");
const { spooled } = await import("#core/files/spool.ts");
const { overviewOf } = await import("#modules/planning/dashboards/overview.server.ts");
const { computeAll } = await import("#modules/planning/indicators/all.server.ts");
const { askedOf, computeIndicator } =
  await import("#modules/planning/indicators/compute.server.ts");
const { indicatorDefinitions } = await import("#modules/planning/indicators/definitions.server.ts");
const { pivotOf } = await import("#modules/planning/indicators/pivot.server.ts");
const { scopeOf } = await import("#modules/planning/indicators/scope.server.ts");
const { rowSheet } = await import("#modules/planning/indicators/sheets.server.ts");

const database = await testDatabase();
const { db, pool } = database;
const say = (line: string) => process.stdout.write(`${line}\n`);
const { rows: named } = await db.execute<{ name: string }>(sql`select current_database() as name`);
const address = new URL(process.env["TEST_DATABASE_URL"]);
address.pathname = `/${named[0]?.name}`;

/** Two thirds of the products were recognised once or twice before, three and six years earlier. */
const history = `
  set session_replication_role = replica;
  insert into decisions (id, province_code, unit_version, unit_code, unit_path, level, kind, state, issuer,
      regime, title, legal_basis, number_text, signed_on, is_recorded, is_demo)
    select distinct md5('decision of before ' || k || d.province_code)::uuid, d.province_code, d.unit_version,
      d.unit_code, d.unit_path, d.level, d.kind, d.state, d.issuer, d.regime, d.title, d.legal_basis,
      'Trước ' || k || '/QĐ-UBND', make_date(2022 - 3 * k, 1, 5), true, true
    from decisions d, generate_series(1, 2) k where d.number_text = '0/QĐ-UBND'
    on conflict do nothing;
  insert into recognitions (id, province_code, unit_version, unit_code, unit_path, producer_id, product_id,
      decision_id, regime, set_code, stars, producer_name, product_name, recognised_on, expires_on,
      replaced_on, replaced_by_id, is_demo)
    select md5('earlier ' || k || r.id)::uuid, r.province_code, r.unit_version, r.unit_code, r.unit_path,
      r.producer_id, r.product_id, md5('decision of before ' || k || r.province_code)::uuid, r.regime,
      r.set_code, 3, r.producer_name, r.product_name, (r.recognised_on - make_interval(years => 3 * k))::date,
      (r.recognised_on - make_interval(years => 3 * k - 3))::date - 1,
      (r.recognised_on - make_interval(years => 3 * k - 3))::date, r.id, true
    from recognitions r, generate_series(1, 2) k
    where ('x' || substr(md5('history ' || r.product_id), 1, 7))::bit(28)::int % 4 >= k
      and r.replaced_on is null
    on conflict do nothing;
  reset session_replication_role;
  vacuum analyze`;

async function loadHistory(): Promise<void> {
  const owner = new pg.Client({ connectionString: address.href });
  await owner.connect();
  for (const statement of history.split(";")) await owner.query(statement);
  await owner.end();
}

const bare = new pg.Client({ connectionString: address.href, options: "-c role=ocop_app" });
await bare.connect();

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const middle = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN;

/** The median time of the work and of its statements alone, in turn, so that other work meets both. */
async function compare(name: string, work: () => Promise<unknown>, aim: number): Promise<number> {
  await work();
  const asked = mock.method(pool, "query");
  await work();
  asked.mock.restore();
  const statements = asked.mock.calls.map(({ arguments: given }) => {
    const [config, values] = given as unknown as [string | { text: string }, unknown[] | undefined];
    return { text: typeof config === "string" ? config : config.text, values: values ?? [] };
  });
  const [mine, alone]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    mine.push(await milliseconds(work));
    alone.push(
      await milliseconds(async () => {
        for (const { text, values } of statements) await bare.query(text, values);
      }),
    );
  }
  const [took, floor] = [middle(mine), middle(alone)];
  say(
    `${name}: ${took.toFixed(0)} ms (aim: ${aim}), its ${statements.length} statements alone ${floor.toFixed(0)} ms, ratio ${(took / floor).toFixed(2)}`,
  );
  return took;
}

/**
 * The rows behind an indicator as a workbook, as the download makes it, and thrown away; with the
 * most memory that it took beyond what the process had before.
 */
async function exported(id: string): Promise<string> {
  const definition = indicatorDefinitions().get(id);
  if (!definition) throw new Error("no such indicator");
  const asked = await askedOf(db, { year: 2026 }, await scopeOf(db, null));
  const rows = (await computeIndicator(db, id, { year: 2026, unit: null, by: [] })).value;
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const looking = setInterval(look, 5);
  let bytes = 0;
  const took = await milliseconds(async () => {
    const { body } = await db.transaction((tx) =>
      spooled(workbook([rowSheet(tx, definition, asked, {})])),
    );
    for await (const piece of body) bytes += piece.length;
  });
  clearInterval(looking);
  look();
  return `${rows} rows: ${took.toFixed(0)} ms, ${(bytes / 1e6).toFixed(1)} MB, memory grew by ${((most - before) / 1e6).toFixed(0)} MB (aim: 20)`;
}

async function measured(products: number): Promise<Record<string, number>> {
  const country = await scopeOf(db, null);
  const { rows } = await db.execute<{ code: string }>(sql`
    select province_code as code from recognitions group by 1 order by count(*) desc limit 1`);
  const province = await scopeOf(db, { version: "2025-07-01", code: rows[0]?.code ?? "19" });
  const definition = indicatorDefinitions().get("products-valid");
  if (!definition) throw new Error("no such indicator");
  const asked = await askedOf(db, { year: 2026 }, country);
  const name = (what: string) => `${products}: ${what}`;
  return {
    "dashboard, country": await compare(
      name("dashboard, country"),
      () => overviewOf(db, country),
      300,
    ),
    "dashboard, a province": await compare(
      name("dashboard, a province"),
      () => overviewOf(db, province),
      300,
    ),
    "report, country": await compare(
      name("report, country"),
      () => computeAll(db, country, { year: 2026 }),
      2000,
    ),
    "report, a province": await compare(
      name("report, a province"),
      () => computeAll(db, province, { year: 2026, quarter: 3 }),
      2000,
    ),
    pivot: await compare(
      name("pivot, sector by stars, country"),
      () => pivotOf(db, definition, asked, { rows: "sector", columns: "star" }),
      2000,
    ),
  };
}

const sizes = [Math.min(1_000, most), most];
const found: Record<string, number>[] = [];
let loaded = 0;
for (const size of sizes) {
  const start = performance.now();
  await loadRegister(db, { from: loaded + 1, to: size });
  await loadHistory();
  say(`${size} products, ${((performance.now() - start) / 1000).toFixed(0)} s to load the rest`);
  loaded = size;
  found.push(await measured(size));
}
for (const [name, took] of Object.entries(found[1] ?? {}))
  say(
    `${name}: ${(took / (found[0]?.[name] ?? NaN)).toFixed(1)} × longer for ${most / (sizes[0] ?? 1)} × the products`,
  );
// The first one finds the program as it started; a server has long been running.
await exported("products-recognised");
say(`XLSX of the year's products, ${await exported("products-recognised")}`);
say(`XLSX of products in force, ${await exported("products-valid")} (aim: 5000 ms)`);
await bare.end();
await database.close();
own?.remove();
process.exit(0);
