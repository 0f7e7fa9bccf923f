// A whole round's certificates: decided, rendered and sealed with the authority's seal, by the
// program's own services and its queue of jobs; then one credential held against kept keys, as an
// inspector's phone does. Beside each the floor of the same run. On the embedded engine or what
// TEST_DATABASE_URL names. `--certificates 1000`.
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eq, isNull } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { renderPdf } from "#core/documents/typst.server.ts";
import { startJobs } from "#core/jobs/worker.ts";
import { checkOffline } from "#modules/recognition/offline-check.ts";
import { certificates } from "#modules/recognition/schema.server.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import { readKeySet } from "#modules/recognition/service/seal-check.server.ts";
import { statusList } from "#modules/recognition/service/status-list.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildScored, buildSubmitted, signature } from "#tests/support/issued.ts";
import { multiplyScored } from "#tests/support/many-scored.ts";
import { selfMadeP12 } from "#tests/support/p12.ts";
import { testServices } from "#tests/support/services.ts";
import { testEnv } from "#tests/support/sign-in.ts";

const { values } = parseArgs({ options: { certificates: { type: "string", default: "1000" } } });
const wanted = Number(values.certificates);
/** As many as one decision may name. */
const perDecision = 500;

const folder = mkdtempSync(join(tmpdir(), "ocop-recognition-"));
const SIGNER_P12 = join(folder, "seal.p12");
writeFileSync(SIGNER_P12, selfMadeP12());
const env = { ...testEnv, SIGNER_P12 };

const database = await testDatabase();
const { db } = database;
const services = await testServices(database, env);
const scored = await buildScored(db);
const dossierIds = await multiplyScored(db, scored, wanted);

const seconds = (since: number) => (performance.now() - since) / 1000;
const say = (what: string, told: string) => process.stdout.write(`${what.padEnd(34)}${told}\n`);

const start = performance.now();
for (let at = 0; at < dossierIds.length; at += perDecision) {
  const some = dossierIds.slice(at, at + perDecision);
  const submitted = await buildSubmitted(db, { office: scored.office, dossierIds: some });
  await issueDecision(db, scored.signer, { ...submitted, ...signature });
}
const decided = seconds(start);
const jobs = await startJobs(services);
while ((await db.$count(certificates, isNull(certificates.sealedAt))) > 0) await wait(100);
const whole = seconds(start);
await jobs.stop();
const made = await db.$count(certificates, eq(certificates.hasAuthoritySeal, true));
if (made !== wanted) throw new Error(`${made} of ${wanted} certificates are sealed`);

/** Median milliseconds of one, each of its own input. */
async function median(runs: number, work: (n: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const since = performance.now();
    await work(n);
    times.push(performance.now() - since);
  }
  return times.toSorted((a, b) => a - b)[runs >> 1] ?? NaN;
}

const page = new URL("../src/core/documents/empty-page.bench.typ", import.meta.url);
const floor = await median(50, (n) =>
  renderPdf(page, { n }, { title: String(n), createdAt: new Date(0) }),
);
const each = ((whole - decided) / wanted) * 1000;
say("certificates", String(wanted));
say("decided", `${decided.toFixed(1)} s`);
say("rendered and sealed", `${(whole - decided).toFixed(1)} s, ${each.toFixed(1)} ms each`);
say("floor: an empty page, rendered", `${floor.toFixed(1)} ms, ratio ${(each / floor).toFixed(1)}`);
say("all", `${whole.toFixed(1)} s (goal 60 s for 1,000)`);

const rows = await db.select().from(certificates).limit(200);
const keys = await readKeySet(db);
const kept = { keys, statusList: await statusList({ db, env }), day: await today(db) };
const offline = await median(rows.length, async (n) => {
  const { token = "", credential = "" } = rows[n] ?? {};
  const answer = await checkOffline({ token, credential: credential ?? "" }, kept);
  if (answer.state !== "valid") throw new Error(answer.state);
});
const publicKey = createPublicKey({ key: { ...keys.keys[0] }, format: "jwk" });
const bare = await median(rows.length, (n) => {
  const [head, body, seal = ""] = (rows[n]?.credential ?? "").split(".");
  if (!verify(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(seal, "base64url")))
    throw new Error("not valid");
});
say("one credential, without a network", `${offline.toFixed(2)} ms (goal 5 ms)`);
say("floor: its signature alone", `${bare.toFixed(2)} ms, ratio ${(offline / bare).toFixed(1)}`);
await database.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
