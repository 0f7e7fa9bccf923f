import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { currentResult } from "#modules/councils/service/current-result.server.ts";
import { loadItem } from "#modules/councils/service/load.server.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nameInSentence } from "#modules/places/rules.ts";
import { findUnit, findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { findHolder } from "#modules/producers/service/holder.server.ts";
import { findRecognised } from "#modules/products/service/recognised.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { usualBasis, usualTexts } from "../drafting.ts";
import { basisLines } from "../legal-basis.ts";
import { loadLegalBasis } from "../legal-basis.server.ts";
import { isEnding } from "../ending.ts";
import { submissionOf } from "../service/submission.server.ts";
import { communeToday } from "../service/answers-today.server.ts";
import { describeDecision, meanWords } from "../service/describe.server.ts";
import { endingWords } from "../service/ending-words.server.ts";
import { draftFacts } from "../service/drafts.server.ts";
import type { PaperFacts, PaperItem } from "./paper.ts";

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
      communeToday: await communeToday(db, place),
      mean: meanWords(item.mean),
      stars: item.stars,
      certificateNumber: certificate?.numberText ?? null,
      expiresOn,
    });
  }
  const { kind, regime } = decision;
  const on = decision.signedOn ?? (await today(db));
  const facts = draftFacts(
    { kind, regime, unit: unit ? nameInSentence(unit) : null, on },
    councils.flatMap((council) => (council ? [{ council }] : [])),
  );
  const legal = basisLines(loadLegalBasis(), { regime, paper: "submission", on });
  return {
    ...decision,
    unitName: unit?.fullName ?? null,
    usual: (await endingWords(db, decision.id)) ?? usualTexts({ ...facts, products: items.length }),
    // What ends or restores a recognition is proposed on the grounds that it is decided on.
    submissionBasis: isEnding(kind) ? decision.legalBasis : usualBasis({ ...facts, legal }),
    submittedBy: await submissionOf(db, decision.id),
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
