import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { Answers, RuleSet } from "#modules/rulebooks/model.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { getVersion } from "#modules/rulebooks/service/versions.server.ts";
import { can, type CouncilActivity } from "../access.ts";
import { Id, nation } from "../model.ts";
import { events } from "./events.server.ts";
import { BeginCase, OnCase, WriteCase } from "./inputs.ts";
import { practiceCases, practiceSheets } from "./schema.server.ts";

export type CaseRow = typeof practiceCases.$inferSelect;

const missing = { vi: "Không có hồ sơ mẫu này." };

/** May the actor do this with the reference dossiers of a province? */
export function mayWithCases(
  actor: UserActor,
  activity: Extract<CouncilActivity, "keepPractice" | "practise">,
  provinceCode: string,
): boolean {
  const unitPath = provinceCode === nation ? "" : provinceCode;
  return can(actor, activity, { unitPath, assigned: [actor.userId] });
}

/** The case of an id, for who may do this with it; locked when asked. `notFound` for others'. */
export async function findCase(
  db: Db,
  actor: UserActor,
  activity: "keepPractice" | "practise",
  caseId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<CaseRow> {
  if (!Id.safeParse(caseId).success) throw new AppError("notFound", missing);
  const query = db.select().from(practiceCases).where(eq(practiceCases.id, caseId));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  const denied = `practice.${activity}`;
  const mayAny =
    mayWithCases(actor, "practise", row.provinceCode) ||
    mayWithCases(actor, "keepPractice", row.provinceCode);
  if (!mayAny) throw new AppError("notFound", { ...missing, denied });
  if (!mayWithCases(actor, activity, row.provinceCode)) throw new AppError("forbidden", { denied });
  return row;
}

/** The set that a case is scored by, as the rulebook had it when the case was begun. */
export async function setOfCase(
  db: Db,
  { rulebookDigest, setCode }: Pick<CaseRow, "rulebookDigest" | "setCode">,
): Promise<{ set: RuleSet; compiled: CompiledSet }> {
  const book = await getVersion(db, rulebookDigest);
  const set = book.sets.get(setCode);
  const compiled = book.compiled.get(setCode);
  if (!set || !compiled) throw new Error(`rulebook ${rulebookDigest} has no set ${setCode}`);
  return { set, compiled };
}

/** Whether every criterion has its agreed answer: only then is the case open for practice. */
export function isWhole(compiled: CompiledSet, answers: Answers): boolean {
  return compiled.leaves.every(({ code }) => answers[code] !== undefined);
}

/** The province for which an officer keeps reference dossiers; null for who keeps none. */
function provinceKept(actor: UserActor): string | null {
  for (const { jurisdiction } of actor.grants) {
    if (jurisdiction.kind !== "unit") continue;
    const code = jurisdiction.path.split("/", 1)[0] || nation;
    if (mayWithCases(actor, "keepPractice", code)) return code;
  }
  return null;
}

/** Begins a reference dossier of a set of the decision's present rulebook. */
export async function beginCase(
  db: Db,
  actor: UserActor,
  input: BeginCase,
): Promise<{ id: string }> {
  const wanted = parseInput(BeginCase, input);
  const provinceCode = provinceKept(actor);
  if (provinceCode === null) throw new AppError("forbidden", { denied: "practice.keepPractice" });
  const book = getBook(wanted.regime);
  if (!book.sets.has(wanted.setCode))
    throw new AppError("invalid", { fields: { setCode: "Quyết định này không có bộ đó." } });
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(practiceCases)
      .values({
        ...wanted,
        provinceCode,
        rulebookDigest: book.digest,
        facts: {},
        answers: {},
        reasons: {},
        createdBy: actor.userId,
      })
      .returning({ id: practiceCases.id });
    if (!made) throw new Error("the case was not stored");
    await appendAudit(tx, events.begun, {
      ...factsOf(actor, { id: made.id, provinceCode }),
      details: { regime: wanted.regime, set: wanted.setCode },
    });
    return made;
  });
}

/**
 * Writes the facts and the agreed answers of a case. Once somebody has handed a sheet in they
 * stand, so that everybody is compared with the same.
 */
export async function writeCase(
  db: Db,
  actor: UserActor,
  input: WriteCase,
): Promise<{ version: number }> {
  const { caseId, expectedVersion, criteria } = parseInput(WriteCase, input);
  return db.transaction(async (tx) => {
    const row = await findCase(tx, actor, "keepPractice", caseId, { lock: true });
    if (row.version !== expectedVersion) throw new AppError("stale");
    const used = await tx.$count(
      practiceSheets,
      and(eq(practiceSheets.caseId, caseId), isNotNull(practiceSheets.submittedAt)),
    );
    if (used > 0)
      throw new AppError("conflict", {
        vi: "Đã có người nộp bài với hồ sơ mẫu này nên đáp án không sửa được nữa.",
      });
    const { compiled } = await setOfCase(tx, row);
    for (const [code, { option }] of Object.entries(criteria)) {
      const leaf = compiled.leafByCode.get(code);
      if (!leaf || (option !== null && option > leaf.options.length))
        throw new AppError("invalid", { fields: { [code]: "Tiêu chí hoặc mức này không có." } });
    }
    const filled = <Value>(pick: (one: (typeof criteria)[string]) => Value | null) =>
      Object.fromEntries(
        Object.entries(criteria).flatMap(([code, one]) => {
          const value = pick(one);
          return value === null ? [] : [[code, value]];
        }),
      ) as Record<string, Value>;
    const version = row.version + 1;
    await tx
      .update(practiceCases)
      .set({
        answers: filled(({ option }) => option),
        facts: filled(({ fact }) => fact),
        reasons: filled(({ reason }) => reason),
        version,
      })
      .where(eq(practiceCases.id, caseId));
    await appendAudit(tx, events.written, { ...factsOf(actor, row), details: { version } });
    return { version };
  });
}

/** Takes a case out of practice; what was handed in stays to be looked at. */
export async function closeCase(db: Db, actor: UserActor, input: OnCase): Promise<void> {
  const { caseId } = parseInput(OnCase, input);
  await db.transaction(async (tx) => {
    const row = await findCase(tx, actor, "keepPractice", caseId, { lock: true });
    if (row.closedAt !== null) return;
    await tx
      .update(practiceCases)
      .set({ closedAt: sql`now()`, version: row.version + 1 })
      .where(eq(practiceCases.id, caseId));
    await appendAudit(tx, events.closed, { ...factsOf(actor, row), details: {} });
  });
}

function factsOf(actor: UserActor, { id, provinceCode }: Pick<CaseRow, "id" | "provinceCode">) {
  return {
    actorId: actor.userId,
    subjectId: id,
    provinceCode: provinceCode === nation ? null : provinceCode,
  };
}

/** A case in a list. */
export type ListedCase = {
  readonly row: CaseRow;
  readonly isWhole: boolean;
  readonly mayKeep: boolean;
  /** When the asker handed a sheet in; null: not yet. */
  readonly submittedAt: Date | null;
  readonly handedIn: number;
};

/** The reference dossiers of the actor's province and of the country, newest first. */
export async function listCases(db: Db, actor: UserActor): Promise<readonly ListedCase[]> {
  const rows = await db
    .select({
      row: practiceCases,
      submittedAt: practiceSheets.submittedAt,
      handedIn: sql<number>`(select count(*)::int from practice_sheets s
        where s.case_id = ${practiceCases.id} and s.submitted_at is not null)`,
    })
    .from(practiceCases)
    .leftJoin(
      practiceSheets,
      and(eq(practiceSheets.caseId, practiceCases.id), eq(practiceSheets.userId, actor.userId)),
    )
    .orderBy(desc(practiceCases.createdAt), practiceCases.id)
    .limit(500);
  const listed: ListedCase[] = [];
  for (const { row, submittedAt, handedIn } of rows) {
    const mayKeep = mayWithCases(actor, "keepPractice", row.provinceCode);
    const whole = isWhole((await setOfCase(db, row)).compiled, row.answers);
    const isShown = mayKeep || (whole && mayWithCases(actor, "practise", row.provinceCode));
    if (isShown) listed.push({ row, isWhole: whole, mayKeep, submittedAt, handedIn });
  }
  return listed;
}
