import type { Actor, UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import {
  findProducerAccount,
  type Holder,
  holdProducer,
  listHolders,
  releaseProducer,
} from "#modules/people/service/holders.server.ts";
import { createAccount } from "#modules/people/service/manage.server.ts";
import { CreateAccount } from "#modules/people/model.ts";
import { events } from "../events.server.ts";
import { AddMember } from "../model.ts";
import { authorisedProducer, factsOf, type ProducerRow, subjectOfRow } from "./producers.server.ts";

/** The accounts of a producer; for those who may see its personal data. */
export async function listMembers(db: Db, actor: Actor, producerId: string): Promise<Holder[]> {
  await authorisedProducer(db, actor, "seePersonal", producerId);
  return listHolders(db, producerId);
}

/**
 * Gives an account a part in a producer. With a name a new account is opened for the person
 * (officers only, by the rules of accounts) and its one-time password returned; else the account
 * must exist, and must not be an official's.
 */
export async function addMember(
  db: Db,
  actor: UserActor,
  producerId: string,
  input: AddMember,
): Promise<{ userId: string; password: string | null }> {
  const { role, username, name } = parseInput(AddMember, input);
  return db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "manageMembers", producerId, {
      lock: true,
    });
    const { place } = subjectOfRow(producer);
    const account =
      name === null
        ? await existing(tx, username)
        : await opened(tx, actor, producer, { name, username, role });
    await holdProducer(tx, { userId: account.userId, role, producerId, place });
    await appendAudit(tx, events.memberAdded, {
      ...factsOf(actor, producer),
      details: { userId: account.userId, role },
    });
    return account;
  });
}

async function existing(tx: Db, username: string) {
  const found = await findProducerAccount(tx, username);
  if (!found)
    throw new AppError("invalid", {
      fields: {
        username:
          "Không có tài khoản chủ thể nào đang dùng tên hoặc số điện thoại này. Hãy nhờ Ủy ban nhân dân xã mở tài khoản.",
      },
    });
  return { userId: found.userId, password: null };
}

async function opened(
  tx: Db,
  actor: UserActor,
  producer: ProducerRow,
  wanted: Pick<CreateAccount, "name" | "username" | "role">,
) {
  const unit = producer.unitPath.split("/").at(-1);
  const account = parseInput(CreateAccount, { ...wanted, email: null, title: null, unit });
  const { id, password } = await createAccount(tx, actor, account);
  return { userId: id, password };
}

/** Ends an account's part in a producer. The last owner cannot end their own. */
export async function removeMember(
  db: Db,
  actor: UserActor,
  { producerId, userId }: { producerId: string; userId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "manageMembers", producerId, {
      lock: true,
    });
    const members = await listHolders(tx, producerId);
    const owners = members.filter((member) => member.role === "producerOwner");
    if (userId === actor.userId && owners.length === 1 && owners[0]?.userId === userId)
      throw new AppError("unprocessable", {
        vi: "Đây là tài khoản chủ duy nhất. Hãy thêm một tài khoản chủ khác trước khi thôi.",
      });
    const role = await releaseProducer(tx, { userId, producerId });
    if (!role)
      throw new AppError("notFound", {
        vi: "Tài khoản này không thuộc chủ thể.",
        denied: "producer.manageMembers",
      });
    await appendAudit(tx, events.memberRemoved, {
      ...factsOf(actor, producer),
      details: { userId, role },
    });
  });
}
