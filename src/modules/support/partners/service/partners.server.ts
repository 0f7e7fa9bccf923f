import { and, eq, sql } from "drizzle-orm";
import { isDeepStrictEqual } from "node:util";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { requireAgency } from "#modules/people/service/agencies.server.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { authorisedProduct } from "#modules/products/service/products.server.ts";
import { events } from "../../events.server.ts";
import { auditFacts, requireVersion } from "#core/changing.ts";
import { writingUnit } from "../../service/load.server.ts";
import {
  AddAdvice,
  AddMeetingLine,
  SaveContract,
  SaveMeeting,
  SaveOutcome,
  SavePartner,
} from "../inputs.ts";
import { advice, contracts, meetingLines, meetings, partners } from "../schema.server.ts";
import { authorisedMeeting, authorisedPartner } from "./load.server.ts";

/** Enters a consultant or partner (`id` null), or corrects one; `conflict` for a name that is there. */
export async function savePartner(
  db: Db,
  actor: UserActor,
  id: string | null,
  input: SavePartner,
): Promise<{ id: string }> {
  const { expectedVersion, ...typed } = parseInput(SavePartner, input);
  const form = { ...typed, nameFolded: foldText(typed.name) };
  return db.transaction(async (tx) => {
    if (id === null) {
      const unitPath = writingUnit(actor, "partner");
      await requireAgency(tx, provinceOf(unitPath), { id: form.agencyId });
      const [row] = await tx
        .insert(partners)
        .values({ ...form, unitPath, provinceCode: provinceOf(unitPath), createdBy: actor.userId })
        .onConflictDoNothing()
        .returning();
      if (!row) throw taken("name", "Mạng lưới đã có tên này.");
      await appendAudit(tx, events.partnerSaved, {
        ...auditFacts(actor, row),
        details: { fields: Object.keys(typed) },
      });
      return { id: row.id };
    }
    const row = await authorisedPartner(tx, actor, "keep", id, { lock: true });
    requireVersion(row, expectedVersion);
    await requireAgency(tx, row.provinceCode, { id: form.agencyId, kept: row.agencyId });
    const fields = (Object.keys(form) as (keyof typeof form)[]).filter(
      (field) => !isDeepStrictEqual(row[field], form[field]),
    );
    if (fields.length === 0) return { id };
    await tx
      .update(partners)
      .set({ ...form, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(partners.id, id));
    await appendAudit(tx, events.partnerSaved, { ...auditFacts(actor, row), details: { fields } });
    return { id };
  });
}

/** Enters a contract of the office, or of a producer with the partner; `conflict` for its number twice. */
export async function saveContract(db: Db, actor: UserActor, input: SaveContract): Promise<void> {
  const { partnerId, ...form } = parseInput(SaveContract, input);
  if (form.endsOn !== null && form.endsOn < form.signedOn)
    throw new AppError("invalid", { fields: { endsOn: "Ngày hết hạn phải sau ngày ký." } });
  await db.transaction(async (tx) => {
    const partner = await authorisedPartner(tx, actor, "keep", partnerId, { lock: true });
    if (form.signedOn > (await today(tx)))
      throw new AppError("invalid", { fields: { signedOn: "Ngày ký không được ở tương lai." } });
    if (form.producerId !== null) await authorisedProducer(tx, actor, "see", form.producerId);
    const [row] = await tx
      .insert(contracts)
      .values({ ...form, partnerId, provinceCode: partner.provinceCode, createdBy: actor.userId })
      .onConflictDoNothing()
      .returning({ id: contracts.id });
    if (!row) throw taken("number", "Số hợp đồng này đã ghi cho đối tác.");
    await appendAudit(tx, events.contractSaved, {
      ...auditFacts(actor, partner),
      details: { contract: row.id, amount: form.amount === null ? null : String(form.amount) },
    });
  });
}

/** Writes down what came of a contract. */
export async function saveOutcome(db: Db, actor: UserActor, input: SaveOutcome): Promise<void> {
  const { partnerId, contractId, expectedVersion, outcome } = parseInput(SaveOutcome, input);
  await db.transaction(async (tx) => {
    const partner = await authorisedPartner(tx, actor, "keep", partnerId);
    const [row] = await tx
      .select()
      .from(contracts)
      .where(and(eq(contracts.id, contractId), eq(contracts.partnerId, partner.id)))
      .for("update");
    if (!row)
      throw new AppError("notFound", {
        vi: "Không có hợp đồng này.",
        denied: "support.partner.keep",
      });
    requireVersion(row, expectedVersion);
    await tx
      .update(contracts)
      .set({ outcome, version: row.version + 1 })
      .where(eq(contracts.id, row.id));
    await appendAudit(tx, events.contractSaved, {
      ...auditFacts(actor, partner),
      details: { contract: row.id, amount: row.amount === null ? null : String(row.amount) },
    });
  });
}

/** Writes down that a partner advised a producer, and about which of its products. */
export async function addAdvice(db: Db, actor: UserActor, input: AddAdvice): Promise<void> {
  const { partnerId, ...form } = parseInput(AddAdvice, input);
  await db.transaction(async (tx) => {
    const partner = await authorisedPartner(tx, actor, "keep", partnerId);
    await authorisedProducer(tx, actor, "see", form.producerId);
    if (form.productId !== null) {
      const { product } = await authorisedProduct(tx, actor, "see", form.productId);
      if (product.producerId !== form.producerId)
        throw new AppError("invalid", {
          fields: { productId: "Sản phẩm này không phải của chủ thể đã chọn." },
        });
    }
    if (form.advisedOn > (await today(tx)))
      throw new AppError("invalid", {
        fields: { advisedOn: "Ngày tư vấn không được ở tương lai." },
      });
    await tx.insert(advice).values({
      ...form,
      partnerId,
      provinceCode: partner.provinceCode,
      createdBy: actor.userId,
    });
    await appendAudit(tx, events.adviceAdded, {
      ...auditFacts(actor, partner),
      details: { producer: form.producerId, product: form.productId },
    });
  });
}

/** Enters a meeting of partners and producers. */
export async function saveMeeting(
  db: Db,
  actor: UserActor,
  input: SaveMeeting,
): Promise<{ id: string }> {
  const form = parseInput(SaveMeeting, input);
  return db.transaction(async (tx) => {
    const unitPath = writingUnit(actor, "partner");
    const [row] = await tx
      .insert(meetings)
      .values({ ...form, unitPath, provinceCode: provinceOf(unitPath), createdBy: actor.userId })
      .returning();
    if (!row) throw new Error("the meeting was not stored");
    await appendAudit(tx, events.meetingSaved, {
      ...auditFacts(actor, row),
      details: { lines: 0 },
    });
    return { id: row.id };
  });
}

/** Writes down who came to a meeting, and what a partner and a producer agreed there. */
export async function addMeetingLine(
  db: Db,
  actor: UserActor,
  input: AddMeetingLine,
): Promise<void> {
  const { meetingId, ...form } = parseInput(AddMeetingLine, input);
  await db.transaction(async (tx) => {
    const meeting = await authorisedMeeting(tx, actor, "keep", meetingId, { lock: true });
    if (form.partnerId === null && form.producerId === null)
      throw new AppError("invalid", { fields: { partnerId: "Hãy chọn đối tác hoặc chủ thể." } });
    if (form.partnerId !== null) await authorisedPartner(tx, actor, "see", form.partnerId);
    if (form.producerId !== null) await authorisedProducer(tx, actor, "see", form.producerId);
    await tx
      .insert(meetingLines)
      .values({ ...form, meetingId, provinceCode: meeting.provinceCode });
    const lines = await tx.$count(meetingLines, eq(meetingLines.meetingId, meetingId));
    await appendAudit(tx, events.meetingSaved, {
      ...auditFacts(actor, meeting),
      details: { lines },
    });
  });
}

function taken(field: string, text: string): AppError {
  return new AppError("conflict", { vi: text, fields: { [field]: text } });
}
