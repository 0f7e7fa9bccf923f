// How long the program needs to keep one answer, alone and with 100 producers filing at once,
// and to show a board of 2,000 dossiers. On the embedded engine, or on the server that
// TEST_DATABASE_URL names (a database of its own is made and dropped). The 100 file as people do,
// one answer after another with pauses of one to two seconds, through the service and through the
// program's HTTP handler (which needs the built pages); the burst sends all 100 in one instant.
import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { type BuiltGround, buildDraft, buildGround } from "#modules/dossiers/factory.ts";
import { board } from "#modules/dossiers/service/boards.server.ts";
import { saveAnswer } from "#modules/dossiers/service/answers.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { browserOf, versionIn } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/db.ts";
import { posted, testApp } from "#tests/support/pages.ts";

const producers = 100;
/** Answers that each producer saves in a measured run, and in the run that warms up. */
const answersEach = 20;
const answersToWarm = 3;
const database = await testDatabase();
const { db } = database;

/** Milliseconds at a share of the sorted times. */
function at(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The n-th save of a producer: two criteria by turns, each time another option. */
const answer = ({ owner }: BuiltGround, dossierId: string, n: number) =>
  saveAnswer(db, owner, {
    dossierId,
    criterion: n % 2 === 0 ? "1.1" : "2.2",
    option: 1 + (Math.floor(n / 2) % 2),
  });

/**
 * Every producer keeps one answer after another, arrivals spread over the pause. An open loop: a
 * save is due at its instant whether or not the one before has come back, and its time counts from
 * then, so that a stall is not hidden by people who wait for it. It is sent once the one before
 * has come back, as the script of the form does.
 */
async function filing(save: (producer: number, n: number) => Promise<unknown>, each: number) {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    drafts.map(async (_draft, producer) => {
      let before = Promise.resolve();
      let due = start + 2000 * (producer / producers);
      for (let n = 0; n < each; n += 1) {
        await setTimeout(Math.max(0, due - performance.now()));
        const wanted = due;
        before = before
          .then(() => save(producer, n))
          .then(() => void times.push(performance.now() - wanted));
        due += 1000 + Math.random() * 1000;
      }
      await before;
    }),
  );
  return times;
}

/** The same through the program: the form that a page's script sends, as the person signed in. */
async function throughTheProgram() {
  const browser = browserOf(db, await testApp(database));
  const people: { send: Awaited<ReturnType<typeof browser>>["send"]; versions: number[] }[] = [];
  for (const { ground } of drafts)
    people.push({ send: (await browser(ground.owner.userId)).send, versions: [] });
  const send = async (producer: number, path: string, init?: RequestInit): Promise<string> => {
    const response = await people[producer]?.send(path, init);
    const text = (await response?.text()) ?? "";
    if (response?.status !== 200) throw new Error(`${path}: ${response?.status} ${text}`);
    return text;
  };
  /** Two criteria by turns, as they stand now. */
  const criteria = ["1.1", "2.2"];
  for (const [producer, { dossierId }] of drafts.entries())
    for (const criterion of criteria) {
      const page = await send(producer, `/ho-so/${dossierId}/tieu-chi/${criterion}`);
      people[producer]?.versions.push(Number(versionIn(page)));
    }
  let turn = 0;
  return async (producer: number, n: number) => {
    const { versions } = people[producer] ?? { versions: [] };
    const which = n % criteria.length;
    const fields = {
      _part: `criterion:${criteria[which]}`,
      _version: String(versions[which]),
      option: String(1 + (Math.floor(n / criteria.length) % 2)),
      note: `Lần ${(turn += 1)}`,
    };
    const kept = await send(producer, `/ho-so/${drafts[producer]?.dossierId}/luu`, posted(fields));
    versions[which] = (JSON.parse(kept) as { version: number }).version;
  };
}

/** Two thousand dossiers in flight in a province, each of a product of its own. */
async function fillBoard(tx: Db, ground: BuiltGround, dossierId: string): Promise<void> {
  await tx.execute(sql`
    with made as (
      insert into products
        (province_code, producer_id, name, name_folded, regime, set_code, ingredients, story)
      select province_code, producer_id, name || n, name_folded || n, regime, set_code,
        ingredients, story
      from products, generate_series(1, 2000) n where id = ${ground.productId} returning id, name)
    insert into dossiers (province_code, unit_version, unit_code, unit_path, producer_id,
      product_id, producer_name, product_name, kind, regime, set_code, rulebook_digest, state,
      stage, clock, due_on, created_by)
    select d.province_code, d.unit_version, d.unit_code, d.unit_path, d.producer_id, made.id,
      d.producer_name, made.name, d.kind, d.regime, d.set_code, d.rulebook_digest, 'filed',
      'commune', jsonb_build_object('allowed', 15, 'startedOn', since.day, 'used', 0,
        'runningSince', since.day, 'stoppedOn', null), current_date + (random() * 30)::int,
      d.created_by
    from dossiers d, made,
      lateral (select current_date - (length(made.name) * 7 + ascii(right(made.name, 1))) % 30 as day) since
    where d.id = ${dossierId}`);
  await tx.execute(sql`analyze dossiers`).catch(() => undefined);
}

await loadPlaces(db);
const drafts: { ground: BuiltGround; dossierId: string }[] = [];
for (let n = 0; n < producers; n += 1) {
  const ground = await buildGround(db);
  drafts.push({ ground, dossierId: await buildDraft(db, ground) });
}
const [first] = drafts;
if (!first) throw new Error("no draft was built");

const byService = (producer: number, n: number) => {
  const draft = drafts[producer] ?? first;
  return answer(draft.ground, draft.dossierId, n);
};
await filing(byService, answersToWarm);
const served = await filing(byService, answersEach);
const byProgram = await throughTheProgram();
await filing(byProgram, answersToWarm);
const asked = await filing(byProgram, answersEach);
const alone: number[] = [];
for (let n = 0; n < 220; n += 1)
  alone.push(await timed(() => answer(first.ground, first.dossierId, n)));
const together: number[] = [];
for (let round = 0; round < 5; round += 1)
  together.push(
    ...(await Promise.all(
      drafts.map(({ ground, dossierId }, n) => timed(() => answer(ground, dossierId, n + round))),
    )),
  );
await fillBoard(db, first.ground, first.dossierId);
const boards: number[] = [];
for (let n = 0; n < 12; n += 1) boards.push(await timed(() => board(db, first.ground.province)));

const lines = [
  `engine                      ${database.engine}`,
  `one answer, alone           median ${at(alone.slice(20), 0.5)} ms, p99 ${at(alone.slice(20), 0.99)} ms`,
  `${producers} filing, the service     median ${at(served, 0.5)} ms, p99 ${at(served, 0.99)} ms (${served.length} answers)`,
  `${producers} filing, the program     median ${at(asked, 0.5)} ms, p99 ${at(asked, 0.99)} ms (${asked.length} answers)`,
  `${producers} in one instant          median ${at(together, 0.5)} ms, p99 ${at(together, 0.99)} ms`,
  `board of 2,000              median ${at(boards.slice(2), 0.5)} ms`,
];
process.stdout.write(`${lines.join("\n")}\n`);
await database.close();
