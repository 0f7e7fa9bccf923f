import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { receiptCode, receiptLetters, receiptRandom } from "#core/receipt.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { foldText } from "#core/text.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findCommune } from "#modules/places/service/communes.server.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../../access.ts";
import { cycleEvents } from "../../events.server.ts";
import type { IdeaChannel } from "../../model.ts";
import { ideas, ideaSteps } from "../../schema.server.ts";
import { noteForProducer } from "../../service/notices.server.ts";
import { RegisterFor, RegisterIdea, RegisterOwn } from "../inputs.ts";
import { registered } from "../notices.ts";

/** Ideas from one address: a village meeting sends many over one line, a machine goes on. */
export const registrations = { name: "idea", tries: 40, minutes: 60 };

/** Where an idea was kept, and the code by which anyone may ask for it. */
export type Registered = { readonly id: string; readonly code: string };

/**
 * Takes an idea from anyone and gives the code by which its state can be asked. The same form sent
 * twice is one idea. Throws `invalid` beside the fields, `tooMany` for an address that goes on.
 */
export async function registerPublic(
  db: Db,
  input: RegisterIdea,
  { ip }: { ip: string },
): Promise<Registered> {
  const told = parseInput(RegisterIdea, input);
  const { communeCode, ...said } = told;
  const place = await communeOf(db, communeCode);
  const earlier = await sentBefore(db, told.formKey);
  if (earlier) return earlier;
  await countAttempt(db, registrations, ip);
  return keep(db, null, "public", { ...said, ...place, producerId: null });
}

/** Whether anybody who screens ideas of a province's communes has an account. */
export async function hasOffice(db: Db, provinceCode: string): Promise<boolean> {
  const roles = ["communeOfficer", "provinceOfficer"] as const;
  const some = await searchOfficials(db, { roles, provinceCode, text: "", limit: 1 });
  return some.length > 0;
}

/** Types in an idea of somebody who called or came; for the offices of the commune and its province. */
export async function registerFor(
  db: Db,
  actor: UserActor,
  input: RegisterFor,
): Promise<Registered> {
  const { communeCode, ...said } = parseInput(RegisterFor, input);
  const place = await communeOf(db, communeCode);
  if (!can(actor, "register", place))
    throw new AppError("forbidden", {
      denied: "idea.register",
      vi: "Xã, phường này không thuộc phạm vi của bạn.",
    });
  return (
    (await sentBefore(db, said.formKey)) ??
    keep(db, actor, "officer", { ...said, ...place, producerId: null })
  );
}

/** Registers an idea of a producer; its commune's office is told. `notFound` for somebody else's producer. */
export async function registerOwn(
  db: Db,
  actor: UserActor,
  input: RegisterOwn,
): Promise<Registered> {
  const told = parseInput(RegisterOwn, input);
  const producer = await authorisedProducer(db, actor, "update", told.producerId);
  const { provinceCode, unitVersion, unitCode, unitPath, name } = producer;
  if (!can(actor, "register", { unitPath, producerId: producer.id }))
    throw new AppError("forbidden", { denied: "idea.register" });
  const isOfficer = !can(
    { ...actor, grants: actor.grants.filter(({ jurisdiction }) => jurisdiction.kind === "own") },
    "register",
    { unitPath, producerId: producer.id },
  );
  const earlier = await sentBefore(db, told.formKey);
  if (earlier) return earlier;
  return keep(
    db,
    actor,
    isOfficer ? "officer" : "producer",
    {
      ...told,
      provinceCode,
      unitVersion: unitVersion as PlaceVersion,
      unitCode,
      unitPath,
      applicantName: null,
      applicantKind: null,
      phone: null,
      address: null,
    },
    isOfficer ? null : name,
  );
}

async function communeOf(db: Db, code: string) {
  const commune = await findCommune(db, code);
  if (!commune)
    throw new AppError("invalid", { fields: { communeCode: "Hãy chọn xã, phường hiện nay." } });
  return {
    provinceCode: commune.path.split("/", 1)[0] ?? "",
    unitVersion: currentVersion as PlaceVersion,
    unitCode: commune.value,
    unitPath: commune.path,
  };
}

async function sentBefore(db: Db, formKey: string): Promise<Registered | undefined> {
  const [row] = await db
    .select({ id: ideas.id, code: ideas.receiptCode })
    .from(ideas)
    .where(eq(ideas.formKey, formKey));
  return row;
}

type Said = Omit<
  typeof ideas.$inferInsert,
  "id" | "titleFolded" | "year" | "regime" | "state" | "channel" | "receiptCode" | "version"
>;

/** The regime under which an idea of this day is screened; `unavailable` on a day without any. */
export function regimeOn(day: string): string {
  const regime = regimeInForce(loadProcedures(), day);
  if (regime === undefined)
    throw new AppError("unavailable", { log: `no regime is in force on ${day}` });
  return regime;
}

async function keep(
  db: Db,
  actor: UserActor | null,
  channel: IdeaChannel,
  said: Said,
  tellOf: string | null = null,
): Promise<Registered> {
  const random = Array.from({ length: receiptRandom }, () => receiptLetters[randomInt(31)]).join(
    "",
  );
  return db.transaction(async (tx) => {
    const on = await today(tx);
    const [row] = await tx
      .insert(ideas)
      .values({
        ...said,
        titleFolded: foldText(said.title),
        year: Number(on.slice(0, 4)),
        regime: regimeOn(on),
        channel,
        receiptCode: receiptCode(random),
        registeredBy: actor?.userId ?? null,
      })
      .onConflictDoNothing({ target: ideas.formKey })
      .returning();
    if (!row) {
      const earlier = await sentBefore(tx, said.formKey);
      if (!earlier) throw new Error("an idea was neither kept nor there before");
      return earlier;
    }
    await tx.insert(ideaSteps).values({
      ideaId: row.id,
      provinceCode: row.provinceCode,
      seq: 1,
      step: "register",
      toState: "registered",
      by: actor?.userId ?? null,
    });
    if (row.producerId !== null && tellOf !== null)
      await noteForProducer(tx, {
        provinceCode: row.provinceCode,
        producerId: row.producerId,
        officeOf: row.unitPath,
        ...registered({ title: row.title, producerName: tellOf }),
      });
    await appendAudit(tx, cycleEvents.ideaRegistered, {
      actorId: actor?.userId ?? null,
      subjectId: row.id,
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      details: { channel, track: row.track, year: row.year },
    });
    return { id: row.id, code: row.receiptCode };
  });
}
