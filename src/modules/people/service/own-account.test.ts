import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { cookieOf, sessionOf, signInAs, testGround, testVisitor } from "#tests/support/sign-in.ts";
import { totpCode } from "#tests/support/totp.ts";
import { buildAccount, builtPassword } from "../factory.ts";
import { sessions, twoFactors } from "../schema.server.ts";
import {
  changePassword,
  confirmEnrolment,
  findEnrolment,
  replaceBackupCodes,
  startEnrolment,
} from "./own-account.server.ts";
import { loadSession } from "./session.server.ts";
import { showSecondFactor, signIn } from "./sign-in.server.ts";

const database = await testDatabase();
after(() => database.close());

const decisionMaker = { grants: [{ role: "decisionMaker", path: "19" }], isDemo: false } as const;
const fresh = "suối reo bên đồi cọ";

/** An account with a second factor in force; its secret, and the cookie of the sign-in that set it up. */
async function enrolled(tx: Db) {
  const account = await buildAccount(tx, decisionMaker);
  const cookie = await signInAs(tx, account.username);
  const session = await sessionOf(tx, cookie);
  const visitor = testVisitor(cookie);
  await startEnrolment(testGround(tx), visitor, session, builtPassword);
  const enrolment = await findEnrolment(testGround(tx), session);
  assert.ok(enrolment);
  const code = totpCode(enrolment.secret);
  const done = await confirmEnrolment(testGround(tx), visitor, session, { code });
  const { headers, backupCodes } = done;
  return { ...account, ...enrolment, backupCodes, before: cookie, cookie: cookieOf(headers), code };
}

test("a second factor is set up with a first right code, and the sign-in goes on as a new one", async () => {
  await rolledBack(database.db, async (tx) => {
    const { before, cookie, address, backupCodes, username, id } = await enrolled(tx);
    assert.match(
      address,
      new RegExp(`^otpauth://totp/OCOP%3A${username}\\?secret=[A-Z2-7]+&issuer=OCOP`),
    );
    assert.equal(backupCodes.length, 10);
    assert.equal(await loadSession(testGround(tx), testVisitor(before).headers), null);
    const session = await sessionOf(tx, cookie);
    assert.equal(session.pending, null);
    assert.ok(session.secondFactorAt);
    assert.equal(await tx.$count(sessions, eq(sessions.userId, id)), 1);
    assert.equal(await findEnrolment(testGround(tx), session), null);
  });
});

test("nothing is in force after a wrong first code, and the same secret is shown again", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username } = await buildAccount(tx, decisionMaker);
    const cookie = await signInAs(tx, username);
    const session = await sessionOf(tx, cookie);
    const visitor = testVisitor(cookie);
    await startEnrolment(testGround(tx), visitor, session, builtPassword);
    const shown = await findEnrolment(testGround(tx), session);
    const wrong = confirmEnrolment(testGround(tx), visitor, session, { code: "000000" });
    await assert.rejects(wrong, { code: "invalid" });
    assert.deepEqual(await findEnrolment(testGround(tx), session), shown);
    assert.equal((await sessionOf(tx, cookie)).pending, "enrolSecondFactor");
  });
});

test("setting one up, and new backup codes, ask for the password", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username } = await buildAccount(tx, decisionMaker);
    const cookie = await signInAs(tx, username);
    const session = await sessionOf(tx, cookie);
    await assert.rejects(startEnrolment(testGround(tx), testVisitor(cookie), session, "wrong"), {
      fields: { password: "Mật khẩu đang dùng chưa đúng." },
    });
    const other = await enrolled(tx);
    const ready = await sessionOf(tx, other.cookie);
    const renew = (password: string) =>
      replaceBackupCodes(testGround(tx), testVisitor(other.cookie), ready, password);
    await assert.rejects(renew("wrong"), { code: "invalid" });
    const codes = await renew(builtPassword);
    assert.equal(codes.length, 10);
    assert.ok(codes.every((code) => !other.backupCodes.includes(code)));
  });
});

test("from then on the password alone opens half a session, which is nobody's until the code", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username, secret } = await enrolled(tx);
    const half = await signInAs(tx, username);
    const session = await sessionOf(tx, half);
    assert.equal(session.pending, "secondFactor");
    const show = (typed: string) =>
      showSecondFactor(testGround(tx), testVisitor(half), session, { code: typed });
    await assert.rejects(show("000000"), { code: "invalid" });
    const next = totpCode(secret, Date.now() + 30_000);
    const whole = await sessionOf(tx, cookieOf(await show(next)));
    assert.equal(whole.pending, null);
    assert.equal(await loadSession(testGround(tx), testVisitor(half).headers), null);
  });
});

test("a code and a backup code are accepted once", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username, secret, backupCodes, code } = await enrolled(tx);
    const use = async (code: string) => {
      const cookie = await signInAs(tx, username);
      return showSecondFactor(testGround(tx), testVisitor(cookie), await sessionOf(tx, cookie), {
        code,
      });
    };
    await assert.rejects(use(code), { code: "invalid" }, "it set the factor up");
    const next = totpCode(secret, Date.now() + 30_000);
    await use(next);
    await assert.rejects(use(next), { code: "invalid" });
    const backup = backupCodes[3] ?? "";
    await use(backup);
    await assert.rejects(use(backup), { code: "invalid" });
    await use(backupCodes[4] ?? "");
  });
});

test("codes are guessed five times, then no more", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username, secret } = await enrolled(tx);
    const cookie = await signInAs(tx, username);
    const session = await sessionOf(tx, cookie);
    const show = (code: string) =>
      showSecondFactor(testGround(tx), testVisitor(cookie), session, { code });
    for (let at = 0; at < 5; at++) await assert.rejects(show("000000"), { code: "invalid" });
    await assert.rejects(show(totpCode(secret)), { code: "tooMany", status: 429 });
  });
});

test("the secret is not readable in the database", async () => {
  await rolledBack(database.db, async (tx) => {
    const { secret, backupCodes, id } = await enrolled(tx);
    const [row] = await tx.select().from(twoFactors).where(eq(twoFactors.userId, id));
    assert.ok(row);
    assert.ok(!JSON.stringify(row).includes(secret));
    assert.ok(!JSON.stringify(row).includes(backupCodes[0] ?? "?"));
  });
});

test("the one-time password opens nothing but the change to one's own, which ends other sign-ins", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username } = await buildAccount(tx, { mustChangePassword: true });
    const other = await signInAs(tx, username);
    const cookie = await signInAs(tx, username);
    const session = await sessionOf(tx, cookie);
    assert.equal(session.pending, "newPassword");
    const change = (current: string, next: string) =>
      changePassword(testGround(tx), testVisitor(cookie), session, { current, next, again: next });
    await assert.rejects(change("wrong", fresh), {
      fields: { current: "Mật khẩu đang dùng chưa đúng." },
    });
    await assert.rejects(change(builtPassword, builtPassword), {
      fields: { next: "Mật khẩu mới phải khác mật khẩu đang dùng." },
    });
    await assert.rejects(change(builtPassword, "ngắn"), {
      fields: { next: "Mật khẩu cần ít nhất 12 ký tự." },
    });
    await change(builtPassword, fresh);
    assert.equal((await sessionOf(tx, cookie)).pending, null);
    assert.equal(await loadSession(testGround(tx), testVisitor(other).headers), null);
    const attempt = (password: string) =>
      signIn(testGround(tx), testVisitor(), { identifier: username, password });
    await assert.rejects(attempt(builtPassword), { code: "invalid" });
    await attempt(fresh);
  });
});
