import { asc, desc, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { timeZone, today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { currentVersion, PlaceVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import type { RegimeProcedure, Stage } from "#modules/rulebooks/procedure.ts";
import { canonicalJson } from "../canonical.ts";
import { sectionsOf } from "../forms/definitions.ts";
import type { SectionData } from "../forms/fields.ts";
import { topicsOf } from "../review.ts";
import { dossierFilings } from "../schema.server.ts";
import { dossierNumbers, dossierReturns } from "../desk/schema.server.ts";
import { findReview } from "../service/commune.server.ts";
import { listSamples } from "../service/content.server.ts";
import { filedEvidence, isIntact } from "../service/file.server.ts";
import { groundOf } from "../service/ground.server.ts";
import { contentOf } from "../service/guards.server.ts";
import { type DossierRow, procedureOf, setOf } from "../service/load.server.ts";
import type { StoredPaper } from "./archive-plan.ts";
import type { DossierFacts, ReturnFacts, ReviewFacts, SampleFacts } from "./facts.ts";
import { FiledSnapshot } from "./snapshot.ts";

/** What a dossier's papers are made of, with the rules that they follow. */
export type Loaded = {
  readonly row: DossierRow;
  readonly facts: DossierFacts;
  readonly procedure: RegimeProcedure;
  readonly path: readonly Stage[];
  /** The filing's snapshot as the text that its digest is taken over; null for a draft. */
  readonly snapshot: string | null;
};

/**
 * The facts behind a dossier's papers: those of its last filing, or, with `draft` or before the
 * first filing, what stands in it now. `row`: one that the caller has the right to show. Throws
 * `internal` when a filing is not what its digest says: nothing is printed from it.
 */
export async function loadFacts(
  db: Db,
  actor: UserActor,
  row: DossierRow,
  { draft = false }: { draft?: boolean } = {},
): Promise<Loaded> {
  const { procedure, path } = procedureOf(row, await today(db));
  const { set, compiled } = await setOf(db, row);
  const filing = draft && isOpen(row) ? undefined : await lastFiling(db, row.id);
  const snapshot = filing ? readSnapshot(row, filing) : await draftOf(db, actor, row);
  const registration = snapshot.sections["registration"]?.["representativeName"];
  return {
    row,
    procedure,
    path,
    snapshot: filing ? canonicalJson(filing.snapshot) : null,
    facts: {
      filing: filing
        ? {
            seq: filing.seq,
            receiptCode: filing.receiptCode,
            digest: filing.digest,
            on: filing.filedOn,
            at: filing.filedAt,
          }
        : null,
      isDemo: row.isDemo,
      id: row.id,
      regime: row.regime,
      decision: procedure.decision,
      kind: row.kind,
      producerName: snapshot.producer.name,
      representativeName: typeof registration === "string" ? registration : null,
      productName: snapshot.product.name,
      set,
      compiled,
      sections: sectionsOf(procedure, row.kind).map((section) => ({
        section,
        data: (snapshot.sections[section.name] ?? {}) as SectionData,
      })),
      answers: Object.fromEntries(
        snapshot.answers.map(({ criterion, option, note }) => [criterion, { option, note }]),
      ),
      evidence: snapshot.evidence,
      place: await placeOf(db, row),
      path,
      numbers: await numbersOf(db, row.id),
      changedAt: filing?.filedAt ?? row.updatedAt,
    },
  };
}

/** Whether the dossier can still be edited, so that a draft of it means something. */
function isOpen({ state }: DossierRow): boolean {
  return state === "draft" || state === "returned";
}

type Filing = typeof dossierFilings.$inferSelect;

async function lastFiling(db: Db, dossierId: string): Promise<Filing | undefined> {
  const [filing] = await db
    .select()
    .from(dossierFilings)
    .where(eq(dossierFilings.dossierId, dossierId))
    .orderBy(desc(dossierFilings.seq))
    .limit(1);
  return filing;
}

function readSnapshot(row: DossierRow, filing: Filing): FiledSnapshot {
  if (!isIntact(filing))
    throw new AppError("internal", {
      log: `filing ${filing.seq} of dossier ${row.id} does not match its digest`,
    });
  return FiledSnapshot.parse(filing.snapshot);
}

/** What a dossier holds now, in the shape of a filing. */
async function draftOf(db: Db, actor: UserActor, row: DossierRow): Promise<FiledSnapshot> {
  const content = await contentOf(db, actor, row);
  const { facts } = await groundOf(db, actor, row.productId);
  return {
    format: "ocop-dossier-1",
    producer: facts.producer,
    product: facts.product,
    sections: Object.fromEntries(
      Object.entries(content.sections).map(([name, { data }]) => [
        name,
        data as FiledSnapshot["sections"][string],
      ]),
    ),
    answers: content.answers.map(({ criterion, option, note }) => ({ criterion, option, note })),
    evidence: filedEvidence(content.evidence),
  };
}

async function placeOf(db: Db, row: DossierRow): Promise<DossierFacts["place"]> {
  const unit = { version: PlaceVersion.parse(row.unitVersion), code: row.unitCode };
  const province: UnitRef = { version: currentVersion, code: row.provinceCode };
  const units = await findUnits(db, [unit, province]);
  return {
    commune: units.get(keyOfRef(unit))?.fullName ?? row.unitCode,
    province: units.get(keyOfRef(province))?.fullName ?? row.provinceCode,
  };
}

async function numbersOf(db: Db, dossierId: string): Promise<DossierFacts["numbers"]> {
  const rows = await db
    .select()
    .from(dossierNumbers)
    .where(eq(dossierNumbers.dossierId, dossierId))
    .orderBy(asc(dossierNumbers.receivedAt));
  return rows.map(({ stage, numberText, receivedAt }) => ({
    stage,
    text: numberText,
    on: vietnamDay(receivedAt),
  }));
}

/** The day of an instant, in Vietnam. */
export function vietnamDay(instant: Date): Day {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(instant);
}

/** The commune's report; `notFound` where the dossier's way has none, or none was begun. */
export async function loadReview(db: Db, { row, path }: Loaded): Promise<ReviewFacts> {
  const stage = path.find(({ kind }) => kind !== "council");
  const review = stage ? await findReview(db, row.id, stage.id) : null;
  if (!stage || !review)
    throw new AppError("notFound", { vi: "Hồ sơ này chưa có báo cáo của cấp xã." });
  const { held } = await listSamples(db, row.id);
  return {
    topics: review.topics,
    asked: topicsOf(stage),
    visit: review.visit,
    meeting: review.meeting,
    request: review.request,
    form: stage.form ?? null,
    samplesHeld: held,
  };
}

/** The last return of a dossier; `notFound` when it was never returned. */
export async function loadReturn(db: Db, { row, path }: Loaded): Promise<ReturnFacts> {
  const [back] = await db
    .select()
    .from(dossierReturns)
    .where(eq(dossierReturns.dossierId, row.id))
    .orderBy(desc(dossierReturns.returnedAt))
    .limit(1);
  if (!back) throw new AppError("notFound", { vi: "Hồ sơ này chưa từng bị trả lại." });
  return {
    on: vietnamDay(back.returnedAt),
    stage: back.stage,
    level: path.find(({ id }) => id === back.stage)?.level ?? "commune",
    reason: back.reason,
    items: back.items,
  };
}

/** The log of the samples, oldest first. */
export async function loadSamples(db: Db, { row }: Loaded): Promise<readonly SampleFacts[]> {
  return (await listSamples(db, row.id)).entries;
}

/** What the store holds of the papers that a dossier names, by digest. */
export async function loadStored(
  db: Db,
  evidence: DossierFacts["evidence"],
): Promise<ReadonlyMap<string, StoredPaper>> {
  const digests = [...new Set(evidence.flatMap(({ digest }) => digest ?? []))];
  if (digests.length === 0) return new Map();
  const rows = await db.select().from(storedFiles).where(inArray(storedFiles.digest, digests));
  const papers = await findPapers(db, [...new Set(evidence.map(({ paperId }) => paperId))]);
  const pages = new Map(papers.map(({ digest, pageCount }) => [digest, pageCount]));
  return new Map(
    rows.map(({ digest, size, mediaType }) => [
      digest,
      { size, mediaType, pages: pages.get(digest) ?? null },
    ]),
  );
}
