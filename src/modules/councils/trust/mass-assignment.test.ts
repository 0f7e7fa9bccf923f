import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import { loadReferenceData } from "../../../load.ts";
import { councilRequests, type CouncilRequest } from "#tests/support/council-requests.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { undoableProgram } from "#tests/support/undone.ts";
import { type BuiltTeam, buildTeam } from "../consult/factory.ts";

let database: Database;
let db: Db;
let hall: Hall;
let team: BuiltTeam;
let asked: readonly CouncilRequest[];
let undone: ReturnType<typeof undoableProgram>;
/** A name and a value for every column of the tables of councils, in both spellings. */
let injected: Readonly<Record<string, string>>;
const cookies = new Map<string, string>();

const ofCouncils =
  /^(council|session_|item_|sheet_|conflict_|interest_|organisation_|consult|lab_|practice_|home_|result_)/;

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadReferenceData(database);
  hall = await openHall(db, { members: 2, items: 3 });
  team = await buildTeam(db, { people: 1 });
  const services = await testServices(database);
  const pages = await builtPages();
  undone = undoableProgram(services, pages);
  asked = await councilRequests(db, hall, team);
  injected = await everyColumn();
  for (const { who } of asked)
    if (!cookies.has(who.username)) cookies.set(who.username, await signInAs(db, who.username));
});
after(() => database?.close());

async function everyColumn(): Promise<Record<string, string>> {
  const { rows } = await db.execute<{ table: string; column: string; type: string }>(sql`
    select table_name as "table", column_name as "column", data_type as "type"
    from information_schema.columns where table_schema = 'public'`);
  const values: Readonly<Record<string, string>> = {
    uuid: hall.council.chair.id,
    boolean: "true",
    jsonb: "{}",
    "timestamp with time zone": "1999-01-01T00:00:00Z",
    date: "1999-01-01",
  };
  const found: Record<string, string> = {};
  for (const { column, type } of rows.filter((row) => ofCouncils.test(row.table))) {
    const camel = column.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
    for (const name of [column, camel]) found[name] = values[type] ?? "5";
  }
  return found;
}

type Table = Readonly<Record<string, string>>;

/** Every row of the tables of councils; what a request makes anew is given one name for all. */
async function contents(tx: Db, known: ReadonlySet<string>): Promise<Table> {
  const { rows } = await tx.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows.filter((row) => ofCouncils.test(row.name))) {
    const all = await tx.execute<{ row: string }>(
      sql`select t::text as row from ${sql.identifier(name)} t`,
    );
    found[name] = all.rows
      .map(({ row }) =>
        row
          .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) =>
            known.has(id) ? id : "new",
          )
          .replaceAll(/20\d\d-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\+\d\d/g, "then"),
      )
      .sort()
      .join("\n");
  }
  return found;
}

async function knownIds(): Promise<ReadonlySet<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`select id::text as id from users`);
  return new Set([
    ...rows.map(({ id }) => id),
    ...hall.itemIds,
    hall.sessionId,
    hall.council.councilId,
    team.teamId,
  ]);
}

/** What a request does, with all that it did undone. */
async function done(
  { who, path }: CouncilRequest,
  body: { form?: Readonly<Record<string, string>>; json?: object },
  known: ReadonlySet<string>,
): Promise<{ status: number; after: Table }> {
  let result: { status: number; after: Table } | undefined;
  await undone(async (program, tx) => {
    const response = await program.request(`http://localhost${path}`, {
      method: "POST",
      headers: {
        host: "localhost",
        origin: "http://localhost",
        cookie: cookies.get(who.username) ?? "",
        ...(body.json ? { "content-type": "application/json" } : {}),
      },
      body: body.json ? JSON.stringify(body.json) : new URLSearchParams(body.form),
    });
    await response.text();
    result = { status: response.status, after: await contents(tx, known) };
  });
  assert.ok(result);
  return result;
}

/** The injected fields that a body does not have by right. */
function besides(body: object): Record<string, string> {
  return Object.fromEntries(Object.entries(injected).filter(([name]) => !(name in body)));
}

test("no column can be set by adding its name to a form or a body", async () => {
  const known = await knownIds();
  const untouched = await contents(db, known);
  assert.ok(Object.keys(injected).length > 100);
  const wrong: string[] = [];
  for (const one of asked) {
    const { what, form, json } = one;
    const plain = await done(one, one, known);
    if (plain.status >= 400 || JSON.stringify(plain.after) === JSON.stringify(untouched))
      wrong.push(`${what}: is no right request (${plain.status})`);
    const variants: { form?: Record<string, string>; json?: object }[] = form
      ? [{ form: { ...besides(form), ...form } }]
      : [{ json: { ...besides(json ?? {}), ...json } }];
    const writes = json?.["writes"];
    if (Array.isArray(writes))
      variants.push({
        json: {
          ...json,
          writes: writes.map((each: object) => ({ ...besides(each), ...each })),
        },
      });
    for (const variant of variants) {
      const { status, after: left } = await done(one, variant, known);
      const wanted = status < 400 ? plain.after : untouched;
      for (const [table, rows] of Object.entries(left))
        if (rows !== wanted[table]) wrong.push(`${what}: ${table} (${status})`);
      if (status >= 500) wrong.push(`${what}: ${status}`);
    }
  }
  assert.deepEqual(wrong, []);
});
