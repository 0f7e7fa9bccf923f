import { foldText } from "#core/text.ts";
import { findBook, listRegimes } from "#modules/rulebooks/book.server.ts";
import { findCandidates } from "#modules/rulebooks/set-mapping.ts";
import { getSetMapping } from "#modules/rulebooks/set-mapping.server.ts";

/** A set of the rulebook in force, as the catalogue offers it. */
export type CatalogueSet = {
  readonly code: string;
  readonly title: string;
  /** Name of its sector without diacritics: `thuc-pham`. */
  readonly sector: string;
  readonly sectorName: string;
  /** `{regime}/{set}` of this set and of those of earlier decisions that correspond to it. */
  readonly keys: readonly string[];
};

let made: readonly CatalogueSet[] | undefined;

/** The sets of the newest decision with those that they came from, in the rulebook's order. */
export function catalogueSets(): readonly CatalogueSet[] {
  made ??= makeSets();
  return made;
}

function makeSets(): CatalogueSet[] {
  const [newest = "", ...earlier] = listRegimes();
  const former = earlier.flatMap((regime) =>
    (findBook(regime)?.rulebook.sets ?? []).flatMap(({ code }) =>
      findCandidates(getSetMapping(), { regime, set: code }, newest).map(({ set }) => ({
        set,
        key: `${regime}/${code}`,
      })),
    ),
  );
  return (findBook(newest)?.rulebook.sets ?? []).map(({ code, title, sector = "" }) => ({
    code,
    title,
    sector: foldText(sector ?? "").replaceAll(" ", "-"),
    sectorName: sector ?? "",
    keys: [`${newest}/${code}`, ...former.filter(({ set }) => set === code).map(({ key }) => key)],
  }));
}

/** The `{regime}/{set}` keys that a choice of set or sector means; null where nothing is chosen. */
export function keysOfChoice(choice: {
  readonly sector: string | null;
  readonly set: string | null;
}): readonly string[] | null {
  if (choice.sector === null && choice.set === null) return null;
  const meant = catalogueSets().filter(
    ({ code, sector }) =>
      (choice.set === null || code === choice.set) &&
      (choice.sector === null || sector === choice.sector),
  );
  return [...new Set(meant.flatMap(({ keys }) => keys))];
}
