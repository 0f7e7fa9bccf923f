// Numbers of decisions and certificates under failures, on PostgreSQL: the server that
// TEST_DATABASE_URL names, or one of its own. `numbers`: so many decisions by 50 at once through the
// program's own service; 1 of 100 has its connection killed at any moment, 1 of 100 is sent again
// after it was heard. `kills`: a process that issues and seals is killed before each of its
// statements and around each write to the store; another one ends what it began.
//
//   node tests/faults/recognition.ts --part numbers|kills [--issues 10000] [--killed 0.01] [--every 1] [--seed N]
//
// Exit 0 only when numbers have no gap and no double, everything has one certificate and one PDF,
// and the log holds.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { asc, eq, isNull, sql } from "drizzle-orm";
import pg from "pg";
import { openDiskStore } from "#core/files/disk.ts";
import { startJobs } from "#core/jobs/worker.ts";
import { verifyAudit } from "#core/audit/verify.ts";
import { findLogFault } from "#modules/recognition/log/heads.server.ts";
import { certificates, decisions } from "#modules/recognition/schema.server.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import { verifyToken } from "#modules/recognition/service/verify.server.ts";
import { mulberry } from "./program.ts";
import type { Dying } from "./recognition-child.ts";
import { ownServer } from "./server.ts";

const { values } = parseArgs({
  options: {
    part: { type: "string", default: "numbers" },
    issues: { type: "string", default: "10000" },
    every: { type: "string", default: "1" },
    killed: { type: "string", default: "0.01" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const random = mulberry(Number(values.seed));
const own = process.env["TEST_DATABASE_URL"] ? undefined : await ownServer();
process.env["TEST_DATABASE_URL"] ??= own?.url ?? "";

// Only now: the tests' database reads the address when it is loaded.
const { testDatabase } = await import("#tests/support/db.ts");
const { buildScored, buildSubmitted, signature } = await import("#tests/support/issued.ts");
const { multiplyScored } = await import("#tests/support/many-scored.ts");
const { testServices } = await import("#tests/support/services.ts");
const { testEnv } = await import("#tests/support/sign-in.ts");

const folder = mkdtempSync(join(tmpdir(), "ocop-recognition-"));
const database = await testDatabase();
const { db } = database;
const scored = await buildScored(db);
const { rows: named } = await db.execute<{ name: string }>(sql`select current_database() as name`);
const url = Object.assign(new URL(process.env["TEST_DATABASE_URL"]), {
  pathname: `/${named[0]?.name}`,
}).href;
process.stderr.write(`${values.part}, seed ${values.seed}\n`);
try {
  process.exitCode = await (values.part === "kills" ? kills() : numbers());
} catch (error) {
  process.stderr.write(`${String((error as Error).stack)} ${String((error as Error).cause)}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
  own?.remove();
  rmSync(folder, { recursive: true, force: true });
}

type Submitted = Awaited<ReturnType<typeof buildSubmitted>>;
type Counts = { killed: number; failed: number; again: number; refused: number };

async function numbers(): Promise<number> {
  const wanted = Number(values.issues);
  const dossierIds = await multiplyScored(db, scored, wanted);
  const drafts: Submitted[] = [];
  await fiftyAtOnce(wanted, async (at) => {
    const dossier = dossierIds[at] ?? "";
    drafts[at] = await buildSubmitted(db, { office: scored.office, dossierIds: [dossier] });
  });
  const counts: Counts = { killed: 0, failed: 0, again: 0, refused: 0 };
  const killer = new pg.Client({ connectionString: url });
  killer.on("error", () => undefined);
  await killer.connect();
  const times: number[] = [];
  const start = performance.now();
  await fiftyAtOnce(wanted, async (at) => {
    const since = performance.now();
    const draft = drafts[at];
    if (draft) await issueOne(draft, counts, random() < Number(values.killed) ? killer : undefined);
    times.push(performance.now() - since);
  });
  const seconds = (performance.now() - start) / 1000;
  await killer.end();
  times.sort((a, b) => a - b);
  const fault = await findFault(wanted);
  process.stdout.write(
    `${wanted} decisions by 50 at once in ${seconds.toFixed(0)} s (${(wanted / seconds).toFixed(0)}/s, ` +
      `p95 ${(times[Math.floor(wanted * 0.95)] ?? NaN).toFixed(0)} ms): ${counts.killed} connections killed, ` +
      `${counts.failed} attempts failed, ${counts.again} sent again, of which ${counts.refused} refused; ` +
      `${fault ?? "numbers have no gap and no double, the log holds"}\n`,
  );
  return fault === null && counts.refused === counts.again ? 0 : 1;
}

async function fiftyAtOnce(wanted: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < wanted; at = next++) {
      await work(at);
      if (at % 500 === 0) process.stderr.write(`${at}/${wanted}\n`);
    }
  };
  await Promise.all(Array.from({ length: 50 }, worker));
}

/** Issues one, as often as it takes: whoever hears nothing looks whether it was done, and asks again. */
async function issueOne(
  submitted: Submitted,
  counts: Counts,
  killer: pg.Client | undefined,
): Promise<void> {
  const issue = () => issueDecision(db, scored.signer, { ...submitted, ...signature });
  const first = issue().then(
    () => true,
    () => false,
  );
  if (killer) {
    await wait(random() * 20);
    counts.killed += (await killOne(killer)) ? 1 : 0;
  }
  let isHeard = await first;
  for (let attempt = 0; !isHeard; attempt += 1) {
    counts.failed += 1;
    if (attempt === 20) throw new Error("a decision could not be issued");
    isHeard = await issueUnlessDone(submitted, issue).catch(() => false);
  }
  if (random() >= 0.01) return;
  counts.again += 1;
  await issue().catch(() => (counts.refused += 1));
}

async function issueUnlessDone(
  { decisionId }: Submitted,
  issue: () => Promise<unknown>,
): Promise<true> {
  if (!(await isIssued(decisionId))) await issue();
  return true;
}

/** Ends the connection of any transaction that is under way; whose it is, is chance. */
async function killOne(killer: pg.Client): Promise<boolean> {
  const { rowCount } = await killer.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
    order by random() limit 1`);
  return rowCount === 1;
}

async function isIssued(decisionId: string): Promise<boolean> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, decisionId));
  return row?.state === "issued";
}

/** What is wrong with so many issued decisions of one certificate each; null for nothing. */
async function findFault(wanted: number): Promise<string | null> {
  const decided = await db
    .select({ n: decisions.number })
    .from(decisions)
    .where(eq(decisions.state, "issued"))
    .orderBy(asc(decisions.number));
  const certified = await db
    .select({ n: certificates.number })
    .from(certificates)
    .orderBy(asc(certificates.number));
  for (const [name, rows] of Object.entries({ decisions: decided, certificates: certified })) {
    if (rows.length !== wanted) return `FAULT: ${rows.length} ${name} of ${wanted}`;
    const at = rows.findIndex(({ n }, index) => n !== index + 1);
    if (at >= 0) return `FAULT: number ${at + 1} of ${name} is ${rows[at]?.n}`;
  }
  const log = await findLogFault(db);
  if (log !== null) return `FAULT: ${log}`;
  const [broken] = (await verifyAudit(db)).faults;
  return broken ? `FAULT: audit ${broken.provinceCode} ${broken.seq} ${broken.reason}` : null;
}

async function kills(): Promise<number> {
  const services = {
    ...(await testServices(database)),
    files: await openDiskStore(join(folder, "files")),
  };
  const most = 400;
  const dossierIds = await multiplyScored(db, scored, most);
  const points = new Map<string, number>();
  let decided = 0;
  for (let step = 1; step <= most; step += Number(values.every)) {
    const dossier = dossierIds[decided] ?? "";
    const submitted = await buildSubmitted(db, { office: scored.office, dossierIds: [dossier] });
    decided += 1;
    const point = await dieAt(step, submitted.decisionId);
    if (point !== null) points.set(point, (points.get(point) ?? 0) + 1);
    // The program is started again, and whoever signs looks whether it was done.
    if (!(await isIssued(submitted.decisionId)))
      await issueDecision(db, scored.signer, { ...submitted, ...signature });
    if (process.stderr.isTTY) process.stderr.write(`\r${step} `);
    if (point === null) break;
  }
  const worker = await startJobs(services);
  const until = performance.now() + 300_000;
  while ((await db.$count(certificates, isNull(certificates.sealedAt))) > 0)
    if (performance.now() > until) break;
    else await wait(200);
  await worker.stop();
  const fault = (await findFault(decided)) ?? (await findUnsealed(services));
  for (const [point, times] of points) process.stderr.write(`${times} × ${point}\n`);
  process.stdout.write(
    `killed before ${[...points.values()].reduce((sum, times) => sum + times, 0)} steps of issuing and sealing ` +
      `(${points.size} different): ${fault ?? "one number, one credential and one PDF each, all of them valid"}\n`,
  );
  return fault === null ? 0 : 1;
}

/** What the child came to when it died before that step; null when it came to its end. */
function dieAt(step: number, decisionId: string): Promise<string | null> {
  const told: Dying = {
    databaseUrl: url,
    secret: testEnv.OCOP_SECRET ?? "",
    files: join(folder, "files"),
    signer: scored.signer,
    decisionId,
    step,
  };
  const child = spawn(
    process.execPath,
    [
      `--import=${join(import.meta.dirname, "../support/setup.ts")}`,
      join(import.meta.dirname, "recognition-child.ts"),
      JSON.stringify(told),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (piece: Buffer) => (text += piece.toString()));
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(text);
      else if (code === 0) resolve(null);
      else reject(new Error(`the child ended with ${String(code)}`));
    });
  });
}

async function findUnsealed(services: { files: Awaited<ReturnType<typeof openDiskStore>> }) {
  const rows = await db.select().from(certificates);
  for (const { numberText, token } of rows) {
    const found = await verifyToken({ db, files: services.files }, token);
    if (found?.state !== "valid") return `FAULT: ${numberText} is ${found?.state ?? "unknown"}`;
  }
  const pdfs = new Set(rows.map(({ pdfDigest }) => pdfDigest));
  return pdfs.size === rows.length && !pdfs.has(null) ? null : "FAULT: not one PDF each";
}
