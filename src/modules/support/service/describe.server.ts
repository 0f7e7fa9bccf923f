import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { dayOfInstant, today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import { can } from "../access.ts";
import { seenClaims } from "../access.server.ts";
import type { ClaimFilter } from "../inputs.ts";
import { isClaimState } from "../model.ts";
import { leftOf, mostSupport } from "../rules.ts";
import {
  claimEvents,
  claimPapers,
  claims,
  entitlements,
  measureVersions,
  payments,
} from "../schema.server.ts";
import { authorisedClaim, type ClaimRow, officersOf, versionOf } from "./load.server.ts";
import { paidOn } from "./pay.server.ts";
import { tieTo } from "./ties.server.ts";
import { missingOf } from "./claims.server.ts";
import type { ListPart } from "./rights.server.ts";

/** How many claims a page of the office's list has. */
export const claimsPerPage = 50;

/** What a list of claims can be narrowed by. */
export type ClaimsAsked = Pick<ClaimFilter, "state" | "measure"> & {
  readonly year?: ClaimFilter["year"];
};

/** The claims of a list, in the actor's scope, as a condition; without a state: all that were filed. */
export function claimsWhere(
  actor: UserActor,
  { state, measure, year = null }: ClaimsAsked,
): SQL | undefined {
  const wanted = state !== null && isClaimState(state) && state !== "draft" ? state : null;
  return and(
    seenClaims(actor, claims),
    // What a producer is still writing is its own.
    wanted === null ? sql`${claims.state} not in ('draft', 'withdrawn')` : eq(claims.state, wanted),
    measure === null ? undefined : eq(claims.measureId, measure),
    year === null ? undefined : sql`extract(year from ${dayOfInstant(claims.filedAt)}) = ${year}`,
  );
}

/** Which of these claims the actor may see. */
export async function claimsSeenOf(
  db: Db,
  actor: UserActor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: claims.id })
    .from(claims)
    .where(and(inArray(claims.id, [...new Set(ids)]), seenClaims(actor, claims)));
  return new Set(rows.map(({ id }) => id));
}

/** Claims that the actor may see, those whose clock runs out first at the head. */
export async function listClaims(
  db: Db,
  actor: UserActor,
  { page, ...asked }: ClaimsAsked & Pick<ClaimFilter, "page">,
) {
  const where = claimsWhere(actor, asked);
  const [counted] = await db.select({ total: count() }).from(claims).where(where);
  const rows = await db
    .select({ claim: claims, measure: measureVersions.name })
    .from(claims)
    .innerJoin(measureVersions, eq(measureVersions.id, claims.versionId))
    .where(where)
    .orderBy(
      sql`${claims.state} in ('filed', 'approved', 'partPaid') desc`,
      sql`${claims.dueOn} asc nulls last`,
      desc(claims.updatedAt),
      asc(claims.id),
    )
    .limit(claimsPerPage)
    .offset((page - 1) * claimsPerPage);
  const names = await nameProducers(
    db,
    rows.map(({ claim }) => claim.producerId),
  );
  return {
    claims: rows.map(({ claim, measure: name }) => ({
      ...claim,
      measureName: name,
      producerName: names.get(claim.producerId)?.name ?? "",
    })),
    total: counted?.total ?? 0,
    today: await today(db),
  };
}

/** One claim with everything about it, for whoever may see it. */
export async function describeClaim(db: Db, actor: UserActor, id: string) {
  const row = await authorisedClaim(db, actor, "see", id);
  const version = await versionOf(db, row);
  const [right] = await db
    .select()
    .from(entitlements)
    .where(eq(entitlements.id, row.entitlementId));
  const log = await db
    .select()
    .from(claimEvents)
    .where(eq(claimEvents.claimId, row.id))
    .orderBy(asc(claimEvents.at), asc(claimEvents.id));
  const paid = await db
    .select()
    .from(payments)
    .where(eq(payments.claimId, row.id))
    .orderBy(asc(payments.paidOn), asc(payments.enteredAt));
  const names = await namesOfAccounts(
    db,
    [...log.map(({ byId }) => byId), row.decidedBy].filter((one) => one !== null),
  );
  const sum = await paidOn(db, row.id);
  const producerName = (await nameProducers(db, [row.producerId])).get(row.producerId)?.name ?? "";
  const list = await checklist(db, row, version.papers);
  return {
    claim: row,
    version,
    right,
    producerName,
    papers: list,
    missing: missingOf(
      row,
      version.papers,
      list.filter(({ paperId }) => paperId !== null).map(({ key }) => key),
    ),
    log: log.map((one) => ({ ...one, byName: names.get(one.byId ?? "") ?? null })),
    payments: paid,
    paid: sum,
    left: leftOf(row.approved ?? 0n, sum),
    most: row.cost === null ? null : mostSupport(version, row.cost),
    today: await today(db),
  };
}
export type ClaimView = Awaited<ReturnType<typeof describeClaim>>;

/** The papers that a claim must bring, each with what fills its place; null: nothing yet. */
async function checklist(
  db: Db,
  row: ClaimRow,
  wanted: readonly { readonly key: string; readonly label: string }[],
) {
  const kept = await db.select().from(claimPapers).where(eq(claimPapers.claimId, row.id));
  const papers = await findPapers(
    db,
    kept.map(({ paperId }) => paperId),
  );
  const titles = new Map(papers.map((paper) => [paper.id, paper.title]));
  const byKey = new Map(kept.map((one) => [one.key, one]));
  return wanted.map(({ key, label }) => {
    const found = byKey.get(key);
    return {
      key,
      label,
      paperId: found?.paperId ?? null,
      title: found ? (titles.get(found.paperId) ?? "Giấy tờ") : null,
      hasFile: (found?.digest ?? null) !== null,
    };
  });
}

/** What the actor may do with a claim as an office, each with what stands against it; for its buttons. */
export async function officeActs(db: Db, actor: UserActor, row: ClaimRow) {
  const officers = await officersOf(db, row.measureId);
  const subject = { ...row, officers };
  const mayDecide = row.state === "filed" && can(actor, "claim", "decide", subject);
  const mayPay =
    ["approved", "partPaid", "paid"].includes(row.state) && can(actor, "claim", "pay", subject);
  const tie = mayDecide || mayPay ? await tieTo(db, actor, row) : null;
  const against = [
    ...(tie === null ? [] : [`Bạn có quan hệ lợi ích với chủ thể này (${tie}).`]),
    ...(mayPay && row.decidedBy === actor.userId
      ? ["Bạn là người duyệt; người khác của văn phòng ghi chi trả."]
      : []),
  ];
  return { mayDecide, mayPay, against };
}

/** The frozen content in a place of a claim's list; `notFound` for any other. */
export async function claimPaperFile(
  db: Db,
  actor: UserActor,
  { claimId, key }: { readonly claimId: string; readonly key: string },
) {
  const row = await authorisedClaim(db, actor, "see", claimId);
  const missing = () => new AppError("notFound", { vi: "Đề nghị này không có giấy tờ ấy." });
  const [kept] = await db
    .select()
    .from(claimPapers)
    .where(and(eq(claimPapers.claimId, row.id), eq(claimPapers.key, key)));
  if (!kept || kept.digest === null) throw missing();
  const [paper] = await findPapers(db, [kept.paperId]);
  if (!paper || paper.mediaType === null) throw missing();
  return {
    digest: kept.digest,
    mediaType: paper.mediaType,
    title: paper.title,
    size: paper.digest === kept.digest ? paper.size : null,
  };
}

/**
 * A part of the claims of producers, the latest first, each with what was paid on it, and how many
 * there are. Rights are the caller's.
 */
export async function claimsOfProducers(
  db: Db,
  producerIds: readonly string[],
  { limit, offset }: ListPart,
) {
  if (producerIds.length === 0) return { claims: [], total: 0 };
  const where = inArray(claims.producerId, [...producerIds]);
  const rows = await db
    .select({
      claim: claims,
      measureName: measureVersions.name,
      paid: sql<string>`(select coalesce(sum(y.amount), 0)::text from support_payments y
        where y.claim_id = ${claims.id} and y.voided_at is null)`,
    })
    .from(claims)
    .innerJoin(measureVersions, eq(measureVersions.id, claims.versionId))
    .where(where)
    .orderBy(desc(claims.updatedAt), asc(claims.id))
    .limit(limit)
    .offset(offset);
  return {
    claims: rows.map(({ claim, measureName, paid }) => ({
      ...claim,
      measureName,
      paid: BigInt(paid),
    })),
    total: await db.$count(claims, where),
  };
}
