import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import { events } from "../events.server.ts";
import { AttachPaper, FileClaim, OnClaim, SaveClaim } from "../inputs.ts";
import { Id } from "../model.ts";
import * as notices from "../notices.ts";
import { mostSupport } from "../rules.ts";
import { claimPapers, claims, entitlements, measures, type WantedPaper } from "../schema.server.ts";
import { nextClaimState } from "../states.ts";
import { auditFacts, requireVersion, wrongStep } from "#core/changing.ts";
import {
  authorisedClaim,
  type ClaimRow,
  officersOf,
  refuseUnless,
  type VersionRow,
  versionInForce,
  versionOf,
} from "./load.server.ts";
import { moveClaim, tellAgency } from "./move.server.ts";

/**
 * Begins a claim for a right of the actor's producer, under the measure's terms of today; the one
 * that there is, when there is one. Throws `unprocessable` for a right that has run out, and for
 * a measure that gives no money or is out of use.
 */
export async function openClaim(
  db: Db,
  actor: UserActor,
  { rightId }: { readonly rightId: string },
): Promise<{ id: string }> {
  const missing = { vi: "Không có quyền lợi này." };
  if (!Id.safeParse(rightId).success) throw new AppError("notFound", missing);
  return db.transaction(async (tx) => {
    const [right] = await tx.select().from(entitlements).where(eq(entitlements.id, rightId));
    if (!right) throw new AppError("notFound", missing);
    const officers = await officersOf(tx, right.measureId);
    refuseUnless(actor, "claim", "file", { ...right, officers }, missing);
    const known = await claimOfRight(tx, rightId);
    if (known) return known;
    const version = await usableVersion(tx, right.measureId);
    await refuseOver(tx, right);
    const [row] = await tx
      .insert(claims)
      .values({
        provinceCode: right.provinceCode,
        unitPath: right.unitPath,
        producerId: right.producerId,
        entitlementId: right.id,
        measureId: right.measureId,
        versionId: version.id,
        isDemo: right.isDemo,
        createdBy: actor.userId,
      })
      // The same button pressed twice at once: one of the two finds the other's.
      .onConflictDoNothing()
      .returning();
    if (!row) {
      const other = await claimOfRight(tx, rightId);
      if (!other) throw wrongStep();
      return other;
    }
    await appendAudit(tx, events.claimOpened, {
      ...auditFacts(actor, row),
      details: { entitlement: right.id, measureSeq: version.seq },
    });
    return { id: row.id };
  });
}

/** Refuses a right whose last day for claims is over. */
async function refuseOver(
  tx: Db,
  { until }: Pick<typeof entitlements.$inferSelect, "until">,
): Promise<void> {
  if (until !== null && until < (await today(tx)))
    throw new AppError("unprocessable", {
      vi: `Quyền lợi này đã hết hạn đề nghị: hạn là hết ngày ${formatDay(until)}.`,
    });
}

/** The claim for a right that has not come to nothing; undefined while there is none. */
async function claimOfRight(tx: Db, rightId: string): Promise<{ id: string } | undefined> {
  const [known] = await tx
    .select({ id: claims.id })
    .from(claims)
    .where(
      and(eq(claims.entitlementId, rightId), sql`${claims.state} not in ('refused', 'withdrawn')`),
    );
  return known;
}

async function usableVersion(tx: Db, measureId: string): Promise<VersionRow> {
  const [measure] = await tx.select().from(measures).where(eq(measures.id, measureId));
  if (!measure || measure.state !== "open")
    throw new AppError("unprocessable", { vi: "Biện pháp hỗ trợ này đã ngừng áp dụng." });
  const version = await versionInForce(tx, measure);
  if (version.form !== "money")
    throw new AppError("unprocessable", {
      vi: "Biện pháp này là tập huấn, tư vấn, không chi tiền. Hãy liên hệ văn phòng để tham gia.",
    });
  return version;
}

/** Refuses an amount that the measure does not give for the cost; both in đồng. */
export function refuseTooMuch(
  version: Pick<VersionRow, "rateBp" | "ceiling">,
  cost: bigint,
  asked: bigint,
  field = "asked",
): void {
  const fault = (name: string, vi: string) => new AppError("invalid", { fields: { [name]: vi } });
  if (cost <= 0n) throw fault("cost", "Chi phí phải lớn hơn 0.");
  if (asked <= 0n) throw fault(field, "Số tiền phải lớn hơn 0.");
  if (asked > cost) throw fault(field, "Số tiền không được lớn hơn chi phí.");
  const most = mostSupport(version, cost);
  if (most === null) throw fault(field, "Biện pháp này chưa có tỷ lệ hoặc mức trần.");
  if (asked > most)
    throw fault(
      field,
      `Với chi phí này, mức hỗ trợ nhiều nhất là ${formatDong(most)} đồng. Hãy nhập không quá số đó.`,
    );
}

/** Keeps what the producer asks for, while it is being written or mended. */
export async function saveClaim(db: Db, actor: UserActor, input: SaveClaim): Promise<void> {
  const { claimId, expectedVersion, cost, asked, purpose } = parseInput(SaveClaim, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "file", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    requireWritable(row);
    refuseTooMuch(await versionOf(tx, row), cost, asked);
    await tx
      .update(claims)
      .set({ cost, asked, purpose, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(claims.id, row.id));
    await appendAudit(tx, events.claimSaved, {
      ...auditFacts(actor, row),
      details: { cost: String(cost), asked: String(asked) },
    });
  });
}

function requireWritable({ state }: ClaimRow): void {
  if (nextClaimState("file", state) === null) throw wrongStep();
}

/** Puts a paper of the producer's vault in a place of the list, or clears it. */
export async function attachPaper(db: Db, actor: UserActor, input: AttachPaper): Promise<void> {
  const { claimId, key, paperId } = parseInput(AttachPaper, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "file", claimId, { lock: true });
    requireWritable(row);
    const version = await versionOf(tx, row);
    if (version.papers.every((wanted) => wanted.key !== key))
      throw new AppError("notFound", { vi: "Danh mục giấy tờ không có mục này." });
    await tx
      .delete(claimPapers)
      .where(and(eq(claimPapers.claimId, row.id), eq(claimPapers.key, key)));
    if (paperId !== null) {
      const [paper] = await findPapers(tx, [paperId]);
      if (!paper || paper.producerId !== row.producerId || paper.isArchived)
        throw new AppError("notFound", { vi: "Tủ giấy tờ của cơ sở không có giấy này." });
      await tx.insert(claimPapers).values({
        provinceCode: row.provinceCode,
        claimId: row.id,
        key,
        paperId,
        digest: paper.digest,
      });
    }
    await appendAudit(tx, events.claimPaper, {
      ...auditFacts(actor, row),
      details: { key, paper: paperId },
    });
  });
}

/** What a claim still lacks before it can be filed, in words. */
export function missingOf(
  claim: Pick<ClaimRow, "cost" | "asked" | "purpose">,
  wanted: readonly WantedPaper[],
  filledKeys: readonly string[],
): string[] {
  const filled = new Set(filledKeys);
  return [
    ...(claim.cost === null || claim.asked === null || claim.purpose === null
      ? ["Chi phí, số tiền đề nghị và việc dùng tiền"]
      : []),
    ...wanted.filter(({ key }) => !filled.has(key)).map(({ label }) => label),
  ];
}

/**
 * Files a claim, or files it again; freezes the papers' contents and starts the agency's clock.
 * Throws `unprocessable` for what is missing, and for a first filing after the right's last day.
 */
export async function fileClaim(db: Db, actor: UserActor, input: FileClaim): Promise<void> {
  const { claimId, expectedVersion } = parseInput(FileClaim, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "file", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    requireWritable(row);
    if (row.state === "draft") {
      const [right] = await tx
        .select({ until: entitlements.until })
        .from(entitlements)
        .where(eq(entitlements.id, row.entitlementId));
      if (right) await refuseOver(tx, right);
    }
    const version = await versionOf(tx, row);
    const kept = await tx.select().from(claimPapers).where(eq(claimPapers.claimId, row.id));
    const missing = missingOf(
      row,
      version.papers,
      kept.map(({ key }) => key),
    );
    if (missing.length > 0 || row.cost === null || row.asked === null)
      throw new AppError("unprocessable", { vi: `Còn thiếu: ${missing.join("; ")}.` });
    refuseTooMuch(version, row.cost, row.asked);
    await freezePapers(tx, kept);
    await moveClaim(tx, actor, row, {
      step: "file",
      amount: row.asked,
      days: version.decideDays,
      set: { filedAt: sql`now()`, reason: null },
    });
    await tellAgency(tx, row, (of) =>
      notices.filed({ ...of, measure: version.name, asked: row.asked ?? 0n }),
    );
  });
}

async function freezePapers(tx: Db, kept: readonly (typeof claimPapers.$inferSelect)[]) {
  const papers = await findPapers(
    tx,
    kept.map(({ paperId }) => paperId),
  );
  const digests = new Map(papers.map((paper) => [paper.id, paper.digest]));
  for (const { claimId, key, paperId } of kept)
    await tx
      .update(claimPapers)
      .set({ digest: digests.get(paperId) ?? null })
      .where(and(eq(claimPapers.claimId, claimId), eq(claimPapers.key, key)));
}

/** Takes a claim back that nobody has decided yet. */
export async function withdrawClaim(db: Db, actor: UserActor, input: OnClaim): Promise<void> {
  const { claimId, expectedVersion } = parseInput(OnClaim, input);
  await db.transaction(async (tx) => {
    const row = await authorisedClaim(tx, actor, "file", claimId, { lock: true });
    requireVersion(row, expectedVersion);
    const version = await versionOf(tx, row);
    await moveClaim(tx, actor, row, { step: "withdraw", amount: null, days: null });
    if (row.state === "filed")
      await tellAgency(tx, row, (of) => notices.withdrawn({ ...of, measure: version.name }));
  });
}
