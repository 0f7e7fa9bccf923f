import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { type Role, roleTable } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { conflictDeclarations } from "#modules/councils/conflicts/schema.server.ts";
import { consultAssignments, consultFiles } from "#modules/councils/consult/schema.server.ts";
import { buildCouncil, buildSession } from "#modules/councils/factory.ts";
import { practiceCases } from "#modules/councils/practice/schema.server.ts";
import {
  councilMembers,
  councils,
  councilSessions,
  sessionMembers,
} from "#modules/councils/schema.server.ts";
import { buildAwaiting } from "#modules/dossiers/factory.ts";
import { dossierFiledPapers, dossiers } from "#modules/dossiers/schema.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { nextRound } from "./hall.ts";

/** A council of a province with a session under way, and a dossier in a consult team's hands. */
export type CouncilThings = {
  readonly council: string;
  readonly session: string;
  /** A product of the session, in its first round of sheets. */
  readonly item: string;
  /** A paper of what the product's dossier filed. */
  readonly filedPaper: string;
  /** Somebody who scores it. */
  readonly scorer: string;
  /** A reference dossier for practice. */
  readonly practice: string;
  readonly team: string;
  readonly assignment: string;
  /** The dossier of the assignment, a paper of its filing and a file of its survey. */
  readonly consulted: string;
  readonly consultedPaper: string;
  readonly surveyDigest: string;
};

/** `path`: of the commune whose dossiers they are; `word`: stands in every name, so that an answer which tells of them gives itself away. */
export async function buildCouncilThings(
  db: Db,
  wanted: { path: string; word: string; digest: string; paperDigest: string },
): Promise<CouncilThings> {
  const { path, word, digest, paperDigest } = wanted;
  const province = path.slice(0, 2);
  const council = await buildCouncil(db, { members: 3, path: province });
  const built = await buildSession(db, {
    council,
    items: 1,
    attendance: "present",
    declared: true,
    paperDigest,
  });
  const [item = ""] = built.itemIds;
  const [scored] = built.dossiers;
  await nextRound(db, item, council.secretary.id);
  const consulted = await buildAwaiting(db, { path, paperDigest });
  const dossierIds = [scored?.dossierId ?? "", consulted.dossierId];
  await db
    .update(dossiers)
    .set({ productName: word, producerName: word })
    .where(inArray(dossiers.id, dossierIds));
  await db
    .update(councils)
    .set({ name: word, decisionDigest: digest })
    .where(eq(councils.id, council.councilId));
  await db
    .update(councilSessions)
    .set({ title: word })
    .where(eq(councilSessions.id, built.sessionId));
  const [team] = await db
    .insert(councils)
    .values({
      kind: "consultTeam",
      level: "province",
      regime: "26-2026",
      name: word,
      decisionNumber: "02/QĐ-THỬ",
      decisionOn: "2026-06-01",
      provinceCode: province,
      unitVersion: "2025-07-01",
      unitCode: province,
      unitPath: province,
      createdBy: council.office.userId,
    })
    .returning({ id: councils.id });
  const teamId = team?.id ?? "";
  const [assignment] = await db
    .insert(consultAssignments)
    .values({
      provinceCode: province,
      unitPath: path,
      dossierId: consulted.dossierId,
      stage: "province",
      teamId,
      userId: council.office.userId,
      assignedBy: council.office.userId,
    })
    .returning({ id: consultAssignments.id });
  await db.insert(consultFiles).values({
    dossierId: consulted.dossierId,
    purpose: "surveyPhoto",
    digest,
    storedBy: council.office.userId,
  });
  const paperOf = async (dossierId: string) =>
    (
      await db.select().from(dossierFiledPapers).where(eq(dossierFiledPapers.dossierId, dossierId))
    )[0]?.paperId ?? "";
  return {
    council: council.councilId,
    session: built.sessionId,
    item,
    filedPaper: await paperOf(dossierIds[0] ?? ""),
    scorer: council.chair.id,
    practice: await buildPractice(db, { province, word, by: council.office.userId }),
    team: teamId,
    assignment: assignment?.id ?? "",
    consulted: consulted.dossierId,
    consultedPaper: await paperOf(consulted.dossierId),
    surveyDigest: digest,
  };
}

async function buildPractice(
  db: Db,
  { province, word, by }: { province: string; word: string; by: string },
): Promise<string> {
  const book = getBook("26-2026");
  const leaves = book.compiled.get("01")?.leaves ?? [];
  const [row] = await db
    .insert(practiceCases)
    .values({
      provinceCode: province,
      regime: "26-2026",
      setCode: "01",
      rulebookDigest: book.digest,
      title: word,
      description: word,
      facts: {},
      answers: Object.fromEntries(leaves.map(({ code }) => [code, 1])),
      reasons: {},
      createdBy: by,
    })
    .returning({ id: practiceCases.id });
  return row?.id ?? "";
}

/** Gives an account of a council's or team's role its place there: who sits reaches what is theirs. */
export async function seatIn(
  db: Db,
  things: CouncilThings,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  if (roleTable[role].over !== "assigned") return;
  const seat = { userId, agencyName: "Cơ quan thử" };
  const joinedOn = "2026-06-01";
  if (role === "consultMember") {
    await db
      .insert(councilMembers)
      .values({ ...seat, councilId: things.team, duty: "member", scores: true, joinedOn });
    await db
      .update(consultAssignments)
      .set({ userId })
      .where(eq(consultAssignments.id, things.assignment));
    return;
  }
  const duty = role === "councilSecretary" ? ("secretary" as const) : ("deputy" as const);
  const scores = role !== "councilSecretary";
  await db
    .insert(councilMembers)
    .values({ ...seat, councilId: things.council, duty, scores, joinedOn });
  const number = await db.$count(sessionMembers, eq(sessionMembers.sessionId, things.session));
  await db.insert(sessionMembers).values({
    ...seat,
    sessionId: things.session,
    duty,
    scores,
    seat: number + 1,
    attendance: "present",
  });
  await db
    .insert(conflictDeclarations)
    .values({ itemId: things.item, userId, conflict: null, note: null });
}

/** A write as the sheet's script sends it. */
export function sheetWrite() {
  return {
    criterion: "1.1",
    option: 1,
    note: null,
    baseVersion: 0,
    writeId: randomUUID(),
    deviceAt: null,
  };
}
