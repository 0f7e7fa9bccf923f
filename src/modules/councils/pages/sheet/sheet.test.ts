import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { and, eq } from "drizzle-orm";
import sharp from "sharp";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { buildAccount, builtPassword } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { everyAnswer, type Hall, openHall, writeOf } from "#tests/support/hall.ts";
import { posted, testApp } from "#tests/support/pages.ts";
import { cookieOf } from "#tests/support/sign-in.ts";
import { conflictDeclarations, itemRecusals } from "../../conflicts/schema.server.ts";
import type { BuiltPerson } from "../../factory.ts";
import { councilSheets, sheetAnswers } from "../../sheets/schema.server.ts";

let database: Database;
let db: Db;
let hall: Hall;
let app: Awaited<ReturnType<typeof testApp>>;
const cookies = new Map<string, string>();

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  hall = await openHall(db, { members: 4 });
  app = await testApp(database);
});
after(() => database?.close());

async function cookieFor({ username }: Pick<BuiltPerson, "username">): Promise<string> {
  const known = cookies.get(username);
  if (known) return known;
  const fields = { identifier: username, password: builtPassword };
  const answer = await app.request("http://localhost/dang-nhap", posted(fields));
  const cookie = cookieOf(answer.headers);
  cookies.set(username, cookie);
  return cookie;
}

const fresh = () => openHall(db, { council: hall.council });
const sheetPath = ({ sessionId, itemId }: Hall) => `/phien/${sessionId}/phieu/${itemId}`;

async function get(person: Pick<BuiltPerson, "username">, path: string): Promise<Response> {
  const cookie = await cookieFor(person);
  return app.request(`http://localhost${path}`, { headers: { cookie, accept: "text/html" } });
}

async function post(
  person: Pick<BuiltPerson, "username">,
  path: string,
  fields: Record<string, string>,
): Promise<Response> {
  const request = posted(fields);
  const headers = new Headers(request.headers);
  headers.set("cookie", await cookieFor(person));
  return app.request(`http://localhost${path}`, { ...request, headers });
}

async function save(
  person: Pick<BuiltPerson, "username"> | null,
  on: Hall,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return app.request(`http://localhost/phien/${on.sessionId}/luu`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/json",
      origin: "http://localhost",
      ...(person ? { cookie: await cookieFor(person) } : {}),
      ...headers,
    },
  });
}

const bodyOf = (on: Hall, ...writes: object[]) => ({ itemId: on.itemId, round: 1, writes });

describe("saving over HTTP", () => {
  test("fifty identical posts at once are one write, answered alike", async () => {
    const on = await fresh();
    const body = bodyOf(on, writeOf("1.1", 2, { note: "Đạt" }));
    await cookieFor(on.first);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const answer = await save(on.first, on, body);
        return `${answer.status} ${await answer.text()}`;
      }),
    );
    assert.equal(new Set(answers).size, 1);
    assert.match(answers[0] ?? "", /^200 .*"outcome":"saved","version":1/);
    const rows = await db
      .select({ writes: sheetAnswers.writes })
      .from(sheetAnswers)
      .innerJoin(councilSheets, eq(councilSheets.id, sheetAnswers.sheetId))
      .where(eq(councilSheets.itemId, on.itemId));
    assert.deepEqual(
      rows.map(({ writes }) => writes.length),
      [1],
    );
  });

  test("nobody saves without signing in, from another site, or what the form does not offer", async () => {
    const body = bodyOf(hall, writeOf("1.1", 1));
    assert.equal((await save(null, hall, body)).status, 401);
    const foreign = await save(hall.first, hall, body, { origin: "https://khac.example" });
    assert.equal(foreign.status, 403);
    for (const strange of [
      { ...body, memberId: hall.second.id },
      { ...body, state: "signed" },
      bodyOf(hall, { ...writeOf("1.1", 1), version: 9 }),
      bodyOf(hall, { ...writeOf("1.1", 1), sheetId: hall.itemId }),
      [],
      { writes: 3 },
    ]) {
      const answer = await save(hall.first, hall, strange);
      assert.equal(answer.status, 400);
      const problem = await answer.text();
      assert.match(problem, /"title":"invalid"/);
      assert.doesNotMatch(problem, /at .*\.ts|node_modules/);
    }
  });

  test("a secretary who writes for a member is refused, and it is in the audit log", async () => {
    const { secretary } = hall.council;
    const isDenied = and(eq(auditLog.action, "access.denied"), eq(auditLog.actorId, secretary.id));
    const before = await db.$count(auditLog, isDenied);
    const answer = await save(secretary, hall, bodyOf(hall, writeOf("1.1", 1)));
    assert.equal(answer.status, 403);
    assert.equal(await db.$count(auditLog, isDenied), before + 1);
  });

  test("one's own sheet is read back, and never another's", async () => {
    const on = await fresh();
    await save(on.first, on, bodyOf(on, writeOf("1.1", 2, { note: "Chỉ của tôi 7391" })));
    const path = `${sheetPath(on)}/du-lieu`;
    const mine = await (await get(on.first, path)).text();
    assert.match(mine, /Chỉ của tôi 7391/);
    for (const other of [on.second, on.council.secretary])
      for (const address of [
        path,
        sheetPath(on),
        `/phien/${on.sessionId}/phieu`,
        `${sheetPath(on)}/ky`,
      ])
        assert.doesNotMatch(await (await get(other, address)).text(), /Chỉ của tôi 7391/);
  });
});

describe("the pages of a sheet", () => {
  test("who has not declared is led to it; who is in conflict, elsewhere or an outsider is refused", async () => {
    const on = await fresh();
    const own = and(
      eq(conflictDeclarations.itemId, on.itemId),
      eq(conflictDeclarations.userId, on.first.id),
    );
    await db.delete(conflictDeclarations).where(own);
    const led = await get(on.first, sheetPath(on));
    assert.equal(led.status, 302);
    assert.equal(led.headers.get("location"), `/phien/${on.sessionId}/khai-bao`);
    const list = await (await get(on.first, `/phien/${on.sessionId}/khai-bao`)).text();
    assert.match(list, /Cam kết và mở/);
    const done = await post(on.first, `/phien/${on.sessionId}/khai-bao`, {
      [`conflict.${on.itemId}`]: "relative",
      [`note.${on.itemId}`]: "Em gái là giám đốc",
    });
    assert.equal(done.status, 303);
    assert.equal(await db.$count(itemRecusals, eq(itemRecusals.itemId, on.itemId)), 1);
    for (const path of [sheetPath(on), `${sheetPath(on)}/ky`, `${sheetPath(on)}/du-lieu`])
      assert.equal((await get(on.first, path)).status, 403, path);
    const stranger = await buildAccount(db, { grants: [{ role: "councilMember", path: "19" }] });
    assert.equal((await get(stranger, sheetPath(on))).status, 404);
    const other = await fresh();
    assert.equal(
      (await get(on.second, `/phien/${on.sessionId}/phieu/${other.itemId}`)).status,
      404,
    );
  });

  test("papers of the filing are for those who may look at the product", async () => {
    const on = await fresh();
    const missing = `${sheetPath(on)}/giay-to/${on.itemId}`;
    assert.equal((await get(on.second, missing)).status, 404);
    await db
      .insert(itemRecusals)
      .values({ itemId: on.itemId, userId: on.second.id, kind: "payment", source: "found" });
    assert.equal((await get(on.second, missing)).status, 403);
  });

  test("the whole sheet goes by plain forms, to the signature", async () => {
    const on = await fresh();
    const fields: Record<string, string> = { round: "1", go: "sign", remarksVersion: "0" };
    for (const { criterion, option } of everyAnswer(on.set)) {
      fields[`answers.${criterion}`] = String(option);
      fields[`notes.${criterion}`] = "";
      fields[`versions.${criterion}`] = "0";
    }
    const sent = await post(on.first, sheetPath(on), fields);
    assert.equal(sent.status, 303);
    assert.equal(sent.headers.get("location"), `${sheetPath(on)}/ky`);
    // The same form sent again changes nothing.
    assert.equal((await post(on.first, sheetPath(on), fields)).status, 303);
    const rows = await db
      .select({ version: sheetAnswers.version })
      .from(sheetAnswers)
      .innerJoin(councilSheets, eq(councilSheets.id, sheetAnswers.sheetId))
      .where(eq(councilSheets.itemId, on.itemId));
    assert.equal(rows.length, on.set.leaves.length);
    assert.ok(rows.every(({ version }) => version === 1));
    const stale = await post(on.first, sheetPath(on), {
      ...fields,
      "answers.1.1": "1",
      "versions.1.1": "5",
    });
    assert.equal(stale.status, 409);
    const page = await (await get(on.first, `${sheetPath(on)}/ky`)).text();
    const digest = /name="digest" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? "";
    const wrong = await post(on.first, `${sheetPath(on)}/ky`, {
      round: "1",
      digest,
      password: "sai",
    });
    assert.equal(wrong.status, 400);
    const signed = await post(on.first, `${sheetPath(on)}/ky`, {
      round: "1",
      digest,
      password: builtPassword,
    });
    assert.equal(signed.status, 303);
    assert.match(await (await get(on.first, `${sheetPath(on)}/ky`)).text(), /Đã ký lúc/);
    const late = await save(on.first, on, bodyOf(on, writeOf("1.1", 1, { baseVersion: 1 })));
    assert.equal(late.status, 409);
  });
});

test("a paper sheet is entered from its scan, compared by a second person, and sealed", async () => {
  const on = await fresh();
  const { secretary } = on.council;
  const path = `/phien/${on.sessionId}/phieu-giay/${on.itemId}/${on.first.id}`;
  const size = { width: 40, height: 50, channels: 3, background: "#fff" } as const;
  const picture = await sharp({ create: size }).png().toBuffer();
  const form = new FormData();
  form.set("round", "1");
  for (const { criterion, option } of everyAnswer(on.set, 1)) {
    form.set(`answers.${criterion}`, String(option));
    form.set(`notes.${criterion}`, "");
    form.set(`versions.${criterion}`, "0");
  }
  const enter = async (who: Pick<BuiltPerson, "username">, scan: Blob | null) => {
    if (scan) form.set("scan", scan, "phieu.png");
    const headers = { cookie: await cookieFor(who), origin: "http://localhost" };
    return app.request(`http://localhost${path}`, { method: "POST", body: form, headers });
  };
  assert.equal((await get(secretary, path)).status, 200);
  assert.equal((await enter(secretary, null)).status, 400);
  assert.equal((await enter(on.second, new Blob([new Uint8Array(picture)]))).status, 403);
  assert.equal((await enter(secretary, new Blob([new Uint8Array(picture)]))).status, 303);
  // The one who entered it is shown the form again, never the comparison; nobody with an open sheet is.
  assert.doesNotMatch(await (await get(secretary, path)).text(), /name="digest"/);
  assert.equal((await get(on.second, path)).status, 403);
  assert.equal((await get(on.second, `${path}/ban-quet`)).status, 403);
  const page = await (await get(on.first, path)).text();
  const digest = /name="digest" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? "";
  const scan = await get(on.first, `${path}/ban-quet`);
  assert.equal(scan.status, 200);
  assert.match(scan.headers.get("content-type") ?? "", /^image\//);
  const fields = { act: "confirm", round: "1", digest, password: builtPassword };
  assert.equal((await post(on.first, path, fields)).status, 303);
  const [sheet] = await db.select().from(councilSheets).where(eq(councilSheets.itemId, on.itemId));
  assert.equal(sheet?.signedWith, "paper");
  assert.equal(sheet?.confirmedBy, on.first.id);
  assert.match(
    await (await get(secretary, `/phien/${on.sessionId}/phieu-giay/${on.itemId}`)).text(),
    /Đã ký/,
  );
});
