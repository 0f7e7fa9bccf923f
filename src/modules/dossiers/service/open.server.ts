import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { can, isProducers } from "../access.ts";
import { events } from "../events.server.ts";
import { prefillFields } from "../forms/fields.ts";
import { sectionsOf } from "../forms/definitions.ts";
import { OpenDossier, RecordDossier } from "../inputs.ts";
import type { DossierKind } from "../model.ts";
import { dossierEvents, dossiers, dossierSections } from "../schema.server.ts";
import { carryOver } from "./carry-over.server.ts";
import { fillFromPlan } from "./from-plan.server.ts";
import { type Ground, groundOf, type SetOnDay, setOnDay } from "./ground.server.ts";
import { authorisedDossier, type DossierRow, factsOf, procedureOf } from "./load.server.ts";
import { formerUnitOf } from "./record.server.ts";

type Opening = {
  kind: DossierKind;
  filedOn: Day | null;
  isRecorded: boolean;
  numberText: string | null;
  previousId: string | null;
  previousStars: number | null;
  certificateExpiresOn: Day | null;
};

/**
 * Opens a dossier for a product under the regime in force, filled with what the platform already
 * holds; for an upgrade or renewal also with what carries over from `previousId`, and from
 * `planId` with what the product's business plan has brought about. An officer opens it on behalf of the producer. Throws `conflict` while the product has a dossier under way.
 */
export async function openDossier(
  db: Db,
  actor: UserActor,
  input: OpenDossier,
): Promise<{ id: string }> {
  const { productId, setCode, planId = null, ...wanted } = parseInput(OpenDossier, input);
  return open(db, async (tx) => {
    const now = await today(tx);
    const ground = await groundOf(tx, actor, productId);
    if (!can(actor, "open", { ...ground, state: "draft" }))
      throw new AppError("forbidden", { denied: "dossier.open" });
    const set = await setOnDay(tx, now, setCode ?? ground.setCode);
    const opening = { ...wanted, filedOn: null, isRecorded: false, numberText: null };
    return insertDossier(tx, actor, { ground, set, opening, now, planId });
  });
}

/**
 * Enters a dossier of an earlier round as it was, under the regime and stages of its filing day
 * (with districts where there were any). It is filled like a draft, then filed with that day.
 */
export async function recordDossier(
  db: Db,
  actor: UserActor,
  input: RecordDossier,
): Promise<{ id: string }> {
  const { productId, setCode, formerUnit, ...wanted } = parseInput(RecordDossier, input);
  return open(db, async (tx) => {
    const now = await today(tx);
    const ground = await groundOf(tx, actor, productId);
    if (!can(actor, "record", { ...ground, state: "draft" }))
      throw new AppError("forbidden", { denied: "dossier.record" });
    if (wanted.filedOn > now)
      throw new AppError("invalid", { fields: { filedOn: "Ngày nộp còn ở tương lai." } });
    const set = await setOnDay(tx, wanted.filedOn, setCode);
    const unit = formerUnit ? await formerUnitOf(tx, ground, wanted.filedOn, formerUnit) : {};
    return insertDossier(tx, actor, {
      ground: { ...ground, ...unit },
      set,
      opening: { ...wanted, isRecorded: true },
      now,
    });
  });
}

async function open(db: Db, work: (tx: Db) => Promise<{ id: string }>): Promise<{ id: string }> {
  try {
    return await db.transaction(work);
  } catch (error) {
    for (let at = error; at instanceof Error; at = at.cause) {
      const { code, constraint } = at as { code?: string; constraint?: string };
      if (code === "23505" && constraint === "dossiers_one_under_way")
        throw new AppError("conflict", {
          vi: "Sản phẩm này đang có một hồ sơ chưa xong. Hãy mở hồ sơ đó, hoặc rút nó trước.",
          en: "This product already has a dossier under way.",
        });
    }
    throw error;
  }
}

async function insertDossier(
  tx: Db,
  actor: UserActor,
  made: { ground: Ground; set: SetOnDay; opening: Opening; now: Day; planId?: string | null },
): Promise<{ id: string }> {
  const { ground, set, opening, now, planId = null } = made;
  if (opening.kind !== "first") requireEarlier(opening);
  const previous = await findPrevious(tx, actor, ground, opening.previousId);
  const onBehalf = !isProducers(actor, ground);
  const [row] = await tx
    .insert(dossiers)
    .values({
      ...opening,
      provinceCode: ground.provinceCode,
      unitVersion: ground.unitVersion,
      unitCode: ground.unitCode,
      unitPath: ground.unitPath,
      producerId: ground.producerId,
      productId: ground.productId,
      producerName: ground.facts.producer.name,
      productName: ground.facts.product.name,
      regime: set.regime,
      setCode: set.set.code,
      rulebookDigest: set.digest,
      isOnBehalf: onBehalf,
      isDemo: ground.isDemo,
      createdBy: actor.userId,
    })
    .returning();
  if (!row) throw new Error("the dossier was not stored");
  await prefill(tx, actor, row, { ground, set, now });
  if (previous) await carryOver(tx, actor, { from: previous, to: row, now });
  if (planId !== null) await fillFromPlan(tx, actor, { planId, to: row, now });
  await tx.insert(dossierEvents).values({
    dossierId: row.id,
    seq: 1,
    action: "open",
    toState: "draft",
    actorId: actor.userId,
  });
  await appendAudit(tx, events.opened, {
    ...factsOf(actor, row),
    details: {
      kind: row.kind,
      regime: row.regime,
      set: row.setCode,
      onBehalf,
      recorded: row.isRecorded,
    },
  });
  return { id: row.id };
}

/** An upgrade and a renewal build on a recognition: its last day is what the window counts from. */
function requireEarlier({ kind, certificateExpiresOn, previousStars }: Opening): void {
  const fields: Record<string, string> = {};
  if (kind === "renewal" && certificateExpiresOn === null)
    fields["certificateExpiresOn"] = "Hãy nhập ngày hết hạn của giấy chứng nhận đang có.";
  if (previousStars === null) fields["previousStars"] = "Hãy chọn hạng sao đang có.";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

/** The dossier to start from: of the same product, and one that the actor may see. */
async function findPrevious(
  tx: Db,
  actor: UserActor,
  ground: Ground,
  id: string | null,
): Promise<DossierRow | null> {
  if (id === null) return null;
  const row = await authorisedDossier(tx, actor, "see", id);
  if (row.productId === ground.productId) return row;
  throw new AppError("invalid", { fields: { previousId: "Hồ sơ trước là của sản phẩm khác." } });
}

async function prefill(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  { ground, set, now }: { ground: Ground; set: SetOnDay; now: Day },
): Promise<void> {
  const { procedure } = procedureOf(row, now);
  const { code, title, sector = null, group = null } = set.set;
  const facts = {
    ...ground.facts,
    kind: row.kind,
    today: now,
    set: { code, title, sector, group },
  };
  const sections = sectionsOf(procedure, row.kind);
  if (sections.length === 0) return;
  await tx.insert(dossierSections).values(
    sections.map(({ name, fields }) => ({
      dossierId: row.id,
      section: name,
      data: prefillFields(fields, facts),
      updatedBy: actor.userId,
    })),
  );
}

/** The dossier of a product that is still under way, if the actor may see it. */
export async function findUnderWay(
  db: Db,
  actor: UserActor,
  productId: string,
): Promise<DossierRow | null> {
  const rows = await db
    .select()
    .from(dossiers)
    .where(and(eq(dossiers.productId, productId), eq(dossiers.isRecorded, false)));
  const ended = ["decided", "notRecognised", "rejected", "withdrawn"];
  return rows.find((row) => !ended.includes(row.state) && can(actor, "see", row)) ?? null;
}
