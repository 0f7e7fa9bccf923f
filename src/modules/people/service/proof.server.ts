import { appendAudit } from "#core/audit/append.ts";
import { AppError } from "#core/errors.ts";
import type { RequestContext } from "#core/http/context.ts";
import { clearAttempts, countAttempt } from "#core/session/attempts.ts";
import type { Session } from "#core/session/session.ts";
import { codeMatches, type Ground } from "../auth.server.ts";
import { events } from "../events.server.ts";
import type { Proof } from "../model.ts";
import { requirePassword } from "./own-account.server.ts";
import { libraryHeaders, perCode, useCode, type Visitor, wrongCode } from "./sign-in.server.ts";

/** The running program, and whose request it is: what a binding act needs besides its input. */
export type Entrance = { readonly ground: Ground; readonly visitor: Visitor };

/** The entrance of a page's request. */
export function entranceOf(
  { database, env, log, ip, requestId }: RequestContext,
  { headers }: Request,
): Entrance {
  return { ground: { db: database.db, env, log }, visitor: { headers, ip, requestId } };
}

/** How somebody showed again who they are. */
export type ProofKind = "password" | "totp";

/**
 * Asks a signed-in person to show again who they are, right before an act that binds them. Counts
 * every try with those of signing in; a code is accepted once. Throws `invalid` beside the field
 * `password` or `code`, `tooMany` when tried too often.
 */
export async function proveAgain(
  { ground, visitor }: Entrance,
  session: Session,
  proof: Proof,
): Promise<ProofKind> {
  if ("password" in proof) {
    await requirePassword(ground.db, session, proof.password, "password");
    return "password";
  }
  const { userId } = session.actor;
  if (!session.account.hasSecondFactor)
    throw new AppError("invalid", {
      fields: { code: "Tài khoản này chưa cài mã xác thực. Hãy nhập mật khẩu." },
    });
  await countAttempt(ground.db, perCode, userId);
  const isRight = await ground.db.transaction(async (tx) => {
    const inner = { ...ground, db: tx };
    if (
      (await codeMatches(inner, libraryHeaders(visitor), proof.code)) &&
      (await useCode(tx, userId, proof.code))
    )
      return true;
    await appendAudit(tx, events.secondFactorFailed, {
      actorId: userId,
      subjectId: userId,
      provinceCode: session.provinceCode,
      requestId: visitor.requestId,
      details: {},
    });
    return false;
  });
  if (!isRight) throw wrongCode();
  await clearAttempts(ground.db, perCode, userId);
  return "totp";
}
