import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { budgetPermissions } from "../access.ts";
import { columnsOf } from "../access.server.ts";
import { events } from "../events.server.ts";
import { SaveBudget } from "../inputs.ts";
import { type FundSource, fundSources } from "../model.ts";
import { budgets, claims, measures, measureVersions, payments } from "../schema.server.ts";
import { approvedAgainst } from "./decide.server.ts";
import { supportLedger } from "./ledger.server.ts";
import { auditFacts, requireVersion } from "#core/changing.ts";
import { authorisedMeasure } from "./load.server.ts";

/** A budget line beside what became of it; amounts in đồng. */
export type BudgetLine = {
  readonly measureId: string;
  readonly code: string;
  readonly name: string;
  readonly source: FundSource;
  readonly sourceName: string;
  /** Null: money was approved and no budget is entered any more. */
  readonly budget: bigint | null;
  readonly approved: bigint;
  readonly paid: bigint;
  readonly version: number;
};

/**
 * Budget of a year by measure and source, with what was approved and paid against it, in the
 * units that the actor may look at. Throws `forbidden` for who may not see sums at all.
 */
export async function readBudget(db: Db, actor: UserActor, year: number): Promise<BudgetLine[]> {
  const seen = scopeSql(actor, budgetPermissions.see, columnsOf(measures));
  const lines = await db
    .select({
      measureId: budgets.measureId,
      source: budgets.source,
      amount: budgets.amount,
      version: budgets.version,
    })
    .from(budgets)
    .innerJoin(measures, eq(measures.id, budgets.measureId))
    .where(and(eq(budgets.year, year), seen));
  const used = await db
    .select({
      measureId: claims.measureId,
      source: sql<FundSource>`${claims.source}`,
      approved: sql<string>`sum(${claims.approved})::text`,
      paid: sql<string>`coalesce(sum((select sum(${payments.amount}) from ${payments} where ${payments.claimId} = ${claims.id} and ${isNull(payments.voidedAt)})), 0)::text`,
    })
    .from(claims)
    .innerJoin(measures, eq(measures.id, claims.measureId))
    .where(
      and(
        eq(claims.budgetYear, year),
        inArray(claims.state, ["approved", "partPaid", "paid"]),
        seen,
      ),
    )
    .groupBy(claims.measureId, claims.source);
  const keyOf = (one: { measureId: string; source: FundSource }) =>
    `${one.measureId} ${one.source}`;
  const planned = new Map(lines.map((line) => [keyOf(line), line]));
  const spent = new Map(used.map((line) => [keyOf(line), line]));
  const names = await namesOf(db, [...lines, ...used]);
  return [...new Set([...planned.keys(), ...spent.keys()])]
    .map((key) => {
      const [measureId = "", source = "other"] = key.split(" ");
      const [plan, use] = [planned.get(key), spent.get(key)];
      return {
        measureId,
        code: names.get(measureId)?.code ?? "",
        name: names.get(measureId)?.name ?? "",
        source: source as FundSource,
        sourceName: fundSources[source as FundSource],
        budget: plan?.amount ?? null,
        approved: BigInt(use?.approved ?? "0"),
        paid: BigInt(use?.paid ?? "0"),
        version: plan?.version ?? 0,
      };
    })
    .toSorted((a, b) => a.code.localeCompare(b.code, "vi") || a.source.localeCompare(b.source));
}

async function namesOf(db: Db, lines: readonly { measureId: string }[]) {
  const ids = [...new Set(lines.map(({ measureId }) => measureId))];
  if (ids.length === 0) return new Map<string, { code: string; name: string }>();
  const rows = await db
    .select({ id: measures.id, code: measures.code, name: measureVersions.name })
    .from(measures)
    .innerJoin(
      measureVersions,
      and(eq(measureVersions.measureId, measures.id), eq(measureVersions.seq, measures.seq)),
    )
    .where(inArray(measures.id, ids))
    .orderBy(asc(measures.code));
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Enters what a year has for a measure from a source, or corrects it; never less than what has
 * been approved. Throws `stale` when somebody else has changed the line.
 */
export async function saveBudget(db: Db, actor: UserActor, input: SaveBudget): Promise<void> {
  const { year, measureId, source, amount, expectedVersion } = parseInput(SaveBudget, input);
  await db.transaction(async (tx) => {
    const measure = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    const { provinceCode } = measure;
    const key = and(
      eq(budgets.provinceCode, provinceCode),
      eq(budgets.year, year),
      eq(budgets.measureId, measureId),
      eq(budgets.source, source),
    );
    const [line] = await tx.select().from(budgets).where(key).for("update");
    requireVersion({ version: line?.version ?? 0 }, expectedVersion);
    const approved = await approvedAgainst(tx, { measureId, year, source });
    if (amount < approved)
      throw new AppError("invalid", {
        fields: {
          amount: `Đã duyệt ${formatDong(approved)} đồng từ dòng này. Dự toán không được ít hơn.`,
        },
      });
    const set = { amount, updatedBy: actor.userId };
    if (line)
      await tx
        .update(budgets)
        .set({ ...set, version: line.version + 1, updatedAt: sql`now()` })
        .where(key);
    else await tx.insert(budgets).values({ ...set, provinceCode, year, measureId, source });
    await appendAudit(tx, events.budgetSaved, {
      ...auditFacts(actor, measure),
      details: { year, source, amount: String(amount) },
    });
  });
}

/** What a province gave in a year, fairs included, for reports; amounts in đồng. Rights are the caller's. */
export async function supportFigures(
  db: Db,
  { provinceCode, year }: { readonly provinceCode: string; readonly year: number },
): Promise<{ claims: number; producers: number; approved: bigint; paid: bigint }> {
  const inYear = and(
    eq(claims.provinceCode, provinceCode),
    eq(claims.budgetYear, year),
    inArray(claims.state, ["approved", "partPaid", "paid"]),
  );
  const [row] = await db
    .select({
      claims: sql<number>`count(*)::int`,
      producers: sql<number>`count(distinct ${claims.producerId})::int`,
      approved: sql<string>`coalesce(sum(${claims.approved}), 0)::text`,
    })
    .from(claims)
    .where(inYear);
  const [paid] = await db
    .select({ sum: sql<string>`coalesce(sum(l.amount), 0)::text` })
    .from(sql`${supportLedger} l`)
    .where(sql`l.province_code = ${provinceCode} and extract(year from l.day) = ${year}`);
  return {
    claims: row?.claims ?? 0,
    producers: row?.producers ?? 0,
    approved: BigInt(row?.approved ?? "0"),
    paid: BigInt(paid?.sum ?? "0"),
  };
}

/** The province whose budget the actor keeps; null where they only look. */
export function keepsBudgetOf(actor: UserActor): string | null {
  for (const { role, jurisdiction: j } of actor.grants)
    if (role === "provinceOfficer" && j.kind === "unit" && j.path !== "") return provinceOf(j.path);
  return null;
}
