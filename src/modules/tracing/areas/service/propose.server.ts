import { eq } from "drizzle-orm";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { auditFacts } from "#core/changing.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatNumber } from "#core/input/number.ts";
import { parseInput } from "#core/input/parse.ts";
import { dropPending, takeStep } from "#core/proposals.server.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import {
  authorisedProducer,
  type ProducerRow,
} from "#modules/producers/service/producers.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { events } from "../events.server.ts";
import { OnVersion, ProposeArea, type Proposal } from "../inputs.ts";
import { needsReason } from "../measure.ts";
import { proposed } from "../notices.ts";
import { growingAreaProducts, growingAreas, growingAreaVersions } from "../schema.server.ts";
import { type Ground, groundOf } from "./ground.server.ts";
import {
  type AreaRow,
  authorisedArea,
  productsOf,
  refuseUnless,
  takeVersion,
  tell,
  versionsOf,
} from "./load.server.ts";

/**
 * A growing area as its producer, or the office for it, says it is; the office judges it. Takes the
 * place of a version that waits, and changes nothing that holds. Throws `stale` when there is a newer
 * version than the one shown, `invalid` with what to mend beside each field.
 */
export async function proposeArea(
  db: Db,
  actor: UserActor,
  input: ProposeArea,
  file: Uint8Array | null = null,
): Promise<{ areaId: string; versionId: string }> {
  const form = parseInput(ProposeArea, input);
  const producer = await authorisedProducer(db, actor, "see", form.producerId);
  refuseUnless(actor, "propose", { unitPath: producer.unitPath, producerId: producer.id });
  // Files are read before the transaction: a thread's work holds no lock.
  const ground = await groundOf(db, producer.unitPath, form, file);
  if (needsReason(form.areaM2, ground.computedM2) && form.areaNote === null)
    throw new AppError("invalid", {
      fields: {
        areaNote: `Diện tích khai ${formatNumber(form.areaM2)} m², diện tích tính từ hình vẽ ${formatNumber(ground.computedM2 ?? 0)} m². Hãy sửa diện tích, sửa hình vẽ, hoặc ghi lý do chênh lệch.`,
      },
    });
  return db.transaction(async (tx) => {
    const area = await takeArea(tx, actor, producer, form.areaId);
    const [newest] = await versionsOf(tx, area.id);
    if ((newest?.seq ?? 0) !== form.expectedSeq) throw new AppError("stale");
    const standardUntil = await paperOf(tx, producer, form);
    await requireProducts(tx, actor, area, form.products);
    await dropPending(tx, growingAreaVersions, eq(growingAreaVersions.areaId, area.id));
    const version = { ...rowOf(form, ground), standardUntil, seq: form.expectedSeq + 1 };
    const [row] = await tx
      .insert(growingAreaVersions)
      .values({
        ...version,
        areaId: area.id,
        provinceCode: area.provinceCode,
        proposedBy: actor.userId,
      })
      .returning({ id: growingAreaVersions.id });
    if (!row) throw new Error("the version was not stored");
    const products = [...new Set(form.products)];
    if (products.length > 0)
      await tx
        .insert(growingAreaProducts)
        .values(products.map((productId) => ({ versionId: row.id, productId })));
    if (belongsTo(actor, area.producerId))
      await tell(tx, area, form.name, (of) => ({ toOffice: proposed(of) }));
    await appendAudit(tx, events.proposed, {
      ...auditFacts(actor, area),
      details: {
        version: version.seq,
        areaM2: form.areaM2,
        computedM2: ground.computedM2,
        standard: form.standard,
        products: products.length,
        public: form.isPublic,
      },
    });
    return { areaId: area.id, versionId: row.id };
  });
}

/** The growing area locked, of this producer; a new one where none is named. */
async function takeArea(
  tx: Db,
  actor: UserActor,
  producer: ProducerRow,
  id: string | null,
): Promise<AreaRow> {
  if (id !== null) {
    const area = await authorisedArea(tx, actor, "propose", id, { lock: true });
    if (area.producerId !== producer.id) throw new AppError("notFound");
    return area;
  }
  const [row] = await tx
    .insert(growingAreas)
    .values({
      provinceCode: provinceOf(producer.unitPath),
      unitPath: producer.unitPath,
      producerId: producer.id,
      isDemo: producer.isDemo,
      createdBy: actor.userId,
    })
    .returning();
  if (!row) throw new Error("the growing area was not stored");
  return row;
}

/** The last day of the certificate: as typed, else as the paper says. The paper must be the producer's. */
async function paperOf(tx: Db, producer: ProducerRow, form: Proposal): Promise<string | null> {
  if (form.standard === "none" || form.paperId === null) return null;
  const [paper] = await findPapers(tx, [form.paperId]);
  if (paper?.producerId !== producer.id)
    throw new AppError("notFound", { vi: "Không có giấy tờ này." });
  if (paper.isArchived)
    throw new AppError("invalid", {
      fields: { paperId: "Giấy này không còn trong kho giấy tờ của cơ sở. Hãy chọn lại." },
    });
  return form.standardUntil ?? paper.expiresOn;
}

/**
 * A producer names products of its own; the office of the province any product of it; what others
 * were once linked stay so.
 */
async function requireProducts(
  tx: Db,
  actor: UserActor,
  area: AreaRow,
  wanted: readonly string[],
): Promise<void> {
  const known = await nameProducts(tx, wanted);
  const kept = area.acceptedVersionId;
  const linked = new Set(kept === null ? [] : (await productsOf(tx, [kept])).get(kept));
  const isFree = (id: string) => {
    const product = known.get(id);
    if (!product) return false;
    if (product.producerId === area.producerId || linked.has(id)) return true;
    return !belongsTo(actor, area.producerId) && provinceOf(product.unitPath) === area.provinceCode;
  };
  if (!wanted.every(isFree))
    throw new AppError("notFound", {
      vi: "Không có sản phẩm này.",
      ...(wanted.every((id) => known.has(id)) ? { denied: "growingArea.propose" } : {}),
    });
}

function rowOf(form: Proposal, { shape, computedM2, position, box, ...place }: Ground) {
  const isCertified = form.standard !== "none";
  return {
    name: form.name,
    crop: form.crop,
    code: form.areaCode,
    areaM2: form.areaM2,
    computedM2,
    areaNote: form.areaNote,
    standard: form.standard,
    standardName: form.standard === "other" ? form.standardName : null,
    paperId: isCertified ? form.paperId : null,
    ...place,
    longitude: position[0],
    latitude: position[1],
    shape,
    west: box[0],
    south: box[1],
    east: box[2],
    north: box[3],
    isPublic: form.isPublic,
  };
}

/** Takes a version back that nobody has judged yet; `conflict` once somebody has. */
export async function dropProposal(db: Db, actor: UserActor, input: OnVersion): Promise<void> {
  const { versionId } = parseInput(OnVersion, input);
  await db.transaction(async (tx) => {
    const { area, version } = await takeVersion(tx, actor, "propose", versionId);
    await takeStep(tx, growingAreaVersions, version, { step: "drop", by: actor.userId });
    await appendAudit(tx, events.dropped, {
      ...auditFacts(actor, area),
      details: { version: version.seq },
    });
  });
}
