import { and, eq, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { isProducers } from "../access.ts";
import { renewalStanding, renewalWindow } from "../clocks.ts";
import {
  type CompletenessInput,
  type CompletenessItem,
  completenessOf,
  type EvidencePaper,
} from "../completeness.ts";
import type { SectionName } from "../forms/definitions.ts";
import type { SectionData } from "../forms/fields.ts";
import type { Guards } from "../guards.ts";
import { dossiers } from "../schema.server.ts";
import { dossierReturns } from "../desk/schema.server.ts";
import {
  choicesOf,
  type KeptAnswer,
  type KeptSection,
  listAnswers,
  listEvidence,
  listSamples,
  listSections,
} from "./content.server.ts";
import { findPapers, type Paper } from "#modules/producers/service/papers.server.ts";
import { vaultOf } from "./ground.server.ts";
import { type DossierRow, procedureOf, setOf } from "./load.server.ts";

/** All that a dossier holds, read once for a description or a filing. */
export type Content = {
  readonly answers: readonly KeptAnswer[];
  readonly sections: Partial<Record<SectionName, KeptSection>>;
  readonly evidence: readonly { criterion: string; paper: Paper }[];
  /** Null when the asker may not look into the producer's vault. */
  readonly vault: readonly Paper[] | null;
  readonly samples: Awaited<ReturnType<typeof listSamples>>;
};

/** Reads what a dossier holds. Rights on the dossier are the caller's business. */
export async function contentOf(db: Db, actor: UserActor, row: DossierRow): Promise<Content> {
  const answers = await listAnswers(db, row.id);
  const sections = await listSections(db, row.id);
  const vault = await vaultOf(db, actor, row);
  const links = await listEvidence(db, row.id);
  const named = await findPapers(db, [...new Set(links.map(({ paperId }) => paperId))]);
  const papers = new Map(named.map((paper) => [paper.id, paper]));
  const evidence = links.flatMap(({ criterion, paperId }) => {
    const paper = papers.get(paperId);
    return paper ? [{ criterion, paper }] : [];
  });
  return { answers, sections, evidence, vault, samples: await listSamples(db, row.id) };
}

/** What completeness is asked over. */
export async function completenessInput(
  db: Db,
  row: DossierRow,
  content: Content,
  on: Day,
): Promise<CompletenessInput> {
  const { procedure } = procedureOf(row, on);
  const { compiled } = await setOf(db, row);
  const data: Partial<Record<SectionName, SectionData>> = {};
  for (const [name, kept] of Object.entries(content.sections))
    data[name as SectionName] = kept.data;
  return {
    kind: row.kind,
    procedure,
    set: compiled,
    sections: data,
    answers: choicesOf(content.answers),
    evidence: content.evidence satisfies readonly { criterion: string; paper: EvidencePaper }[],
    vault: content.vault,
    on,
    samplesHeld: content.samples.held,
  };
}

/** What a dossier needs, and the answers to the guards of filing and resubmitting on a day. */
export async function filingGuards(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  content: Content,
  on: Day,
): Promise<{ guards: Guards; items: readonly CompletenessItem[] }> {
  const items = completenessOf(await completenessInput(tx, row, content, on));
  const procedures = loadProcedures();
  const complete = items.every(({ ok, severity }) => ok || severity === "should");
  return {
    items,
    guards: {
      // A round of the past is entered as it was, whatever was missing then.
      complete: complete || row.isRecorded,
      regimeInForce:
        row.filedOn === null
          ? regimeInForce(procedures, on) === row.regime
          : regimeInForce(procedures, row.filedOn) === row.regime,
      windowOpen: row.isRecorded || isWindowOpen(row, on),
      noTwin: row.isRecorded || !(await hasTwin(tx, row)),
      confirmedByProducer:
        row.isRecorded || !row.isOnBehalf || isProducers(actor, row) || row.confirmedAt !== null,
      itemsAnswered: await areItemsAnswered(tx, row.id),
    },
  };
}

/**
 * Too early and too late a renewal are refused. Between the end of the window and that of the
 * certificate (or of the transitional extension, article 12.3) it is for the offices to judge.
 */
function isWindowOpen(row: DossierRow, on: Day): boolean {
  if (row.kind !== "renewal" || row.certificateExpiresOn === null) return true;
  const { procedure } = procedureOf(row, on);
  const window = renewalWindow(procedure, row.certificateExpiresOn);
  return window !== null && !["tooEarly", "over"].includes(renewalStanding(window, on));
}

/** Another dossier of the producer under way for a product of the same name. */
async function hasTwin(tx: Db, row: DossierRow): Promise<boolean> {
  const count = await tx.$count(
    dossiers,
    and(
      eq(dossiers.producerId, row.producerId),
      ne(dossiers.id, row.id),
      sql`lower(${dossiers.productName}) = lower(${row.productName})`,
      eq(dossiers.isRecorded, false),
      sql`${dossiers.state} not in ('draft', 'decided', 'notRecognised', 'rejected', 'withdrawn')`,
    ),
  );
  return count > 0;
}

async function areItemsAnswered(tx: Db, dossierId: string): Promise<boolean> {
  const [open] = await tx
    .select({ items: dossierReturns.items })
    .from(dossierReturns)
    .where(
      and(eq(dossierReturns.dossierId, dossierId), sql`${dossierReturns.resubmittedAt} is null`),
    );
  return open?.items.every(({ answered }) => answered) ?? true;
}
