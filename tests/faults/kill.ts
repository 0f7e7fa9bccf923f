// Kills the program (and, on a server, the database too) in the middle of writes, many times over,
// and holds what it finds afterwards against a ledger of acknowledged writes that is kept outside.
//
//   node tests/faults/kill.ts --engine embedded|server [--times 50] [--seed N]
//
// Exit 0 only when no acknowledged write is lost and every other one is wholly there or not at all.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { killDatabase, mulberry, send, startProgram } from "./program.ts";
import { ownServer } from "./server.ts";

const writers = 8;

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
    const program = await startProgram(folder, server?.url);
    slowest = Math.max(slowest, program.readyMs);
    const stop = new AbortController();
    const writing = Array.from({ length: writers }, (_, n) =>
      write(program.port, `127.0.0.${10 + n + (round % 20) * 10}`, stop.signal, unsure),
    );
    await wait(150 + random() * 700);
    if (server && random() < 0.5) await killDatabase(server, program.port, random() * 300);
    program.child.kill("SIGKILL");
    stop.abort();
    await Promise.all(writing);
    await program.gone;
    if (process.stderr.isTTY) process.stderr.write(`\r${round}/${times}`);
  }
  const program = await startProgram(folder, server?.url);
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
    const sending = { body: body.toString(), from };
    const { status } = await send(port, "POST", "/tu-cham-diem/bo/26-2026/01", sending);
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
    found.push([token, (await send(port, "GET", `/tu-cham-diem/${token}`)).status]);
  return found;
}

function tokenOf(): string {
  return Array.from(
    { length: 32 },
    () => "abcdefghijklmnopqrstuvwxyz234567"[Math.floor(random() * 32)],
  ).join("");
}
