import { asc, eq, inArray, sql } from "drizzle-orm";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { can } from "../access.ts";
import { events } from "../events.server.ts";
import { invitedToFair } from "../notices.ts";
import { auditFacts, requireVersion } from "../service/load.server.ts";
import { JoinFair, LeaveFair, SaveParticipant, TellResult } from "./inputs.ts";
import {
  authorisedFair,
  authorisedParticipant,
  type FairRow,
  type ParticipantRow,
} from "./load.server.ts";
import { fairParticipants, fairProducts, fairs } from "./schema.server.ts";

/** A participant with its name and what it brought. */
export type Participant = ParticipantRow & {
  readonly producerName: string;
  readonly products: readonly { readonly id: string; readonly name: string }[];
};

/** A fair with its participants by name, and whether the actor may change it. */
export async function describeFair(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<{ fair: FairRow; participants: Participant[]; mayKeep: boolean }> {
  const fair = await authorisedFair(db, actor, "see", id);
  const rows = await db.select().from(fairParticipants).where(eq(fairParticipants.fairId, id));
  const participants = await named(db, rows);
  return { fair, participants, mayKeep: can(actor, "fair", "keep", fair) };
}

async function named(db: Db, rows: readonly ParticipantRow[]): Promise<Participant[]> {
  const producers = await nameProducers(
    db,
    rows.map(({ producerId }) => producerId),
  );
  const ids = rows.map(({ id }) => id);
  const brought =
    ids.length === 0
      ? []
      : await db.select().from(fairProducts).where(inArray(fairProducts.participantId, ids));
  const names = await nameProducts(db, [...new Set(brought.map(({ productId }) => productId))]);
  const products = Map.groupBy(brought, ({ participantId }) => participantId);
  return rows
    .map((row) => ({
      ...row,
      producerName: producers.get(row.producerId)?.name ?? "",
      products: (products.get(row.id) ?? [])
        .flatMap(({ productId }) => names.get(productId) ?? [])
        .map(({ id, name }) => ({ id, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, "vi")),
    }))
    .toSorted((a, b) => a.producerName.localeCompare(b.producerName, "vi"));
}

/** The fairs that the account's producers take part in, the latest first. */
export async function listOwnFairs(
  db: Db,
  actor: UserActor,
): Promise<{ fair: FairRow; participant: ParticipantRow; producerName: string }[]> {
  const own = actor.grants.flatMap(({ jurisdiction }) =>
    jurisdiction.kind === "own" && jurisdiction.holderId !== null ? [jurisdiction.holderId] : [],
  );
  if (own.length === 0) return [];
  const rows = await db
    .select({ fair: fairs, participant: fairParticipants })
    .from(fairParticipants)
    .innerJoin(fairs, eq(fairs.id, fairParticipants.fairId))
    .where(sql`${fairParticipants.producerId}::text in ${own}`)
    .orderBy(sql`${fairs.startsOn} desc`, asc(fairParticipants.id))
    .limit(100);
  const names = await nameProducers(
    db,
    rows.map(({ participant }) => participant.producerId),
  );
  return rows.map((row) => ({
    ...row,
    producerName: names.get(row.participant.producerId)?.name ?? "",
  }));
}

/** A producer's part in a fair as it stands. */
export async function describeOwnFair(
  db: Db,
  actor: UserActor,
  participantId: string,
): Promise<{ fair: FairRow; participant: Participant; hasBegun: boolean }> {
  const { fair, participant } = await authorisedParticipant(db, actor, "see", participantId);
  const [one] = await named(db, [participant]);
  if (!one) throw new Error("a participant was read and is gone");
  return { fair, participant: one, hasBegun: fair.startsOn <= (await today(db)) };
}

/** Takes a producer that the actor may see to a fair, and tells it; twice is once. */
export async function joinFair(db: Db, actor: UserActor, input: JoinFair): Promise<void> {
  const { fairId, producerId } = parseInput(JoinFair, input);
  await db.transaction(async (tx) => {
    const fair = await authorisedFair(tx, actor, "keep", fairId, { lock: true });
    if (fair.state === "cancelled")
      throw new AppError("conflict", {
        vi: "Hội chợ này đã hủy, không thêm chủ thể tham gia được.",
      });
    const producer = await authorisedProducer(tx, actor, "see", producerId);
    const { provinceCode } = fair;
    const [added] = await tx
      .insert(fairParticipants)
      .values({ provinceCode, fairId, producerId, createdBy: actor.userId })
      .onConflictDoNothing()
      .returning({ id: fairParticipants.id });
    if (!added) return;
    const about = { provinceCode: producer.provinceCode, aboutProducerId: producerId };
    await tellAbout(tx, [{ ...about, kind: "market", to: { producerId }, ...invitedToFair(fair) }]);
    await appendAudit(tx, events.fairJoined, {
      ...auditFacts(actor, fair),
      details: { producer: producerId, joined: true },
    });
  });
}

/** Takes a participant off the list; not once its result is told. */
export async function leaveFair(db: Db, actor: UserActor, input: LeaveFair): Promise<void> {
  const { participantId } = parseInput(LeaveFair, input);
  await db.transaction(async (tx) => {
    const { fair, participant } = await authorisedParticipant(tx, actor, "keep", participantId, {
      lock: true,
    });
    if (participant.resultAt !== null || participant.support !== null)
      throw new AppError("conflict", {
        vi: "Chủ thể này đã có kết quả hoặc kinh phí tại hội chợ, không bỏ khỏi danh sách được.",
      });
    await tx.delete(fairProducts).where(eq(fairProducts.participantId, participantId));
    await tx.delete(fairParticipants).where(eq(fairParticipants.id, participantId));
    await appendAudit(tx, events.fairJoined, {
      ...auditFacts(actor, fair),
      details: { producer: participant.producerId, joined: false },
    });
  });
}

/** Notes a participant's stand and what was paid for it alone. */
export async function saveParticipant(
  db: Db,
  actor: UserActor,
  input: SaveParticipant,
): Promise<void> {
  const { participantId, expectedVersion, ...wanted } = parseInput(SaveParticipant, input);
  await db.transaction(async (tx) => {
    const found = await authorisedParticipant(tx, actor, "keep", participantId, { lock: true });
    requireVersion(found.participant, expectedVersion);
    await tx
      .update(fairParticipants)
      .set({ ...wanted, version: expectedVersion + 1 })
      .where(eq(fairParticipants.id, participantId));
    await appendAudit(tx, events.fairParticipantSaved, {
      ...auditFacts(actor, found.fair),
      details: { producer: found.participant.producerId, fields: Object.keys(wanted) },
    });
  });
}

/**
 * Tells what a participant sold and signed, from the fair's first day on: the producer itself, or
 * an officer who says how they know. `notFound` for another producer's product.
 */
export async function tellResult(db: Db, actor: UserActor, input: TellResult): Promise<void> {
  const { participantId, expectedVersion, products, source, ...told } = parseInput(
    TellResult,
    input,
  );
  await db.transaction(async (tx) => {
    const { fair, participant } = await authorisedParticipant(tx, actor, "tell", participantId, {
      lock: true,
    });
    const { producerId } = participant;
    await refuseTooEarly(tx, fair);
    const names = await nameProducts(tx, products);
    if (products.some((id) => names.get(id)?.producerId !== producerId))
      throw new AppError("notFound", { vi: "Không có sản phẩm này.", denied: "product.fair" });
    const resultSource = belongsTo(actor, producerId) ? "own" : source;
    if (resultSource === null)
      throw new AppError("invalid", {
        fields: { source: "Hãy chọn: ghi theo lời kể, hay theo sổ sách, giấy tờ." },
      });
    requireVersion(participant, expectedVersion);
    await tx
      .update(fairParticipants)
      .set({
        ...told,
        resultSource,
        resultBy: actor.userId,
        resultAt: sql`now()`,
        version: expectedVersion + 1,
      })
      .where(eq(fairParticipants.id, participantId));
    await tx.delete(fairProducts).where(eq(fairProducts.participantId, participantId));
    const brought = [...new Set(products)].map((productId) => ({ participantId, productId }));
    if (brought.length > 0) await tx.insert(fairProducts).values(brought);
    await appendAudit(tx, events.fairResultTold, {
      ...auditFacts(actor, fair),
      details: { producer: producerId, source: resultSource, products: brought.length },
    });
  });
}

async function refuseTooEarly(tx: Db, fair: FairRow): Promise<void> {
  if (fair.state === "cancelled")
    throw new AppError("conflict", { vi: "Hội chợ này đã hủy, không có kết quả để ghi." });
  if (fair.startsOn > (await today(tx)))
    throw new AppError("conflict", {
      vi: `Hội chợ bắt đầu ngày ${formatDay(fair.startsOn)}; từ ngày đó mới ghi kết quả.`,
    });
}
