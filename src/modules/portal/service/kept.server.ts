import type { Db } from "#core/database/connection.ts";
import type { PublicVersion } from "../model.ts";

type Kept = { readonly under: string; readonly value: Promise<unknown> };

const memories = new WeakMap<Db, Map<string, Kept>>();
const mostKept = 500;

/**
 * What was made of the register's present version, kept under a name until the version or the day
 * changes; the oldest of 500 goes first. What fails is not kept.
 */
export function keptUnder<T>(
  db: Db,
  { version, day }: PublicVersion,
  name: string,
  make: () => Promise<T>,
): Promise<T> {
  const memory = memories.get(db) ?? new Map<string, Kept>();
  memories.set(db, memory);
  const under = `${version} ${day}`;
  const found = memory.get(name);
  // Only `make` of the same name writes here, so the type is the caller's own.
  if (found?.under === under) return found.value as Promise<T>;
  const value = make();
  memory.delete(name);
  memory.set(name, { under, value });
  const [oldest] = memory.keys();
  if (memory.size > mostKept && oldest !== undefined) memory.delete(oldest);
  value.catch(() => memory.delete(name));
  return value;
}
