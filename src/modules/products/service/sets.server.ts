import { findBook, listRegimes } from "#modules/rulebooks/book.server.ts";

/** A set to choose for a product. */
export type SetOption = { value: string; label: string };

/** The sets of the newest decision, as its form offers them. */
export function listSetOptions(): { regime: string; sets: SetOption[] } {
  const [regime = ""] = listRegimes();
  const sets = findBook(regime)?.rulebook.sets ?? [];
  return {
    regime,
    sets: sets.map(({ code, title }) => ({ value: code, label: `Bộ ${code}: ${title}` })),
  };
}

/** What every set of every decision is called, by `regime/code`. */
export function listSetNames(): ReadonlyMap<string, string> {
  return new Map(
    listRegimes().flatMap((regime) =>
      (findBook(regime)?.rulebook.sets ?? []).map(
        ({ code, title }) => [`${regime}/${code}`, `Bộ ${code}: ${title}`] as const,
      ),
    ),
  );
}
