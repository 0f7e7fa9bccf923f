import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { can } from "../access.ts";
import { getPaperFacts } from "../documents/facts.server.ts";
import { improvementTable, letterPaper } from "../documents/letters.ts";
import { asPhrase, itemTable, type PaperFacts } from "../documents/paper.ts";
import { getResultFacts, getVisibleDossier } from "../documents/result-facts.server.ts";
import { decisionLetters, type KeptDocument } from "../letters/schema.server.ts";
import {
  communeNoticeWords,
  letterWords,
  type LetterWords,
  type OwnLetterKind,
  producerNoticeWords,
  resultWords,
  submissionWords,
} from "../letters.ts";
import type { DecisionState } from "../model.ts";
import { decisionPapers } from "../paths.ts";
import { agencyOf } from "./agency.server.ts";
import { authorisedDecision } from "./load.server.ts";

/** A letter as its address names it: one of a decision, or the one on a result. */
export type LetterRef =
  | { readonly decisionId: string; readonly name: string }
  | { readonly dossierId: string };

export type LetterRow = typeof decisionLetters.$inferSelect;

/** Name of the letter on a result in its address. */
export const resultLetterName = "thong-bao-ket-qua";

/** What a letter is about: found anew at every look until it is issued. */
export type LetterSubject = {
  readonly kind: OwnLetterKind;
  readonly name: string;
  readonly provinceCode: string;
  readonly unitPath: string;
  readonly unitName: string | null;
  readonly isDemo: boolean;
  readonly to: string;
  readonly usual: LetterWords;
  readonly table: Block | null;
  readonly changedAt: Date;
  /** A letter is not dated before what it tells of; null where nothing holds it. */
  readonly notBefore: Day | null;
  /** Null where it may be issued. */
  readonly obstacle: string | null;
  readonly mayWrite: boolean;
};

/** A letter with its words, and what the actor may do with it. */
export type LetterView = {
  readonly subject: LetterSubject;
  readonly row: LetterRow | null;
  readonly agency: string;
  readonly symbol: string;
  readonly words: LetterWords;
  readonly mayEdit: boolean;
  readonly mayIssue: boolean;
};

const missing = () => new AppError("notFound", { vi: "Không có văn bản này." });

/** A letter; `notFound` where there is none of this name, or its decision or dossier is another unit's. */
export async function getLetter(db: Db, actor: UserActor, ref: LetterRef): Promise<LetterView> {
  const subject = await subjectOf(db, actor, ref);
  const row = await findRow(db, ref);
  const agency = row ?? (await agencyOf(db, subject.provinceCode));
  const isOpen = row?.numberText == null && subject.mayWrite;
  return {
    subject,
    row,
    agency: agency.agency,
    symbol: agency.symbol,
    words: letterWords(row?.words ?? {}, subject.usual),
    mayEdit: isOpen,
    mayIssue: isOpen && subject.obstacle === null,
  };
}

/** A letter as a document: the one that was issued, else the draft as it stands. */
export async function getLetterDocument(
  db: Db,
  actor: UserActor,
  ref: LetterRef,
): Promise<PrintedDocument> {
  const document = (await findRow(db, ref))?.document;
  if (!document) return printed(await getLetter(db, actor, ref));
  // What was issued stays, whatever has become of its dossier since.
  if ("decisionId" in ref) await authorisedDecision(db, actor, "see", ref.decisionId);
  else await getVisibleDossier(db, actor, ref.dossierId, { isIssued: true });
  return { ...document, createdAt: new Date(document.createdAt) };
}

/** The document of a letter with this number and signature; without them a draft. */
export function printed(
  { subject, agency, symbol, words }: Pick<LetterView, "subject" | "agency" | "symbol" | "words">,
  issued: Partial<Pick<LetterRow, "numberText" | "issuedOn" | "signerName" | "signerTitle">> = {},
): PrintedDocument {
  const { kind, isDemo, unitName, to, table, changedAt } = subject;
  const { numberText = null, issuedOn = null, signerName = null, signerTitle = null } = issued;
  return letterPaper(
    {
      kind,
      isDemo,
      unitName,
      to,
      table,
      changedAt,
      agency,
      symbol,
      numberText,
      issuedOn,
      signerName,
      signerTitle,
    },
    words,
  );
}

/** The document as its row keeps it. */
export function toKeep(document: PrintedDocument): KeptDocument {
  return { ...document, createdAt: document.createdAt.toISOString() };
}

/** The letters of a decision that have been written or issued, by name. */
export async function lettersOf(
  db: Db,
  decisionId: string,
): Promise<ReadonlyMap<string, LetterRow>> {
  const rows = await db
    .select()
    .from(decisionLetters)
    .where(eq(decisionLetters.decisionId, decisionId));
  return new Map(rows.map((row) => [row.name, row]));
}

/** The row of a letter; null while nobody has changed its usual words. */
export async function findRow(db: Db, ref: LetterRef): Promise<LetterRow | null> {
  const of =
    "decisionId" in ref
      ? and(eq(decisionLetters.decisionId, ref.decisionId), eq(decisionLetters.name, ref.name))
      : eq(decisionLetters.dossierId, ref.dossierId);
  const [row] = await db.select().from(decisionLetters).where(of);
  return row ?? null;
}

async function subjectOf(db: Db, actor: UserActor, ref: LetterRef): Promise<LetterSubject> {
  if ("dossierId" in ref) return resultSubject(db, actor, ref.dossierId);
  const decision = await authorisedDecision(db, actor, "see", ref.decisionId);
  const facts = await getPaperFacts(db, actor, ref.decisionId);
  const written = wordsOfName(facts, ref.name);
  // A decision that was taken elsewhere was submitted there.
  if (!written || (decision.isRecorded && written.kind === "submission")) throw missing();
  const isNotice = written.kind === "notice";
  return {
    ...written,
    name: ref.name,
    provinceCode: decision.provinceCode,
    unitPath: decision.unitPath,
    unitName: facts.unitName,
    isDemo: facts.isDemo,
    changedAt: facts.changedAt,
    notBefore: isNotice ? facts.signedOn : null,
    obstacle: obstacles[written.kind][decision.state],
    mayWrite: can(actor, "draft", decision),
  };
}

const dropped = "Dự thảo quyết định đã bỏ.";
const obstacles: Record<"submission" | "notice", Record<DecisionState, string | null>> = {
  submission: {
    draft: null,
    submitted: null,
    issued: "Quyết định đã ban hành, không cấp số tờ trình nữa.",
    dropped,
  },
  notice: {
    draft: "Thông báo được cấp số sau khi quyết định đã ban hành.",
    submitted: "Thông báo được cấp số sau khi quyết định đã ban hành.",
    issued: null,
    dropped,
  },
};

/** `Xã Đồng Hỷ` → `Ủy ban nhân dân xã Đồng Hỷ`. */
const committeeOf = (communeName: string) => `Ủy ban nhân dân ${asPhrase(communeName)}`;

/** The letter of a decision by its name; undefined for any other name. */
function wordsOfName(facts: PaperFacts, name: string) {
  if (name === decisionPapers.submission)
    return {
      kind: "submission" as const,
      to: facts.issuer,
      table: itemTable(facts.items),
      usual: submissionWords({
        title: facts.title,
        basis: facts.submissionBasis,
        text: facts.usual.submission,
        asked: facts.usual.asked,
      }),
    };
  const inCommune = facts.items.filter(
    ({ communeCode }) => decisionPapers.communeNotice(communeCode) === name,
  );
  const [first] = inCommune;
  if (first) {
    const to = committeeOf(first.communeName);
    return {
      kind: "notice" as const,
      to,
      table: itemTable(inCommune),
      usual: communeNoticeWords(facts, to),
    };
  }
  const item = facts.items.find(({ seq }) => decisionPapers.producerNotice(seq) === name);
  return item
    ? {
        kind: "notice" as const,
        to: item.producerName,
        table: itemTable([item]),
        usual: producerNoticeWords(facts, { ...item, commune: committeeOf(item.communeName) }),
      }
    : undefined;
}

async function resultSubject(db: Db, actor: UserActor, dossierId: string): Promise<LetterSubject> {
  const { dossier, unitName, closedAt, result, improvements } = await getResultFacts(
    db,
    actor,
    dossierId,
  );
  return {
    kind: "result",
    name: resultLetterName,
    provinceCode: dossier.provinceCode,
    unitPath: dossier.unitPath,
    unitName,
    isDemo: dossier.isDemo,
    to: dossier.producerName,
    usual: resultWords(result),
    table: improvementTable(improvements),
    changedAt: closedAt,
    notBefore: result.told?.on ?? result.heldOn,
    obstacle: null,
    mayWrite: can(actor, "draft", dossier),
  };
}
