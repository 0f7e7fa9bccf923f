import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { closeItem, onItem, signAll } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { rejectItem } from "../results/conclude.server.ts";
import { askReopening } from "../results/reopen.server.ts";
import { currentResult } from "../service/current-result.server.ts";
import { closeSession } from "../service/run.server.ts";
import { loadItem, loadSession } from "../service/load.server.ts";

const guarded = [
  "council_results",
  "council_sheets",
  "sheet_answers",
  "item_rounds",
  "session_items",
  "item_recusals",
  "council_rules",
  "result_reopenings",
];

describe("a closed result, against SQL in the program's own role", () => {
  let database: Database;
  let db: Db;
  let hall: Hall;
  let resultId = "";
  const [concluded, rejected] = [0, 1];
  const item = (at: number) => hall.itemIds[at] ?? "";

  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    await loadPlaces(db);
    hall = await openHall(db, { members: 3, items: 2 });
    await signAll(db, hall, item(concluded), answersWorth(hall.set, 72));
    await closeItem(db, hall, item(concluded));
    const secretary = hall.council.secretary.actor;
    await rejectItem(db, secretary, { ...(await onItem(db, item(rejected))), reason: "Thử" });
    const { dossierId } = (await loadItem(db, item(concluded))).item;
    resultId = (await currentResult(db, dossierId))?.id ?? "";
    const { session } = await loadSession(db, hall.sessionId);
    await closeSession(db, secretary, {
      sessionId: hall.sessionId,
      expectedVersion: session.version,
    });
  });
  after(() => database?.close());

  /** Everything that the result rests on, as one text per table. */
  async function contents(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const name of guarded) {
      const { rows } = await db.execute<{ all: string }>(
        sql`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as all
            from ${sql.identifier(name)} t`,
      );
      found[name] = rows[0]?.all ?? "";
    }
    return found;
  }

  const statements = (): readonly (readonly [string, string])[] => {
    const [one, two] = [item(concluded), item(rejected)];
    const copy = (of: string, version: string, closedAt = "now()") =>
      `insert into council_results (item_id, dossier_id, province_code, stage, version, basis, outcome,
         mean, stars, rejected, digest, closed_by, closed_at)
       select item_id, dossier_id, province_code, stage, ${version}, basis, outcome,
         mean, 5, false, digest, closed_by, ${closedAt} from council_results where item_id = '${of}'`;
    return [
      ["stars of a result", `update council_results set stars = 5`],
      ["a result away", `delete from council_results`],
      ["results truncated", `truncate council_results cascade`],
      ["another version beside it", copy(one, "version + 1")],
      ["a later version, of a later day", copy(one, "9", "now() + interval '1 day'")],
      ["a result for what was rejected", copy(two, "version + 1")],
      ["points of a sheet", `update council_sheets set total = 99, stars = 5`],
      ["a seal", `update council_sheets set sealed = sealed || '{"total": 99}'`],
      ["a signature taken back", `update council_sheets set state = 'open'`],
      ["sheets away", `delete from council_sheets`],
      ["an answer", `update sheet_answers set option = 1`],
      ["an answer away", `delete from sheet_answers`],
      [
        "an answer more",
        `insert into sheet_answers (sheet_id, criterion, option, write_id) select id, 'zz', 1, gen_random_uuid() from council_sheets`,
      ],
      [
        "a sheet more",
        `insert into council_sheets (item_id, round_no, user_id) values ('${one}', 1, '${hall.council.secretary.id}')`,
      ],
      ["who took part", `update item_rounds set roll = roll || '{"absent": []}'`],
      ["a round hidden again", `update item_rounds set revealed_at = null`],
      ["rounds away", `delete from item_rounds`],
      [
        "a round more",
        `insert into item_rounds (item_id, round_no, opened_by) select item_id, 2, opened_by from item_rounds`,
      ],
      ["a product open again", `update session_items set state = 'revealed'`],
      [
        "a product scored again",
        `update session_items set state = 'scoring', round_no = round_no + 1`,
      ],
      ["a rejection taken back", `update session_items set rejected = false where id = '${two}'`],
      ["a product swapped", `update session_items set dossier_id = gen_random_uuid()`],
      ["a product off the agenda", `delete from session_items`],
      ["who is out", `delete from item_recusals`],
      ["the rules", `update council_rules set rules = '{}'`],
      [
        "a reopening with its answer",
        `insert into result_reopenings (result_id, reason, asked_by, answered_by, agreed) values ('${resultId}', 'x', '${hall.council.secretary.id}', '${hall.council.chair.id}', true)`,
      ],
      ["triggers off", `set local session_replication_role = replica`],
      ["a trigger off", `alter table council_results disable trigger all`],
      ["a guard away", `drop trigger append_only on council_results`],
      [
        "a guard rewritten",
        `create or replace function append_only() returns trigger language plpgsql as 'begin return new; end'`,
      ],
      [
        "the helper of the guards rewritten",
        `create or replace function result_is_reopened(item uuid) returns boolean language sql stable as 'select true'`,
      ],
    ];
  };

  test("no statement changes anything of it", async () => {
    const before = await contents();
    for (const [what, statement] of statements()) {
      await assert.rejects(
        db.transaction((tx) => tx.execute(sql.raw(statement))),
        `${what} was done`,
      );
      assert.deepEqual(await contents(), before, what);
    }
  });

  test("without its guard the second version would be taken: the statement is a real attempt", async () => {
    const [, second = ""] =
      statements().find(([what]) => what === "another version beside it") ?? [];
    await rolledBack(db, async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`drop trigger result_guard on council_results`);
      await tx.execute(sql.raw(second));
      const { rows } = await tx.execute<{ n: number }>(
        sql`select count(*)::int as n from council_results where item_id = ${item(concluded)}`,
      );
      assert.equal(rows[0]?.n, 2);
    });
  });

  test("a request to reopen stands for nothing until a second person has agreed", async () => {
    const { id } = await askReopening(db, hall.council.secretary.actor, {
      resultId,
      reason: "Cộng nhầm",
    });
    for (const statement of [
      `update result_reopenings set agreed = true, answered_by = asked_by where id = '${id}'`,
      `update result_reopenings set reason = 'Khác' where id = '${id}'`,
      `delete from result_reopenings where id = '${id}'`,
      `insert into item_rounds (item_id, round_no, opened_by) select item_id, 2, opened_by from item_rounds where item_id = '${item(concluded)}'`,
    ])
      await assert.rejects(db.execute(sql.raw(statement)), statement);
  });
});
