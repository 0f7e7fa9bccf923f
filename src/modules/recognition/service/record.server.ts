import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore, StoredContent } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findHolder } from "#modules/producers/service/holder.server.ts";
import { findRecognised } from "#modules/products/service/recognised.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { periodOf } from "#modules/rulebooks/procedure.ts";
import { can } from "../access.ts";
import { events } from "../events.server.ts";
import { RecordDecision } from "../inputs.ts";
import { decisionItems, decisions } from "../schema.server.ts";
import { requireGround } from "./ground.server.ts";
import { type Issued, recognisedOf, requireDay } from "./issue.server.ts";
import { decisionFacts } from "./load.server.ts";
import {
  type IssuedCertificate,
  type Numbered,
  recognise,
  type Recognised,
} from "./recognise.server.ts";

type Asked = ReturnType<typeof RecordDecision.parse>;

/**
 * Enters a decision with the number that it has: one of the past, of the Ministry, or signed in
 * the authority's own register. Products that it recognises get their recognitions, and the page
 * and credential of a certificate under the number of the paper. Over a dossier of the platform
 * the signed copy must come with it. Throws as `issueDecision` does; `conflict` for a number that
 * has been entered.
 */
export async function recordDecision(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  input: RecordDecision,
  scan: Blob | null,
): Promise<Issued & { readonly id: string }> {
  const asked = parseInput(RecordDecision, input);
  const copy = scan === null ? null : await storeCopy(files, scan);
  return db.transaction(async (tx) => {
    const products = [];
    for (const { productId } of asked.items) products.push(await findRecognised(tx, productId));
    const [first] = products;
    const place = placeOf(actor, asked, first?.provinceCode ?? "");
    for (const { provinceCode } of products)
      if (!can(actor, "record", { unitPath: provinceCode })) throw notHere();
    requirePeriod(asked);
    if (copy) await recordFile(tx, copy.stored, copy.mediaType);
    const row = await keepDecision(tx, actor, asked, {
      ...place,
      isDemo: products.every(({ isDemo }) => isDemo),
      signedDigest: copy?.stored.digest ?? null,
    });
    const certificates = await recogniseRecorded(tx, actor, row, asked);
    await appendAudit(tx, events.recorded, {
      ...decisionFacts(actor, row),
      details: {
        number: asked.numberText,
        signedOn: asked.signedOn,
        certificates: certificates.map(({ numberText }) => numberText),
      },
    });
    return { id: row.id, numberText: asked.numberText, signedOn: asked.signedOn, certificates };
  });
}

const notHere = () =>
  new AppError("notFound", {
    vi: "Không có sản phẩm này trong địa bàn của bạn.",
    denied: "decision.record",
  });

type Copy = { readonly stored: StoredContent; readonly mediaType: string };

/** A scan or the signed file itself, examined and stored; a PDF or a picture only. */
export async function storeCopy(files: FileStore, scan: Blob): Promise<Copy> {
  const examined = await examineFile(new Uint8Array(await scan.arrayBuffer()));
  if (examined.kind !== "pdf" && examined.kind !== "image")
    throw new AppError("unsupportedType", {
      vi: "Hãy gửi bản PDF đã ký, bản quét hoặc ảnh chụp quyết định.",
    });
  return { stored: await files.put(examined.bytes), mediaType: examined.mediaType };
}

/** The unit that decided, in today's tree: a district of the past lies in its province's scope. */
function placeOf(actor: UserActor, asked: Asked, provinceCode: string) {
  // The Ministry's decision about one province's products is entered in that province.
  const unitPath = provinceCode;
  if (provinceCode === "" || !can(actor, "record", { unitPath })) throw notHere();
  const version: PlaceVersion = asked.level === "district" ? "pre-2025" : currentVersion;
  if (asked.level === "district" && asked.districtCode === null)
    throw new AppError("unprocessable", {
      vi: "Hãy chọn huyện đã ban hành quyết định.",
      fields: { districtCode: "Hãy chọn huyện đã ban hành quyết định." },
    });
  return {
    provinceCode,
    unitPath,
    unitVersion: version,
    unitCode: asked.level === "district" ? (asked.districtCode ?? "") : provinceCode,
  };
}

/** The regime must have had an authority of this level when the decision was signed. */
function requirePeriod({ regime, signedOn, level, items }: Asked): void {
  const procedures = loadProcedures();
  // A dossier that was filed under a regime may be decided after its last day (transition rules).
  const period =
    periodOf(procedures, regime, signedOn) ?? procedures.regimes[regime]?.periods.at(-1);
  const first = procedures.regimes[regime]?.periods[0];
  if (!period || !first || signedOn < first.from) {
    const vi = "Bộ tiêu chí này chưa có hiệu lực vào ngày ký.";
    throw new AppError("unprocessable", { vi, fields: { regime: vi } });
  }
  const hers = new Set(
    (procedures.regimes[regime]?.periods ?? []).flatMap(({ stages }) =>
      stages.flatMap((stage) => (stage.level === level ? (stage.recognises ?? []) : [])),
    ),
  );
  const wrong = items.find(({ stars }) => !hers.has(stars));
  if (!wrong) return;
  const vi = `Theo bộ tiêu chí này, cấp đã chọn không công nhận sản phẩm ${wrong.stars} sao.`;
  throw new AppError("unprocessable", { vi, fields: { level: vi } });
}

async function keepDecision(
  tx: Db,
  actor: UserActor,
  asked: Asked,
  place: {
    provinceCode: string;
    unitPath: string;
    unitVersion: PlaceVersion;
    unitCode: string;
    isDemo: boolean;
    signedDigest: string | null;
  },
) {
  const now = await today(tx);
  requireDay(asked.signedOn, now, []);
  const [row] = await tx
    .insert(decisions)
    .values({
      ...place,
      level: asked.level,
      kind: "recognition",
      issuer: asked.issuer,
      regime: asked.regime,
      title: asked.title,
      legalBasis: [],
      isRecorded: true,
      signerName: asked.signerName,
      createdBy: actor.userId,
    })
    .returning();
  if (!row) throw new Error("the decision was not stored");
  return row;
}

async function recogniseRecorded(
  tx: Db,
  actor: UserActor,
  row: typeof decisions.$inferSelect,
  asked: Asked,
): Promise<IssuedCertificate[]> {
  const now = await today(tx);
  const dossiers = await findDossiers(
    tx,
    asked.items.flatMap(({ dossierId }) => dossierId ?? []),
    { lock: true },
  );
  const made: Recognised[] = [];
  for (const [at, item] of asked.items.entries()) {
    const dossier = item.dossierId === null ? undefined : dossiers.get(item.dossierId);
    if (item.dossierId !== null && dossier?.productId !== item.productId) throw notHere();
    const live = dossier && !dossier.isRecorded && dossier.state !== "decided" ? dossier : null;
    if (live) {
      if (row.signedDigest === null)
        throw new AppError("unprocessable", {
          vi: "Hãy gửi kèm bản quyết định đã ký.",
          fields: { scan: "Hãy gửi kèm bản quyết định đã ký." },
        });
      const ground = await requireGround(tx, live, "recognition");
      requireDay(asked.signedOn, now, [{ ground }]);
      if (ground.result.stars !== item.stars || ground.stage.level !== asked.level) {
        const vi = `${live.productName}: hội đồng ${ground.stage.level === asked.level ? "" : "cấp đó không "}đã có kết quả ${ground.result.stars} sao, không khớp với quyết định nhập vào.`;
        throw new AppError("unprocessable", { vi, fields: { stars: vi } });
      }
    }
    await tx.insert(decisionItems).values({
      decisionId: row.id,
      seq: at + 1,
      dossierId: item.dossierId,
      productId: item.productId,
      stars: item.stars,
    });
    const recorded = {
      certificateNumber: item.certificateNumber,
      productCode: item.productCode,
      expiresOn: item.expiresOn,
    };
    made.push(
      dossier
        ? { ...(await recognisedOf(tx, dossier, item.stars)), recorded }
        : await recognisedProduct(tx, item.productId, item.stars, recorded),
    );
  }
  return finish(tx, actor, row, { asked, made, dossiers, now });
}

/** The number is set when all products are in: from then on the database changes nothing. */
async function finish(
  tx: Db,
  actor: UserActor,
  row: typeof decisions.$inferSelect,
  of: {
    asked: Asked;
    made: readonly Recognised[];
    dossiers: Awaited<ReturnType<typeof findDossiers>>;
    now: string;
  },
): Promise<IssuedCertificate[]> {
  const { asked, made, dossiers, now } = of;
  const { numberText, signedOn } = asked;
  await markIssued(tx, actor, row, asked);
  const numbered: Numbered = { ...row, numberText, signedOn };
  const certificates: IssuedCertificate[] = [];
  for (const product of made) certificates.push(await recognise(tx, numbered, product));
  for (const dossier of dossiers.values())
    if (dossier.state === "scored")
      await moveDossier(tx, actor, dossier, {
        action: "decide",
        on: now,
        guards: { recognisedHere: true },
        number: numberText,
        isEntered: true,
      });
  return certificates;
}

async function markIssued(
  tx: Db,
  actor: UserActor,
  row: typeof decisions.$inferSelect,
  { numberText, signedOn, issuer }: Asked,
): Promise<void> {
  const taken = await tx.$count(
    decisions,
    and(
      eq(decisions.provinceCode, row.provinceCode),
      eq(decisions.issuer, issuer),
      eq(decisions.numberText, numberText),
      eq(decisions.signedOn, signedOn),
    ),
  );
  if (taken > 0)
    throw new AppError("conflict", {
      vi: "Quyết định mang số và ngày này đã có trong hệ thống.",
      fields: { numberText: "Quyết định mang số và ngày này đã có trong hệ thống." },
    });
  await tx
    .update(decisions)
    .set({
      state: "issued",
      numberText,
      signedOn,
      issuedBy: actor.userId,
      issuedAt: sql`now()`,
      version: row.version + 1,
    })
    .where(eq(decisions.id, row.id));
}

/** A product without a dossier here, as it is in the register now. */
async function recognisedProduct(
  tx: Db,
  productId: string,
  stars: number,
  recorded: NonNullable<Recognised["recorded"]>,
): Promise<Recognised> {
  const product = await findRecognised(tx, productId);
  const holder = await findHolder(tx, product.producerId);
  return {
    kind: "issued",
    dossierId: null,
    productId,
    productName: product.name,
    producerId: holder.id,
    producerName: holder.name,
    address: holder.address,
    provinceCode: holder.provinceCode,
    unitVersion: holder.unitVersion,
    unitCode: holder.unitCode,
    unitPath: holder.unitPath,
    setCode: product.setCode,
    stars,
    photo: product.photo,
    recorded,
  };
}
