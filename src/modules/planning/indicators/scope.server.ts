import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { type PlaceBook, placeBook } from "./places.server.ts";

/**
 * The unit that figures are asked of. Of a unit of before July 2025 those records count that were
 * made in it, or in a commune of today whose whole ground lay in it; a commune that only partly
 * did (`partly`) is not guessed at.
 */
export type Scope = {
  /** Null: the whole country. */
  readonly ref: UnitRef | null;
  readonly name: string;
  /** In today's tree; null for a unit of before, whose places today are `paths`. */
  readonly path: string | null;
  readonly paths: readonly string[];
  /** `version/code` of every unit whose records count; empty where `path` says it. */
  readonly refs: readonly string[];
  /** Names of today's communes of which only a part lay in the unit. */
  readonly partly: readonly string[];
  readonly book: PlaceBook;
};

/** The scope of a unit, or of the whole country; `notFound` when there is no such unit. */
export async function scopeOf(db: Db, ref: UnitRef | null): Promise<Scope> {
  const book = await placeBook(db);
  if (ref === null)
    return { ref, name: "Cả nước", path: "", paths: [""], refs: [], partly: [], book };
  const unit = book.find(ref);
  if (!unit)
    throw new AppError("notFound", {
      vi: `Không có đơn vị hành chính nào mang mã ${ref.code} trong danh mục.`,
    });
  const name = book.nameOf(ref);
  if (ref.version === currentVersion)
    return { ref, name, path: unit.path, paths: [unit.path], refs: [], partly: [], book };
  const { whole, partly } = book.becameOf(unit.path);
  const today = (code: string): UnitRef => ({ version: currentVersion, code });
  const own = [ref.code, ...book.communesOf(ref)].map((code) => `${ref.version}/${code}`);
  return {
    ref,
    name,
    path: null,
    paths: whole.flatMap((code) => book.find(today(code))?.path ?? []),
    refs: [...new Set([...own, ...whole.map((code) => `${currentVersion}/${code}`)])],
    partly: partly.map((code) => book.nameOf(today(code))),
    book,
  };
}

/** The scope of a code as people type it: a unit of today if there is one, else one of before; null when neither. */
export async function scopeOfCode(db: Db, code: string): Promise<Scope | null> {
  const book = await placeBook(db);
  for (const version of [currentVersion, "pre-2025"] as const)
    if (book.find({ version, code })) return scopeOf(db, { version, code });
  return null;
}

/** Whether a row `alias` that knows the unit it was made in lies in the scope. */
export function within({ path, refs }: Scope, alias: string): SQL {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  if (path !== null) return withinPath(path, column("unit_path"));
  return sql`(${column("unit_version")} || '/' || ${column("unit_code")}) = any(${sql.param([...refs])}::text[])`;
}

/** Whether a path in today's tree lies in the scope, for rows that know no more. */
export function placed({ path, paths }: Scope, column: string): SQL {
  if (path !== null) return withinPath(path, sql.raw(column));
  return sql`${sql.raw(column)} = any(${sql.param([...paths])}::text[])`;
}

function withinPath(path: string, column: SQL): SQL {
  if (path === "") return sql`true`;
  return sql`(${column} = ${path} or ${column} like ${`${path}/%`})`;
}
