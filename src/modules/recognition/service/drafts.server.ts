import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { nation } from "#modules/councils/model.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { getUnit } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { type DraftFacts, usualBasis, usualTitle } from "../drafting.ts";
import { toldBasis } from "../upward/model.ts";
import { events } from "../events.server.ts";
import { DraftDecision, OnDecision, SaveDraft } from "../inputs.ts";
import { basisLines } from "../legal-basis.ts";
import { loadLegalBasis } from "../legal-basis.server.ts";
import type { DecisionState } from "../model.ts";
import { decisionItems, decisions } from "../schema.server.ts";
import { type Ground, requireGround } from "./ground.server.ts";
import { type DecisionRow, decisionFacts, takeDecision } from "./load.server.ts";

/** Whose decision it is: the authority of a stage's level, over a province or the country. */
export type Authority = {
  readonly provinceCode: string;
  readonly unitCode: string;
  readonly unitPath: string;
  readonly level: "province" | "central";
  readonly issuer: string;
  /** `tỉnh Thái Nguyên`; null for the country. */
  readonly unit: string | null;
};

/** The authority that decides at a level (26/2026/QĐ-TTg, article 4.1). */
export async function authorityOf(
  db: Db,
  level: "province" | "central",
  provinceCode: string,
): Promise<Authority> {
  if (level === "central")
    return {
      provinceCode: nation,
      unitCode: nation,
      unitPath: "",
      level,
      issuer: "Bộ trưởng Bộ Nông nghiệp và Môi trường",
      unit: null,
    };
  const { fullName } = await getUnit(db, { version: currentVersion, code: provinceCode });
  const unit = fullName.charAt(0).toLowerCase() + fullName.slice(1);
  return {
    provinceCode,
    unitCode: provinceCode,
    unitPath: provinceCode,
    level,
    issuer: `Chủ tịch Ủy ban nhân dân ${unit}`,
    unit,
  };
}

/**
 * Drafts a decision over results of councils, all of one level and regime. Throws `unprocessable`
 * for a result that such a decision cannot rest on, `notFound` for a dossier of another unit.
 */
export async function draftDecision(
  db: Db,
  actor: UserActor,
  input: DraftDecision,
): Promise<{ id: string }> {
  const { kind, dossierIds } = parseInput(DraftDecision, input);
  return db.transaction(async (tx) => {
    const found = await findDossiers(tx, dossierIds, { lock: true });
    const rows = [...new Set(dossierIds)].flatMap((id) => found.get(id) ?? []);
    const [first] = rows;
    if (!first || rows.length < new Set(dossierIds).size || !mayDraft(actor, rows))
      throw new AppError("notFound", {
        vi: "Không có hồ sơ này trong địa bàn của bạn.",
        denied: "decision.draft",
      });
    const grounds: Ground[] = [];
    for (const row of rows) grounds.push(await requireGround(tx, row, kind));
    const authority = await requireOneAuthority(tx, actor, rows, grounds);
    await requireNoOther(tx, rows);
    const facts = draftFacts(
      { kind, regime: first.regime, unit: authority.unit, on: await today(tx) },
      grounds,
    );
    const { unit: _unit, ...issuing } = authority;
    const [decision] = await tx
      .insert(decisions)
      .values({
        ...issuing,
        kind,
        unitVersion: currentVersion,
        regime: first.regime,
        title: usualTitle(facts),
        legalBasis: [
          ...usualBasis(facts),
          ...toldBasis(grounds.map(({ result }) => result.letter)),
        ],
        isDemo: rows.every(({ isDemo }) => isDemo),
        createdBy: actor.userId,
      })
      .returning();
    if (!decision) throw new Error("the draft was not stored");
    await tx.insert(decisionItems).values(
      rows.map((row, at) => ({
        decisionId: decision.id,
        seq: at + 1,
        dossierId: row.id,
        productId: row.productId,
        resultId: grounds[at]?.result.id ?? null,
        mean: grounds[at]?.result.mean ?? null,
        stars: grounds[at]?.result.stars ?? 0,
      })),
    );
    await appendAudit(tx, events.drafted, {
      ...decisionFacts(actor, decision),
      details: { kind, items: rows.length },
    });
    return { id: decision.id };
  });
}

/** What the usual words of a draft are made of when it is signed on this day. */
export function draftFacts(
  of: { kind: DraftFacts["kind"]; regime: string; unit: string | null; on: Day },
  grounds: readonly Pick<Ground, "council">[],
): DraftFacts {
  const procedure = loadProcedures().regimes[of.regime];
  if (!procedure) throw new Error(`no procedure for ${of.regime}`);
  return {
    kind: of.kind,
    unit: of.unit,
    legal: basisLines(loadLegalBasis(), { regime: of.regime, paper: of.kind, on: of.on }),
    validMonths: procedure.certificate.validMonths,
    products: grounds.length,
    councils: grounds.map(({ council }) => council),
  };
}

/** Offices see the dossiers of their own unit; the country's, all of them. */
function mayDraft(actor: UserActor, rows: readonly DossierRow[]): boolean {
  return rows.every((row) => can(actor, "draft", row));
}

async function requireOneAuthority(
  tx: Db,
  actor: UserActor,
  rows: readonly DossierRow[],
  grounds: readonly Ground[],
): Promise<Authority> {
  const [row] = rows;
  const level = grounds[0]?.stage.level;
  const together =
    grounds.every(({ stage }) => stage.level === level) &&
    rows.every(
      ({ regime, provinceCode }) =>
        regime === row?.regime && (level === "central" || provinceCode === row.provinceCode),
    );
  if (!row || (level !== "province" && level !== "central") || !together)
    throw new AppError("unprocessable", {
      vi: "Một quyết định chỉ gồm các sản phẩm cùng cấp công nhận, cùng tỉnh và cùng bộ tiêu chí.",
    });
  const authority = await authorityOf(tx, level, row.provinceCode);
  if (!can(actor, "draft", authority))
    throw new AppError("forbidden", {
      denied: "decision.draft",
      vi: "Kết quả này thuộc thẩm quyền của cấp khác.",
    });
  return authority;
}

/** A dossier lies in one decision at a time. */
async function requireNoOther(tx: Db, rows: readonly DossierRow[]): Promise<void> {
  for (const { id, productName } of rows) {
    const { rows: found } = await tx.execute(sql`
      select 1 from ${decisionItems} i join ${decisions} d on d.id = i.decision_id
      where i.dossier_id = ${id} and d.kind = 'recognition' and d.state in ('draft', 'submitted')`);
    if (found.length > 0)
      throw new AppError("conflict", {
        vi: `${productName}: đã có trong một dự thảo quyết định khác.`,
      });
  }
}

/** Keeps the words of a draft. Refuses a decision that has been submitted or issued. */
export async function saveDraft(db: Db, actor: UserActor, input: SaveDraft): Promise<void> {
  const { title, legalBasis, texts, ...on } = parseInput(SaveDraft, input);
  await db.transaction(async (tx) => {
    const row = await takeDecision(tx, actor, "draft", on);
    requireState(row, ["draft"]);
    const written = Object.entries(texts).flatMap(([name, text]) =>
      text === null || text === undefined ? [] : [[name, text]],
    );
    await change(tx, row, {
      title,
      legalBasis: (legalBasis ?? "").split("\n").filter((line) => line.trim() !== ""),
      texts: Object.fromEntries(written) as Record<string, string>,
    });
    await appendAudit(tx, events.draftSaved, { ...decisionFacts(actor, row), details: {} });
  });
}

/** Hands a draft to the signer; takes it back for changes; drops it. */
export async function turnDraft(
  db: Db,
  actor: UserActor,
  input: OnDecision & { act: "submit" | "takeBack" | "drop" },
): Promise<void> {
  const { act, ...on } = input;
  await db.transaction(async (tx) => {
    const row = await takeDecision(tx, actor, "draft", parseInput(OnDecision, on));
    const turn = turns[act];
    requireState(row, turn.from);
    await change(tx, row, { state: turn.to });
    await appendAudit(tx, turn.event, { ...decisionFacts(actor, row), details: {} });
  });
}

const turns = {
  submit: { from: ["draft"], to: "submitted", event: events.submitted },
  takeBack: { from: ["submitted"], to: "draft", event: events.takenBack },
  drop: { from: ["draft", "submitted"], to: "dropped", event: events.dropped },
} as const;

/** Refuses what a decision's state does not allow any more. */
export function requireState(row: DecisionRow, allowed: readonly DecisionState[]): void {
  if (allowed.includes(row.state)) return;
  throw new AppError("conflict", {
    vi:
      row.state === "issued"
        ? "Quyết định đã ban hành nên không thay đổi được nữa."
        : "Quyết định vừa chuyển sang bước khác. Hãy tải lại trang.",
    en: "The decision has moved on.",
  });
}

async function change(tx: Db, row: DecisionRow, values: Partial<DecisionRow>): Promise<void> {
  await tx
    .update(decisions)
    .set({ ...values, version: row.version + 1 })
    .where(eq(decisions.id, row.id));
}
