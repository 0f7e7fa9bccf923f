import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { can } from "../access.ts";
import { planEvents } from "../events.server.ts";
import { findingsOf } from "../findings.ts";
import { AdjustPlan, IssuePlan, OpenPlan, SaveSheet } from "../inputs.ts";
import { emptyLine, type PlanContent, type PlanLine } from "../model.ts";
import { plans, planVersions } from "../schema.server.ts";
import { readSheet, sheetYears } from "../sheet.ts";
import {
  contentOf,
  keepLines,
  newestVersion,
  type PlanRow,
  takePlan,
  toKept,
  type VersionRow,
} from "./load.server.ts";

/** What an audit row says of where an act on a plan belongs. */
export function auditFacts(
  actor: UserActor,
  row: Pick<PlanRow, "id" | "provinceCode" | "unitPath">,
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
  };
}

/** The first line of every plan made here. */
export const grandTotal: PlanLine = { ...emptyLine("total", 0), name: "Tổng cộng" };

/** Opens the plan of a province or commune of today, with an empty first draft. */
export async function openPlan(db: Db, actor: UserActor, input: OpenPlan): Promise<{ id: string }> {
  const asked = parseInput(OpenPlan, input);
  const unit = await findUnit(db, { version: currentVersion, code: asked.unitCode });
  if (!unit || unit.level === "district")
    throw new AppError("invalid", { fields: { unitCode: "Không có đơn vị này." } });
  if (!can(actor, "edit", { unitPath: unit.path }))
    throw new AppError("forbidden", { denied: "plan.edit" });
  const { unitCode: _, ...facts } = asked;
  return db.transaction((tx) =>
    keepPlan(
      tx,
      actor,
      { ...facts, unit, unitPath: unit.path, level: unit.level },
      { lines: [grandTotal], breakdowns: [], tables: [] },
    ),
  );
}

export type NewPlan = {
  readonly unit: UnitRef;
  readonly unitPath: string;
  readonly level: PlanRow["level"];
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly money: PlanRow["money"];
  readonly themes?: Readonly<Record<string, string>>;
  readonly source?: string;
};

/** Stores a plan with its first draft. Asks no rights: its caller did. */
export async function keepPlan(
  tx: Db,
  actor: UserActor,
  { unit, unitPath, level, title, from, to, money, themes = {}, source }: NewPlan,
  content: PlanContent,
): Promise<{ id: string }> {
  const provinceCode = unitPath.split("/")[0] ?? "";
  const [row] = await tx
    .insert(plans)
    .values({
      provinceCode,
      level,
      unitPath,
      title,
      money,
      unitVersion: unit.version,
      unitCode: unit.code,
      fromYear: from,
      toYear: to,
      source: source ?? null,
      createdBy: actor.userId,
    })
    .returning();
  if (!row) throw new Error("the plan was not stored");
  const version = { planId: row.id, number: 1, provinceCode };
  await tx.insert(planVersions).values({
    ...version,
    themes,
    breakdowns: content.breakdowns.map(toKept),
    tables: content.tables,
    editedBy: actor.userId,
  });
  await keepLines(tx, version, content.lines);
  await appendAudit(tx, planEvents.opened, {
    ...auditFacts(actor, row),
    details: { unit: `${unit.version}/${unit.code}`, from, to },
  });
  return { id: row.id };
}

/**
 * The draft of a plan for a change, locked. Throws `unprocessable` while nothing may be changed,
 * `stale` when somebody else saved since the page was read: what was typed goes back to the page.
 */
export async function takeDraft(
  tx: Db,
  actor: UserActor,
  { planId, lock }: { planId: string; lock: number },
): Promise<{ row: PlanRow; version: VersionRow }> {
  const row = await takePlan(tx, actor, "edit", planId);
  const version = await newestVersion(tx, planId);
  if (version.state === "issued")
    throw new AppError("unprocessable", {
      vi: "Kế hoạch đã ban hành nên không sửa được. Hãy lập bản điều chỉnh.",
    });
  if (version.lock !== lock)
    throw new AppError("stale", {
      vi: "Người khác vừa lưu kế hoạch này. Nội dung bạn nhập vẫn còn bên dưới; hãy xem phần đã thay đổi rồi lưu lại.",
    });
  return { row, version };
}

/** Writes what a draft's save changes beside its lines, and its audit row; the next save's lock comes back. */
export async function moveDraft(
  tx: Db,
  actor: UserActor,
  { row, version }: { row: PlanRow; version: VersionRow },
  of: { what: string; rows: number; change: Partial<VersionRow> },
): Promise<{ lock: number }> {
  const lock = version.lock + 1;
  await tx
    .update(planVersions)
    .set({ ...of.change, lock, editedBy: actor.userId, editedAt: new Date() })
    .where(and(eq(planVersions.planId, row.id), eq(planVersions.number, version.number)));
  await appendAudit(tx, planEvents.saved, {
    ...auditFacts(actor, row),
    details: { version: version.number, lock, what: of.what, rows: of.rows },
  });
  return { lock };
}

/** Saves the sheet of a draft; the lock of the next save comes back. Throws `invalid` with each cell that cannot be read, as `cell.LINE.CELL`. */
export async function saveSheet(
  db: Db,
  actor: UserActor,
  input: SaveSheet,
): Promise<{ lock: number }> {
  const { planId, lock, rows, themes } = parseInput(SaveSheet, input);
  return db.transaction(async (tx) => {
    const draft = await takeDraft(tx, actor, { planId, lock });
    const { lines, faults } = readSheet(rows, draft.row.money);
    const fields = Object.entries(faults).flatMap(([id, cells]) =>
      Object.entries(cells).map(([cell, vi]) => [`cell.${id}.${cell}`, vi]),
    );
    if (fields.length > 0) throw new AppError("invalid", { fields: Object.fromEntries(fields) });
    if (new Set(lines.map(({ id }) => id)).size < lines.length) throw new AppError("invalid");
    const years = new Set(
      sheetYears({ from: draft.row.fromYear, to: draft.row.toYear }).map(String),
    );
    const kept = lines.map((line) => ({
      ...line,
      years: Object.fromEntries(Object.entries(line.years).filter(([year]) => years.has(year))),
    }));
    await keepLines(tx, draft.version, kept);
    return moveDraft(tx, actor, draft, { what: "lines", rows: kept.length, change: { themes } });
  });
}

/** Issues the draft: it stays as it is from now on, its findings with it. */
export async function issuePlan(db: Db, actor: UserActor, input: IssuePlan): Promise<void> {
  const { planId, lock, documentNumber, issuedOn } = parseInput(IssuePlan, input);
  await db.transaction(async (tx) => {
    const { row, version } = await takeDraft(tx, actor, { planId, lock });
    if (issuedOn > (await today(tx))) {
      const vi = "Ngày ban hành không được sau hôm nay.";
      throw new AppError("unprocessable", { vi, fields: { issuedOn: vi } });
    }
    const content = await contentOf(tx, version);
    const findings = findingsOf({ ...content, money: row.money }).length;
    await tx
      .update(planVersions)
      .set({ state: "issued", documentNumber, issuedOn, issuedBy: actor.userId })
      .where(and(eq(planVersions.planId, planId), eq(planVersions.number, version.number)));
    await appendAudit(tx, planEvents.issued, {
      ...auditFacts(actor, row),
      details: { version: version.number, findings },
    });
  });
}

/** Begins an adjustment of an issued plan: a new draft that starts from it, with its reason. */
export async function adjustPlan(db: Db, actor: UserActor, input: AdjustPlan): Promise<void> {
  const { planId, reason } = parseInput(AdjustPlan, input);
  await db.transaction(async (tx) => {
    const row = await takePlan(tx, actor, "edit", planId);
    const issued = await newestVersion(tx, planId);
    if (issued.state !== "issued")
      throw new AppError("unprocessable", {
        vi: "Kế hoạch đang có bản dự thảo. Hãy sửa trên bản đó.",
      });
    const content = await contentOf(tx, issued);
    const version = { planId, number: issued.number + 1, provinceCode: row.provinceCode };
    const { themes, breakdowns, tables } = issued;
    await tx
      .insert(planVersions)
      .values({ ...version, reason, themes, breakdowns, tables, editedBy: actor.userId });
    await keepLines(tx, version, content.lines);
    await appendAudit(tx, planEvents.adjusted, {
      ...auditFacts(actor, row),
      details: { version: version.number },
    });
  });
}
