// Kills the program (and, on a server, the database too) in the middle of writes, many times over,
// and holds what it finds afterwards against a ledger of acknowledged writes that is kept outside.
//
//   node tests/faults/kill.ts --engine embedded|server [--times 50] [--seed N]
//
// Exit 0 only when no acknowledged write is lost and every other one is wholly there or not at all.
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { freePort, type OwnServer, ownServer } from "./server.ts";

const writers = 8;
const readyWithin = 90_000;

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "embedded" },
    times: { type: "string", default: "50" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const times = Number(values.times);
const random = mulberry(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "ocop-kill-"));
const ledger = join(folder, "ledger.txt");
const server = values.engine === "server" ? await ownServer() : undefined;
let asked = 0;

process.stderr.write(`engine ${values.engine}, ${times} kills, seed ${values.seed}\n`);
writeFileSync(ledger, "");
try {
  process.exitCode = await play();
} finally {
  server?.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function play(): Promise<number> {
  const unsure: string[] = [];
  let slowest = 0;
  for (let round = 1; round <= times; round += 1) {
    const program = await startProgram(server?.url);
    slowest = Math.max(slowest, program.readyMs);
    const stop = new AbortController();
    const writing = Array.from({ length: writers }, (_, n) =>
      write(program.port, `127.0.0.${10 + n + (round % 20) * 10}`, stop.signal, unsure),
    );
    await wait(150 + random() * 700);
    if (server && random() < 0.5) await killDatabase(server, program.port);
    program.child.kill("SIGKILL");
    stop.abort();
    await Promise.all(writing);
    await program.gone;
    if (process.stderr.isTTY) process.stderr.write(`\r${round}/${times}`);
  }
  const program = await startProgram(server?.url);
  const lost = await missing(program.port, acknowledged());
  const torn = await broken(program.port, unsure);
  program.child.kill("SIGTERM");
  await program.gone;
  const passed = lost.length === 0 && torn.length === 0 && acknowledged().length > times;
  process.stdout.write(
    `${values.engine}: ${times} kills, ${asked} writes asked, ${acknowledged().length} acknowledged, ` +
      `${lost.length} lost, ${unsure.length} unanswered of which ${torn.length} broken, ` +
      `slowest start ${Math.round(slowest)} ms\n`,
  );
  return passed ? 0 : 1;
}

type Program = { port: number; child: ChildProcess; gone: Promise<unknown>; readyMs: number };

async function startProgram(databaseUrl: string | undefined): Promise<Program> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "demo",
      PORT: String(port),
      OCOP_DATA_DIR: join(folder, "var"),
      OCOP_DEMO: "0",
      LOG_LEVEL: "silent",
      DATABASE_URL: databaseUrl ?? "",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  while (performance.now() - started < readyWithin) {
    if ((await send(port, "GET", "/readyz")) === 200)
      return { port, child, gone, readyMs: performance.now() - started };
    if (child.exitCode !== null) break;
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error("the program did not become ready");
}

/** The database dies under the program: it must not claim a write, and must go on when it is back. */
async function killDatabase(database: OwnServer, port: number): Promise<void> {
  database.kill();
  await wait(200);
  await database.start();
  const until = performance.now() + readyWithin;
  while ((await send(port, "GET", "/readyz")) !== 200) {
    if (performance.now() > until) throw new Error("the program did not find the database again");
    await wait(100);
  }
  await wait(random() * 300);
}

/** One person who saves one self-assessment after another; the ledger is written after the answer. */
async function write(
  port: number,
  from: string,
  stop: AbortSignal,
  unsure: string[],
): Promise<void> {
  while (!stop.aborted) {
    const token = tokenOf();
    asked += 1;
    const body = new URLSearchParams({ token, "answers.1.1": "2", product: `Ca thử ${asked}` });
    const status = await send(port, "POST", "/tu-cham-diem/bo/26-2026/01", body.toString(), from);
    if (status >= 200 && status < 400) appendFileSync(ledger, `${token}\n`);
    else {
      unsure.push(token);
      await wait(20);
    }
  }
}

function acknowledged(): string[] {
  return readFileSync(ledger, "utf8").split("\n").filter(Boolean);
}

async function missing(port: number, tokens: readonly string[]): Promise<string[]> {
  return (await statuses(port, tokens))
    .filter(([, status]) => status !== 200)
    .map(([token]) => token);
}

/** Neither there nor absent: an answer that is no page and no "not found". */
async function broken(port: number, tokens: readonly string[]): Promise<string[]> {
  return (await statuses(port, tokens))
    .filter(([, status]) => status !== 200 && status !== 404)
    .map(([token]) => token);
}

async function statuses(port: number, tokens: readonly string[]): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for (const token of tokens)
    found.push([token, await send(port, "GET", `/tu-cham-diem/${token}`)]);
  return found;
}

/** Status of one request, from an address of loopback of the sender's own; 0 when nobody answered. */
function send(
  port: number,
  method: string,
  path: string,
  body = "",
  from?: string,
): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        ...(from ? { localAddress: from } : {}),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: `http://127.0.0.1:${port}`,
        },
        timeout: 15_000,
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.once("error", () => resolve(0));
      },
    );
    sent.once("error", () => resolve(0));
    sent.once("timeout", () => sent.destroy());
    sent.end(body);
  });
}

function tokenOf(): string {
  return Array.from(
    { length: 32 },
    () => "abcdefghijklmnopqrstuvwxyz234567"[Math.floor(random() * 32)],
  ).join("");
}

/** Small seeded generator, so that a run can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
