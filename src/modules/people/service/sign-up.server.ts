import { randomInt } from "node:crypto";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type AttemptLimit, countAttempt } from "#core/session/attempts.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findCommune } from "#modules/places/service/communes.server.ts";
import { type Ground, hashPassword, openSession } from "../auth.server.ts";
import { events } from "../events.server.ts";
import { knownPasswords } from "../known-passwords.server.ts";
import type { SignUp } from "../model.ts";
import { passwordFault } from "../password.ts";
import { act, insertAccount } from "./account-rows.server.ts";
import { libraryHeaders, type Visitor } from "./sign-in.server.ts";

/** A whole training class signs up behind one address; nobody opens accounts by the thousand. */
const perAddress = { name: "signUp.address", tries: 60, minutes: 60 } satisfies AttemptLimit;

/**
 * Opens an account for a producer that comes by itself, with the role of an owner in the commune
 * chosen and no producer yet; signs it in. Nobody vouches for the number or address: the account
 * reaches nothing of anybody else's, the commune's office sees it among its accounts and can
 * block it. Throws `invalid` with what to do beside each box, also for a number or address that
 * has an account, and `tooMany`.
 */
export async function signUp(ground: Ground, visitor: Visitor, input: SignUp): Promise<Headers> {
  const { db } = ground;
  await countAttempt(db, perAddress, visitor.ip);
  const { name, contact, next } = input;
  const commune = await findCommune(db, input.commune);
  if (!commune)
    throw new AppError("invalid", { fields: { commune: "Không có xã, phường mang mã này." } });
  const fault = passwordFault(next, {
    rank: "producer",
    personal: [name, contact.phone ?? "", contact.email ?? ""],
    known: knownPasswords(),
  });
  if (fault) throw new AppError("invalid", { fields: { next: fault } });
  const place = { version: currentVersion, path: commune.path };
  const hash = await hashPassword(next);
  return withTakenContact(() =>
    act(db, async (tx) => {
      const id = await insertAccount(tx, {
        name,
        username: contact.phone ?? freeName(),
        email: contact.email,
        title: null,
        role: "producerOwner",
        place,
        hash,
        grantedBy: null,
        mustChangePassword: false,
      });
      await recordSignUp(tx, visitor, { id, by: contact.phone ? "phone" : "email", place });
      const headers = await openSession({ ...ground, db: tx }, libraryHeaders(visitor), {
        userId: id,
        method: "password",
        secondFactor: false,
      });
      if (!headers) throw new Error("a new account could not be signed in");
      return headers;
    }),
  );
}

/** An account name for who has only an e-mail address to sign in with: it is never typed. */
function freeName(): string {
  return `chu-the-${randomInt(36 ** 8).toString(36)}${Date.now().toString(36)}`;
}

async function recordSignUp(
  tx: Db,
  visitor: Visitor,
  { id, by, place }: { id: string; by: "phone" | "email"; place: { path: string } },
): Promise<void> {
  await appendAudit(tx, events.signedUp, {
    actorId: id,
    subjectId: id,
    provinceCode: provinceOf(place.path) || null,
    unitPath: place.path,
    requestId: visitor.requestId,
    details: { by, placePath: place.path },
  });
}

/** A number or address that is taken is said beside the one box where it was typed. */
async function withTakenContact<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && (error.fields["username"] || error.fields["email"]))
      throw new AppError("invalid", {
        fields: {
          contact:
            "Số điện thoại hoặc thư điện tử này đã có tài khoản. Hãy đăng nhập; quên mật khẩu thì nhờ Ủy ban nhân dân xã cấp lại.",
        },
        cause: error,
      });
    throw error;
  }
}
