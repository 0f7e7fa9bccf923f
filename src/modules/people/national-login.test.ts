import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ServerBuild } from "react-router";
import { desc } from "drizzle-orm";
import { createApp } from "../../app.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import { parseEnv } from "#core/env.ts";
import { testServices } from "#tests/support/services.ts";
import { testDatabase } from "#tests/support/db.ts";
import { followLogin, startNationalLogin } from "#tests/support/national-login.ts";
import { cookieOf, testEnv } from "#tests/support/sign-in.ts";
import { buildAccount } from "./factory.ts";
import { credentials, sessions, users } from "./schema.server.ts";
import { loadSession } from "./service/session.server.ts";

const ours = "http://127.0.0.1:3000/dang-nhap/quoc-gia/callback/national";
const national = await startNationalLogin(ours);
const database = await testDatabase();
after(async () => {
  await national.close();
  await database.close();
});

const env = parseEnv({
  NODE_ENV: "test",
  OCOP_SECRET: testEnv.OCOP_SECRET ?? "",
  LOG_LEVEL: "silent",
  OIDC_ISSUER: national.issuer,
  OIDC_CLIENT_ID: national.client.id,
  OIDC_CLIENT_SECRET: national.client.secret,
});
const services = await testServices(database, env);
const noPages = () => Promise.reject<ServerBuild>(new Error("no pages here"));
const app = createApp(services, noPages);

/** The whole way: our link, the national login, and back; where the browser ends and with what cookie. */
async function signInNationally(
  change: (back: URL) => URL | { href: string; cookie: string } = (back) => back,
) {
  const start = await app.request("/dang-nhap/quoc-gia?tiep=/tai-khoan");
  assert.equal(start.status, 302);
  const back = await followLogin(start.headers.get("location") ?? "", ours);
  const changed = change(back);
  const cookie = "cookie" in changed ? changed.cookie : cookieOf(start.headers);
  const response = await app.request(
    new URL(changed.href).pathname + new URL(changed.href).search,
    {
      headers: { cookie },
    },
  );
  assert.equal(response.status, 302);
  return {
    location: response.headers.get("location") ?? "",
    session: await loadSession(
      { db: database.db, env, log: services.log },
      new Headers({ cookie: cookieOf(response.headers) }),
    ),
  };
}

async function link(userId: string, subject: string) {
  await database.db
    .insert(credentials)
    .values({ userId, providerId: "national", accountId: subject });
}

test("the subject that an administrator entered signs in, and the audit log has it", async () => {
  const { id } = await buildAccount(database.db);
  await link(id, "cccd-001");
  national.be({ subject: "cccd-001" });
  const { location, session } = await signInNationally();
  assert.equal(location, "/tai-khoan");
  assert.equal(session?.actor.userId, id);
  assert.equal(session?.method, "oidc");
  const [row] = await database.db.select().from(auditLog).orderBy(desc(auditLog.at)).limit(1);
  assert.deepEqual(
    [row?.action, row?.subjectId, row?.details],
    ["account.signedIn", id, { method: "oidc" }],
  );
  const [kept] = await database.db.select().from(credentials);
  assert.equal(kept?.accessToken, null);
});

test("an agreeing, verified e-mail opens nothing, ties nothing and makes no account", async () => {
  await buildAccount(database.db, { email: "officer@example.vn" });
  const count = async () => [
    await database.db.$count(users),
    await database.db.$count(credentials),
    await database.db.$count(sessions),
  ];
  const before = await count();
  national.be({ subject: "somebody-else", email: "officer@example.vn" });
  const { location, session } = await signInNationally();
  assert.match(location, /^\/dang-nhap\?error=signup_disabled/);
  assert.equal(session, null);
  assert.deepEqual(await count(), before);
});

test("a second factor that is in force is asked for after the national login too", async () => {
  const { id } = await buildAccount(database.db);
  await link(id, "cccd-002");
  await database.db.update(users).set({ twoFactorEnabled: true });
  national.be({ subject: "cccd-002" });
  assert.equal((await signInNationally()).session?.pending, "secondFactor");
  await database.db.update(users).set({ twoFactorEnabled: false });
});

test("a blocked account stays closed", async () => {
  const { id } = await buildAccount(database.db, { disabled: true });
  await link(id, "cccd-003");
  national.be({ subject: "cccd-003" });
  const { location, session } = await signInNationally();
  assert.match(location, /^\/dang-nhap\?error=/);
  assert.equal(session, null);
});

test("an answer without this browser's own beginning, or for another one, is refused", async () => {
  national.be({ subject: "cccd-001" });
  const withoutCookie = await signInNationally(({ href }) => ({ href, cookie: "" }));
  assert.match(withoutCookie.location, /error=/);
  const forged = await signInNationally((back) => {
    back.searchParams.set("state", "x".repeat(32));
    return back;
  });
  assert.match(forged.location, /error=/);
  const otherIssuer = await signInNationally((back) => {
    back.searchParams.set("iss", "https://evil.example");
    return back;
  });
  assert.match(otherIssuer.location, /error=/);
  for (const { session } of [withoutCookie, forged, otherIssuer]) assert.equal(session, null);
});

test("afterwards the browser goes to an address of ours only", async () => {
  national.be({ subject: "cccd-001" });
  for (const target of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    const start = await app.request(`/dang-nhap/quoc-gia?tiep=${encodeURIComponent(target)}`);
    const back = await followLogin(start.headers.get("location") ?? "", ours);
    const response = await app.request(back.pathname + back.search, {
      headers: { cookie: cookieOf(start.headers) },
    });
    assert.equal(response.headers.get("location"), "/", target);
  }
});

test("of the library's own router nothing answers", async () => {
  for (const path of [
    "sign-in/social",
    "sign-up/email",
    "get-session",
    "callback/google",
    "two-factor/disable",
    "ok",
  ])
    for (const method of ["GET", "POST"]) {
      const response = await app.request(`/dang-nhap/quoc-gia/${path}`, { method });
      assert.equal(response.status, 500, `${method} ${path} reached something: pages answer here`);
    }
});

test("without a national login in the settings there is no way to one", async () => {
  const plain = createApp({ ...services, env: testEnv }, noPages);
  assert.equal((await plain.request("/dang-nhap/quoc-gia")).status, 404);
  assert.equal(
    (await plain.request("/dang-nhap/quoc-gia/callback/national?code=1&state=2")).status,
    404,
  );
});

test("a national login that is away is said to be away; passwords still work", async () => {
  const away = parseEnv({
    NODE_ENV: "test",
    OCOP_SECRET: testEnv.OCOP_SECRET ?? "",
    LOG_LEVEL: "silent",
    OIDC_ISSUER: "http://127.0.0.1:9",
    OIDC_CLIENT_ID: "x",
    OIDC_CLIENT_SECRET: "y",
  });
  const other = { ...database, db: Object.create(database.db) as typeof database.db };
  const response = await createApp({ ...services, env: away, database: other }, noPages).request(
    "/dang-nhap/quoc-gia",
  );
  assert.equal(response.status, 503);
  assert.match(
    ((await response.json()) as { detail: string }).detail,
    /Chưa kết nối được với VNeID/,
  );
});
