import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { choicesOf, listAnswers } from "#modules/dossiers/service/content.server.ts";
import { type DossierRow, setOf } from "#modules/dossiers/service/load.server.ts";
import { filedPaperIds } from "#modules/dossiers/service/filed-papers.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { digestOf } from "../sheets/seal.server.ts";
import { type ReviewStanding, standingOf } from "./disagreement.ts";
import { events } from "./events.server.ts";
import { OnAssignment, SaveFinding } from "./inputs.ts";
import { type LoadedAssignment, openAssignment, ownAssignment } from "./load.server.ts";
import { hasReport } from "./reports.server.ts";
import { consultAssignments, consultFindings } from "./schema.server.ts";

export type Finding = typeof consultFindings.$inferSelect;

/** What was found so far, by criterion. */
export async function findingsOf(
  db: Db,
  assignmentId: string,
): Promise<Readonly<Record<string, Finding>>> {
  const rows = await db
    .select()
    .from(consultFindings)
    .where(eq(consultFindings.assignmentId, assignmentId));
  return Object.fromEntries(rows.map((row) => [row.criterion, row]));
}

/** The options found, as the scoring engine reads them. */
export function optionsFound(findings: Readonly<Record<string, Finding>>): Answers {
  return Object.fromEntries(
    Object.values(findings).flatMap(({ criterion, option }) =>
      option === null ? [] : [[criterion, option]],
    ),
  );
}

/** The review held against the producer's claims. */
export async function reviewStanding(
  db: Db,
  row: DossierRow,
  findings: Readonly<Record<string, Finding>>,
): Promise<ReviewStanding> {
  const { compiled } = await setOf(db, row);
  const claims = choicesOf(await listAnswers(db, row.id));
  return standingOf(compiled, claims, optionsFound(findings));
}

export type FindingSaved = { readonly version: number; readonly standing: ReviewStanding };

/**
 * Keeps what the consultant finds for one criterion. The same write sent again is answered and
 * not done twice. Throws `stale` when the criterion was written elsewhere meanwhile, `conflict`
 * once the review is handed in or the dossier has moved on.
 */
export async function saveFinding(
  db: Db,
  actor: UserActor,
  input: SaveFinding,
): Promise<FindingSaved> {
  const wanted = parseInput(SaveFinding, input);
  return db.transaction(async (tx) => {
    const loaded = await openAssignment(tx, actor, wanted.assignmentId, { lock: true });
    await assertFits(tx, loaded.row, wanted);
    const version = await writeFinding(tx, wanted);
    const findings = await findingsOf(tx, loaded.assignment.id);
    return { version, standing: await reviewStanding(tx, loaded.row, findings) };
  });
}

type WantedFinding = ReturnType<typeof SaveFinding.parse>;

async function assertFits(tx: Db, row: DossierRow, wanted: WantedFinding): Promise<void> {
  const { compiled } = await setOf(tx, row);
  const leaf = compiled.leafByCode.get(wanted.criterion);
  if (!leaf)
    throw new AppError("invalid", {
      fields: { criterion: `Bộ ${row.setCode} không có tiêu chí ${wanted.criterion}.` },
    });
  if (wanted.option !== null && wanted.option > leaf.options.length)
    throw new AppError("invalid", { fields: { option: "Tiêu chí này không có mức đó." } });
  const filed = await filedPaperIds(tx, row.id);
  if (!wanted.papers.every((id) => filed.has(id)))
    throw new AppError("invalid", {
      fields: { papers: "Có giấy tờ không nằm trong hồ sơ đã nộp." },
    });
}

async function writeFinding(tx: Db, wanted: WantedFinding): Promise<number> {
  const { assignmentId, criterion, option, reason, papers, expectedVersion, writeId } = wanted;
  const where = and(
    eq(consultFindings.assignmentId, assignmentId),
    eq(consultFindings.criterion, criterion),
  );
  const [kept] = await tx.select().from(consultFindings).where(where);
  if (kept?.writeId === writeId) return kept.version;
  if ((kept?.version ?? 0) !== expectedVersion)
    throw new AppError("stale", {
      vi: "Tiêu chí này vừa được ghi ở thiết bị khác. Hãy tải lại trang để xem bản mới.",
    });
  const values = { option, reason, papers, writeId, version: expectedVersion + 1 };
  if (kept)
    await tx
      .update(consultFindings)
      .set({ ...values, updatedAt: sql`now()` })
      .where(where);
  else await tx.insert(consultFindings).values({ assignmentId, criterion, ...values });
  return values.version;
}

/** What still stands against handing a review in, one line each. */
export function reviewGaps(
  standing: ReviewStanding,
  findings: Readonly<Record<string, Finding>>,
): readonly string[] {
  const silent = standing.disagreements.filter(({ criterion }) => !findings[criterion]?.reason);
  return [
    ...standing.open.map((code) => `Tiêu chí ${code}: chưa chọn mức.`),
    ...silent.map(({ criterion }) => `Tiêu chí ${criterion}: khác chủ thể thì phải ghi lý do.`),
  ];
}

/**
 * Hands a review in: every criterion has an option, and whoever disagrees with the producer says
 * why. `unprocessable` with a line for each gap.
 */
export async function submitReview(
  db: Db,
  actor: UserActor,
  input: OnAssignment,
): Promise<{ digest: string }> {
  const { assignmentId } = parseInput(OnAssignment, input);
  return db.transaction(async (tx) => {
    const loaded = await openAssignment(tx, actor, assignmentId, { lock: true });
    const findings = await findingsOf(tx, assignmentId);
    const gaps = reviewGaps(await reviewStanding(tx, loaded.row, findings), findings);
    if (gaps.length > 0)
      throw new AppError("unprocessable", { vi: gaps.join(" "), fields: { form: gaps.join(" ") } });
    await tx
      .update(consultAssignments)
      .set({ submittedAt: sql`now()`, version: sql`${consultAssignments.version} + 1` })
      .where(eq(consultAssignments.id, assignmentId));
    const digest = digestOf(
      Object.values(findings).map(({ criterion, option, reason, papers }) => ({
        criterion,
        option,
        reason,
        papers,
      })),
    );
    await appendAudit(tx, events.reviewed, {
      ...factsOf(actor, loaded),
      details: { dossier: loaded.row.id, findings: Object.keys(findings).length, digest },
    });
    return { digest };
  });
}

/** Takes a review back to mend it, as long as the team has not reported on it. */
export async function takeReviewBack(db: Db, actor: UserActor, input: OnAssignment): Promise<void> {
  const { assignmentId } = parseInput(OnAssignment, input);
  await db.transaction(async (tx) => {
    const loaded = await ownAssignment(tx, actor, assignmentId, { lock: true });
    const { assignment, row } = loaded;
    if (row.state !== "underAdvice" || (await hasReport(tx, row)))
      throw new AppError("conflict", {
        vi: "Tổ đã báo cáo hoặc hồ sơ đã sang bước khác nên không rút lại được.",
      });
    if (assignment.submittedAt === null) return;
    await tx
      .update(consultAssignments)
      .set({ submittedAt: null, version: sql`${consultAssignments.version} + 1` })
      .where(eq(consultAssignments.id, assignmentId));
    await appendAudit(tx, events.takenBack, {
      ...factsOf(actor, loaded),
      details: { dossier: row.id },
    });
  });
}

/** What an audit row says of where an act on an assignment belongs. */
export function factsOf(actor: UserActor, { assignment }: LoadedAssignment) {
  return {
    actorId: actor.userId,
    subjectId: assignment.id,
    provinceCode: assignment.provinceCode,
    unitPath: assignment.unitPath,
  };
}
