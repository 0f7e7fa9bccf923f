import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { moneySources } from "#modules/market/points/model.ts";
import { fairSupport } from "#modules/market/service/fair-support.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { budgetPermissions } from "../access.ts";
import { seenClaims } from "../access.server.ts";
import { fundSources } from "../model.ts";
import { claims, fairPayments } from "../schema.server.ts";
import type { ListPart } from "./rights.server.ts";

/** What was paid for a participant of a fair through claims, voided lines left out. */
const settled = sql.raw(`(select l.participant_id, sum(y.amount) as amount
  from support_fair_payments l join support_payments y on y.id = l.payment_id
  where y.voided_at is null group by l.participant_id)`);

/**
 * The one ledger of support, as a select: every payment on a claim, and what fairs gave beside.
 * What a payment settles of a fair's list stands here once, as the payment; of the fair's figure
 * only what exceeds it. `producer_id` null: for all participants of a fair together. Rights are the
 * caller's business.
 */
export const supportLedger: SQL = sql`(
  select y.id as entry_id, 'claim' as kind, c.province_code, c.unit_path, c.producer_id,
      y.paid_on as day, y.amount, y.source, y.voucher as paper, v.name as what,
      c.id as claim_id, null::uuid as fair_id, c.is_demo
    from support_payments y join support_claims c on c.id = y.claim_id
    join support_measure_versions v on v.id = c.version_id
    where y.voided_at is null
  union all
  select coalesce(s.participant_id, s.fair_id), 'fair', s.province_code, s.unit_path, s.producer_id,
      s.day, s.amount - coalesce(t.amount, 0), s.source, s.basis, s.fair, null, s.fair_id, s.is_demo
    from ${fairSupport} s left join ${settled} t on t.participant_id = s.participant_id
    where s.amount > coalesce(t.amount, 0))`;

/** A line of the ledger; the amount in đồng. */
export type LedgerEntry = {
  readonly id: string;
  readonly kind: "claim" | "fair";
  readonly producerId: string | null;
  readonly day: string;
  readonly amount: bigint;
  readonly sourceName: string;
  /** The voucher, or the act that the fair was paid under. */
  readonly paper: string | null;
  /** The measure, or the fair. */
  readonly what: string;
  /** The claim, where whoever asks may open it. */
  readonly claimId: string | null;
  readonly fairId: string | null;
};

type LedgerRow = {
  entry_id: string;
  kind: "claim" | "fair";
  producer_id: string | null;
  day: string;
  amount: string;
  source: string | null;
  paper: string | null;
  what: string;
  claim_id: string | null;
  fair_id: string | null;
};

const sourceNames: Readonly<Record<string, string>> = { ...moneySources, ...fundSources };

async function entriesWhere(
  db: Db,
  where: SQL,
  { limit, offset }: ListPart = { limit: 1000, offset: 0 },
): Promise<LedgerEntry[]> {
  const { rows } = await db.execute<LedgerRow>(sql`
    select l.entry_id, l.kind, l.producer_id, l.day::text as day, l.amount::text as amount,
      l.source, l.paper, l.what, l.claim_id, l.fair_id
    from ${supportLedger} l where ${where} order by l.day desc, l.what, l.entry_id limit ${limit} offset ${offset}`);
  return rows.map((row) => ({
    id: row.entry_id,
    kind: row.kind,
    producerId: row.producer_id,
    day: row.day,
    amount: BigInt(row.amount),
    sourceName: sourceNames[row.source ?? ""] ?? "Chưa ghi nguồn",
    paper: row.paper,
    what: row.what,
    claimId: row.claim_id,
    fairId: row.fair_id,
  }));
}

/**
 * What was given to these producers, through claims and at fairs, or in one of the two ways, the
 * latest first: a part, and how many lines there are. Rights are the caller's.
 */
export async function ledgerOfProducers(
  db: Db,
  producerIds: readonly string[],
  { kind, ...part }: Partial<ListPart> & { readonly kind?: LedgerEntry["kind"] } = {},
): Promise<{ entries: LedgerEntry[]; total: number }> {
  if (producerIds.length === 0) return { entries: [], total: 0 };
  const list = sql.join(
    producerIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const ofKind = kind === undefined ? sql`true` : sql`l.kind = ${kind}`;
  const where = sql`l.producer_id in (${list}) and ${ofKind}`;
  const { rows } = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from ${supportLedger} l where ${where}`,
  );
  return {
    entries: await entriesWhere(db, where, { limit: 1000, offset: 0, ...part }),
    total: rows[0]?.total ?? 0,
  };
}

/** What a year gave by way, for the units whose sums the actor sees; amounts in đồng. */
export async function readLedger(
  db: Db,
  actor: UserActor,
  year: number,
): Promise<{ claims: bigint; fairs: bigint; entries: readonly LedgerEntry[] }> {
  const seen = scopeSql(actor, budgetPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: sql`l.unit_path`,
  });
  const entries = await entriesWhere(db, sql`${seen} and extract(year from l.day) = ${year}`);
  const { rows } = await db.execute<{ kind: string; amount: string }>(sql`
    select l.kind, sum(l.amount)::text as amount from ${supportLedger} l
    where ${seen} and extract(year from l.day) = ${year} group by l.kind`);
  const of = (kind: string) => BigInt(rows.find((row) => row.kind === kind)?.amount ?? "0");
  return { claims: of("claim"), fairs: of("fair"), entries: await openable(db, actor, entries) };
}

/** The lines without the claims that the actor sees the sum of and not the papers. */
async function openable(
  db: Db,
  actor: UserActor,
  entries: readonly LedgerEntry[],
): Promise<LedgerEntry[]> {
  const ids = entries.flatMap(({ claimId }) => claimId ?? []);
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ id: claims.id })
          .from(claims)
          .where(and(inArray(claims.id, ids), seenClaims(actor, claims)));
  const open = new Set(rows.map(({ id }) => id));
  return entries.map((entry) =>
    entry.claimId === null || open.has(entry.claimId) ? entry : { ...entry, claimId: null },
  );
}

/** Fairs whose list has an amount for this producer that no payment has settled yet; amounts in đồng. */
export async function openFairsOf(
  db: Db,
  producerId: string,
): Promise<
  readonly { readonly participantId: string; readonly fair: string; readonly left: bigint }[]
> {
  const { rows } = await db.execute<{ participant_id: string; fair: string; left: string }>(sql`
    select s.participant_id, s.fair, (s.amount - coalesce(t.amount, 0))::text as left
    from ${fairSupport} s left join ${settled} t on t.participant_id = s.participant_id
    where s.producer_id = ${producerId} and s.amount > coalesce(t.amount, 0)
    order by s.day desc, s.fair`);
  return rows.map((row) => ({
    participantId: row.participant_id,
    fair: row.fair,
    left: BigInt(row.left),
  }));
}

/**
 * Says that a payment settles what a fair's list has for its producer, in the payment's transaction.
 * Throws `invalid` for a fair of somebody else, or for more than is left there.
 */
export async function settleFair(
  tx: Db,
  payment: { readonly id: string; readonly provinceCode: string; readonly amount: bigint },
  { producerId, participantId }: { readonly producerId: string; readonly participantId: string },
): Promise<void> {
  const open = (await openFairsOf(tx, producerId)).find(
    (one) => one.participantId === participantId,
  );
  const refuse = (text: string) => new AppError("invalid", { fields: { participantId: text } });
  if (!open) throw refuse("Hãy chọn hội chợ trong danh sách, hoặc để trống.");
  if (payment.amount > open.left)
    throw refuse("Số tiền chi nhiều hơn số ghi ở hội chợ này. Hãy xem lại số tiền hoặc hội chợ.");
  const { id: paymentId, provinceCode } = payment;
  await tx.insert(fairPayments).values({ paymentId, participantId, provinceCode });
}
