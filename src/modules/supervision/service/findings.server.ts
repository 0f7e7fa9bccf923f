import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { recheckItems } from "../checklist.ts";
import { events } from "../events.server.ts";
import { JudgeFinding, OpenRecheck } from "../inputs.ts";
import { findingAnswered, findingJudged } from "../notices.ts";
import { findingLog, inspectionFindings, inspections } from "../schema.server.ts";
import { type FindingStep, findingSteps, next } from "../states.ts";
import { announce, tellProducer } from "./announce.server.ts";
import {
  auditFacts,
  authorisedInspection,
  type FindingRow,
  findingsOf,
  type InspectionRow,
  requireVersion,
  type VisitRow,
  wrongStep,
} from "./load.server.ts";
import { openOne } from "./schedule.server.ts";

/** One step of a finding: what is said to it, and by what. */
export type FindingMove = {
  readonly step: FindingStep;
  readonly text: string;
  readonly evidence?: readonly string[];
  readonly dueOn?: string | null;
  readonly recheckId?: string;
};

/** Takes a step of a finding, with its row in the log and the audit. Throws `conflict` from the wrong state. */
export async function moveFinding(
  tx: Db,
  actor: UserActor,
  row: Pick<InspectionRow, "provinceCode" | "unitPath">,
  finding: FindingRow,
  { step, text, evidence = [], dueOn = null, recheckId }: FindingMove,
): Promise<void> {
  const state = next(findingSteps[step], finding.state);
  if (state === null) throw wrongStep();
  await tx
    .update(inspectionFindings)
    .set({ state, version: finding.version + 1, ...(dueOn === null ? {} : { dueOn }) })
    .where(eq(inspectionFindings.id, finding.id));
  await tx.insert(findingLog).values({
    findingId: finding.id,
    step,
    text,
    evidence,
    dueOn,
    recheckId: recheckId ?? null,
    by: actor.userId,
  });
  await appendAudit(tx, events.findingMoved, {
    ...auditFacts(actor, { ...row, id: finding.id }),
    details: { step, state, dueOn },
  });
}

/** A finding with its inspection, both locked: the inspection first, as everywhere. Rights are the caller's. */
export async function takeFinding(
  tx: Db,
  findingId: string,
  openWith: (inspectionId: string) => Promise<InspectionRow>,
): Promise<{ row: InspectionRow; finding: FindingRow }> {
  const [found] = await tx
    .select({ inspectionId: inspectionFindings.inspectionId })
    .from(inspectionFindings)
    .where(eq(inspectionFindings.id, findingId));
  if (!found) throw new AppError("notFound", { vi: "Không có nội dung này." });
  const row = await openWith(found.inspectionId);
  const [finding] = await tx
    .select()
    .from(inspectionFindings)
    .where(eq(inspectionFindings.id, findingId))
    .for("update");
  if (!finding) throw new AppError("notFound", { vi: "Không có nội dung này." });
  return { row, finding };
}

/**
 * What an inspector makes of an answer: remedied, not enough with a new deadline, or referred.
 * Throws `invalid` for a deadline that is missing or past.
 */
export async function judgeFinding(db: Db, actor: UserActor, input: JudgeFinding): Promise<void> {
  const { findingId, expectedVersion, step, text, dueOn } = parseInput(JudgeFinding, input);
  await db.transaction(async (tx) => {
    const { row, finding } = await takeFinding(tx, findingId, (id) =>
      authorisedInspection(tx, actor, "inspect", id, { lock: true }),
    );
    requireVersion(finding, expectedVersion);
    const isBack = step === "sendBack";
    if (isBack && (dueOn === null || dueOn < (await today(tx))))
      throw new AppError("invalid", { fields: { dueOn: "Hãy đặt hạn mới, không ở quá khứ." } });
    await moveFinding(tx, actor, row, finding, { step, text, dueOn: isBack ? dueOn : null });
    await tellProducer(
      tx,
      row,
      findingJudged({ ...row, title: finding.title, step, text, dueOn: isBack ? dueOn : null }),
    );
  });
}

/**
 * Opens a recheck of what is still open of a concluded inspection; the producer is told. Throws
 * `conflict` where nothing is open, or another recheck is under way.
 */
export async function openRecheck(
  db: Db,
  actor: UserActor,
  input: OpenRecheck,
): Promise<{ id: string }> {
  const { inspectionId, expectedVersion, plannedOn, leadId } = parseInput(OpenRecheck, input);
  return db.transaction(async (tx) => {
    const row = await authorisedInspection(tx, actor, "plan", inspectionId, { lock: true });
    requireVersion(row, expectedVersion);
    const open = (await findingsOf(tx, [row.id])).filter(isOpen);
    if (row.state !== "concluded" || open.length === 0)
      throw new AppError("conflict", { vi: "Không còn nội dung nào phải kiểm tra lại." });
    const others = await tx.select().from(inspections).where(eq(inspections.followsId, row.id));
    if (others.some(({ state }) => state === "planned" || state === "visited"))
      throw new AppError("conflict", { vi: "Đã có một lần kiểm tra lại chưa kết luận." });
    const recheck = { followsId: row.id, items: recheckItems(open) };
    const opened = await openOne(tx, actor, {
      recognitionId: row.recognitionId,
      kind: "recheck",
      plannedOn,
      leadId,
      note: null,
      plan: null,
      recheck,
    });
    await announce(tx, opened);
    return { id: opened.id };
  });
}

/** Waits for the producer or for a decision. */
export function isOpen({ state }: Pick<FindingRow, "state">): boolean {
  return state === "open" || state === "answered";
}

/**
 * Settles the findings that a recheck was about: remedied where kept, referred where not. Throws
 * `invalid` for a line that nobody looked at.
 */
export async function settleRecheck(
  tx: Db,
  actor: UserActor,
  recheck: InspectionRow,
  visit: VisitRow,
): Promise<{ findings: number; referred: number }> {
  let referred = 0;
  for (const { code, title } of recheck.checklist) {
    const { finding } = await takeFinding(tx, code.replace(/^finding:/, ""), async () => recheck);
    // Somebody may have accepted the evidence meanwhile.
    if (!isOpen(finding)) continue;
    const answer = visit.answers[code];
    if (!answer || answer.mark === "notApplicable")
      throw new AppError("invalid", {
        fields: { conclusion: `${title}: hãy đánh dấu đạt hoặc không đạt rồi gửi lại kết quả.` },
      });
    const step = answer.mark === "kept" ? ("accept" as const) : ("refer" as const);
    const text = answer.note ?? (step === "accept" ? "Kiểm tra lại: đạt." : "Xem ảnh kèm theo.");
    if (step === "refer") referred += 1;
    await moveFinding(tx, actor, recheck, finding, { step, text, recheckId: recheck.id });
    await tellProducer(tx, recheck, findingJudged({ ...recheck, title, step, text, dueOn: null }));
  }
  return { findings: recheck.checklist.length, referred };
}

/** Tells the departments and the office that a producer has answered. */
export async function tellOfAnswer(tx: Db, row: InspectionRow, title: string): Promise<void> {
  const about = {
    provinceCode: row.provinceCode,
    aboutProducerId: row.producerId,
    kind: "inspection" as const,
    ...findingAnswered({ ...row, title }),
  };
  const officePath = row.provinceCode;
  await tellAbout(tx, [
    { ...about, to: { officePath } },
    { ...about, to: { officePath, departments: true } },
  ]);
}
