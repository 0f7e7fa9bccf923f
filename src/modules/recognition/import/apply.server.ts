import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { importEvents } from "./events.server.ts";
import type { Layout } from "./layouts.ts";
import type { Plan } from "./plan-model.ts";
import { enterPlan } from "./entering.server.ts";
import type { Progress } from "./pieces.server.ts";
import type { PlanIds } from "./plan-ids.server.ts";
import { type ImportBy, prepareImport } from "./read.server.ts";
import { type ImportReport, registerImports } from "./schema.server.ts";

/** A file to import. `expected`: what a dry run showed; what is done must be the same. */
export type FileToImport = {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly layout: Layout;
  readonly expected?:
    | Pick<ImportReport, "accepted" | "corrected" | "doubtful" | "refused">
    | undefined;
  /** Told after each piece of the work how much of it is done. */
  readonly progress?: Progress | undefined;
  /** Done in the same transaction, once everything is entered. */
  readonly entered?: (tx: Db, importId: string) => Promise<void>;
};

export type Applied = { readonly id: string; readonly report: ImportReport };

/**
 * Imports a register: plans it again in its own transaction and enters producers, products, what
 * the register tells of their recognitions, and a recognition under a recorded decision where day
 * and regime are known. All or nothing, one import at a time, with an audit row in each province.
 * Throws `conflict` when the plan is not, or no more, what was shown; `unprocessable` when no row
 * can enter; `UnreadableSheetError`.
 */
export async function applyImport(db: Db, by: ImportBy, file: FileToImport): Promise<Applied> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ocop.register-import'))`);
    const { plan, report } = await prepareImport(tx, file.bytes, { ...by, layout: file.layout });
    requireExpected(report, file.expected);
    if (plan.products.length === 0)
      throw new AppError("unprocessable", { vi: "Không có dòng nào nhập được." });
    const [row] = await tx
      .insert(registerImports)
      .values({
        provinceCode: onlyOne(plan.producers.map(({ place }) => place.provinceCode)),
        fileName: file.fileName.slice(0, 200),
        digest: createHash("sha256").update(file.bytes).digest("hex"),
        layout: file.layout,
        report,
        settlements: by.settlements ?? [],
        importedBy: by.actor?.userId ?? null,
      })
      .returning();
    if (!row) throw new Error("the import was not stored");
    const userId = by.actor?.userId ?? null;
    const ids = await enterPlan(tx, { importId: row.id, userId, plan, progress: file.progress });
    await file.entered?.(tx, row.id);
    await audit(tx, row, plan, ids);
    return { id: row.id, report };
  });
}

function requireExpected(report: ImportReport, expected: FileToImport["expected"]): void {
  if (!expected) return;
  const names = ["accepted", "corrected", "doubtful", "refused"] as const;
  if (names.some((name) => report[name] !== expected[name]))
    throw new AppError("conflict", {
      vi: "Dữ liệu trong hệ thống đã thay đổi sau khi xem thử. Hãy xem thử lại.",
    });
}

function onlyOne<T>(values: readonly T[]): T | null {
  const [first = null, ...rest] = new Set(values);
  return rest.length === 0 ? first : null;
}

async function audit(
  tx: Db,
  row: typeof registerImports.$inferSelect,
  plan: Plan,
  { provinceOf }: PlanIds,
): Promise<void> {
  const codes = new Set(plan.producers.map(({ place }) => place.provinceCode));
  for (const provinceCode of [...codes].toSorted()) {
    const inside = (key: string) => provinceOf(key) === provinceCode;
    await appendAudit(tx, importEvents.applied, {
      actorId: row.importedBy,
      subjectId: row.id,
      provinceCode,
      unitPath: provinceCode,
      details: {
        digest: row.digest,
        layout: row.layout.name,
        rows: row.report.rows,
        refused: row.report.refused,
        settled: row.settlements.length,
        producers: plan.producers.filter(({ place }) => place.provinceCode === provinceCode).length,
        products: plan.products.filter(({ key }) => inside(key)).length,
        recognitions: plan.recognitions.filter(({ productKey }) => inside(productKey)).length,
      },
    });
  }
}
