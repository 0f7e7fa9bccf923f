import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { and, eq, inArray } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { everyAnswer, type Hall, openHall, shownDigest } from "#tests/support/hall.ts";
import { posted, testApp } from "#tests/support/pages.ts";
import { onItem, signAll } from "#tests/support/scored.ts";
import { cookieOf } from "#tests/support/sign-in.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { conflictDeclarations } from "../conflicts/schema.server.ts";
import type { BuiltPerson } from "../factory.ts";
import { councilResults, resultReopenings } from "../results/schema.server.ts";
import { currentResult } from "../service/current-result.server.ts";
import { loadItem } from "../service/load.server.ts";
import { saveAnswers } from "../sheets/save.server.ts";
import { councilSheets } from "../sheets/schema.server.ts";

let database: Database;
let db: Db;
let hall: Hall;
let app: Awaited<ReturnType<typeof testApp>>;
before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  hall = await openHall(db, { members: 3 });
  app = await testApp(database);
});
after(() => database?.close());

const many = 50;
const fresh = () => openHall(db, { council: hall.council });

/** The same form, sent so often at once; how often each status came back. */
async function flood(
  { username }: Pick<BuiltPerson, "username">,
  path: string,
  fields: Record<string, string>,
): Promise<ReadonlyMap<number, number>> {
  const credentials = posted({ identifier: username, password: builtPassword });
  const cookie = cookieOf((await app.request("http://localhost/dang-nhap", credentials)).headers);
  const statuses = await Promise.all(
    Array.from({ length: many }, async () => {
      const request = posted(fields);
      const headers = new Headers(request.headers);
      headers.set("cookie", cookie);
      const response = await app.request(`http://localhost${path}`, { ...request, headers });
      await response.text();
      return response.status;
    }),
  );
  return new Map([...Map.groupBy(statuses, (status) => status)].map(([at, of]) => [at, of.length]));
}

/** How often an act on one of these things is in the log. */
function logged(action: string, ...subjects: string[]): Promise<number> {
  return db.$count(
    auditLog,
    and(eq(auditLog.action, action), inArray(auditLog.subjectId, subjects)),
  );
}

const itemPath = ({ sessionId, itemId }: Hall) => `/phien/${sessionId}/san-pham/${itemId}`;
const version = async (itemId: string) => String((await onItem(db, itemId)).expectedVersion);

describe(`the same form ${many} times at once`, () => {
  test("signs a sheet once, whoever is let through is told that it is signed", async () => {
    const on = await fresh();
    const place = { sessionId: on.sessionId, itemId: on.itemId, round: 1 };
    await saveAnswers(db, on.first.actor, { ...place, writes: everyAnswer(on.set) });
    const digest = await shownDigest(db, on, on.first);
    const statuses = await flood(on.first, `/phien/${on.sessionId}/phieu/${on.itemId}/ky`, {
      round: "1",
      digest,
      password: builtPassword,
    });
    // Proofs under way count as tries until they are done: the limit on guessing comes first.
    assert.deepEqual(
      [...statuses.keys()].filter((status) => status !== 303 && status !== 429),
      [],
    );
    assert.ok((statuses.get(303) ?? 0) >= 1);
    const [sheet, ...more] = await db
      .select()
      .from(councilSheets)
      .where(and(eq(councilSheets.itemId, on.itemId), eq(councilSheets.userId, on.first.id)));
    assert.equal(more.length, 0);
    assert.equal(sheet?.digest, digest);
    assert.equal(await logged("sheet.signed", sheet.id), 1);
  });

  test("declares once", async () => {
    const on = await fresh();
    const { first } = on;
    await db.delete(conflictDeclarations).where(eq(conflictDeclarations.userId, first.id));
    const statuses = await flood(first, `/phien/${on.sessionId}/khai-bao`, { all: "1" });
    assert.ok([...statuses.keys()].every((status) => status < 500 && status !== 403));
    const said = await db.$count(
      conflictDeclarations,
      and(eq(conflictDeclarations.itemId, on.itemId), eq(conflictDeclarations.userId, first.id)),
    );
    assert.equal(said, 1);
    assert.equal(await logged("sessionItem.conflictDeclared", on.itemId), 1);
  });

  test("reveals once, concludes once and asks to reopen once; the rest is told to look again", async () => {
    const on = await fresh();
    await signAll(db, on, on.itemId, answersWorth(on.set, 72));
    const { secretary } = on.council;
    const revealed = await flood(secretary, itemPath(on), {
      intent: "reveal",
      itemId: on.itemId,
      version: await version(on.itemId),
    });
    assert.deepEqual(revealed.get(200), 1, JSON.stringify([...revealed]));
    assert.equal(await logged("sessionItem.revealed", on.itemId), 1);

    const concluded = await flood(secretary, itemPath(on), {
      intent: "conclude",
      itemId: on.itemId,
      version: await version(on.itemId),
    });
    assert.deepEqual(concluded.get(200), 1, JSON.stringify([...concluded]));
    const results = await db
      .select()
      .from(councilResults)
      .where(eq(councilResults.itemId, on.itemId));
    assert.equal(results.length, 1);
    assert.equal(await logged("councilResult.closed", results[0]?.id ?? ""), 1);

    const { dossierId } = (await loadItem(db, on.itemId)).item;
    const resultId = (await currentResult(db, dossierId))?.id ?? "";
    const asked = await flood(secretary, itemPath(on), {
      intent: "askReopening",
      resultId,
      reason: "Cộng nhầm điểm",
    });
    assert.deepEqual(asked.get(200), 1, JSON.stringify([...asked]));
    assert.equal(await db.$count(resultReopenings, eq(resultReopenings.resultId, resultId)), 1);
    for (const statuses of [revealed, concluded, asked])
      assert.deepEqual(
        [...statuses.keys()].filter((status) => ![200, 409, 412].includes(status)),
        [],
      );
  });
});
