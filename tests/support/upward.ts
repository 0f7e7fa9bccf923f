import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { assignDossiers, assignmentsOf } from "#modules/councils/consult/assign.server.ts";
import { buildFindings, buildTeam } from "#modules/councils/consult/factory.ts";
import { submitReport } from "#modules/councils/consult/report.server.ts";
import { submitReview } from "#modules/councils/consult/review.server.ts";
import { labTests } from "#modules/councils/consult/schema.server.ts";
import { buildCouncil, buildSession } from "#modules/councils/factory.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { listAnswers } from "#modules/dossiers/service/content.server.ts";
import { draftDecision, turnDraft } from "#modules/recognition/service/drafts.server.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import { issueLetter } from "#modules/recognition/upward/service/issue.server.ts";
import { draftLetter } from "#modules/recognition/upward/service/letters.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { nextRound } from "./hall.ts";
import { type ScoredProducts, signature } from "./issued.ts";
import { closeItem, signAll } from "./scored.ts";
import { answersWorth } from "./worth.ts";

export type Excellent = Omit<ScoredProducts, "hall"> & {
  readonly council: Awaited<ReturnType<typeof buildCouncil>>;
};

/** Products that a council of Thái Nguyên gave so many points; `paperDigest`: the content that each dossier names. */
export async function buildExcellent(
  db: Db,
  {
    items = 1,
    points = 92,
    paperDigest,
  }: { items?: number; points?: number; paperDigest?: string } = {},
): Promise<Excellent> {
  const council = await buildCouncil(db, { members: 3 });
  const session = await buildSession(db, {
    council,
    items,
    attendance: "present",
    declared: true,
    ...(paperDigest ? { paperDigest } : {}),
  });
  const set = getBook("26-2026").compiled.get("01");
  if (!set) throw new Error("no set 01");
  for (const itemId of session.itemIds) {
    await nextRound(db, itemId, council.secretary.id);
    await signAll(db, session, itemId, answersWorth(set, points));
    await closeItem(db, session, itemId);
  }
  return {
    council,
    office: council.office,
    signer: await buildOfficer(db, "decisionMaker", "19"),
    dossierIds: session.dossiers.map(({ dossierId }) => dossierId),
  };
}

/** Issues the decision that approves these results for the level above; its id. */
export async function approve(db: Db, { office, signer, dossierIds }: Excellent): Promise<string> {
  const { id } = await draftDecision(db, office, {
    kind: "approval",
    dossierIds: [...dossierIds],
  });
  await turnDraft(db, office, { act: "submit", decisionId: id, expectedVersion: 1 });
  await issueDecision(db, signer, { decisionId: id, expectedVersion: 2, ...signature });
  return id;
}

/** An issued letter over approved results: its dossiers lie with the Ministry. */
export async function buildSent(
  db: Db,
  wanted: Parameters<typeof buildExcellent>[1] = {},
): Promise<Excellent & { letterId: string; numberText: string }> {
  const built = await buildExcellent(db, wanted);
  await approve(db, built);
  const { id } = await draftLetter(db, built.office, { dossierIds: [...built.dossierIds] });
  const { numberText } = await issueLetter(db, built.signer, {
    letterId: id,
    expectedVersion: 1,
    ...signature,
  });
  return { ...built, letterId: id, numberText };
}

/** Has a consult team report on a dossier that a council has already scored. */
export async function buildReport(db: Db, dossierId: string): Promise<void> {
  const [before] = await db.select().from(dossiers).where(eq(dossiers.id, dossierId));
  // As it stood before the council took it up.
  await db.update(dossiers).set({ state: "underAdvice" }).where(eq(dossiers.id, dossierId));
  const team = await buildTeam(db);
  await assignDossiers(db, team.office.actor, {
    teamId: team.teamId,
    dueOn: "",
    assignments: [{ dossierId, userIds: [team.head.id] }],
  });
  const [given] = await assignmentsOf(db, [dossierId]);
  const claimed = (await listAnswers(db, dossierId)).map(({ criterion, option }) => [
    criterion,
    option ?? 1,
  ]);
  await buildFindings(
    db,
    team.head.actor,
    given?.id ?? "",
    Object.fromEntries(claimed) as Record<string, number>,
  );
  await submitReview(db, team.head.actor, { assignmentId: given?.id ?? "" });
  await submitReport(db, team.head.actor, {
    dossierId,
    summary: "Hồ sơ đầy đủ, minh chứng khớp với thực tế (thử).",
    recommendation: "propose",
  });
  await db
    .update(dossiers)
    .set({ state: before?.state ?? "scored" })
    .where(eq(dossiers.id, dossierId));
}

/** A laboratory's answer on a dossier, with its paper. */
export async function buildLabResult(
  db: Db,
  { dossierId, digest, by }: { dossierId: string; digest: string; by: string },
): Promise<void> {
  await db.insert(labTests).values({
    dossierId,
    stage: "province",
    indicators: "Dư lượng thuốc bảo vệ thực vật",
    reason: "Đối chiếu công bố (thử)",
    lab: "Phòng thử nghiệm mẫu",
    askedBy: by,
    askedOn: "2026-10-01",
    receivedOn: "2026-10-10",
    resultDigest: digest,
    verdict: "met",
  });
}
