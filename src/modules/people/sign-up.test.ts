import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { posted, testApp } from "#tests/support/pages.ts";
import { cookieOf, testGround, testVisitor } from "#tests/support/sign-in.ts";
import { buildAccount } from "./factory.ts";
import { SignUp } from "./model.ts";
import { listAccounts } from "./service/accounts.server.ts";
import { signUp } from "./service/sign-up.server.ts";
import { roleGrants, users } from "./schema.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);
const { db } = database;
const app = await testApp(database);

const password = "ruộng bậc thang mùa gặt";
const wanted = {
  commune: "05692",
  name: "Người Mở Tài Khoản",
  contact: "0912 345 670",
  next: password,
  again: password,
};
const hand = (more: Partial<typeof wanted> = {}) =>
  app.request("/dang-ky?xa=05692", posted({ ...wanted, ...more }));

test("the commune is found first, then the account is opened and its producer asked for", async () => {
  const search = await (await app.request("/dang-ky?tim=dong+hy")).text();
  assert.match(search, /href="\/dang-ky\?xa=05692"[^>]*>[^<]*Đồng Hỷ/);
  const none = await (await app.request("/dang-ky?tim=khong+co+xa+nay")).text();
  assert.match(none, /Không tìm thấy xã, phường nào như vậy/);
  assert.match(await (await app.request("/dang-ky?xa=05692")).text(), /Bước 2\/2[\s\S]*Đồng Hỷ/);

  const opened = await hand();
  assert.equal(opened.status, 302, await opened.text());
  assert.equal(opened.headers.get("Location"), "/co-so/moi");
  const cookie = cookieOf(opened.headers);
  const [account] = await db.select().from(users).where(eq(users.username, "0912345670"));
  assert.equal(account?.placePath, "19/05692");
  const held = await db
    .select()
    .from(roleGrants)
    .where(eq(roleGrants.userId, account?.id ?? ""));
  assert.deepEqual(
    held.map(({ role, kind, holderId }) => ({ role, kind, holderId })),
    [{ role: "producerOwner", kind: "own", holderId: null }],
  );
  const form = await (await app.request("/co-so/moi", { headers: { cookie } })).text();
  assert.match(form, /value="0912345670"/, "the number is offered as the producer's");
  assert.match(form, /value="05692"[^>]*checked|checked[^>]*value="05692"/, "and the commune");

  const [row] = await db.select().from(auditLog).where(eq(auditLog.action, "account.signedUp"));
  assert.equal(row?.subjectId, account?.id);
  assert.doesNotMatch(JSON.stringify(row), /0912345670|Người Mở/);
});

test("the commune's office sees the account, another commune's does not", async () => {
  await hand({ contact: "tu.mo@example.vn", name: "Chị Tự Mở" });
  const search = { text: "Chị Tự Mở", state: "active", page: 1 } as const;
  const at = async (path: string) => {
    const { actor } = await buildAccount(db, { grants: [{ role: "communeOfficer", path }] });
    return (await listAccounts(db, actor, search)).accounts.map(({ email }) => email);
  };
  assert.deepEqual(await at("19/05692"), ["tu.mo@example.vn"]);
  assert.deepEqual(await at("19/05443"), []);
  const entered = await app.request(
    "/dang-nhap",
    posted({ identifier: "TU.MO@example.vn", password }),
  );
  assert.equal(entered.headers.get("Location"), "/bat-dau");
});

test("what is wrong comes back beside its box, nothing is made, no password is sent back", async () => {
  const before = await db.$count(users);
  const cases = [
    [{ contact: "12345" }, /Số điện thoại chưa đúng/],
    [{ contact: "ten@" }, /Thư điện tử chưa đúng/],
    [{ next: "12345678", again: "12345678" }, /mật khẩu phổ biến|dãy lặp lại/],
    [{ next: "0912345670 a", again: "0912345670 a" }, /Mật khẩu chứa/],
    [{ again: "khác hẳn đi" }, /chưa giống nhau/],
    [{ commune: "99999" }, /Không có xã, phường mang mã này/],
    [{ commune: "19" }, /Không có xã, phường mang mã này/],
    [{ name: " " }, /Hãy nhập họ tên/],
  ] as const;
  for (const [more, said] of cases) {
    const response = await hand(more);
    const html = await response.text();
    assert.equal(response.status, 400, JSON.stringify(more));
    assert.match(html, said);
    assert.ok(!html.includes(password), "the password came back");
  }
  assert.equal(await db.$count(users), before);
});

test("a number that has an account is told so; of two forms at once one opens it", async () => {
  const contact = "0987 000 111";
  const answers = await Promise.all([hand({ contact }), hand({ contact: "+84987000111" })]);
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [302, 400],
  );
  const lost = answers.find(({ status }) => status === 400);
  assert.match((await lost?.text()) ?? "", /đã có tài khoản\. Hãy đăng nhập/);
  assert.equal(await db.$count(users, eq(users.username, "0987000111")), 1);
});

test("no role, rights or name can be slipped in, and an address opens only so many accounts", async () => {
  const slipped = await app.request("/dang-ky?xa=05692", posted({ ...wanted, role: "admin" }));
  assert.equal(slipped.status, 400);
  const input = SignUp.parse({ ...wanted, contact: "0911 111 111" });
  const visitor = { ...testVisitor(), ip: "203.0.113.99" };
  const ground = testGround(db);
  const wrong = { ...input, next: "12345678", again: "12345678" };
  for (let tries = 0; tries < 60; tries += 1)
    await assert.rejects(signUp(ground, visitor, wrong), { code: "invalid" });
  await assert.rejects(signUp(ground, visitor, input), { code: "tooMany" });
  assert.equal(await db.$count(users, eq(users.username, "0911111111")), 0);
});

test("who is signed in is led on, not given a second account", async () => {
  const opened = await hand({ contact: "0922 222 222" });
  const cookie = cookieOf(opened.headers);
  const again = await app.request("/dang-ky", { headers: { cookie } });
  assert.equal(again.headers.get("Location"), "/bat-dau");
});
