import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { findRecognised } from "#modules/products/service/recognised.server.ts";
import { can } from "../access.ts";
import { events } from "../events.server.ts";
import { RecordDecision } from "../inputs.ts";
import { decisions } from "../schema.server.ts";
import { type Copy, storeCopy } from "./copy.server.ts";
import { requireNewNumber } from "./new-number.server.ts";
import { type Issued, requireDay } from "./issue.server.ts";
import { type DecisionRow, decisionFacts } from "./load.server.ts";
import { type IssuedCertificate, type Numbered, recognise } from "./recognise.server.ts";
import { type Entered, enterItems } from "./record-items.server.ts";
import { type DecidedIn, decidedIn, notHere, requirePeriod } from "./record-place.server.ts";

type Asked = ReturnType<typeof RecordDecision.parse>;

/**
 * Enters a decision with the number that it has: one of the past, of the Ministry, or signed in
 * the authority's own register. Products that it recognises get their recognitions, and the page
 * and credential of a certificate under the number of the paper. Over a dossier of the platform
 * the signed copy must come with it; a copy that does not bear the number and day needs a word
 * that somebody has compared it. Throws as `issueDecision` and `enterItems` do; `conflict` for a
 * number that this issuer has used in that year.
 */
export async function recordDecision(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  input: RecordDecision,
  scan: Blob | null,
): Promise<Issued & { readonly id: string }> {
  const asked = parseInput(RecordDecision, input);
  requireOnce(asked);
  // Asked before the examination, which is work, and again in the transaction.
  await provinceOf(db, actor, asked);
  const { numberText, signedOn, copyConfirmed: isConfirmed } = asked;
  const copy = scan ? await storeCopy(files, scan, { numberText, signedOn, isConfirmed }) : null;
  return db.transaction(async (tx) => {
    const { provinceCode, isDemo } = await provinceOf(tx, actor, asked);
    requireDay(signedOn, await today(tx), []);
    const place = await decidedIn(tx, actor, asked, provinceCode);
    requirePeriod(asked);
    await requireNewNumber(tx, { ...asked, provinceCode });
    if (copy) await recordFile(tx, copy.stored, copy.mediaType);
    const row = await keepDecision(tx, actor, asked, { place, copy, isDemo });
    const certificates = await finish(tx, actor, row, {
      asked,
      entered: await enterItems(tx, actor, row, asked),
    });
    await appendAudit(tx, events.recorded, {
      ...decisionFacts(actor, row),
      details: {
        number: numberText,
        signedOn,
        certificates: certificates.map((one) => one.numberText),
        ...(copy ? { copy: copy.reading } : {}),
      },
    });
    return { id: row.id, numberText, signedOn, certificates };
  });
}

/** A product stands in a decision once. */
function requireOnce({ items }: Asked): void {
  const seen = new Set<string>();
  for (const [at, { productId }] of items.entries()) {
    if (seen.has(productId)) {
      const vi = "Sản phẩm này đã có ở dòng trên.";
      throw new AppError("unprocessable", { vi, fields: { [`items.${at}.productId`]: vi } });
    }
    seen.add(productId);
  }
}

/** The one province of the products, where the actor may enter decisions; `notFound` otherwise. */
async function provinceOf(db: Db, actor: UserActor, { items }: Asked) {
  const products = [];
  for (const { productId } of items) products.push(await findRecognised(db, productId));
  const codes = new Set(products.map(({ provinceCode }) => provinceCode));
  for (const provinceCode of codes)
    if (!can(actor, "record", { unitPath: provinceCode })) throw notHere();
  const [provinceCode = ""] = codes;
  if (codes.size > 1)
    throw new AppError("unprocessable", {
      vi: "Một quyết định chỉ nhập sản phẩm của một tỉnh.",
      fields: { form: "Một quyết định chỉ nhập sản phẩm của một tỉnh." },
    });
  return { provinceCode, isDemo: products.every(({ isDemo }) => isDemo) };
}

async function keepDecision(
  tx: Db,
  actor: UserActor,
  asked: Asked,
  { place, copy, isDemo }: { place: DecidedIn; copy: Copy | null; isDemo: boolean },
): Promise<DecisionRow> {
  const [row] = await tx
    .insert(decisions)
    .values({
      ...place,
      isDemo,
      signedDigest: copy?.stored.digest ?? null,
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

/** The number is set when all products are in: from then on the database changes nothing. */
async function finish(
  tx: Db,
  actor: UserActor,
  row: DecisionRow,
  { asked, entered }: { asked: Asked; entered: Entered },
): Promise<IssuedCertificate[]> {
  const { numberText, signedOn } = asked;
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
  const numbered: Numbered = { ...row, numberText, signedOn };
  const certificates = await recognise(tx, numbered, entered.made);
  const on = await today(tx);
  for (const dossier of entered.dossiers.values())
    if (dossier.state === "scored" || dossier.state === "forwardedUp")
      await moveDossier(tx, actor, dossier, {
        action: dossier.state === "scored" ? "decide" : "decideAbove",
        on,
        guards: { recognisedHere: true },
        number: numberText,
        isEntered: true,
      });
  return certificates;
}
