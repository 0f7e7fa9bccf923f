import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findOfficials, type Official } from "#modules/people/service/officials.server.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findCommune } from "#modules/places/service/communes.server.ts";
import { findProducerPeople, namesOfProducers } from "#modules/producers/service/ties.server.ts";
import { can } from "../access.ts";
import { events } from "../events.server.ts";
import { nation } from "../model.ts";
import { councilSessions, sessionItems, sessionMembers } from "../schema.server.ts";
import { loadSession } from "../service/load.server.ts";
import { AddConsultancy, AddTie, EndTie, SetHome } from "./inputs.ts";
import { recuse } from "./recusals.server.ts";
import { consultancies, homeCommunes, interestTies } from "./schema.server.ts";

export type TieRow = typeof interestTies.$inferSelect;
export type ConsultancyRow = typeof consultancies.$inferSelect;

/** The province whose register an officer keeps; the country's for the central office. `forbidden` for others. */
export function registerOf(actor: UserActor): { provinceCode: string; unitPath: string } {
  for (const { role, jurisdiction } of actor.grants)
    if ((role === "provinceOfficer" || role === "centralOfficer") && jurisdiction.kind === "unit") {
      const unitPath = provinceOf(jurisdiction.path);
      if (can(actor, "keepTies", { unitPath, assigned: [] }))
        return { provinceCode: unitPath || nation, unitPath };
    }
  throw new AppError("forbidden", { denied: "council.keepTies" });
}

/** Enters a tie of a person to a producer or organisation; sessions that have not ended are looked through at once. */
export async function addTie(db: Db, actor: UserActor, input: AddTie): Promise<{ id: string }> {
  const wanted = parseInput(AddTie, input);
  const register = registerOf(actor);
  return db.transaction(async (tx) => {
    await requirePerson(tx, register.unitPath, wanted.userId);
    if (wanted.producerId !== null) await requireProducer(tx, register.unitPath, wanted.producerId);
    const [row] = await tx
      .insert(interestTies)
      .values({ ...wanted, provinceCode: register.provinceCode, createdBy: actor.userId })
      .returning();
    if (!row) throw new Error("the tie was not stored");
    await lookAgain(tx, actor, { userId: wanted.userId });
    await appendAudit(tx, events.tieAdded, {
      actorId: actor.userId,
      subjectId: row.id,
      provinceCode: register.provinceCode,
      details: { userId: row.userId, kind: row.kind, producerId: row.producerId },
    });
    return { id: row.id };
  });
}

/** Ends a tie that was entered by mistake or is over; whom it put out of a product stays out. */
export async function endTie(db: Db, actor: UserActor, input: EndTie): Promise<void> {
  const { tieId } = parseInput(EndTie, input);
  const { provinceCode } = registerOf(actor);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(interestTies)
      .set({ endedAt: sql`now()` })
      .where(
        and(
          eq(interestTies.id, tieId),
          eq(interestTies.provinceCode, provinceCode),
          isNull(interestTies.endedAt),
        ),
      )
      .returning();
    if (!row) throw new AppError("notFound", { vi: "Không có quan hệ này trong sổ." });
    await appendAudit(tx, events.tieEnded, {
      actorId: actor.userId,
      subjectId: tieId,
      provinceCode,
      details: {},
    });
  });
}

/** Enters work that an organisation did for a producer for the programme. */
export async function addConsultancy(
  db: Db,
  actor: UserActor,
  input: AddConsultancy,
): Promise<{ id: string }> {
  const wanted = parseInput(AddConsultancy, input);
  const { provinceCode, unitPath } = registerOf(actor);
  return db.transaction(async (tx) => {
    await requireProducer(tx, unitPath, wanted.producerId);
    const [row] = await tx
      .insert(consultancies)
      .values({ ...wanted, provinceCode, createdBy: actor.userId })
      .returning();
    if (!row) throw new Error("the consultancy was not stored");
    await lookAgain(tx, actor, { provinceCode });
    await appendAudit(tx, events.consultancyAdded, {
      actorId: actor.userId,
      subjectId: row.id,
      provinceCode,
      details: { producerId: row.producerId },
    });
    return { id: row.id };
  });
}

/** Says where a person lives or comes from; each for themself, the office for anybody of the province. */
export async function setHome(db: Db, actor: UserActor, input: SetHome): Promise<void> {
  const { userId, commune } = parseInput(SetHome, input);
  await db.transaction(async (tx) => {
    if (userId !== actor.userId) await requirePerson(tx, registerOf(actor).unitPath, userId);
    const found = await findCommune(tx, commune);
    if (!found)
      throw new AppError("invalid", { fields: { commune: "Không có xã, phường mang mã này." } });
    const home = {
      provinceCode: provinceOf(found.path),
      unitVersion: currentVersion as PlaceVersion,
      unitCode: commune,
      unitPath: found.path,
      updatedBy: actor.userId,
    };
    await tx
      .insert(homeCommunes)
      .values({ userId, ...home })
      .onConflictDoUpdate({ target: homeCommunes.userId, set: home });
    await lookAgain(tx, actor, { userId });
    await appendAudit(tx, events.homeSet, {
      actorId: actor.userId,
      subjectId: userId,
      provinceCode: home.provinceCode,
      unitPath: home.unitPath,
      details: {},
    });
  });
}

async function requirePerson(tx: Db, unitPath: string, userId: string): Promise<Official> {
  const person = (await findOfficials(tx, [userId])).get(userId);
  const isHere =
    person !== undefined &&
    (unitPath === "" ||
      person.roles.some(({ placePath }) => placePath === "" || provinceOf(placePath) === unitPath));
  if (!person || !isHere)
    throw new AppError("invalid", { fields: { userId: "Không có người này trong tỉnh." } });
  return person;
}

/** A producer of the register's place: an id of another province's tells nothing, not even a name. */
async function requireProducer(tx: Db, unitPath: string, producerId: string): Promise<void> {
  const producer = (await findProducerPeople(tx, [producerId])).get(producerId);
  const isHere =
    producer !== undefined && (unitPath === "" || provinceOf(producer.unitPath) === unitPath);
  if (!isHere)
    throw new AppError("invalid", { fields: { producerId: "Không có chủ thể này trong tỉnh." } });
}

/** Looks for conflicts once more in the sessions that have not ended: a person's, or a province's. */
export async function lookAgain(
  tx: Db,
  actor: UserActor,
  of: { userId: string } | { provinceCode: string },
): Promise<void> {
  const rows = await tx
    .selectDistinct({ id: councilSessions.id })
    .from(councilSessions)
    .innerJoin(sessionMembers, eq(sessionMembers.sessionId, councilSessions.id))
    .where(
      and(
        inArray(councilSessions.state, ["planned", "open"]),
        isNull(sessionMembers.endedAt),
        "userId" in of
          ? eq(sessionMembers.userId, of.userId)
          : inArray(councilSessions.provinceCode, [of.provinceCode, nation]),
      ),
    );
  for (const { id } of rows) {
    const loaded = await loadSession(tx, id);
    const items = await tx
      .select()
      .from(sessionItems)
      .where(
        and(
          eq(sessionItems.sessionId, id),
          inArray(sessionItems.state, ["waiting", "scoring", "revealed"]),
        ),
      );
    await recuse(tx, loaded, items, actor.userId);
  }
}

/** The register of a province as its office sees it; the latest entries first. */
export async function readRegister(db: Db, actor: UserActor) {
  const { provinceCode } = registerOf(actor);
  const ties = await db
    .select()
    .from(interestTies)
    .where(and(eq(interestTies.provinceCode, provinceCode), isNull(interestTies.endedAt)))
    .orderBy(desc(interestTies.createdAt));
  const worked = await db
    .select()
    .from(consultancies)
    .where(eq(consultancies.provinceCode, provinceCode))
    .orderBy(desc(consultancies.createdAt));
  const homes = await db
    .select()
    .from(homeCommunes)
    .where(provinceCode === nation ? undefined : eq(homeCommunes.provinceCode, provinceCode))
    .orderBy(asc(homeCommunes.unitPath));
  const people = await findOfficials(
    db,
    [...ties, ...homes].map(({ userId }) => userId),
  );
  const producers = await namesOfProducers(
    db,
    [...ties, ...worked].flatMap(({ producerId }) => producerId ?? []),
  );
  const personName = (id: string) => people.get(id)?.name ?? "";
  return {
    provinceCode,
    ties: ties.map((tie) => ({
      ...tie,
      personName: personName(tie.userId),
      producerName: tie.producerId && (producers.get(tie.producerId) ?? null),
    })),
    consultancies: worked.map((one) => ({
      ...one,
      producerName: producers.get(one.producerId) ?? "",
    })),
    homes: homes.map((home) => ({ ...home, personName: personName(home.userId) })),
  };
}

/** Where a person said they live or come from; null before they have. */
export async function homeOf(
  db: Db,
  userId: string,
): Promise<typeof homeCommunes.$inferSelect | null> {
  const [row] = await db.select().from(homeCommunes).where(eq(homeCommunes.userId, userId));
  return row ?? null;
}
