import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { readAnswers } from "#modules/rulebooks/answers.ts";
import type { Answers, RuleSet } from "#modules/rulebooks/model.ts";
import { type Calibration, calibrate, type Tendency, tendencyOf } from "./calibration.ts";
import { type CaseRow, findCase, isWhole, setOfCase } from "./cases.server.ts";
import { OnCase, SavePractice } from "./inputs.ts";
import { practiceCases, practiceSheets } from "./schema.server.ts";

/** A case as somebody who practises sees it. Agreed answers come only once their sheet is in. */
export type PracticeView = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly isDemo: boolean;
  readonly isClosed: boolean;
  readonly set: RuleSet;
  readonly facts: Readonly<Record<string, string>>;
  readonly answers: Answers;
  /** Null until the sheet is handed in. */
  readonly result: {
    readonly calibration: Calibration;
    readonly reasons: Readonly<Record<string, string>>;
    /** Over all cases that the asker has handed in. */
    readonly tendency: Tendency | null;
  } | null;
};

/** A case with the asker's own sheet; `notFound` for a case that is not ready. */
export async function describePractice(
  db: Db,
  actor: UserActor,
  caseId: string,
): Promise<PracticeView> {
  const row = await openCase(db, actor, caseId);
  const { set, compiled } = await setOfCase(db, row);
  const sheet = await ownSheet(db, row.id, actor.userId);
  const { title, description, isDemo, facts, reasons } = row;
  const base = {
    id: row.id,
    title,
    description,
    isDemo,
    isClosed: row.closedAt !== null,
    set,
    facts,
    answers: sheet?.answers ?? {},
  };
  if (!sheet?.submittedAt) return { ...base, result: null };
  const colleagues = await db
    .select({ answers: practiceSheets.answers })
    .from(practiceSheets)
    .where(
      and(
        eq(practiceSheets.caseId, row.id),
        ne(practiceSheets.userId, actor.userId),
        isNotNull(practiceSheets.submittedAt),
      ),
    )
    .limit(2000);
  return {
    ...base,
    result: {
      calibration: calibrate(compiled, {
        own: sheet.answers,
        agreed: row.answers,
        colleagues: colleagues.map(({ answers }) => answers),
      }),
      reasons,
      tendency: await ownTendency(db, actor),
    },
  };
}

async function openCase(db: Db, actor: UserActor, caseId: string): Promise<CaseRow> {
  const row = await findCase(db, actor, "practise", caseId);
  const { compiled } = await setOfCase(db, row);
  if (!isWhole(compiled, row.answers))
    throw new AppError("notFound", { vi: "Hồ sơ mẫu này đang soạn, chưa mở để tập chấm." });
  return row;
}

async function ownSheet(db: Db, caseId: string, userId: string, { lock = false } = {}) {
  const query = db
    .select()
    .from(practiceSheets)
    .where(and(eq(practiceSheets.caseId, caseId), eq(practiceSheets.userId, userId)));
  const [sheet] = lock ? await query.for("update") : await query;
  return sheet;
}

/** Keeps the asker's answers to a case; nobody else reads them before they are handed in. */
export async function savePractice(db: Db, actor: UserActor, input: SavePractice): Promise<void> {
  const { caseId, answers } = parseInput(SavePractice, input);
  await db.transaction(async (tx) => {
    const row = await openCase(tx, actor, caseId);
    const { compiled } = await setOfCase(tx, row);
    readAnswers(compiled, answers);
    assertOpen(row);
    const sheet = await ownSheet(tx, caseId, actor.userId, { lock: true });
    if (sheet?.submittedAt) throw handedIn();
    await tx
      .insert(practiceSheets)
      .values({ caseId, userId: actor.userId, answers })
      .onConflictDoUpdate({
        target: [practiceSheets.caseId, practiceSheets.userId],
        set: { answers, updatedAt: sql`now()` },
      });
  });
}

/** Hands the asker's sheet in; every criterion must be answered. */
export async function submitPractice(db: Db, actor: UserActor, input: OnCase): Promise<void> {
  const { caseId } = parseInput(OnCase, input);
  await db.transaction(async (tx) => {
    const row = await openCase(tx, actor, caseId);
    assertOpen(row);
    const sheet = await ownSheet(tx, caseId, actor.userId, { lock: true });
    if (sheet?.submittedAt) throw handedIn();
    const { compiled } = await setOfCase(tx, row);
    const open = compiled.leaves.filter(({ code }) => sheet?.answers[code] === undefined);
    if (open.length > 0)
      throw new AppError("unprocessable", {
        vi: `Còn ${open.length} tiêu chí chưa chấm: ${open.map(({ code }) => code).join(", ")}.`,
      });
    await tx
      .update(practiceSheets)
      .set({ submittedAt: sql`now()` })
      .where(and(eq(practiceSheets.caseId, caseId), eq(practiceSheets.userId, actor.userId)));
  });
}

function assertOpen({ closedAt }: CaseRow): void {
  if (closedAt !== null)
    throw new AppError("conflict", { vi: "Hồ sơ mẫu này đã đóng, không nhận bài mới." });
}

function handedIn(): AppError {
  return new AppError("conflict", { vi: "Bài này đã nộp nên không sửa được." });
}

/** How the asker tends to score over everything they have handed in; null before the first. */
export async function ownTendency(db: Db, actor: UserActor): Promise<Tendency | null> {
  const rows = await db
    .select({ own: practiceSheets.answers, row: practiceCases })
    .from(practiceSheets)
    .innerJoin(practiceCases, eq(practiceCases.id, practiceSheets.caseId))
    .where(and(eq(practiceSheets.userId, actor.userId), isNotNull(practiceSheets.submittedAt)));
  const sheets: Calibration[] = [];
  for (const { own, row } of rows) {
    const { compiled } = await setOfCase(db, row);
    sheets.push(calibrate(compiled, { own, agreed: row.answers, colleagues: [] }));
  }
  return tendencyOf(sheets);
}
