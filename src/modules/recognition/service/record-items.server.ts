import { and, eq, inArray, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { findHolder } from "#modules/producers/service/holder.server.ts";
import { findRecognised } from "#modules/products/service/recognised.server.ts";
import { can } from "../access.ts";
import type { RecordDecision } from "../inputs.ts";
import { certificates, decisionItems, decisions, recognitions } from "../schema.server.ts";
import { requireAbove } from "../upward/service/above.server.ts";
import { requireGround } from "./ground.server.ts";
import { recognisedOf, requireDay } from "./issue.server.ts";
import type { DecisionRow } from "./load.server.ts";
import type { Recognised } from "./recognise.server.ts";
import { notHere } from "./record-place.server.ts";

type Asked = ReturnType<typeof RecordDecision.parse>;
type Item = Asked["items"][number];

/** The products of an entered decision as they are recognised, and the dossiers behind them. */
export type Entered = {
  readonly made: readonly Recognised[];
  readonly dossiers: ReadonlyMap<string, DossierRow>;
};

/**
 * Writes the products of a decision that is entered. One behind which a dossier of the platform
 * lies rests on its council's standing result, as one that is issued here does; the signed copy
 * must be there. Throws `unprocessable` for a withdrawn dossier, another result, or a day before
 * the session; `conflict` for what has been decided or is being decided; each beside its line.
 */
export async function enterItems(
  tx: Db,
  actor: UserActor,
  row: DecisionRow,
  asked: Asked,
): Promise<Entered> {
  const dossiers = await findDossiers(
    tx,
    asked.items.flatMap(({ dossierId }) => dossierId ?? []),
    { lock: true },
  );
  const made: Recognised[] = [];
  for (const [at, item] of asked.items.entries()) {
    const dossier = item.dossierId === null ? undefined : dossiers.get(item.dossierId);
    if (
      item.dossierId !== null &&
      (dossier?.productId !== item.productId || !can(actor, "record", dossier))
    )
      throw notHere();
    if (dossier && !dossier.isRecorded)
      await requireLive(tx, dossier, { row, item, asked, field: `items.${at}.productId` });
    await requireNewCertificate(tx, row, asked, at);
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
        : await productAsItIs(tx, item, recorded),
    );
  }
  return { made, dossiers };
}

/** What must hold of a dossier that is under way here. */
async function requireLive(
  tx: Db,
  dossier: DossierRow,
  of: { row: DecisionRow; item: Item; asked: Asked; field: string },
): Promise<void> {
  const { row, item, asked, field } = of;
  const refuse = (vi: string, code: "unprocessable" | "conflict" = "unprocessable", at = field) =>
    new AppError(code, { vi, fields: { [at]: vi } });
  if (row.signedDigest === null)
    throw refuse("Hãy gửi kèm bản quyết định đã ký.", "unprocessable", "scan");
  await requireUndecided(tx, dossier, refuse);
  if (dossier.regime !== asked.regime)
    throw refuse(
      `${dossier.productName}: hồ sơ nộp theo bộ tiêu chí khác với quyết định nhập vào.`,
      "unprocessable",
      "regime",
    );
  // A dossier that was decided before decisions were kept here has no result left to rest on.
  if (dossier.state === "decided") return;
  // What lies with the level above rests on that level's own council.
  if (dossier.state === "forwardedUp") {
    requireAbove(dossier, asked, await today(tx));
    return;
  }
  const ground = await groundOf(tx, dossier, field);
  requireDay(asked.signedOn, await today(tx), [{ ground }]);
  if (ground.result.stars !== item.stars || ground.stage.level !== asked.level)
    throw refuse(
      `${dossier.productName}: hội đồng ${ground.stage.level === asked.level ? "" : "cấp đó không "}đã có kết quả ${ground.result.stars} sao, không khớp với quyết định nhập vào.`,
    );
}

/** As `requireGround`, its refusal beside the line of the product. */
async function groundOf(tx: Db, dossier: DossierRow, field: string) {
  try {
    return await requireGround(tx, dossier, "recognition");
  } catch (error) {
    if (error instanceof AppError && error.code === "unprocessable")
      throw new AppError("unprocessable", {
        vi: error.vi,
        fields: { [field]: error.vi },
        cause: error,
      });
    throw error;
  }
}

async function requireUndecided(
  tx: Db,
  dossier: DossierRow,
  refuse: (vi: string, code: "conflict") => AppError,
): Promise<void> {
  const [decided] = await tx
    .select({ numberText: decisions.numberText })
    .from(recognitions)
    .innerJoin(decisions, eq(decisions.id, recognitions.decisionId))
    .where(eq(recognitions.dossierId, dossier.id))
    .limit(1);
  if (decided)
    throw refuse(
      `${dossier.productName}: hồ sơ này đã được công nhận theo Quyết định số ${decided.numberText ?? ""}.`,
      "conflict",
    );
  const [drafted] = await tx
    .select({ id: decisions.id })
    .from(decisionItems)
    .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
    .where(
      and(
        eq(decisionItems.dossierId, dossier.id),
        eq(decisions.kind, "recognition"),
        inArray(decisions.state, ["draft", "submitted"]),
        eq(decisions.isRecorded, false),
      ),
    )
    .limit(1);
  if (drafted)
    throw refuse(
      `${dossier.productName}: đang có trong một dự thảo quyết định. Hãy bỏ dự thảo đó trước khi nhập bản đã ký.`,
      "conflict",
    );
}

/** An issuer gives a certificate's number once a year. */
async function requireNewCertificate(
  tx: Db,
  row: DecisionRow,
  { items, issuer, signedOn }: Asked,
  at: number,
): Promise<void> {
  const number = items[at]?.certificateNumber ?? null;
  if (number === null) return;
  const again = items.findIndex(({ certificateNumber }) => certificateNumber === number);
  const taken = await tx.$count(
    certificates,
    and(
      eq(certificates.provinceCode, row.provinceCode),
      eq(certificates.issuer, issuer),
      eq(certificates.year, Number(signedOn.slice(0, 4))),
      eq(certificates.numberText, number),
      isNull(certificates.number),
    ),
  );
  if (taken === 0 && again === at) return;
  const vi = `Giấy chứng nhận số ${number} của cơ quan này trong năm ${signedOn.slice(0, 4)} đã có.`;
  throw new AppError("conflict", { vi, fields: { [`items.${at}.certificateNumber`]: vi } });
}

/** A product without a dossier here, as it is in the register now. */
async function productAsItIs(
  tx: Db,
  { productId, stars }: Item,
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
