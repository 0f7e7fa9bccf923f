import { desc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { Guards } from "#modules/dossiers/guards.ts";
import type { DossierAction } from "#modules/dossiers/transitions.ts";
import { type DossierRow, findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { type CouncilCase, type CouncilResult, council } from "#modules/rulebooks/council.ts";
import { runEvents } from "../run-events.server.ts";
import { StepItem, StepWithReason } from "../run-inputs.ts";
import type { RoundRoll } from "../schema.server.ts";
import { itemSubjectOf, type LoadedItem, rulesOf } from "../service/load.server.ts";
import { rescoring } from "../service/scoring.server.ts";
import { changeItem, itemFacts, requireItemStep, takeItem } from "../service/steps.server.ts";
import { digestOf } from "../sheets/seal.server.ts";
import { divergencesAt } from "../written/divergence.server.ts";
import { divergences } from "./diverge.ts";
import { quorumGap, quorumOf } from "./quorum.ts";
import {
  caseOf,
  countedMembers,
  findRound,
  rollNow,
  rollOf,
  rulingOf,
  type SignedSheet,
  signedSheets,
} from "./roll.server.ts";
import { councilResults, type ResultBasis } from "./schema.server.ts";

/** All that a result is made of, read and computed in one transaction. */
type Computed = {
  readonly basis: ResultBasis;
  readonly outcome: CouncilResult;
  readonly dossier: DossierRow;
};

/**
 * Closes the result of a product from its revealed round: what `council()` makes of the counted
 * sheets, kept with everything that it was made of. A confirmed rejection ends the dossier.
 * Throws `unprocessable` while the rules ask for another round, while a sheet proposes to reject
 * or stop and nobody has ruled, and without a quorum.
 */
export async function conclude(
  db: Db,
  actor: UserActor,
  input: StepItem,
): Promise<{ stars: number; rejected: boolean }> {
  const on = parseInput(StepItem, input);
  return db.transaction(async (tx) => {
    const loaded = await takeItem(tx, actor, "run", on);
    const { item, recused } = loaded;
    const rejected = item.rejected === true;
    const state = requireItemStep(item, rejected ? "reject" : "conclude");
    const round = await findRound(tx, item.id, item.roundNo);
    if (round.roll === null) throw new AppError("conflict");
    const roll = rollNow(round.roll, recused);
    const sheets = await signedSheets(tx, item.id, item.roundNo);
    requireRuling(loaded, roll, sheets);
    if (!rejected) await requireSettled(tx, loaded);
    const computed = await compute(tx, loaded, caseOf(roll, sheets, rulingOf(item)), sheets);
    if (!rejected) await requireQuorum(tx, loaded, roll);
    await close(tx, actor, loaded, computed);
    await changeItem(tx, loaded, { state });
    await moveOn(tx, actor, loaded, computed.dossier, rejected ? item.rejectGround : null);
    return { stars: computed.outcome.stars, rejected };
  });
}

/**
 * Rejects a dossier on a ground of its set before its sheets are revealed; those that were
 * written stay hidden. The result is kept without a mean. Not for a written round: it meets.
 */
export async function rejectItem(db: Db, actor: UserActor, input: StepWithReason): Promise<void> {
  const { reason, ...on } = parseInput(StepWithReason, input);
  await db.transaction(async (tx) => {
    const loaded = await takeItem(tx, actor, "run", on);
    const { item } = loaded;
    if (item.state === "revealed" || item.roundNo > 1)
      throw new AppError("conflict", {
        vi: "Phiếu đã công bố: hãy kết luận về việc loại rồi chốt kết quả.",
      });
    const state = requireItemStep(item, "reject");
    const roll = rollOf(loaded, new Set());
    const nobody = { ...roll, absent: roll.members.filter((one) => !roll.recused.includes(one)) };
    const computed = await compute(
      tx,
      loaded,
      caseOf(nobody, new Map(), { rejected: true, stopAt: null }),
      new Map(),
    );
    await close(tx, actor, loaded, computed);
    await changeItem(tx, loaded, {
      state,
      rejected: true,
      rejectGround: reason,
      verdictBy: actor.userId,
    });
    await moveOn(tx, actor, loaded, computed.dossier, reason);
  });
}

function requireRuling(
  { item }: LoadedItem,
  roll: RoundRoll,
  sheets: ReadonlyMap<string, SignedSheet>,
): void {
  if (item.verdictAt !== null) return;
  const counted = countedMembers(caseOf(roll, sheets, { rejected: false, stopAt: null }));
  const proposed = counted.some((member) => {
    const sealed = sheets.get(member)?.sealed;
    return sealed?.proposesRejection === true || (sealed?.stopAt ?? null) !== null;
  });
  if (!proposed) return;
  const vi =
    "Có phiếu đề nghị loại hồ sơ hoặc dừng chấm. Hãy kết luận về đề nghị đó trước khi chốt kết quả.";
  throw new AppError("unprocessable", { vi, fields: { verdict: vi } });
}

async function requireSettled(tx: Db, loaded: LoadedItem): Promise<void> {
  if (loaded.session.mode === "written") {
    const found = await divergencesAt(tx, loaded.item.id);
    const asked = loaded.seats.some(({ asksMeetingAt }) => asksMeetingAt !== null);
    if (found.length === 0 && !asked) return;
    const reasons = [...found, ...(asked ? (["asked"] as const) : [])];
    const vi = `${reasons.map((reason) => divergences[reason]).join("; ")}. Hãy chuyển sang phiên họp.`;
    throw new AppError("unprocessable", { vi, fields: { spread: vi } });
  }
  const { needsRescore, left } = await rescoring(tx, loaded);
  if (!needsRescore || left === 0) return;
  const vi = "Điểm giữa các phiếu chênh lệch quá mức của Quy chế. Hãy thảo luận rồi chấm lại.";
  throw new AppError("unprocessable", { vi, fields: { spread: vi } });
}

async function requireQuorum(tx: Db, loaded: LoadedItem, roll: RoundRoll): Promise<void> {
  const { rules } = await rulesOf(tx, loaded.session);
  const gap = quorumGap(quorumOf(rules, roll));
  if (gap) throw new AppError("unprocessable", { vi: gap, fields: { quorum: gap } });
}

async function compute(
  tx: Db,
  { session, item }: LoadedItem,
  decided: CouncilCase,
  sheets: ReadonlyMap<string, SignedSheet>,
): Promise<Computed> {
  const dossier = await findDossier(tx, item.dossierId, { lock: true });
  const { compiled } = await setOf(tx, dossier);
  const { rules, digest } = await rulesOf(tx, session);
  const counted = countedMembers(decided);
  const sealed = counted.flatMap((member) => sheets.get(member) ?? []);
  return {
    dossier,
    outcome: council(compiled, decided, rules),
    basis: {
      form: "ocop-result-1",
      session: session.id,
      item: item.id,
      dossier: dossier.id,
      filing: sealed[0]?.sealed.filing ?? null,
      round: item.roundNo,
      regime: dossier.regime,
      set: dossier.setCode,
      rulebook: dossier.rulebookDigest,
      rules,
      rulesDigest: digest ?? digestOf(rules),
      case: decided,
      sheets: Object.fromEntries(sealed.map((sheet) => [sheet.userId, sheet.digest])),
    },
  };
}

async function close(
  tx: Db,
  actor: UserActor,
  loaded: LoadedItem,
  { basis, outcome, dossier }: Computed,
): Promise<void> {
  const { item, session } = loaded;
  const [last] = await tx
    .select({ version: councilResults.version })
    .from(councilResults)
    .where(eq(councilResults.itemId, item.id))
    .orderBy(desc(councilResults.version))
    .limit(1);
  const version = (last?.version ?? 0) + 1;
  const rejected = basis.case.rejected === true;
  const digest = digestOf({ basis, outcome });
  const [row] = await tx
    .insert(councilResults)
    .values({
      itemId: item.id,
      dossierId: dossier.id,
      provinceCode: session.provinceCode,
      stage: session.stage,
      version,
      basis,
      outcome,
      mean: outcome.mean,
      stars: outcome.stars,
      rejected,
      digest,
      closedBy: actor.userId,
    })
    .returning({ id: councilResults.id });
  if (!row) throw new Error("the result was not stored");
  await appendAudit(tx, runEvents.concluded, {
    ...itemFacts(actor, loaded),
    subjectId: row.id,
    details: { item: item.id, version, digest, stars: outcome.stars, rejected },
  });
}

/** Takes the dossier's own step: scored, or rejected on a ground. */
async function moveOn(
  tx: Db,
  actor: UserActor,
  loaded: LoadedItem,
  dossier: DossierRow,
  ground: string | null,
): Promise<void> {
  const { assigned, conflicted = [] } = itemSubjectOf(loaded);
  const [action, guards]: [DossierAction, Guards] =
    ground === null
      ? ["score", { councilResult: true }]
      : ["reject", { rejectionConfirmed: true, reasonsGiven: true }];
  await moveDossier(tx, actor, dossier, {
    action,
    on: await today(tx),
    guards,
    reason: ground,
    involved: { assigned, conflicted },
  });
}
