// How fast the public register is read: through the open interface and as pages, each beside a floor
// of the same run. The floor of what is made anew is a bare server that sends the rows of the very
// statements, recorded from the program, as JSON; of what is kept, one that sends the same bytes from
// memory. With `--products 100000` made-up products (tests/load) on PostgreSQL: the server that
// TEST_DATABASE_URL names, or one of its own. Measure with NODE_ENV=production and the built pages.
import { fork } from "node:child_process";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { mock } from "node:test";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import { sql } from "drizzle-orm";
import pg from "pg";
import { ownServer } from "#tests/faults/server.ts";
import { loadRegister } from "#tests/load/register.ts";
import type { Hammering } from "./hammer.ts";

const { values: options } = parseArgs({
  options: {
    products: { type: "string", default: "100000" },
    seconds: { type: "string", default: "1" },
    turns: { type: "string", default: "7" },
  },
});
const most = Number(options.products);
const seconds = Number(options.seconds);
const turns = Number(options.turns);
const clients = 16;

const own = process.env["TEST_DATABASE_URL"] ? null : await ownServer();
process.env["TEST_DATABASE_URL"] ??= own?.url ?? "";

// Only now: the tests' database reads the address when it is loaded.
const { testDatabase } = await import("#tests/support/db.ts");
const { testServices } = await import("#tests/support/services.ts");
const { testEnv } = await import("#tests/support/sign-in.ts");
const { builtPages } = await import("#tests/support/pages.ts");
const { createApp } = await import("../src/app.ts");

const database = await testDatabase();
const { db } = database;
const env = { ...testEnv, API_PER_MINUTE: 1_000_000_000 };
const app = createApp(await testServices(database, env), await builtPages());
const { rows: named } = await db.execute<{ name: string }>(sql`select current_database() as name`);
const floorPool = new pg.Pool({
  connectionString: Object.assign(new URL(process.env["TEST_DATABASE_URL"]), {
    pathname: `/${named[0]?.name}`,
  }).href,
  max: 10,
  options: "-c role=ocop_app",
});
const hammer = fork(join(import.meta.dirname, "hammer.ts"), { execArgv: [] });

/** A cookie of nobody: who brings one is not answered from memory. */
const anew = { Cookie: "bench=1" };

type Statement = { readonly text: string; readonly values: unknown[] };
type Answer = { readonly status: number; readonly headers: Headers; readonly body: Buffer };
type Target = { readonly path: string; readonly headers?: Readonly<Record<string, string>> };

/** Answers a second, to clients of another process that each ask again at once. */
function rate(server: Server, { path, headers }: Target): Promise<number> {
  return new Promise((resolve) => {
    hammer.once("message", (found) => resolve(Number(found)));
    const { port } = server.address() as AddressInfo;
    hammer.send({
      port,
      path,
      clients,
      seconds,
      ...(headers ? { headers } : {}),
    } satisfies Hammering);
  });
}

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function ask({ path, headers = {} }: Target): Promise<Answer> {
  const response = await app.request(path, { headers });
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${body.toString()}`);
  return { status: response.status, headers: response.headers, body };
}

/** What the program asks of the database for an answer, once it is warm. */
async function statementsOf(target: Target): Promise<Statement[]> {
  // What it keeps by data version is asked for once a version: it is no part of an answer's work.
  for (let warm = 0; warm < 3; warm += 1) await ask(target);
  const asked = mock.method(database.pool, "query");
  try {
    await ask(target);
  } finally {
    asked.mock.restore();
  }
  const statements = asked.mock.calls.map(({ arguments: given }): Statement => {
    const [config, values] = given as unknown as [string | { text: string }, unknown[] | undefined];
    return { text: typeof config === "string" ? config : config.text, values: values ?? [] };
  });
  // The version is asked for once a second, whatever is asked meanwhile.
  return statements.filter(({ text }) => !text.includes("from public_versions"));
}

/** A bare server that runs the statements, one after another, and tells their rows as JSON. */
function floorOf(statements: readonly Statement[]): Promise<Server> {
  return listening((_request, response) => {
    void (async () => {
      const found: unknown[] = [];
      for (const { text, values } of statements)
        found.push((await floorPool.query(text, values)).rows);
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(JSON.stringify(found));
    })();
  });
}

function memoryOf({ status, headers, body }: Answer): Promise<Server> {
  const sent = { ...Object.fromEntries(headers), "content-length": body.length };
  return listening((_request, response) => {
    response.writeHead(status, sent);
    response.end(body);
  });
}

const program = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
await new Promise<void>((resolve) => program.once("listening", () => resolve()));
const middle = (rates: readonly number[]) => rates.toSorted((a, b) => a - b)[turns >> 1] ?? NaN;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** In turn, so that other work on the machine meets both. */
async function compare(name: string, target: Target, floor: Server, aim: number): Promise<number> {
  const rates: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    rates[1].push(await rate(floor, target));
    rates[0].push(await rate(program, target));
  }
  floor.close();
  floor.closeAllConnections();
  const [mine, bare] = [middle(rates[0]), middle(rates[1])];
  const share = ((100 * mine) / bare).toFixed(0);
  say(`${name}: ${mine.toFixed(0)}/s of ${bare.toFixed(0)}/s, ${share}% (aim: ${aim}%)`);
  return mine;
}

const api = (path: string): Target => ({ path: `/api/v1${path}`, headers: anew });
const list = api("/products?limit=24");
const search = api(`/products?limit=24&q=${encodeURIComponent("che xanh huu co")}`);

async function oneItem(): Promise<Target> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select product_id as id from public_products order by slug limit 1`,
  );
  return api(`/products/${rows[0]?.id}`);
}

async function anewAgainst(name: string, target: Target, aim: number): Promise<number> {
  const statements = await statementsOf(target);
  return compare(
    `${name}, ${statements.length} statements`,
    target,
    await floorOf(statements),
    aim,
  );
}

/** What is asked of each size of the register; the rates by name. */
async function measured(products: number): Promise<Record<string, number>> {
  return {
    list: await anewAgainst(`${products}: list`, list, 50),
    item: await anewAgainst(`${products}: item`, await oneItem(), 50),
    search: await anewAgainst(`${products}: search`, search, 80),
  };
}

const sizes = [Math.min(1_000, Math.round(most / 5)), Math.round(most / 5), most];
const found: Record<string, number>[] = [];
let loaded = 0;
for (const size of sizes) {
  const start = performance.now();
  await loadRegister(db, { from: loaded + 1, to: size });
  say(`${size} products, ${((performance.now() - start) / 1000).toFixed(0)} s to load the rest`);
  loaded = size;
  found.push(await measured(size));
}
const [small, fifth, whole] = found;
for (const name of ["list", "item"])
  say(
    `${name}: ${((small?.[name] ?? NaN) / (whole?.[name] ?? NaN)).toFixed(2)} × slower with ${most} than with ${sizes[0]} (aim: 1)`,
  );
say(
  `search: ${((fifth?.["search"] ?? NaN) / (whole?.["search"] ?? NaN)).toFixed(2)} × slower for 5 × the products (aim: at most 2)`,
);

await anewAgainst("list with count", api("/products?limit=24&count=true"), 50);
await anewAgainst("catalogue page, made anew", { path: "/san-pham", headers: anew }, 25);
for (const [name, path] of [
  ["catalogue page, kept", "/san-pham"],
  ["home page, kept", "/"],
] as const) {
  const asked = { path, headers: { "Accept-Encoding": "gzip" } };
  await ask(asked);
  await compare(name, asked, await memoryOf(await ask(asked)), 50);
}
hammer.disconnect();
program.close();
await floorPool.end();
await database.close();
own?.remove();
process.exit(0);
