import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { nation } from "#modules/councils/model.ts";
import { currentResult } from "#modules/councils/service/current-result.server.ts";
import { loadItem } from "#modules/councils/service/load.server.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { optionLabel } from "#modules/dossiers/filing/criteria.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { findDossier, refuse, setOf } from "#modules/dossiers/service/load.server.ts";
import { can as canSee } from "#modules/dossiers/access.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit, findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { findHolder } from "#modules/producers/service/holder.server.ts";
import { findRecognised } from "#modules/products/service/recognised.server.ts";
import { adviceOf } from "#modules/councils/service/advice.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { usualTexts } from "../drafting.ts";
import { can } from "../access.ts";
import { describeDecision, meanWords } from "../service/describe.server.ts";
import { draftFacts } from "../service/drafts.server.ts";
import { decisionPapers } from "../paths.ts";
import {
  communeNotice,
  decisionPaper,
  type PaperFacts,
  type PaperItem,
  producerNotice,
  resultLetter,
  submissionLetter,
} from "./papers.ts";

const unknown = { vi: "Không có văn bản này." };

/** A paper of a decision by its name in the address; `notFound` for any other. */
export async function getDecisionPaper(
  db: Db,
  actor: UserActor,
  { decisionId, name }: { decisionId: string; name: string },
): Promise<PrintedDocument> {
  const facts = await getPaperFacts(db, actor, decisionId);
  if (name === decisionPapers.decision) return decisionPaper(facts);
  if (name === decisionPapers.submission) return submissionLetter(facts);
  const commune = facts.items.find(
    ({ communeCode }) => decisionPapers.communeNotice(communeCode) === name,
  );
  if (commune) return communeNotice(facts, commune.communeName);
  const item = facts.items.find(({ seq }) => decisionPapers.producerNotice(seq) === name);
  if (item) return producerNotice(facts, item);
  throw new AppError("notFound", unknown);
}

/** What the papers of a decision are made of, if the actor may see it. */
export async function getPaperFacts(
  db: Db,
  actor: UserActor,
  decisionId: string,
): Promise<PaperFacts> {
  const { decision, items } = await describeDecision(db, actor, decisionId);
  const unit =
    decision.unitPath === ""
      ? undefined
      : await findUnit(db, { version: currentVersion, code: decision.unitPath });
  const unitName = unit?.fullName ?? null;
  const printed: PaperItem[] = [];
  const councils = [];
  const dossiers = await findDossiers(
    db,
    items.flatMap(({ item }) => item.dossierId ?? []),
  );
  for (const { item, certificate, expiresOn } of items) {
    const dossier = dossiers.get(item.dossierId ?? "");
    const product = await findRecognised(db, item.productId);
    const holder = await findHolder(db, product.producerId);
    const place = dossier ?? holder;
    const commune = { version: place.unitVersion, code: place.unitCode };
    const names = await findUnits(db, [commune]);
    if (dossier && !decision.isRecorded) councils.push(await councilOf(db, dossier.id));
    const setCode = dossier?.setCode ?? product.setCode;
    printed.push({
      seq: item.seq,
      productName: dossier?.productName ?? product.name,
      producerName: dossier?.producerName ?? holder.name,
      setTitle: `${setCode}. ${getBook(decision.regime).sets.get(setCode)?.title ?? ""}`,
      communeCode: place.unitCode,
      communeName: names.get(keyOfRef(commune))?.fullName ?? place.unitCode,
      mean: meanWords(item.mean),
      stars: item.stars,
      certificateNumber: certificate?.numberText ?? null,
      expiresOn,
    });
  }
  const where = unitName && unitName.charAt(0).toLowerCase() + unitName.slice(1);
  const facts = draftFacts(
    { kind: decision.kind, regime: decision.regime, unit: where },
    councils.flatMap((council) => (council ? [{ council }] : [])),
  );
  return {
    ...decision,
    unitName,
    usual: usualTexts({ ...facts, products: items.length }),
    items: printed,
    changedAt: decision.issuedAt ?? decision.createdAt,
  };
}

async function councilOf(db: Db, dossierId: string) {
  const result = await currentResult(db, dossierId);
  if (!result) return null;
  const { council } = await loadItem(db, result.itemId);
  const { name, decisionNumber, decisionOn } = council;
  return { name, decisionNumber, decisionOn, heldOn: vietnamDay(result.closedAt) };
}

/** The letter on a closed result that is not recognised. */
export async function getResultLetter(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<PrintedDocument> {
  const dossier = await findDossier(db, dossierId);
  if (!canSee(actor, "see", dossier) || !can(actor, "see", dossier))
    refuse(actor, dossier, "decision.see");
  const result = await currentResult(db, dossierId);
  const procedure = loadProcedures().regimes[dossier.regime];
  const fromStars = procedure?.certificate.fromStars ?? 3;
  const isOpen = dossier.state === "scored" || dossier.state === "notRecognised";
  if (!result || !procedure || result.rejected || result.stars >= fromStars || !isOpen)
    throw new AppError("notFound", unknown);
  const { set, compiled } = await setOf(db, dossier);
  const advice = adviceOf(compiled, result, fromStars);
  const titles = new Map(compiled.leaves.map(({ code, title }) => [code, title]));
  const label = (code: string, n: number | null) => optionLabel(set, code, n) ?? "Chưa chọn";
  const unit =
    dossier.provinceCode === nation
      ? undefined
      : await findUnit(db, { version: currentVersion, code: dossier.provinceCode });
  return resultLetter({
    isDemo: dossier.isDemo,
    unitName: unit?.fullName ?? null,
    productName: dossier.productName,
    producerName: dossier.producerName,
    regimeDecision: procedure.decision,
    mean: meanWords(result.mean),
    stars: result.stars,
    fromStars,
    advice: (advice?.changes ?? []).map(({ criterion, from, to }) => ({
      criterion: `${criterion}. ${titles.get(criterion) ?? ""}`,
      from: label(criterion, from),
      to: label(criterion, to),
    })),
    closedAt: result.closedAt,
  });
}
