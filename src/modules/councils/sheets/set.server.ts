import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { sessionItems } from "../schema.server.ts";
import type { ParsedWrite } from "./inputs.ts";

/** The set that a product is scored by, and the names under which the database keeps it. */
export type ItemSet = {
  readonly dossierId: string;
  readonly setCode: string;
  readonly rulebookDigest: string;
  readonly compiled: CompiledSet;
};

/**
 * Sets of products asked for lately, so that a save need not read them again. Never trusted: every
 * write compares the names with the row in its own statement.
 */
const known = new Map<string, ItemSet>();
const most = 2000;

/** The set of a product that is being scored; `fresh` reads it anew. `notFound` without a product. */
export async function setOfItem(
  db: Db,
  itemId: string,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<ItemSet> {
  const found = fresh ? undefined : known.get(itemId);
  if (found) return found;
  const [item] = await db
    .select({ dossierId: sessionItems.dossierId })
    .from(sessionItems)
    .where(eq(sessionItems.id, itemId));
  if (!item)
    throw new AppError("notFound", { vi: "Không có sản phẩm này trong chương trình phiên họp." });
  const row = await findDossier(db, item.dossierId);
  const { compiled } = await setOf(db, row);
  const { id: dossierId, setCode, rulebookDigest } = row;
  const read = { dossierId, setCode, rulebookDigest, compiled };
  if (known.size >= most) known.clear();
  known.set(itemId, read);
  return read;
}

/** Refuses writes that do not fit the set: `invalid`, beside the criterion. */
export function requireFit(
  set: CompiledSet,
  writes: readonly Pick<ParsedWrite, "criterion" | "option">[],
): void {
  const fields: Record<string, string> = {};
  for (const { criterion, option } of writes) {
    const leaf = set.leafByCode.get(criterion);
    if (!leaf) fields[criterion] = `Bộ sản phẩm này không có tiêu chí ${criterion}.`;
    else if (option !== null && option > leaf.options.length)
      fields[criterion] =
        `Tiêu chí ${criterion} có các lựa chọn từ 1 đến ${leaf.options.length}. Hãy chọn lại.`;
  }
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}
