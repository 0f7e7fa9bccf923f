import { createHash } from "node:crypto";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type AttemptLimit, clearAttempts, countAttempt } from "#core/session/attempts.ts";
import type { Session } from "#core/session/session.ts";
import {
  beginNationalLogin,
  closeSession,
  codeMatches,
  finishNationalLogin,
  type Ground,
  nationalPath,
  nationalProvider,
  openSession,
  passwordMatches,
} from "../auth.server.ts";
import { events } from "../events.server.ts";
import { normaliseIdentifier, type SecondFactor, type SignIn } from "../model.ts";
import { credentials, sessions, twoFactors, users } from "../schema.server.ts";

/** Whose request it is, as far as anyone knows before signing in. */
export type Visitor = {
  readonly headers: Headers;
  readonly ip: string;
  readonly requestId: string;
};

/** From one address a whole office may sign in; one account is tried far less often. */
const perAddress = { name: "signIn.address", tries: 100, minutes: 15 } satisfies AttemptLimit;
const perAccount = { name: "signIn.account", tries: 10, minutes: 15 } satisfies AttemptLimit;
export const perCode = { name: "secondFactor", tries: 5, minutes: 15 } satisfies AttemptLimit;
const perStart = { name: "nationalLogin", tries: 60, minutes: 15 } satisfies AttemptLimit;

/** The headers that a request's library sees: its cookie and what the list of sign-ins shows. */
export function libraryHeaders({ headers, ip }: Visitor): Headers {
  const passed = new Headers({ "x-forwarded-for": ip });
  for (const name of ["cookie", "user-agent"]) {
    const value = headers.get(name);
    if (value !== null) passed.set(name, value);
  }
  return passed;
}

async function findAccount(ground: Ground, identifier: string) {
  const [found] = await ground.db
    .select({
      id: users.id,
      placePath: users.placePath,
      hash: credentials.password,
    })
    .from(users)
    .leftJoin(
      credentials,
      and(eq(credentials.userId, users.id), eq(credentials.providerId, "credential")),
    )
    .where(or(eq(users.username, identifier), eq(sql`lower(${users.email})`, identifier)))
    .limit(1);
  return found;
}

/**
 * Signs in with e-mail, phone number or account name. One answer for an absent account, one
 * without a password and a wrong password, on one path: the same look-up, the same hash, the
 * same audit row. A blocked account is told so only to who knows its password. Returns the
 * session's cookie; throws `tooMany` when tried too often.
 */
export async function signIn(ground: Ground, visitor: Visitor, input: SignIn): Promise<Headers> {
  const { db } = ground;
  const identifier = normaliseIdentifier(input.identifier);
  await countAttempt(db, perAddress, visitor.ip);
  await countAttempt(db, perAccount, identifier);
  const account = await findAccount(ground, identifier);
  const matches = await passwordMatches(account?.hash ?? null, input.password);
  const failed = (reason: "password" | "disabled") =>
    appendAudit(db, events.signInFailed, {
      actorId: null,
      subjectId: account?.id ?? "unknown",
      provinceCode: null,
      requestId: visitor.requestId,
      details: { reason },
    });
  if (!account || !matches) {
    await failed("password");
    throw wrongPassword();
  }
  const opened = await db.transaction(async (tx) => {
    const headers = await openSession({ ...ground, db: tx }, libraryHeaders(visitor), {
      userId: account.id,
      method: "password",
      secondFactor: false,
    });
    if (!headers) return null;
    await clearAttempts(tx, perAccount, identifier);
    await appendAudit(tx, events.signedIn, {
      actorId: account.id,
      subjectId: account.id,
      provinceCode: provinceOf(account.placePath) || null,
      requestId: visitor.requestId,
      details: { method: "password" },
    });
    return headers;
  });
  if (!opened) {
    await failed("disabled");
    throw new AppError("forbidden", {
      log: "sign-in to a blocked account",
      vi: "Tài khoản này đang bị khóa. Hãy liên hệ người quản trị của đơn vị.",
      en: "This account is blocked.",
    });
  }
  return opened;
}

function wrongPassword(): AppError {
  return new AppError("invalid", {
    log: "sign-in failed",
    vi: "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    en: "Wrong account or password.",
  });
}

/**
 * Settles the second step of a sign-in, or shows the factor again before a binding act, with a
 * code or a backup code. The session is replaced by a new one: what was half signed in is worth
 * nothing any more. A code is accepted once, also when two requests bring it at the same moment.
 */
export async function showSecondFactor(
  ground: Ground,
  visitor: Visitor,
  session: Session,
  input: SecondFactor,
): Promise<Headers> {
  const { userId } = session.actor;
  await countAttempt(ground.db, perCode, userId);
  const facts = {
    actorId: userId,
    subjectId: userId,
    provinceCode: session.provinceCode,
    requestId: visitor.requestId,
  };
  const opened = await ground.db.transaction(async (tx) => {
    const inner = { ...ground, db: tx };
    const headers = libraryHeaders(visitor);
    const right =
      (await codeMatches(inner, headers, input.code)) && (await useCode(tx, userId, input.code));
    if (!right) {
      await appendAudit(tx, events.secondFactorFailed, { ...facts, details: {} });
      return null;
    }
    await tx.delete(sessions).where(eq(sessions.id, session.id));
    await clearAttempts(tx, perCode, userId);
    const backupCode = input.code.includes("-");
    const cookie = await openSession(inner, headers, {
      userId,
      method: session.method,
      secondFactor: true,
    });
    await appendAudit(tx, events.secondFactorShown, { ...facts, details: { backupCode } });
    return cookie;
  });
  if (opened) return opened;
  throw wrongCode();
}

/** For every place that asks for a code. */
export function wrongCode(): AppError {
  const text = "Mã chưa đúng hoặc đã dùng. Hãy nhập mã đang hiện trong ứng dụng.";
  return new AppError("invalid", { log: "second factor failed", vi: text, fields: { code: text } });
}

/** Marks a right code as used; false when it was used before, within the time that it is valid. */
export async function useCode(db: Db, userId: string, code: string): Promise<boolean> {
  const digest = createHash("sha256").update(`${userId}:${code}`).digest("base64url");
  const taken = await db
    .update(twoFactors)
    .set({ lastCode: digest, lastCodeAt: sql`now()` })
    .where(
      and(
        eq(twoFactors.userId, userId),
        or(
          isNull(twoFactors.lastCode),
          sql`${twoFactors.lastCode} <> ${digest}`,
          lt(twoFactors.lastCodeAt, sql`now() - interval '3 minutes'`),
        ),
      ),
    )
    .returning({ id: twoFactors.id });
  return taken.length > 0;
}

/** Ends this sign-in; the headers take its cookie away. Without one nothing happens. */
export function signOut(ground: Ground, visitor: Visitor): Promise<Headers> {
  return closeSession(ground, libraryHeaders(visitor));
}

/** Sends the browser to the national login; `target` is where it goes on to afterwards. */
export async function startNationalLogin(
  ground: Ground,
  visitor: Visitor,
  target: string,
): Promise<{ url: string; headers: Headers }> {
  if (!ground.env.OIDC_ISSUER) throw new AppError("notFound");
  await countAttempt(ground.db, perStart, visitor.ip);
  try {
    return await beginNationalLogin(ground, libraryHeaders(visitor), target);
  } catch (cause) {
    throw new AppError("unavailable", {
      cause,
      vi: `Chưa kết nối được với ${ground.env.OIDC_NAME}. Hãy thử lại sau ít phút hoặc đăng nhập bằng mật khẩu.`,
    });
  }
}

/**
 * Takes the browser back from the national login. Only the subject that an administrator
 * entered opens an account; everything else goes back to the sign-in page with a reason.
 */
export async function returnFromNationalLogin(
  ground: Ground,
  visitor: Visitor,
  request: Request,
): Promise<Response> {
  if (!ground.env.OIDC_ISSUER) throw new AppError("notFound");
  await countAttempt(ground.db, perStart, visitor.ip);
  // The library tells its own address from its settings; of the request only the answer counts.
  const address = new URL(
    `${nationalPath}/callback/${nationalProvider}${new URL(request.url).search}`,
    ground.env.PUBLIC_URL ?? `http://${ground.env.HOST}:${ground.env.PORT}`,
  );
  const { response, userId } = await finishNationalLogin(
    ground,
    new Request(address, { headers: libraryHeaders(visitor) }),
  );
  if (userId !== null)
    await appendAudit(ground.db, events.signedIn, {
      actorId: userId,
      subjectId: userId,
      provinceCode: null,
      requestId: visitor.requestId,
      details: { method: "oidc" },
    });
  return response;
}
