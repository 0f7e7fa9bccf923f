import { and, asc, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { dayOfInstant, today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import type { Sheet, SheetCell, SheetColumn } from "#core/sheets/xlsx.server.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { claimStates, fundSources, isClaimState } from "../model.ts";
import { leftOf } from "../rules.ts";
import { claims, measures, measureVersions, payments } from "../schema.server.ts";
import { type ClaimsAsked, claimsWhere } from "./describe.server.ts";

const text = (head: string, width: number): SheetColumn => ({ head, kind: "text", width });
const money = (head: string): SheetColumn => ({ head: `${head} (đồng)`, kind: "whole", width: 14 });
const day = (head: string): SheetColumn => ({ head, kind: "day", width: 11 });
const counter: SheetColumn = { head: "TT", kind: "whole", width: 6 };

const claimColumns: readonly SheetColumn[] = [
  counter,
  text("Chủ thể", 24),
  text("Địa bàn", 14),
  text("Biện pháp", 24),
  money("Chi phí"),
  money("Đề nghị"),
  money("Được duyệt"),
  money("Đã chi"),
  money("Còn phải chi"),
  text("Nguồn kinh phí", 15),
  text("Năm ngân sách", 7),
  day("Ngày nộp"),
  day("Ngày quyết định"),
  day("Hạn xử lý"),
  text("Tình trạng", 14),
  text("Lý do", 18),
];

const paymentColumns: readonly SheetColumn[] = [
  counter,
  day("Ngày chi"),
  text("Số chứng từ", 18),
  text("Chủ thể", 28),
  text("Biện pháp", 30),
  text("Nguồn kinh phí", 18),
  money("Số tiền"),
  text("Đã hủy vì", 28),
];

const sample = ({ isDemo }: { isDemo: boolean }) => (isDemo ? " (dữ liệu minh họa)" : "");

/**
 * The claims of an office's list as a ledger, and every payment on them, voided ones with their
 * reason and out of the sum; amounts in đồng. `tx` must be a transaction that lasts until the
 * sheets are written, and reads one state of the data.
 */
export async function claimBook(tx: Db, actor: UserActor, asked: ClaimsAsked): Promise<Sheet[]> {
  const where = claimsWhere(actor, asked);
  const [sums] = await tx
    .select({
      cost: sql<string>`coalesce(sum(${claims.cost}), 0)::text`,
      asked: sql<string>`coalesce(sum(${claims.asked}), 0)::text`,
      approved: sql<string>`coalesce(sum(${claims.approved}), 0)::text`,
      paid: sql<string>`coalesce(sum(${paidOnClaim}), 0)::text`,
      left: sql<string>`coalesce(sum(greatest(${claims.approved} - ${paidOnClaim}, 0)), 0)::text`,
    })
    .from(claims)
    .where(where);
  const total = (key: "cost" | "asked" | "approved" | "paid" | "left") => Number(sums?.[key] ?? 0);
  const about = [
    `Đề nghị hỗ trợ${asked.year ? ` nộp năm ${asked.year}` : ""}`,
    ...(asked.state !== null && isClaimState(asked.state) ? [claimStates[asked.state]] : []),
    `lập ngày ${formatDay(await today(tx))}`,
  ].join(", ");
  return [
    {
      name: "Đề nghị",
      about,
      columns: claimColumns,
      rows: claimRows(tx, where),
      total: [
        null,
        "Tổng cộng",
        null,
        null,
        total("cost"),
        total("asked"),
        total("approved"),
        total("paid"),
        total("left"),
      ],
    },
    {
      name: "Chi trả",
      about: `${about}: các lần chi trả`,
      columns: paymentColumns,
      rows: paymentRows(tx, where),
      total: [null, null, null, "Tổng cộng, không kể dòng đã hủy", null, null, total("paid")],
    },
  ];
}

type Where = ReturnType<typeof claimsWhere>;

/** So many rows of a sheet are read at once. */
const atOnce = 500;

const paidOnClaim = sql`coalesce((select sum(y.amount) from support_payments y
  where y.claim_id = support_claims.id and y.voided_at is null), 0)`;

async function* claimRows(tx: Db, where: Where): AsyncGenerator<SheetCell[][]> {
  for (let given = 0; ; given += atOnce) {
    const rows = await tx
      .select({
        claim: claims,
        code: measures.code,
        measure: measureVersions.name,
        paid: sql<string>`${paidOnClaim}::text`,
        filedOn: sql<string | null>`${dayOfInstant(claims.filedAt)}::text`,
        decidedOn: sql<string | null>`${dayOfInstant(claims.decidedAt)}::text`,
      })
      .from(claims)
      .innerJoin(measures, eq(measures.id, claims.measureId))
      .innerJoin(measureVersions, eq(measureVersions.id, claims.versionId))
      .where(where)
      .orderBy(asc(claims.filedAt), asc(claims.id))
      .limit(atOnce)
      .offset(given);
    const names = await namesOf(
      tx,
      rows.map(({ claim }) => claim),
    );
    yield rows.map(({ claim, code, measure, filedOn, decidedOn, ...row }, at) => {
      const paid = BigInt(row.paid);
      return [
        given + at + 1,
        ...names(claim),
        `${code}. ${measure}`,
        numberOf(claim.cost),
        numberOf(claim.asked),
        numberOf(claim.approved),
        Number(paid),
        claim.approved === null ? null : Number(leftOf(claim.approved, paid)),
        claim.source && fundSources[claim.source],
        claim.budgetYear === null ? null : String(claim.budgetYear),
        filedOn,
        decidedOn,
        claim.dueOn,
        claimStates[claim.state] + sample(claim),
        claim.reason,
      ];
    });
    if (rows.length < atOnce) return;
  }
}

async function* paymentRows(tx: Db, where: Where): AsyncGenerator<SheetCell[][]> {
  for (let given = 0; ; given += atOnce) {
    const rows = await tx
      .select({ payment: payments, claim: claims, measure: measureVersions.name })
      .from(payments)
      .innerJoin(claims, eq(claims.id, payments.claimId))
      .innerJoin(measureVersions, eq(measureVersions.id, claims.versionId))
      .where(where)
      .orderBy(asc(payments.paidOn), asc(payments.voucher), asc(payments.id))
      .limit(atOnce)
      .offset(given);
    const names = await namesOf(
      tx,
      rows.map(({ claim }) => claim),
    );
    yield rows.map(({ payment, claim, measure }, at) => [
      given + at + 1,
      payment.paidOn,
      payment.voucher,
      names(claim)[0],
      measure + sample(claim),
      fundSources[payment.source],
      Number(payment.amount),
      payment.voidedAt === null ? null : (payment.voidReason ?? "không ghi lý do"),
    ]);
    if (rows.length < atOnce) return;
  }
}

const numberOf = (dong: bigint | null) => (dong === null ? null : Number(dong));

type Whose = Pick<typeof claims.$inferSelect, "producerId" | "unitPath">;

/** The producer's name and its commune, for each of these claims. */
async function namesOf(tx: Db, rows: readonly Whose[]) {
  const producers = await nameProducers(tx, [...new Set(rows.map((row) => row.producerId))]);
  const refOf = ({ unitPath }: Whose): UnitRef => ({
    version: currentVersion,
    code: unitPath.split("/").at(-1) ?? "",
  });
  const units = await findUnits(tx, rows.map(refOf));
  return (row: Whose) =>
    [
      producers.get(row.producerId)?.name ?? null,
      units.get(keyOfRef(refOf(row)))?.fullName ?? null,
    ] as const;
}

/** The years in which claims were filed that the actor sees, in their order. */
export async function claimYears(db: Db, actor: UserActor): Promise<number[]> {
  const year = sql<number>`extract(year from ${dayOfInstant(claims.filedAt)})::int`;
  const rows = await db
    .selectDistinct({ year })
    .from(claims)
    .where(
      and(claimsWhere(actor, { state: null, measure: null }), sql`${claims.filedAt} is not null`),
    )
    .orderBy(sql`1`);
  return rows.map((row) => row.year);
}
