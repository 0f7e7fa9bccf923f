import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type Book, findBook, listRegimes } from "../book.server.ts";
import { regimeInForce, regimeState, type RegimeState } from "../catalogue.ts";
import { vietnamToday } from "./versions.server.ts";

/** What lists and headings say of a decision. */
export type RegimeEntry = {
  readonly regime: string;
  readonly decision: string;
  readonly issued: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly amendedBy: readonly string[];
  readonly state: RegimeState;
  /** The decision that one scores under today. */
  readonly present: boolean;
  readonly setCount: number;
  readonly unverifiedCount: number;
};

/** The shipped decisions, newest first, as they stand today by the database's clock. */
export async function listRegimeEntries(db: Db): Promise<readonly RegimeEntry[]> {
  const books = listRegimes().map((regime) => getBook(regime));
  const today = await vietnamToday(db);
  const present = regimeInForce(
    books.map(({ rulebook }) => rulebook),
    today,
  );
  return books.map(({ rulebook }) => ({
    regime: rulebook.regime,
    decision: rulebook.decision,
    issued: rulebook.issued ?? null,
    from: rulebook.effectiveFrom ?? null,
    to: rulebook.effectiveTo ?? null,
    amendedBy: rulebook.amendedBy ?? [],
    state: regimeState(rulebook, today),
    present: rulebook === present,
    setCount: rulebook.sets.length,
    unverifiedCount: rulebook.sets.filter((set) => !set.verified).length,
  }));
}

/** The shipped book of a regime, or `notFound`. */
export function getBook(regime: string): Book {
  const book = findBook(regime);
  if (book) return book;
  throw new AppError("notFound", {
    vi: "Không có quyết định này trong hệ thống. Hãy chọn lại trong danh mục.",
    en: "This decision is not in the system. Please choose from the list.",
  });
}
