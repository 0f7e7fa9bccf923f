import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { choicesOf, listAnswers, listEvidence } from "#modules/dossiers/service/content.server.ts";
import { lastFilings } from "#modules/dossiers/service/council.server.ts";
import { filedPaperIds } from "#modules/dossiers/service/filed-papers.server.ts";
import { type DossierRow, findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { findPapers, type Paper } from "#modules/producers/service/papers.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";

import { type KeptFile, storedFileOf } from "./files.server.ts";
import { type ShownPart, shownParts } from "./criteria.ts";
import type { ReviewStanding } from "./disagreement.ts";
import { type AssignmentRow, ownAssignment } from "./load.server.ts";
import { partIn } from "./parties.server.ts";
import { hasReport } from "./reports.server.ts";
import { type Finding, findingsOf, reviewGaps, reviewStanding } from "./review.server.ts";

/** A paper behind a criterion, as a review shows it. */
export type ReviewPaper = Pick<Paper, "id" | "title" | "kindName" | "url" | "mediaType" | "state">;

/** What the producer filed, criterion by criterion. */
export type Filed = {
  readonly row: DossierRow;
  readonly setTitle: string;
  readonly filing: { readonly seq: number; readonly digest: string } | null;
  readonly parts: readonly ShownPart[];
  readonly claims: Answers;
  /** What the producer wrote beside a claim. */
  readonly notes: Readonly<Record<string, string>>;
  /** By criterion. */
  readonly papers: Readonly<Record<string, readonly ReviewPaper[]>>;
};

/** The claims and papers of a dossier; rights are the caller's business. */
export async function describeFiled(db: Db, row: DossierRow): Promise<Filed> {
  const { set } = await setOf(db, row);
  const answers = await listAnswers(db, row.id);
  const links = await listEvidence(db, row.id);
  const named = await findPapers(db, [...new Set(links.map(({ paperId }) => paperId))]);
  const shown = new Map(
    named.map(({ id, title, kindName, url, mediaType, state }) => [
      id,
      { id, title, kindName, url, mediaType, state },
    ]),
  );
  const papers: Record<string, ReviewPaper[]> = {};
  for (const { criterion, paperId } of links) {
    const paper = shown.get(paperId);
    if (paper) (papers[criterion] ??= []).push(paper);
  }
  return {
    row,
    setTitle: set.title,
    filing: (await lastFilings(db, [row.id])).get(row.id) ?? null,
    parts: shownParts(set),
    claims: choicesOf(answers),
    notes: Object.fromEntries(
      answers.flatMap(({ criterion, note }) => (note ? [[criterion, note]] : [])),
    ),
    papers,
  };
}

/** A consultant's own review, with everything beside it that helps to write it. */
export type ReviewView = {
  readonly assignment: AssignmentRow;
  readonly filed: Filed;
  readonly findings: Readonly<Record<string, Finding>>;
  readonly standing: ReviewStanding;
  /** What still stands against handing it in. */
  readonly gaps: readonly string[];
  readonly mayWrite: boolean;
  readonly mayTakeBack: boolean;
};

/** The actor's own review; `notFound` for another's. */
export async function describeReview(
  db: Db,
  actor: UserActor,
  assignmentId: string,
): Promise<ReviewView> {
  const { assignment, row } = await ownAssignment(db, actor, assignmentId);
  const findings = await findingsOf(db, assignment.id);
  const standing = await reviewStanding(db, row, findings);
  const isHere = row.state === "underAdvice" && row.stage === assignment.stage;
  const isIn = assignment.submittedAt !== null;
  return {
    assignment,
    filed: await describeFiled(db, row),
    findings,
    standing,
    gaps: reviewGaps(standing, findings),
    mayWrite: isHere && !isIn,
    mayTakeBack: isHere && isIn && !(await hasReport(db, row)),
  };
}

/** A paper of the last filing, for who takes part in the review; `notFound` for any other. */
export async function getConsultPaper(
  db: Db,
  actor: UserActor,
  { dossierId, paperId }: { dossierId: string; paperId: string },
): Promise<KeptFile> {
  const row = await findDossier(db, dossierId);
  await partIn(db, actor, row);
  const missing = new AppError("notFound", {
    denied: "council.seeConsult",
    vi: "Hồ sơ này không có giấy tờ đó.",
  });
  if (!(await filedPaperIds(db, row.id)).has(paperId)) throw missing;
  const [paper] = await findPapers(db, [paperId]);
  if (!paper?.digest) throw missing;
  return { ...(await storedFileOf(db, paper.digest)), title: paper.title };
}
