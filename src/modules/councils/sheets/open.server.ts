import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import {
  type FiledEvidence,
  filedPaper,
  findFiled,
} from "#modules/dossiers/service/filed.server.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import type { RuleSet, Score } from "#modules/rulebooks/model.ts";
import { packSet, type PackedSet } from "#modules/rulebooks/portable.ts";
import { score } from "#modules/rulebooks/score.ts";
import { type ConsultView, consultViewOf } from "../consult/view.server.ts";
import type { LoadedItem } from "../service/load.server.ts";
import { ensureSheet } from "./begin.server.ts";
import { noRemarks, type Remarks, type StandingAnswer } from "./outcome.ts";
import { answersOf } from "./preview.server.ts";
import { remarksOf } from "./remarks.server.ts";
import {
  findSheet,
  itemOfSession,
  requireReader,
  requireScorer,
  type SheetRow,
} from "./right.server.ts";
import { scoreSheet } from "./total.ts";

/** One's own sheet as it stands. */
export type SheetStanding = {
  readonly round: number;
  readonly state: "none" | "open" | "paper" | "signed";
  readonly answers: Readonly<Record<string, StandingAnswer>>;
  readonly remarks: Remarks;
  /** Of the remarks. */
  readonly version: number;
  readonly signedAt: Date | null;
  readonly digest: string | null;
  /** Why it takes nothing at the moment; null while it does. */
  readonly closed: string | null;
};

/** Everything that a member needs of one product: the criteria, what is claimed and found, and their own sheet. */
export type SheetView = {
  readonly session: LoadedItem["session"];
  readonly item: LoadedItem["item"];
  readonly product: string;
  readonly producer: string;
  readonly decision: string;
  readonly set: RuleSet;
  /** The set as the browser scores by it. */
  readonly packed: PackedSet;
  /** What the producer claims, by criterion, and what that comes to; null for a round without its papers. */
  readonly claim: {
    readonly answers: Readonly<Record<string, { option: number | null; note: string | null }>>;
    readonly score: Score;
  } | null;
  readonly evidence: Readonly<Record<string, readonly FiledEvidence[]>>;
  readonly consult: ConsultView;
  readonly standing: SheetStanding;
  /** Points of the own sheet. */
  readonly score: Score;
};

type Address = { readonly sessionId: string; readonly itemId: string };

/**
 * Opens a product to a member: `forbidden` in conflict (also for the chair) and before the
 * declaration, `notFound` outside the session. While the product is scored the member's sheet is
 * made if there is none. Only ever the asker's own sheet.
 */
export async function openSheet(db: Db, actor: UserActor, address: Address): Promise<SheetView> {
  const loaded = await itemOfSession(db, address);
  await requireReader(db, actor, loaded);
  const { session, item } = loaded;
  const dossier = await findDossier(db, item.dossierId);
  const { book, set, compiled } = await setOf(db, dossier);
  const standing = await standingOf(db, actor, loaded);
  const filed = item.filingId === null ? null : await findFiled(db, item.filingId);
  const claimed = optionsOf(filed?.answers ?? {});
  return {
    session,
    item,
    product: dossier.productName,
    producer: dossier.producerName,
    decision: book.rulebook.decision,
    set,
    packed: packSet(compiled),
    claim: filed && { answers: filed.answers, score: score(compiled, claimed) },
    evidence: byCriterion(filed?.evidence ?? []),
    consult: await consultViewOf(db, item.dossierId, session.stage),
    standing,
    score: scoreSheet(compiled, { answers: optionsOf(standing.answers), ...standing.remarks }),
  };
}

/** One's own sheet alone, for a device that comes back. Refuses as `openSheet` does. */
export async function readStanding(
  db: Db,
  actor: UserActor,
  address: Address,
): Promise<SheetStanding> {
  const loaded = await itemOfSession(db, address);
  await requireReader(db, actor, loaded);
  return standingOf(db, actor, loaded);
}

/** A paper of the filing that is scored, for those who may look at the product. */
export async function readEvidence(
  db: Db,
  actor: UserActor,
  { paperId, ...address }: Address & { readonly paperId: string },
): Promise<{ digest: string; mediaType: string; size: number; title: string }> {
  const loaded = await itemOfSession(db, address);
  await requireReader(db, actor, loaded);
  const { filingId } = loaded.item;
  if (filingId === null) throw new AppError("notFound", { vi: "Hồ sơ này không có giấy tờ đó." });
  return filedPaper(db, filingId, paperId);
}

async function standingOf(db: Db, actor: UserActor, loaded: LoadedItem): Promise<SheetStanding> {
  const { session, item } = loaded;
  const round = Math.max(1, item.roundNo);
  const place = { sessionId: session.id, itemId: item.id, round };
  const closed = await closedBecause(db, actor, loaded);
  if (closed === null) await ensureSheet(db, actor, place);
  const sheet = await findSheet(db, { ...place, userId: actor.userId });
  return {
    round,
    state: stateOf(sheet),
    answers: sheet ? await answersOf(db, sheet.id) : {},
    remarks: sheet ? remarksOf(sheet) : noRemarks,
    version: sheet?.version ?? 0,
    signedAt: sheet?.signedAt ?? null,
    digest: sheet?.digest ?? null,
    closed: closed ?? sheetClosed(sheet),
  };
}

/** Why a sheet of this product takes nothing now, in a member's words. */
async function closedBecause(db: Db, actor: UserActor, loaded: LoadedItem): Promise<string | null> {
  try {
    await requireScorer(db, actor, loaded);
  } catch (error) {
    if (error instanceof AppError) return error.vi;
    throw error;
  }
  const { session, item, isOver } = loaded;
  if (session.state === "planned") return "Phiên họp chưa mở. Bạn có thể đọc hồ sơ trước.";
  if (session.state !== "open") return "Phiên họp đã kết thúc.";
  if (item.state === "waiting")
    return "Hội đồng chưa bắt đầu chấm sản phẩm này. Bạn có thể đọc hồ sơ trước.";
  if (item.state !== "scoring") return "Việc chấm sản phẩm này đã kết thúc.";
  if (isOver) return "Đã hết hạn gửi phiếu lấy ý kiến.";
  return null;
}

function sheetClosed(sheet: SheetRow | undefined): string | null {
  const state = stateOf(sheet);
  if (state === "signed") return "Bạn đã ký phiếu này nên phiếu không sửa được nữa.";
  if (state === "paper")
    return "Phiếu giấy của bạn đang được nhập, chờ người thứ hai đối chiếu với bản quét.";
  return null;
}

function stateOf(sheet: SheetRow | undefined): SheetStanding["state"] {
  if (!sheet) return "none";
  if (sheet.state === "signed") return "signed";
  return sheet.enteredBy === null ? "open" : "paper";
}

/** Option numbers by criterion, as the engine takes them. */
export function optionsOf(
  answers: Readonly<Record<string, { readonly option: number | null }>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([code, { option }]) =>
      option === null ? [] : [[code, option]],
    ),
  );
}

function byCriterion(
  evidence: readonly FiledEvidence[],
): Readonly<Record<string, readonly FiledEvidence[]>> {
  return Object.fromEntries(Map.groupBy(evidence, ({ criterion }) => criterion));
}
