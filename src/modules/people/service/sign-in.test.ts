import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Db } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { AppError } from "#core/errors.ts";
import { attemptCounters } from "#core/session/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { cookieOf, testGround, testVisitor } from "#tests/support/sign-in.ts";
import type { Ground } from "../auth.server.ts";
import { type AccountToBuild, buildAccount, builtPassword } from "../factory.ts";
import { sessions, users } from "../schema.server.ts";
import { endOwnSessions, listOwnSessions, loadSession } from "./session.server.ts";
import { signIn, signOut } from "./sign-in.server.ts";

const database = await testDatabase();
after(() => database.close());
async function signedIn(db: Db, wanted: AccountToBuild = {}) {
  const account = await buildAccount(db, wanted);
  const headers = await signIn(testGround(db), testVisitor(), {
    identifier: account.username,
    password: builtPassword,
  });
  return { ...account, cookie: cookieOf(headers) };
}

const load = (db: Db, cookie: string) => loadSession(testGround(db), testVisitor(cookie).headers);

test("a right password opens a session that knows the account and its roles", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id, cookie } = await signedIn(tx, {
      grants: [{ role: "provinceOfficer", path: "19" }],
    });
    const session = await load(tx, cookie);
    assert.equal(session?.pending, null);
    assert.deepEqual(session?.actor, {
      kind: "user",
      userId: id,
      grants: [
        {
          role: "provinceOfficer",
          jurisdiction: { kind: "unit", version: "2025-07-01", path: "19" },
        },
      ],
    });
  });
});

test("the name may be an e-mail in any case, or a phone number as people write it", async () => {
  await rolledBack(database.db, async (tx) => {
    await buildAccount(tx, { username: "0912345678", email: "Hat.Tran@example.vn" });
    for (const identifier of [
      "0912345678",
      "+84 912 345 678",
      " 0912.345.678 ",
      "HAT.TRAN@example.vn",
    ])
      await signIn(testGround(tx), testVisitor(), { identifier, password: builtPassword });
  });
});

test("an absent account, a wrong password and an account without one are the same answer and the same rows", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username } = await buildAccount(tx);
    const without = await buildAccount(tx);
    await tx.execute(sql`delete from credentials where user_id = ${without.id}`);
    const answers: unknown[] = [];
    for (const identifier of ["nobody.there", username, without.username]) {
      const before = await tx.$count(auditLog);
      const error = await signIn(testGround(tx), testVisitor(), {
        identifier,
        password: "wrong",
      }).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof AppError);
      answers.push([error.code, error.vi, error.message, (await tx.$count(auditLog)) - before]);
    }
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
    assert.equal((answers[0] as unknown[])[0], "invalid");
  });
});

test("the tries of one account are limited, also from many addresses and whatever the way of writing it", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username } = await buildAccount(tx);
    const codes: string[] = [];
    for (let at = 0; at < 12; at++) {
      const identifier = at % 2 ? username : ` ${username.toUpperCase()} `;
      const who = { ...testVisitor(), ip: `198.51.100.${at}` };
      await signIn(testGround(tx), who, { identifier, password: "wrong" }).catch(
        (error: AppError) => codes.push(error.code),
      );
    }
    assert.deepEqual(codes, [...Array(10).fill("invalid"), "tooMany", "tooMany"]);
    const right = signIn(testGround(tx), testVisitor(), {
      identifier: username,
      password: builtPassword,
    });
    await assert.rejects(right, { code: "tooMany", status: 429, vi: /Hãy đợi \d+ phút/ });
    await tx.update(attemptCounters).set({ windowEndsAt: sql`now()` });
    await signIn(testGround(tx), testVisitor(), { identifier: username, password: builtPassword });
  });
});

test("tries at one moment cannot slip past the limit together", async () => {
  const { username } = await buildAccount(database.db);
  const codes = await Promise.all(
    Array.from({ length: 14 }, () =>
      signIn(testGround(database.db), testVisitor(), {
        identifier: username,
        password: "wrong",
      }).catch((error: AppError) => error.code),
    ),
  );
  assert.equal(codes.filter((code) => code === "invalid").length, 10);
  assert.equal(codes.filter((code) => code === "tooMany").length, 4);
});

test("a blocked account is told so only with its password, and its session is gone at the next request", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id, username, cookie } = await signedIn(tx);
    assert.ok(await load(tx, cookie));
    await tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id));
    assert.equal(await load(tx, cookie), null);
    const attempt = (password: string) =>
      signIn(testGround(tx), testVisitor(), { identifier: username, password });
    await assert.rejects(attempt(builtPassword), { code: "forbidden", vi: /bị khóa/ });
    await assert.rejects(attempt("wrong"), { code: "invalid" });
  });
});

test("a forged, altered or foreign cookie is nobody's", async () => {
  await rolledBack(database.db, async (tx) => {
    const { cookie } = await signedIn(tx);
    const [row] = await tx.select({ token: sessions.token }).from(sessions);
    assert.ok(row);
    assert.ok(await load(tx, cookie));
    assert.equal(await load(tx, `ocop.session_token=${row.token}`), null);
    assert.equal(await load(tx, cookie.replace(/.{6}$/, "AAAAAA")), null);
    const other = parseEnv({
      OCOP_SECRET: "another secret of thirty-two letters",
      LOG_LEVEL: "silent",
    });
    const foreign = await foreignCookie(tx, {
      ...testGround(tx),
      db: Object.create(tx) as Db,
      env: other,
    });
    assert.equal(await load(tx, foreign), null);
  });
});

/** A session in the same table, its cookie signed with another secret. */
async function foreignCookie(tx: Db, ground: Ground): Promise<string> {
  const { username } = await buildAccount(tx);
  return cookieOf(
    await signIn(ground, testVisitor(), { identifier: username, password: builtPassword }),
  );
}

test("a session ends after a working day, and at sign-out", async () => {
  await rolledBack(database.db, async (tx) => {
    const { cookie } = await signedIn(tx);
    await tx.update(sessions).set({ expiresAt: sql`now()` });
    assert.equal(await load(tx, cookie), null);
    const again = await signedIn(tx);
    await signOut(testGround(tx), testVisitor(again.cookie));
    assert.equal(await load(tx, again.cookie), null);
  });
});

test("people see their own sign-ins only, and end the others", async () => {
  await rolledBack(database.db, async (tx) => {
    const { username, cookie } = await signedIn(tx);
    const second = cookieOf(
      await signIn(testGround(tx), testVisitor(), {
        identifier: username,
        password: builtPassword,
      }),
    );
    const stranger = await signedIn(tx);
    const session = await load(tx, cookie);
    const foreign = await load(tx, stranger.cookie);
    assert.ok(session && foreign);
    const list = await listOwnSessions(tx, session);
    assert.equal(list.length, 2);
    assert.equal(list.filter(({ isCurrent }) => isCurrent).length, 1);
    assert.equal(await endOwnSessions(tx, session, foreign.id), 0);
    assert.equal(await endOwnSessions(tx, session, "not an id"), 0);
    assert.equal(await endOwnSessions(tx, session, null), 1);
    assert.equal(await load(tx, second), null);
    assert.ok(await load(tx, stranger.cookie));
  });
});

test("who performs legal acts must set up a second factor first; a sample account of a demo need not", async () => {
  await rolledBack(database.db, async (tx) => {
    const grants = [{ role: "decisionMaker", path: "19" }] as const;
    const real = await signedIn(tx, { grants, isDemo: false });
    assert.equal((await load(tx, real.cookie))?.pending, "enrolSecondFactor");
    const demo = await signedIn(tx, { grants });
    assert.equal((await load(tx, demo.cookie))?.pending, null);
    const producer = await signedIn(tx, {
      grants: [{ role: "producerOwner", path: "19/05692" }],
      isDemo: false,
    });
    assert.equal((await load(tx, producer.cookie))?.pending, null);
  });
});
