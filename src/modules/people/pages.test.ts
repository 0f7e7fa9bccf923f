import assert from "node:assert/strict";
import { after, test } from "node:test";
import { desc, eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { parseEnv } from "#core/env.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testServices } from "#tests/support/services.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { cookieOf, sessionOf, signInAs, testEnv } from "#tests/support/sign-in.ts";
import { totpCode } from "#tests/support/totp.ts";
import { createApp } from "../../app.ts";
import { buildAccount, builtPassword } from "./factory.ts";
import { sessions, users } from "./schema.server.ts";

const pages = await builtPages();
const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);
const { db } = database;
const app = createApp(await testServices(database), pages);
const origin = "http://localhost";

/** What a browser without scripts sends for a form of ours. */
function post(path: string, fields: Record<string, string>, cookie = "", headers = {}) {
  return app.request(`${origin}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { host: "localhost", origin, ...(cookie ? { cookie } : {}), ...headers },
  });
}
const get = (path: string, cookie = "") =>
  app.request(`${origin}${path}`, {
    headers: { host: "localhost", ...(cookie ? { cookie } : {}) },
  });

test("signing in over HTTP: one's target, a cookie that scripts cannot read, and the page behind it", async () => {
  const { username } = await buildAccount(db, { name: "Người Mẫu" });
  const refused = await get("/tai-khoan");
  assert.equal(refused.headers.get("location"), "/dang-nhap?tiep=%2Ftai-khoan");
  const response = await post("/dang-nhap?tiep=%2Ftai-khoan", {
    identifier: username,
    password: builtPassword,
  });
  assert.equal(response.status, 302);
  assert.equal(response.headers.get("location"), "/tai-khoan");
  const [line = ""] = response.headers.getSetCookie();
  assert.match(line, /^ocop\.session_token=/);
  assert.match(line, /HttpOnly/i);
  assert.match(line, /SameSite=Lax/i);
  const page = await get("/tai-khoan", cookieOf(response.headers));
  assert.equal(page.status, 200);
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.match(await page.text(), /Người Mẫu/);
});

test("the cookie is for encrypted connections only in production", async () => {
  const env = parseEnv({
    NODE_ENV: "production",
    OCOP_SECRET: testEnv.OCOP_SECRET ?? "",
    DATABASE_URL: "postgres://localhost/none",
    LOG_LEVEL: "silent",
  });
  const { username } = await buildAccount(db);
  const own = { ...database, db: Object.create(db) as typeof db };
  const secure = createApp(await testServices(own, env), pages);
  const response = await secure.request(`${origin}/dang-nhap`, {
    method: "POST",
    body: new URLSearchParams({ identifier: username, password: builtPassword }),
    headers: { host: "localhost", origin },
  });
  assert.match(response.headers.getSetCookie()[0] ?? "", /^__Secure-ocop\.session_token=.*Secure/i);
});

test("afterwards nobody is sent to another site", async () => {
  const { username } = await buildAccount(db);
  for (const target of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:1",
  ]) {
    const response = await post(`/dang-nhap?tiep=${encodeURIComponent(target)}`, {
      identifier: username,
      password: builtPassword,
    });
    assert.equal(response.headers.get("location"), "/", target);
  }
});

test("a form that comes back keeps what was typed, passwords excepted, and says what to do", async () => {
  const response = await post("/dang-nhap", { identifier: "ai.do <b>", password: "bí-mật-gõ-sai" });
  assert.equal(response.status, 400);
  const html = await response.text();
  assert.match(html, /Tên đăng nhập hoặc mật khẩu chưa đúng/);
  assert.match(html, /value="ai\.do &lt;b&gt;"/);
  assert.doesNotMatch(html, /bí-mật-gõ-sai/);
});

test("guessing over HTTP ends with 429 and how long to wait", async () => {
  const { username } = await buildAccount(db);
  const answers = [];
  for (let at = 0; at < 12; at++)
    answers.push((await post("/dang-nhap", { identifier: username, password: "wrong" })).status);
  assert.deepEqual(answers, [...Array(10).fill(400), 429, 429]);
  const last = await post("/dang-nhap", { identifier: username, password: builtPassword });
  assert.equal(last.status, 429);
  assert.match(await last.text(), /Đã thử quá nhiều lần\. Hãy đợi \d+ phút/);
});

test("a write that another site makes with our cookie is refused, and so is one that does not say", async () => {
  const { username } = await buildAccount(db);
  const cookie = await signInAs(db, username);
  const attempts = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://localhost.evil.example" },
  ];
  for (const headers of attempts) {
    const response = await post("/tai-khoan", { which: "all" }, cookie, headers);
    assert.equal(response.status, 403, JSON.stringify(headers));
  }
  const silent = await app.request(`${origin}/tai-khoan`, {
    method: "POST",
    body: new URLSearchParams({ which: "all" }),
    headers: { cookie, host: "localhost" },
  });
  assert.equal(silent.status, 403);
  assert.match(silent.headers.get("content-type") ?? "", /problem\+json/);
  const [row] = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, "access.denied"))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  assert.equal(row?.subjectId, "/tai-khoan");
});

test("a page that cannot be shown keeps the shell, says as whom one is signed in and leads to one's work", async () => {
  const { username } = await buildAccount(db, {
    name: "Người Kiểm Tra",
    grants: [{ role: "inspector", path: "19" }],
  });
  const cookie = await signInAs(db, username);
  const read = async (path: string, of = cookie) => {
    const response = await get(path, of);
    return { status: response.status, html: await response.text() };
  };

  const refused = await read("/chu-trinh/y-tuong");
  assert.equal(refused.status, 403);
  assert.match(refused.html, /Người Kiểm Tra/);
  assert.match(refused.html, /dành cho: Cán bộ cấp xã, [^<]*Kiểm toán \(chỉ xem\)\./);
  assert.match(refused.html, /người quản trị hệ thống/);
  assert.match(refused.html, /href="\/kiem-tra"/, "the menu is still there");
  // What is not there, or not there for this account: nobody is told which.
  const missing = await read("/ke-hoach/khong-co");
  assert.equal(missing.status, 404);
  assert.match(missing.html, /Người Kiểm Tra/);
  for (const { html } of [refused, missing, await read("/khong-co-trang-nay")]) {
    assert.match(html, /href="\/bat-dau"/);
    assert.doesNotMatch(html, /site-tools[^§]*?Đăng nhập<\/a><\/div>/);
  }
  // Who has the role, but not for this: nobody to ask for it.
  const keeper = await buildAccount(db, { grants: [{ role: "departmentOfficer", path: "19" }] });
  const other = await read("/ho-tro/bien-phap/moi", await signInAs(db, keeper.username));
  assert.match(other.html, /dành cho: Cán bộ văn phòng điều phối tỉnh\./);
  const stranger = await read("/khong-co-trang-nay", "");
  assert.equal(stranger.status, 404);
  assert.match(stranger.html, /href="\/dang-nhap"/);
  assert.doesNotMatch(stranger.html, /bat-dau|Người Kiểm Tra/);
  assert.match((await get("/favicon.ico")).headers.get("content-type") ?? "", /svg/);
});

test("fields that no form has change nothing", async () => {
  const { id, username } = await buildAccount(db, { mustChangePassword: true });
  const cookie = await signInAs(db, username);
  const [before] = await db.select().from(users).where(eq(users.id, id));
  const next = "suối reo bên đồi cọ";
  for (const column of Object.keys(before ?? {})) {
    const fields = { current: builtPassword, next, again: next, [column]: "true" };
    const response = await post("/doi-mat-khau", fields, cookie);
    assert.equal(response.status, 400, column);
  }
  assert.deepEqual((await db.select().from(users).where(eq(users.id, id)))[0], before);
});

test("a second factor over HTTP, without scripts: setting up, signing in with it", async () => {
  const { id, username } = await buildAccount(db, {
    grants: [{ role: "decisionMaker", path: "19" }],
    isDemo: false,
  });
  const first = await post("/dang-nhap", { identifier: username, password: builtPassword });
  const cookie = cookieOf(first.headers);
  const page = await get("/tai-khoan", cookie);
  assert.equal(page.headers.get("location"), "/tai-khoan/xac-thuc-hai-buoc?tiep=%2Ftai-khoan");
  const enrolment = "/tai-khoan/xac-thuc-hai-buoc";
  const begun = await post(enrolment, { intent: "start", password: builtPassword }, cookie);
  assert.equal(begun.headers.get("location"), enrolment, "loaded anew it sends nothing again");
  const html = await (await get(enrolment, cookie)).text();
  assert.match(html, /data:image\/svg\+xml/);
  const secret = (/<code class="code">([A-Z2-7 ]+)</.exec(html)?.[1] ?? "").replaceAll(" ", "");
  const wrong = await post(enrolment, { intent: "confirm", code: "123456" }, cookie);
  assert.equal(wrong.status, 400);
  assert.ok((await wrong.text()).includes(secret.slice(0, 4)), "the picture is still there");
  const done = await post(enrolment, { intent: "confirm", code: totpCode(secret) }, cookie);
  assert.equal(done.status, 200);
  assert.equal(
    ((await done.text()).match(/[A-Za-z0-9]{5}-[A-Za-z0-9]{5}<\/code>/g) ?? []).length,
    10,
  );
  assert.equal((await sessionOf(db, cookieOf(done.headers))).pending, null);

  const half = cookieOf(
    (await post("/dang-nhap", { identifier: username, password: builtPassword })).headers,
  );
  assert.equal(
    (await get("/tai-khoan", half)).headers.get("location"),
    "/dang-nhap/xac-thuc?tiep=%2Ftai-khoan",
  );
  for (const path of ["/doi-mat-khau", "/tai-khoan", enrolment])
    assert.equal((await post(path, {}, half)).status, 302, `${path} is closed to half a session`);
  const code = totpCode(secret, Date.now() + 30_000);
  const whole = await post("/dang-nhap/xac-thuc?tiep=%2Ftai-khoan", { code }, half);
  assert.equal(whole.headers.get("location"), "/tai-khoan");
  assert.equal((await get("/tai-khoan", cookieOf(whole.headers))).status, 200);
  assert.equal(await db.$count(sessions, eq(sessions.userId, id)), 2);
});

test("what an administrator blocks is out at its next request", async () => {
  const admin = await buildAccount(db, { grants: [{ role: "admin", path: "19" }] });
  const victim = await buildAccount(db);
  const cookie = await signInAs(db, victim.username);
  assert.equal((await get("/tai-khoan", cookie)).status, 200);
  const desk = await signInAs(db, admin.username);
  const done = await post(`/quan-tri/tai-khoan/${victim.id}`, { intent: "disable" }, desk);
  assert.match(await done.text(), /Đã khóa tài khoản/);
  assert.equal((await get("/tai-khoan", cookie)).status, 302);
});

test("opening an account without scripts: the unit is chosen among those that fit", async () => {
  const { username } = await buildAccount(db, { grants: [{ role: "admin", path: "19" }] });
  const cookie = await signInAs(db, username);
  const fields = {
    name: "Trần Thị Hạt",
    username: "0912 000 111",
    email: "",
    title: "",
    role: "producerOwner",
    unitText: "van lang",
  };
  const asked = await post("/quan-tri/tai-khoan/moi", { ...fields, unitText: "văn" }, cookie);
  assert.equal(asked.status, 400);
  const html = await asked.text();
  assert.match(html, /Hãy chọn một đơn vị bên dưới/);
  assert.match(html, /Xã Văn Lăng, Thái Nguyên/);
  assert.match(html, /value="0912 000 111"/);
  assert.doesNotMatch(html, /Văn Giang|Hưng Yên/);
  const made = await post("/quan-tri/tai-khoan/moi", { ...fields, unit: "05665" }, cookie);
  assert.match(await made.text(), /Mật khẩu dùng một lần/);
  const foreign = await post("/quan-tri/tai-khoan/moi", { ...fields, unit: "01" }, cookie);
  assert.equal(foreign.status, 403);
});
