import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Hono } from "hono";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadSession } from "#modules/people/service/session.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { fillSheet, onItem, signAs } from "#tests/support/scored.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs, testGround } from "#tests/support/sign-in.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { awaitedOf, type Board, cellOf } from "./board.ts";
import { councilLive } from "./live.api.server.ts";
import { closeSession } from "./service/run.server.ts";
import { postpone } from "./service/scoring.server.ts";

let database: Database;
let db: Db;
let hall: Hall;
let ask: (path: string, cookie: string) => Promise<Response>;

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  hall = await openHall(db, { members: 3, items: 1 });
  const services = await testServices(database);
  const app = new Hono<{ Variables: { session: () => ReturnType<typeof loadSession> } }>()
    .use(async (c, next) => {
      c.set("session", () => loadSession(testGround(db), c.req.raw.headers));
      await next();
    })
    .route("/", councilLive(services))
    .onError((error, c) => c.text("", error instanceof AppError ? (error.status as 404) : 500));
  ask = async (path, cookie) => app.request(path, { headers: { cookie } });
});
after(() => database?.close());

/** The boards that a stream tells, one by one. */
function boards(response: Response) {
  const reader = response.body?.getReader();
  let text = "";
  return {
    async next(): Promise<Board> {
      for (;;) {
        const found = /data: (.*)\n\n/.exec(text);
        if (found?.[1] !== undefined) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1]) as Board;
        }
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error("the stream has ended");
        text += new TextDecoder().decode(value);
      }
    },
    close: () => reader?.cancel(),
  };
}

test("the board tells how far everybody is, as it is committed, and never what they gave", async () => {
  const cookie = await signInAs(db, hall.council.secretary.username);
  const response = await ask(`/phien/${hall.sessionId}/su-kien`, cookie);
  assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const told = boards(response);
  const first = await told.next();
  assert.deepEqual(first.items[0]?.progress, []);
  await fillSheet(db, hall, {
    itemId: hall.itemId,
    member: hall.second,
    answers: { "1.1": 1, "1.2": 2 },
  });
  const second = await told.next();
  assert.deepEqual(second.items[0]?.progress, [
    { userId: hall.second.id, answered: 2, signed: false },
  ]);
  await signAs(db, hall, {
    itemId: hall.itemId,
    member: hall.first,
    answers: answersWorth(hall.set, 72),
  });
  let board = await told.next();
  while (!board.items[0]?.progress.some(({ signed }) => signed)) board = await told.next();
  const [item] = board.items;
  assert.ok(item);
  assert.deepEqual(board.seats.map((seat) => cellOf(item, seat, board.mode)).toSorted(), [
    "none",
    "none",
    "signed",
    "some",
  ]);
  assert.equal(awaitedOf(board, item).length, 2);
  assert.doesNotMatch(JSON.stringify(board), /total|stars|option|mean|digest/);
  await told.close();
});

test("a stranger finds no session, and nobody signed out a stream", async () => {
  const other = await buildAccount(db, {
    grants: [{ role: "provinceOfficer", path: "24" }],
    path: "24",
  });
  const path = `/phien/${hall.sessionId}/su-kien`;
  assert.equal((await ask(path, await signInAs(db, other.username))).status, 404);
  assert.equal((await ask(path, "")).status, 401);
});

test("the end of the session ends the streams, and whoever comes back is told to stay away", async () => {
  const { secretary } = hall.council;
  const cookie = await signInAs(db, secretary.username);
  const path = `/phien/${hall.sessionId}/su-kien`;
  const told = boards(await ask(path, cookie));
  const { version } = await told.next();
  await postpone(db, secretary.actor, await onItem(db, hall.itemId));
  await closeSession(db, secretary.actor, { sessionId: hall.sessionId, expectedVersion: version });
  let board = await told.next();
  while (board.state !== "closed") board = await told.next();
  await assert.rejects(told.next(), /ended/);
  assert.equal((await ask(path, cookie)).status, 204);
});
