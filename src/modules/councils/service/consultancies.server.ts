import type { Db } from "#core/database/connection.ts";

/** An organisation that did work for a producer for the programme, by its name. */
export type Consultancy = { readonly producerId: string; readonly organisation: string };

type Finder = (db: Db, producerIds: readonly string[]) => Promise<readonly Consultancy[]>;

const finders: Finder[] = [];

/**
 * Lets a later module say who worked for producers, beside the register that secretaries keep:
 * contracts of the network of consultants. Called once, when that module is loaded.
 */
export function findConsultanciesBy(finder: Finder): void {
  finders.push(finder);
}

/** What later modules know of work for these producers. */
export async function foundConsultancies(
  db: Db,
  producerIds: readonly string[],
): Promise<readonly Consultancy[]> {
  const found: Consultancy[] = [];
  for (const find of finders) found.push(...(await find(db, producerIds)));
  return found;
}
