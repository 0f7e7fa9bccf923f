import { appendAudit } from "#core/audit/append.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { hashPassword } from "../auth.server.ts";
import { events } from "../events.server.ts";
import type { CreateAccount } from "../model.ts";
import { grantFault } from "../rules.ts";
import {
  act,
  insertAccount,
  oneTimePassword,
  placeOf,
  replacePassword,
} from "./account-rows.server.ts";
import { findSubject } from "./accounts.server.ts";

/**
 * What whoever runs the machine does from its command line: no account's rights are asked, since
 * the database itself is theirs. The audit log names nobody as the actor.
 */

/** Opens an account; returns its one-time password. */
export async function operateCreate(db: Db, input: CreateAccount): Promise<string> {
  const place = await placeOf(db, input.unit);
  const fault = grantFault(input.role, place, []);
  if (fault) throw new AppError("invalid", { fields: { role: fault } });
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  await act(db, async (tx) => {
    const id = await insertAccount(tx, { ...input, place, hash, grantedBy: null });
    await appendAudit(tx, events.created, {
      actorId: null,
      subjectId: id,
      provinceCode: provinceOf(place.path) || null,
      details: { role: input.role, placePath: place.path },
    });
  });
  return password;
}

/** Gives a one-time password, and takes a lost second factor away if asked; returns the password. */
export async function operateReset(db: Db, id: string, removeFactor: boolean): Promise<string> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  await act(db, async (tx) => {
    const subject = await findSubject(tx, id, true);
    if (!subject) throw new AppError("notFound", { vi: "Không có tài khoản này." });
    const secondFactorRemoved = await replacePassword(tx, id, { hash, removeFactor });
    await appendAudit(tx, events.passwordReset, {
      actorId: null,
      subjectId: id,
      provinceCode: provinceOf(subject.place.path) || null,
      details: { secondFactorRemoved },
    });
  });
  return password;
}
