import type { Db } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { createLog } from "#core/log.ts";
import type { Session } from "#core/session/session.ts";
import type { Ground } from "#modules/people/auth.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { loadSession } from "#modules/people/service/session.server.ts";
import { signIn, type Visitor } from "#modules/people/service/sign-in.server.ts";

/** Environment of tests: a fixed secret, a silent log. */
export const testEnv = parseEnv({
  NODE_ENV: "test",
  OCOP_SECRET: "0123456789abcdef0123456789abcdef",
  LOG_LEVEL: "silent",
  API_PER_MINUTE: "1000000",
});

/** The ground that signing in stands on, over a test's database or transaction. */
export function testGround(db: Db): Ground {
  return { db, env: testEnv, log: createLog(testEnv) };
}

/** A request's visitor, with or without a cookie. */
export function testVisitor(cookie?: string): Visitor {
  const headers = new Headers({ "user-agent": "test", ...(cookie ? { cookie } : {}) });
  return { headers, ip: "203.0.113.7", requestId: "r1" };
}

/** The cookie header that a browser sends after it took these headers. */
export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}

/** Signs a built account in; its cookie. */
export async function signInAs(
  db: Db,
  username: string,
  password = builtPassword,
): Promise<string> {
  return cookieOf(await signIn(testGround(db), testVisitor(), { identifier: username, password }));
}

/** The session behind a cookie; fails the test when there is none. */
export async function sessionOf(db: Db, cookie: string): Promise<Session> {
  const session = await loadSession(testGround(db), testVisitor(cookie).headers);
  if (!session) throw new Error("no session behind this cookie");
  return session;
}
