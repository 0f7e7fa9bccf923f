import { type Lang, useLang } from "#ui/lang.ts";
import { pathTo } from "#ui/bilingual.ts";
import type { PlaceName, UnitRef } from "../model.ts";
import { placePaths } from "../paths.ts";
import { englishNameOf, fullNameOf, nameInSentence } from "../rules.ts";
import { unitTexts } from "./texts.ts";

/** What a unit is called in a language. */
export function nameIn(lang: Lang, place: PlaceName): string {
  return lang === "vi" ? fullNameOf(place) : englishNameOf(place);
}

/** Names of the units above one, nearest first, as they are read after its own. */
export function parentsIn(lang: Lang, parents: readonly PlaceName[]): string {
  return parents.map(lang === "vi" ? nameInSentence : englishNameOf).join(", ");
}

/** Address of a unit's page. */
export function unitPath(lang: Lang, { version, code }: UnitRef): string {
  return pathTo(placePaths.unit, lang, { version, code });
}

/** A unit's name as a link to its page, with what it belongs to beside it. */
export function UnitLink({
  unit,
  parents = [],
}: {
  unit: UnitRef & PlaceName;
  parents?: readonly PlaceName[];
}) {
  const lang = useLang();
  return (
    <>
      <a href={unitPath(lang, unit)}>{nameIn(lang, unit)}</a>
      {parents.length > 0 && <span className="soft">, {parentsIn(lang, parents)}</span>}
    </>
  );
}

type Locatable = { unit: UnitRef & PlaceName; parents: readonly PlaceName[] };

/** One line that says what a former unit is today; every candidate where it was divided. */
export function TodayLine({
  today,
}: {
  today: { outcome: "became" | "divided" | "abolished"; units: readonly Locatable[] };
}) {
  const texts = unitTexts[useLang()];
  return (
    <p>
      <strong>{texts[today.outcome]}:</strong>{" "}
      {today.units.map(({ unit, parents }, at) => (
        <span key={unit.code}>
          {at > 0 && "; "}
          <UnitLink unit={unit} parents={at === today.units.length - 1 ? parents : []} />
        </span>
      ))}
    </p>
  );
}
