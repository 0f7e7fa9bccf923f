import { inArray, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { producers } from "../schema.server.ts";
import type { ProducerKind } from "../model.ts";

/** A producer as an import of a register compares it. */
export type ImportedProducer = {
  readonly id: string;
  readonly provinceCode: string;
  readonly name: string;
  /** `version/code` of its commune; null where only the province is known. */
  readonly commune: string | null;
  readonly path: string;
  readonly kind: ProducerKind;
  readonly isTourism: boolean;
};

/** Every producer of these provinces. Rights are the caller's. */
export async function listImported(
  db: Db,
  provinceCodes: readonly string[],
): Promise<ImportedProducer[]> {
  if (provinceCodes.length === 0) return [];
  const rows = await db
    .select({
      id: producers.id,
      provinceCode: producers.provinceCode,
      name: producers.name,
      version: producers.unitVersion,
      code: producers.unitCode,
      path: producers.unitPath,
      kind: producers.kind,
      isTourism: producers.isTourism,
    })
    .from(producers)
    .where(inArray(producers.provinceCode, [...provinceCodes]));
  return rows.map(({ version, code, path, ...row }) => ({
    ...row,
    path,
    commune: path.includes("/") ? `${version}/${code}` : null,
  }));
}

/** Producers of a register, as the plan of its import has them; the import answers for rights and audit. */
export type ProducerToEnter = Pick<
  typeof producers.$inferInsert,
  | "provinceCode"
  | "unitVersion"
  | "unitCode"
  | "unitPath"
  | "kind"
  | "companyForm"
  | "name"
  | "isTourism"
  | "address"
  | "phone"
  | "createdBy"
> & { readonly id: string };

const atOnce = 1000;

/** Enters producers in the import's own transaction, many in one statement. */
export async function enterProducers(tx: Db, rows: readonly ProducerToEnter[]): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce)
    await tx
      .insert(producers)
      .values(
        rows.slice(at, at + atOnce).map((row) => ({ ...row, nameFolded: foldText(row.name) })),
      );
}

/** Takes producers away with the import that made them, which has seen to it that nothing depends on them. */
export async function removeEntered(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.delete(producers).where(sql`${producers.id} = any(${sql.param([...ids])}::uuid[])`);
}

/** How many of these producers somebody has changed since they were entered. */
export async function countChanged(tx: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  return tx.$count(
    producers,
    sql`${producers.id} = any(${sql.param([...ids])}::uuid[]) and ${producers.version} > 1`,
  );
}
