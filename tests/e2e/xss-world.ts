import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { itemRecusals } from "#modules/councils/conflicts/schema.server.ts";
import { assignDossiers, assignmentsOf } from "#modules/councils/consult/assign.server.ts";
import { buildFindings, type BuiltTeam, buildTeam } from "#modules/councils/consult/factory.ts";
import { askTest } from "#modules/councils/consult/lab.server.ts";
import { submitReport } from "#modules/councils/consult/report.server.ts";
import { submitReview } from "#modules/councils/consult/review.server.ts";
import { saveSurvey } from "#modules/councils/consult/survey.server.ts";
import { type BuiltPerson, buildSession } from "#modules/councils/factory.ts";
import { settingNames } from "#modules/councils/operating-rules.ts";
import { beginCase, writeCase } from "#modules/councils/practice/cases.server.ts";
import { savePractice, submitPractice } from "#modules/councils/practice/sheets.server.ts";
import { conclude, rejectItem } from "#modules/councils/results/conclude.server.ts";
import { answerReopening, askReopening } from "#modules/councils/results/reopen.server.ts";
import { revealItem } from "#modules/councils/results/reveal.server.ts";
import { giveVerdict } from "#modules/councils/results/verdict.server.ts";
import { currentResult } from "#modules/councils/service/current-result.server.ts";
import { loadItem } from "#modules/councils/service/load.server.ts";
import { adoptRules } from "#modules/councils/service/rules.server.ts";
import { startScoring } from "#modules/councils/service/scoring.server.ts";
import { draftOf } from "#modules/councils/sheets/preview.server.ts";
import { findSheet, itemOfSession } from "#modules/councils/sheets/right.server.ts";
import { signSheet } from "#modules/councils/sheets/sign.server.ts";
import { buildAwaiting } from "#modules/dossiers/factory.ts";
import { listAnswers } from "#modules/dossiers/service/content.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { type Hall, openHall, sessionOfPerson } from "../support/hall.ts";
import { fillSheet, onItem } from "../support/scored.ts";
import { testGround, testVisitor } from "../support/sign-in.ts";
import { answersWorth } from "../support/worth.ts";
import { poison, type Written, type WrittenJson } from "./xss.ts";

/** Columns of councils that people write into. */
export const councilWritten: Written = {
  councils: ["name", "decision_number"],
  council_members: ["agency_name", "position", "left_reason"],
  council_sessions: ["title", "place"],
  session_members: ["agency_name", "position", "ended_reason", "asks_meeting_reason"],
  session_items: ["presentation", "discussion", "reject_ground"],
  item_rounds: ["reason"],
  council_sheets: ["comment", "rejection_reason"],
  sheet_answers: ["note"],
  conflict_declarations: ["note"],
  interest_ties: ["organisation", "detail"],
  organisation_aliases: ["name"],
  consultancies: ["organisation", "subject"],
  consult_findings: ["reason"],
  consult_surveys: ["people", "findings", "signed_name"],
  lab_tests: ["indicators", "reason", "lab", "note"],
  practice_cases: ["title", "description"],
};
const elsewhere: Written = { users: ["name"], dossiers: ["product_name", "producer_name"] };

/** JSON that people write into, each free place filled. */
export const councilWrittenJson = (text: string): WrittenJson => ({
  session_items: { doubt: { doubts: ["1.1"], ruling: text, by: randomUUID(), at: "2026-11-01" } },
});

export type CouncilWorld = Awaited<ReturnType<typeof buildCouncilWorld>>;

/**
 * A council, its session with products in every state, a written round, a team's review with its
 * report, the register of ties and a reference dossier, with the text wherever somebody may write.
 */
export async function buildCouncilWorld(db: Db, text: string) {
  const hall = await openHall(db, { members: 3, items: 5 });
  const { council } = hall;
  const written = await buildSession(db, { council, items: 1, mode: "written", declared: true });
  await startScoring(db, council.secretary.actor, { sessionId: written.sessionId, itemId: null });
  await adoptRules(db, council.office, {
    councilId: council.councilId,
    rules: {},
    texts: Object.fromEntries(settingNames.map((name) => [name, text.slice(0, 3900)])),
    effectiveOn: "2026-06-02",
  });
  const [agreed = "", split = "", rejected = "", hidden = "", spared = ""] = hall.itemIds;
  for (const itemId of [agreed, split, hidden])
    for (const [at, member] of council.members.entries())
      await fillSheet(
        db,
        hall,
        { itemId, member, answers: answersWorth(hall.set, itemId === split ? 60 + 15 * at : 72) },
        { comment: "x", ...(itemId === split && at === 0 ? { rejectionReason: "x" } : {}) },
      );
  await noteEverywhere(db);
  await db.insert(itemRecusals).values({
    itemId: spared,
    userId: council.deputy.id,
    kind: "other",
    source: "declared",
    detail: text,
  });
  await register(db, hall);
  const consult = await buildReview(db, text);
  const practiceCase = await buildPractice(db, hall, text);
  await poison(db, text, { ...councilWritten, ...elsewhere }, councilWrittenJson(text));
  await runOn(db, hall, { agreed, split, rejected, text });
  await poison(db, text, elsewhere, {});
  return {
    ...consult,
    hall,
    agreed,
    split,
    rejected,
    hidden,
    written: written.sessionId,
    practiceCase,
  };
}

/** A note beside every answer, for the poison to take the place of. */
async function noteEverywhere(db: Db): Promise<void> {
  await db.execute(sql`update sheet_answers set note = 'x'`);
}

async function register(db: Db, { council, dossiers }: Hall): Promise<void> {
  const by = council.office.userId;
  const producer = dossiers[0]?.producerId ?? "";
  // Of a day to come, so that nobody is put out by them.
  await db.execute(sql`insert into interest_ties (province_code, user_id, kind, organisation, since, created_by)
    values ('19', ${council.chair.id}, 'relative', 'x', '2099-01-01', ${by})`);
  await db.execute(sql`insert into consultancies (province_code, organisation, producer_id, subject, created_by)
    values ('19', 'x', ${producer}, 'x', ${by})`);
  await db.execute(sql`insert into organisation_aliases (province_code, folded, name, organisation_id, created_by)
    values ('19', 'x', 'x', gen_random_uuid(), ${by})`);
}

/** One review under way and one reported on, each with a survey and a test. */
async function buildReview(db: Db, text: string) {
  const team = await buildTeam(db, { people: 1 });
  const reported = await reviewed(db, team, text);
  const open = await reviewed(db, team, text);
  await submitReview(db, team.head.actor, { assignmentId: reported.assignment });
  await db.execute(
    sql`update lab_tests set received_on = asked_on, verdict = 'met' where dossier_id = ${reported.dossier}`,
  );
  await poison(
    db,
    text,
    {
      consult_findings: councilWritten["consult_findings"] ?? [],
      consult_surveys: councilWritten["consult_surveys"] ?? [],
      lab_tests: councilWritten["lab_tests"] ?? [],
    },
    {},
  );
  await submitReport(db, team.head.actor, {
    dossierId: reported.dossier,
    summary: text,
    recommendation: "propose",
  });
  return { team, reported, open };
}

async function reviewed(db: Db, team: BuiltTeam, text: string) {
  const { dossierId: dossier } = await buildAwaiting(db);
  await assignDossiers(db, team.office.actor, {
    teamId: team.teamId,
    dueOn: "",
    assignments: [{ dossierId: dossier, userIds: [team.head.id] }],
  });
  const assignment = (await assignmentsOf(db, [dossier]))[0]?.id ?? "";
  const answers = await listAnswers(db, dossier);
  await buildFindings(
    db,
    team.head.actor,
    assignment,
    Object.fromEntries(answers.map(({ criterion, option }) => [criterion, option ?? 1])),
  );
  await saveSurvey(db, team.head.actor, {
    id: randomUUID(),
    assignmentId: assignment,
    on: "2026-06-01",
    latitude: null,
    longitude: null,
    accuracy: null,
    people: text.slice(0, 1900),
    findings: text,
    photos: [],
    signatureDigest: null,
    signedName: "x",
    deviceAt: null,
  });
  await askTest(db, team.office.actor, {
    dossierId: dossier,
    indicators: text.slice(0, 1900),
    reason: text.slice(0, 1900),
    lab: "x",
    dueOn: "",
  });
  return { dossier, assignment };
}

async function buildPractice(db: Db, { council, set, first }: Hall, text: string): Promise<string> {
  const { id } = await beginCase(db, council.office, {
    regime: "26-2026",
    setCode: "01",
    title: "Hồ sơ mẫu",
    description: text.slice(0, 3900),
  });
  const free = text.slice(0, 1900);
  await writeCase(db, council.office, {
    caseId: id,
    expectedVersion: 1,
    criteria: Object.fromEntries(
      set.leaves.map(({ code }) => [code, { option: 1, fact: free, reason: free }]),
    ),
  });
  const answers = Object.fromEntries(set.leaves.map(({ code }) => [code, 1]));
  await savePractice(db, first.actor, { caseId: id, answers });
  await submitPractice(db, first.actor, { caseId: id });
  return id;
}

/** Signs, reveals, concludes, asks to reopen and rejects, with the text in every reason. */
async function runOn(
  db: Db,
  hall: Hall,
  { agreed, split, rejected, text }: Record<"agreed" | "split" | "rejected" | "text", string>,
): Promise<void> {
  const { members, chair, secretary } = hall.council;
  const reason = text.slice(0, 1900);
  for (const itemId of [agreed, split])
    for (const member of members) await signStanding(db, hall, itemId, member);
  for (const itemId of [agreed, split])
    await revealItem(db, secretary.actor, await onItem(db, itemId));
  await conclude(db, secretary.actor, await onItem(db, agreed));
  await giveVerdict(db, secretary.actor, {
    ...(await onItem(db, split)),
    rejected: true,
    ground: reason,
    stopAt: null,
  });
  await rejectItem(db, secretary.actor, { ...(await onItem(db, rejected)), reason });
  const { dossierId } = (await loadItem(db, agreed)).item;
  const resultId = (await currentResult(db, dossierId))?.id ?? "";
  const { id } = await askReopening(db, secretary.actor, { resultId, reason });
  await answerReopening(db, chair.actor, { reopeningId: id, agreed: false, answer: reason });
  await askReopening(db, secretary.actor, { resultId, reason });
}

/** Signs a sheet with whatever stands in it. */
async function signStanding(
  db: Db,
  { sessionId }: Hall,
  itemId: string,
  member: BuiltPerson,
): Promise<void> {
  const place = { sessionId, itemId, round: 1 };
  const own = { itemId, round: 1, userId: member.id };
  const sheet = await findSheet(db, own);
  const { digest } = await draftOf(db, await itemOfSession(db, place), { ...own, sheet });
  await signSheet(
    { ground: testGround(db), visitor: testVisitor() },
    sessionOfPerson(member),
    { ...place, digest, leaveUnanswered: true },
    { password: builtPassword },
  );
}
