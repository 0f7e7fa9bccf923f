import type { SQL } from "drizzle-orm";
import type { Db } from "../database/connection.ts";
import type { FileStore } from "../files/store.ts";

/** What an invariant may look at. */
export type InvariantContext = {
  readonly db: Db;
  readonly files: FileStore;
  /** Also reads every stored content from its first byte to its last. */
  readonly deep: boolean;
};

/** Something that is true of the whole database whenever no transaction is under way. */
export type Invariant = {
  /** `module.what`, such as `councils.noSheetOfTheRecused`. */
  readonly name: string;
  /** What must hold, in one Vietnamese sentence. */
  readonly holds: string;
  /** Every offence, as something that can be found again; none when it holds. */
  readonly offences: (context: InvariantContext) => AsyncIterable<unknown>;
};

const invariants = new Map<string, Invariant>();

/** Adds an invariant that more than a query decides. Throws on a second one of a name. */
export function defineInvariant(invariant: Invariant): void {
  if (invariants.has(invariant.name))
    throw new Error(`the invariant ${invariant.name} is defined twice`);
  invariants.set(invariant.name, invariant);
}

/** Adds an invariant that a query decides: the rows it returns are the offences. */
export function defineSqlInvariant(name: string, holds: string, query: SQL): void {
  defineInvariant({
    name,
    holds,
    async *offences({ db }) {
      const { rows } = await db.execute(query);
      yield* rows;
    },
  });
}

/** Every invariant of the modules that are loaded, in order of name. */
export function allInvariants(): Invariant[] {
  return [...invariants.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
}
