// A council at its fastest: fifteen members save every criterion of forty products as fast as they
// can, over HTTP, on PostgreSQL; then the same statements through a bare server (the floor), in the
// same run. Also how long a sheet takes to open. On the server that TEST_DATABASE_URL names, or on
// one of its own. `--members 15 --items 40`.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { freePort, ownServer } from "#tests/faults/server.ts";
import type { FloorSettings, Statement } from "./council-floor.ts";

const { values: options } = parseArgs({
  options: {
    members: { type: "string", default: "15" },
    items: { type: "string", default: "40" },
  },
});
const own = process.env["TEST_DATABASE_URL"] ? null : await ownServer();
process.env["TEST_DATABASE_URL"] ??= own?.url ?? "";

// Only now: the tests' database reads the address when it is loaded.
const { testDatabase } = await import("#tests/support/db.ts");
const { buildCouncil } = await import("#modules/councils/factory.ts");
const { openHall } = await import("#tests/support/hall.ts");
const { signInAs, testEnv } = await import("#tests/support/sign-in.ts");
const { testServices } = await import("#tests/support/services.ts");
const { createApp } = await import("../src/app.ts");
const { loadPlaces } = await import("#modules/places/service/load.server.ts");
const { sql } = await import("drizzle-orm");

const secret = testEnv.OCOP_SECRET ?? "";
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const folder = mkdtempSync(join(tmpdir(), "ocop-bench-"));
const children: ChildProcess[] = [];

const database = await testDatabase();
const { db } = database;
await loadPlaces(db);
const council = await buildCouncil(db, { members: Number(options.members) });
const hall = await openHall(db, { council, items: Number(options.items) });
const members = await Promise.all(
  council.members.map(async ({ id, username }) => ({
    user: id,
    cookie: await signInAs(db, username),
  })),
);
const { rows: named } = await db.execute<{ name: string }>(sql`select current_database() as name`);
const url = Object.assign(new URL(process.env["TEST_DATABASE_URL"]), {
  pathname: `/${named[0]?.name}`,
}).href;

type Save = { member: number; itemId: string; writes: readonly object[] };

/** Every save of the session, member by member, as their tablets send them: one criterion each. */
const savesOf = (member: number): Save[] =>
  hall.itemIds.flatMap((itemId) =>
    hall.set.leaves.map(({ code, options: choices }, at) => ({
      member,
      itemId,
      writes: [
        {
          criterion: code,
          option: choices[at % choices.length]?.n ?? 1,
          note: null,
          baseVersion: 0,
          writeId: randomUUID(),
          deviceAt: null,
        },
      ],
    })),
  );

try {
  const statements = await recordStatements();
  const program = await startProgram();
  const opened = await openAll(program);
  const floor = await run(await startFloor(statements), (save) => ({ path: "/", body: save }));
  const floorKept = await countKept();
  await db.execute(sql`delete from sheet_answers`);
  await vacuum();
  const app = await run(program, ({ itemId, writes }) => ({
    path: `/phien/${hall.sessionId}/luu`,
    body: { itemId, round: 1, writes },
  }));
  const kept = await countKept();
  const lost = app.acknowledged - kept;
  const ratio = (app.perSecond / floor.perSecond) * 100;
  const lines = [
    `members, products, criteria   ${members.length}, ${hall.itemIds.length}, ${hall.set.leaves.length}`,
    `statements of one save        ${statements.length}`,
    `a sheet opens                 median ${at(opened, 0.5)} ms, p99 ${at(opened, 0.99)} ms (goal 100 ms)`,
    `floor, bare server            ${floor.perSecond.toFixed(0)} saves/s, p99 ${at(floor.times, 0.99)} ms, ${floorKept} kept`,
    `program                       ${app.perSecond.toFixed(0)} saves/s, median ${at(app.times, 0.5)} ms, p99 ${at(app.times, 0.99)} ms (goal 150 ms)`,
    `of the floor                  ${ratio.toFixed(0)} % (goal 30 %)`,
    `acknowledged, kept, lost      ${app.acknowledged}, ${kept}, ${lost}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (lost !== 0) process.exitCode = 1;
} finally {
  for (const child of children) child.kill("SIGTERM");
  agent.destroy();
  await database.close();
  own?.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds at a share of the sorted times. */
function at(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
}

/** What the program asks of the database for one save, with the places that depend on who and what. */
async function recordStatements(): Promise<Statement[]> {
  // The pages are not asked here.
  const app = createApp(await testServices(database), () => Promise.reject(new Error("no pages")));
  const [member] = members;
  const [save] = savesOf(0);
  if (!member || !save) throw new Error("nothing to record");
  const ask = () =>
    app.request(`http://localhost/phien/${hall.sessionId}/luu`, {
      method: "POST",
      body: JSON.stringify({ itemId: save.itemId, round: 1, writes: save.writes }),
      headers: {
        cookie: member.cookie,
        origin: "http://localhost",
        "content-type": "application/json",
      },
    });
  // Once to make the sheet and to warm what is kept in memory.
  await (await ask()).text();
  await db.execute(sql`delete from sheet_answers`);
  const recorded: { text: string; values: unknown[] }[] = [];
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = client;
  client.query = function (...args) {
    const [what, given] = args as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof what === "string" ? what : what.text;
    const bound = typeof what === "string" ? [] : (what.values ?? []);
    recorded.push({ text, values: Array.isArray(given) ? given : bound });
    return Reflect.apply(query, this, args);
  };
  const answer = await ask();
  client.query = query;
  if (answer.status !== 200) throw new Error(await answer.text());
  await db.execute(sql`delete from sheet_answers`);
  const token = tokenOf(member.cookie);
  return recorded
    .filter(({ text }) => !/pg_notify/.test(text))
    .map(({ text, values }) => ({
      text,
      values: values.map((value) => {
        if (value === token) return { given: "token" };
        if (value === member.user) return { given: "user" };
        if (value === save.itemId) return { given: "item" };
        if (typeof value === "string" && value.startsWith('[{"criterion"'))
          return { given: "writes" };
        return { value };
      }),
    }));
}

/** The cookie holds the token and its signature. */
function tokenOf(cookie: string): string {
  const value = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? "");
  return value.split(".", 1)[0] ?? "";
}

async function startProgram(): Promise<number> {
  const port = await freePort();
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "demo",
      PORT: String(port),
      OCOP_DATA_DIR: folder,
      OCOP_DEMO: "0",
      OCOP_SECRET: secret,
      LOG_LEVEL: "error",
      DATABASE_URL: url,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  const until = performance.now() + 60_000;
  while ((await send(port, "GET", "/readyz").catch(() => 0)) !== 200) {
    if (performance.now() > until) throw new Error("the program did not become ready");
    await wait(100);
  }
  return port;
}

async function startFloor(statements: Statement[]): Promise<number> {
  const child = fork(join(import.meta.dirname, "council-floor.ts"));
  children.push(child);
  const settings: FloorSettings = {
    url,
    statements,
    members: members.map(({ cookie, user }) => ({ token: tokenOf(cookie), user })),
  };
  child.send(settings);
  const address = await new Promise<{ port: number }>((resolve) =>
    child.once("message", (said) => resolve(said as { port: number })),
  );
  return address.port;
}

/** Every member opens every sheet, one after another. */
async function openAll(port: number): Promise<number[]> {
  const times: number[] = [];
  for (const [at, { cookie }] of members.entries())
    for (const itemId of hall.itemIds) {
      const started = performance.now();
      const status = await send(port, "GET", `/phien/${hall.sessionId}/phieu/${itemId}`, {
        cookie,
      });
      if (status !== 200) throw new Error(`a sheet answered ${status}`);
      // The first ones pay for code that has not run yet.
      if (at > 0) times.push(performance.now() - started);
    }
  return times;
}

/** All members at once, each sending the next save as soon as the last was answered. */
async function run(
  port: number,
  toRequest: (save: Save) => { path: string; body: object },
): Promise<{ perSecond: number; times: number[]; acknowledged: number }> {
  const times: number[] = [];
  let acknowledged = 0;
  const all = members.map((_, member) => savesOf(member));
  const started = performance.now();
  await Promise.all(
    all.map(async (saves, member) => {
      for (const save of saves) {
        const { path, body } = toRequest(save);
        const begun = performance.now();
        const status = await send(
          port,
          "POST",
          path,
          { cookie: members[member]?.cookie ?? "" },
          body,
        );
        times.push(performance.now() - begun);
        if (status === 200) acknowledged += 1;
        else throw new Error(`a save answered ${status}`);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: times.length / seconds, times, acknowledged };
}

/** Answers that lie in the database as their one write. */
async function countKept(): Promise<number> {
  const { rows } = await db.execute<{ kept: number }>(
    sql`select count(*)::int as kept from sheet_answers where version = 1 and cardinality(writes) = 1`,
  );
  return rows[0]?.kept ?? 0;
}

async function vacuum(): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query("vacuum analyze sheet_answers");
  await owner.end();
}

function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        agent,
        headers: {
          ...headers,
          origin: `http://127.0.0.1:${port}`,
          ...(body ? { "content-type": "application/json" } : {}),
        },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once("error", reject);
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}
