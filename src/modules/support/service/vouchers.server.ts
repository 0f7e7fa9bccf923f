import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { seenClaims } from "../access.server.ts";
import { claims, payments } from "../schema.server.ts";
import { type Voucher, voucherKey } from "../vouchers.ts";

/** The claim that a payment was made on. */
export type PaidClaim = { readonly claimId: string; readonly producerName: string };

/**
 * The claims that were paid by these vouchers of a province, by `voucherKey`: a voucher's number and
 * day are those of the payment. Voided payments are none; only claims that the actor may see.
 */
export async function claimsPaidBy(
  db: Db,
  actor: UserActor,
  { provinceCode, vouchers }: { provinceCode: string; vouchers: readonly Voucher[] },
): Promise<ReadonlyMap<string, readonly PaidClaim[]>> {
  if (vouchers.length === 0) return new Map();
  const rows = await db
    .select({
      number: payments.voucher,
      day: payments.paidOn,
      claimId: claims.id,
      producerId: claims.producerId,
    })
    .from(payments)
    .innerJoin(claims, eq(claims.id, payments.claimId))
    .where(
      and(
        eq(payments.provinceCode, provinceCode),
        isNull(payments.voidedAt),
        inArray(
          payments.paidOn,
          vouchers.map(({ day }) => day),
        ),
        inArray(
          sql`lower(${payments.voucher})`,
          vouchers.map(({ number }) => number.toLowerCase()),
        ),
        seenClaims(actor, claims),
      ),
    )
    .orderBy(claims.id);
  const names = await nameProducers(
    db,
    rows.map(({ producerId }) => producerId),
  );
  // Asked for by numbers and by days: a number of one and the day of another are no voucher.
  const wanted = new Set(vouchers.map(voucherKey));
  const found = rows.map(({ number, day, claimId, producerId }) => ({
    key: voucherKey({ number, day }),
    claim: { claimId, producerName: names.get(producerId)?.name ?? "" },
  }));
  const byKey = Map.groupBy(
    found.filter(({ key }) => wanted.has(key)),
    ({ key }) => key,
  );
  return new Map([...byKey].map(([key, some]) => [key, some.map(({ claim }) => claim)]));
}

/** Where a plan says that the money came from: the line's words and its page. */
export type PlanLineBehind = { readonly name: string; readonly href: string };

type Finder = (
  db: Db,
  actor: UserActor,
  of: { readonly provinceCode: string; readonly vouchers: readonly Voucher[] },
) => Promise<ReadonlyMap<string, PlanLineBehind>>;

const finders: Finder[] = [];

/** Lets a later module say on which lines of plans a voucher stands. Called once, when it is loaded. */
export function findPlanLinesBy(finder: Finder): void {
  finders.push(finder);
}

/** The lines of plans that the payments of a claim were recorded on, by the payment's id. */
export async function planLinesBehind(
  db: Db,
  actor: UserActor,
  {
    provinceCode,
    paid,
  }: {
    provinceCode: string;
    paid: readonly { readonly id: string; readonly voucher: string; readonly paidOn: Day }[];
  },
): Promise<Readonly<Record<string, PlanLineBehind>>> {
  const vouchers = paid.map(({ voucher, paidOn }) => ({ number: voucher, day: paidOn }));
  const found: Record<string, PlanLineBehind> = {};
  for (const finder of finders) {
    const lines = await finder(db, actor, { provinceCode, vouchers });
    for (const { id, voucher, paidOn } of paid) {
      const line = lines.get(voucherKey({ number: voucher, day: paidOn }));
      if (line) found[id] = line;
    }
  }
  return found;
}
