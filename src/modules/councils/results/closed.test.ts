import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type SQL, sql } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { allInvariants } from "#core/invariants/invariant.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { getVersion } from "#modules/rulebooks/service/versions.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { oracleCouncil } from "#tests/support/oracle/council-oracle.ts";
import { ScoreOracle } from "#tests/support/oracle/score-oracle.ts";
import { closeItem, onItem, signAll, signAs } from "#tests/support/scored.ts";
import { testServices } from "#tests/support/services.ts";
import { answersWorth } from "#tests/support/worth.ts";
import "../invariants.server.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import { resultsOf } from "../service/current-result.server.ts";
import { noteItem, postpone, rescore } from "../service/scoring.server.ts";
import { saveRemarks } from "../sheets/remarks.server.ts";
import { saveAnswers } from "../sheets/save.server.ts";
import { conclude, rejectItem } from "./conclude.server.ts";
import { answerReopening, askReopening } from "./reopen.server.ts";
import { revealItem } from "./reveal.server.ts";
import { councilResults } from "./schema.server.ts";
import { giveVerdict } from "./verdict.server.ts";

let database: Database;
let db: Db;
let hall: Hall;
let resultId: string;

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  hall = await openHall(db, { members: 5, items: 4 });
  const [one = "", two = "", three = ""] = hall.itemIds;
  await signAll(db, hall, one, answersWorth(hall.set, 72));
  await closeItem(db, hall, one);
  resultId = (await resultsOf(db, [one]))[0]?.id ?? "";
  // A gate that holds 92 points at 4 stars, a member in conflict, one who proposes to reject.
  const out = hall.council.members[4];
  await db
    .insert(itemRecusals)
    .values({ itemId: two, userId: out?.id ?? "", kind: "relative", source: "found" });
  for (const member of hall.council.members.slice(0, 4))
    await signAs(db, hall, {
      itemId: two,
      member,
      answers: answersWorth(hall.set, 92, { missing: 5 }),
    });
  await closeItem(db, hall, two);
  await signAll(db, hall, three, (at) => answersWorth(hall.set, [45, 44, 47, 45, 46][at] ?? 45));
  await closeItem(db, hall, three);
});
after(() => database?.close());

const digests = async () => {
  const { rows } = await db.execute<{ all: string }>(sql`
    select md5(string_agg(x, '|')) as all from (
      select r::text as x from council_results r
      union all select c::text from council_sheets c
      union all select a::text from sheet_answers a
      union all select t::text from item_rounds t
      union all select (to_jsonb(i) - 'seq')::text from session_items i order by 1) s`);
  return rows[0]?.all;
};

/** Every way in which the program's role could write into what is closed. */
function writes(): Readonly<Record<string, SQL>> {
  const item = hall.itemIds[0] ?? "";
  const member = hall.first.id;
  return {
    "an answer": sql`update sheet_answers set option = 1 where sheet_id in
      (select id from council_sheets where item_id = ${item})`,
    "an answer taken away": sql`delete from sheet_answers where sheet_id in
      (select id from council_sheets where item_id = ${item})`,
    "one more answer": sql`insert into sheet_answers (sheet_id, criterion, option, write_id)
      select id, 'x', 1, gen_random_uuid() from council_sheets where item_id = ${item} limit 1`,
    "a total": sql`update council_sheets set total = 100 where item_id = ${item}`,
    "a seal": sql`update council_sheets set sealed = '{}', digest = repeat('0', 64)
      where item_id = ${item}`,
    "a sheet made open again": sql`update council_sheets set state = 'open'
      where item_id = ${item}`,
    "a sheet taken away": sql`delete from council_sheets where item_id = ${item}`,
    "one more sheet": sql`insert into council_sheets (item_id, round_no, user_id)
      values (${item}, 1, ${hall.council.secretary.id})`,
    "a sheet of another round": sql`insert into council_sheets (item_id, round_no, user_id)
      values (${item}, 9, ${member})`,
    "a round made hidden again": sql`update item_rounds set revealed_at = null
      where item_id = ${item}`,
    "the roll of a round": sql`update item_rounds set roll = '{}' where item_id = ${item}`,
    "a round taken away": sql`delete from item_rounds where item_id = ${item}`,
    "one more round": sql`insert into item_rounds (item_id, round_no, opened_by)
      values (${item}, 2, ${member})`,
    "the state of a product": sql`update session_items set state = 'scoring' where id = ${item}`,
    "the state and round of a product": sql`update session_items
      set state = 'scoring', round_no = 2 where id = ${item}`,
    "a verdict": sql`update session_items set rejected = true where id = ${item}`,
    "a product taken away": sql`delete from session_items where id = ${item}`,
    "a product turned to another dossier": sql`update session_items
      set dossier_id = (select dossier_id from session_items where id <> ${item} limit 1)
      where id = ${item}`,
    "stars of a result": sql`update council_results set stars = 5 where item_id = ${item}`,
    "a result taken away": sql`delete from council_results where item_id = ${item}`,
    "all results": sql`truncate council_results cascade`,
    "all answers": sql`truncate sheet_answers`,
    "a product called concluded without a result": sql`update session_items
      set state = 'concluded' where state = 'scoring'`,
    "a product called revealed while its round is hidden": sql`update session_items
      set state = 'revealed' where state = 'scoring'`,
  };
}

describe("what is closed stays as it is", () => {
  test("every write of the program's own role into a closed round is refused", async () => {
    const before = await digests();
    for (const [what, statement] of Object.entries(writes()))
      await assert.rejects(
        db.transaction((tx) => tx.execute(statement)),
        (error: unknown) =>
          /42501|23503/.test(String((error as { cause?: { code?: string } }).cause?.code)),
        what,
      );
    assert.equal(await digests(), before);
  });

  test("also while triggers are told to stand aside", async () => {
    const before = await digests();
    for (const statement of Object.values(writes()))
      await db
        .transaction(async (tx) => {
          await tx.execute(sql`set local session_replication_role = replica`);
          await tx.execute(statement);
        })
        .catch(() => undefined);
    assert.equal(await digests(), before);
  });

  test("every service refuses every role", async () => {
    const before = await digests();
    const [itemId = ""] = hall.itemIds;
    const { council, sessionId, set } = hall;
    const [leaf] = set.leaves;
    const on = await onItem(db, itemId);
    const place = { sessionId, itemId, round: 1 };
    for (const actor of [
      council.secretary.actor,
      council.chair.actor,
      council.members[3]?.actor ?? council.chair.actor,
      council.office,
    ]) {
      const write = {
        criterion: leaf?.code ?? "",
        option: 1,
        note: null,
        baseVersion: 1,
        writeId: crypto.randomUUID(),
        deviceAt: null,
      };
      const acts: Record<string, () => Promise<unknown>> = {
        saveAnswers: () => saveAnswers(db, actor, { ...place, writes: [write] }),
        saveRemarks: () =>
          saveRemarks(db, actor, {
            ...place,
            baseVersion: 0,
            comment: "x",
            proposesRejection: false,
            rejectionReason: null,
            stopAt: null,
          }),
        reveal: () => revealItem(db, actor, on),
        rescore: () => rescore(db, actor, { ...on, reason: "x" }),
        verdict: () => giveVerdict(db, actor, { ...on, rejected: true, ground: "x", stopAt: null }),
        conclude: () => conclude(db, actor, on),
        reject: () => rejectItem(db, actor, { ...on, reason: "x" }),
        postpone: () => postpone(db, actor, on),
        note: () => noteItem(db, actor, { ...on, discussion: "x" }),
      };
      for (const [name, act] of Object.entries(acts))
        await assert.rejects(act(), (error) => error instanceof AppError, name);
    }
    assert.equal(await digests(), before);
  });

  test("a request to reopen cannot be agreed to by the one who asked, nor rewritten", async () => {
    const asked = await askReopening(db, hall.council.secretary.actor, { resultId, reason: "x" });
    const itself = sql`update result_reopenings set agreed = true, answered_by = asked_by,
      answered_at = now() where id = ${asked.id}`;
    await assert.rejects(db.transaction((tx) => tx.execute(itself)));
    const other = sql`update result_reopenings set reason = 'y' where id = ${asked.id}`;
    await assert.rejects(db.transaction((tx) => tx.execute(other)));
    await answerReopening(db, hall.council.chair.actor, {
      reopeningId: asked.id,
      agreed: false,
      answer: "Không",
    });
    const again = sql`update result_reopenings set agreed = true where id = ${asked.id}`;
    await assert.rejects(db.transaction((tx) => tx.execute(again)));
  });
});

describe("every closed result", () => {
  test("comes out the same by an independent implementation, from the sealed sheets", async () => {
    const results = await db.select().from(councilResults);
    assert.equal(results.length, 3);
    for (const { basis, outcome, stars, rejected } of results) {
      const { rulebook } = await getVersion(db, basis.rulebook);
      const { rows } = await db.execute<{ member: string; answers: Record<string, number> }>(sql`
        select user_id as member, sealed -> 'answers' as answers from council_sheets
        where item_id = ${basis.item} and round_no = ${basis.round} and state = 'signed'`);
      const answersOf = new Map(rows.map(({ member, answers }) => [member, answers]));
      const again = oracleCouncil(
        new ScoreOracle(rulebook, basis.set),
        {
          members: basis.case.members,
          chairPresent: basis.case.chairPresent,
          rejected,
          stopAt: basis.case.stopAt ?? null,
          sheets: basis.case.sheets.map(({ member, recused, present, stopAt }) => ({
            member,
            answers: answersOf.get(member) ?? {},
            recused,
            present,
            stopAt: stopAt ?? null,
          })),
        },
        basis.rules,
      );
      assert.deepEqual({ ...again, unmet: again.unmet }, outcome);
      assert.equal(again.stars, stars);
    }
  });

  test("satisfies the invariants, which notice a planted fault of each kind", async () => {
    const { files } = await testServices(database);
    const offences = async (on: Db): Promise<Record<string, number>> => {
      const found: Record<string, number> = {};
      for (const invariant of allInvariants()) {
        if (!invariant.name.startsWith("councils.")) continue;
        let count = 0;
        for await (const offence of invariant.offences({ db: on, files, deep: true }))
          count += offence === undefined ? 0 : 1;
        found[invariant.name] = count;
      }
      return found;
    };
    for (const [name, count] of Object.entries(await offences(db))) assert.equal(count, 0, name);
    const faults: readonly (readonly [string, SQL])[] = [
      [
        "councils.resultsRecomputed",
        sql`update council_results set stars = 5, outcome =
        jsonb_set(outcome, '{stars}', '5') where id = ${resultId}`,
      ],
      [
        "councils.sheetsSealed",
        sql`update council_sheets set sealed =
        jsonb_set(sealed, '{total}', '1') where state = 'signed'`,
      ],
      [
        "councils.recusedNeverCount",
        sql`insert into item_recusals (item_id, user_id, kind, source, at)
        values (${hall.itemIds[0]}, ${hall.first.id}, 'relative', 'found', now() - interval '1 day')`,
      ],
      [
        "councils.reopenedByTwo",
        sql`update council_results set version = 2 where id = ${resultId}`,
      ],
      [
        "councils.closedWithResult",
        sql`update session_items set state = 'concluded'
        where id = ${hall.itemIds[3]}`,
      ],
      ["councils.guards", sql`alter table council_results disable trigger append_only`],
    ];
    for (const [name, statement] of faults) await plant(name, statement, offences);
  });
});

class Undone extends Error {}

const guarded = ["council_results", "council_sheets", "session_items", "item_recusals"];

/** Does a fault as the owner, who alone can, looks whether it is seen, and takes it back. */
async function plant(
  name: string,
  statement: SQL,
  offences: (on: Db) => Promise<Record<string, number>>,
): Promise<void> {
  await assert.rejects(
    db.transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      for (const table of guarded)
        await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
      await tx.execute(statement);
      const found = await offences(tx);
      assert.ok((found[name] ?? 0) > 0, name);
      throw new Undone();
    }),
    Undone,
  );
}
