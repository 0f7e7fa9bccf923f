import type { ProducerKind } from "#modules/producers/model.ts";
import { englishNameOf, fullNameOf } from "#modules/places/rules.ts";
import type { Choice, Offer, PlaceChoice } from "#modules/portal/service/offer.server.ts";
import { SelectField } from "#ui/forms/text-field.tsx";
import { type Lang, useLang } from "#ui/lang.ts";
import { FilterForm } from "#ui/public/filters.tsx";
import { type CatalogueFilter, noFilter, sortOrders, writeFilter } from "../../filter.ts";
import { type PublicState, publicStates } from "../../model.ts";
import { portalPaths } from "../../paths.ts";
import { catalogueTexts } from "../texts/catalogue.ts";
import { countText, kindName, sectorName } from "../words.tsx";

type Option = { value: string; label: string };

const counted = (label: string, count: number, lang: Lang) =>
  `${label} (${countText(count, lang)})`;

/** Everything the catalogue can be narrowed by, each choice with what it would leave. */
export function Filters({
  of,
  offer,
  isSearch,
  action,
}: {
  of: CatalogueFilter;
  offer: Offer;
  isSearch: boolean;
  /** Where it leads to: the catalogue, or another page that takes the same filter and needs no order. */
  action?: string;
}) {
  const lang = useLang();
  const texts = catalogueTexts[lang];
  const isFiltered = writeFilter(of, { q: "", page: 1 }) !== "";
  const named = namesOf(lang);
  const options = (choices: readonly Choice[], name: (value: string) => string): Option[] =>
    choices.map(({ value, count }) => ({ value, label: counted(name(value), count, lang) }));
  const places = (choices: readonly PlaceChoice[]): Option[] =>
    choices.map((one) => ({
      value: one.value,
      label: counted(placeName(one, lang), one.count, lang),
    }));
  const orders = sortOrders.filter((order) => isSearch || order !== "relevance");
  return (
    <FilterForm
      action={action ?? portalPaths.products[lang]}
      words={{ name: "q", value: of.q }}
      texts={texts}
      // In the catalogue what is chosen stands below as links: the list need not begin a screen lower.
      isFiltered={action !== undefined && isFiltered}
    >
      <Select name="stars" chosen={of.stars} options={options(offer.stars, named.stars)} />
      <Select
        name="sector"
        chosen={of.sector}
        options={offer.sectors.map(({ value, name, count }) => ({
          value,
          label: counted(sectorName(name, lang), count, lang),
        }))}
      />
      <Select
        name="set"
        chosen={of.set}
        options={offer.sets.map(({ value, name, count }) => ({
          value,
          label: counted(name, count, lang),
        }))}
      />
      {offer.provinces.length > 0 && (
        <Select name="province" chosen={of.province} options={places(offer.provinces)} />
      )}
      {offer.communes.length > 0 && (
        <Select name="commune" chosen={of.commune} options={places(offer.communes)} />
      )}
      <Select name="kind" chosen={of.kind} options={options(offer.kinds, named.kind)} />
      <Select name="year" chosen={of.year} options={options(offer.years, (year) => year)} />
      <Select
        name="state"
        chosen={of.state}
        options={[
          { value: "current", label: texts.current },
          ...options(offer.states, named.state),
        ]}
      />
      {action === undefined && (
        <SelectField
          name="sort"
          label={texts.sort}
          defaultValue={of.sort ?? ""}
          options={orders.map((order, at) => ({
            value: at === 0 ? "" : order,
            label: texts.orders[order],
          }))}
        />
      )}
    </FilterForm>
  );
}

function Select({
  name,
  chosen,
  options,
}: {
  name: "stars" | "sector" | "set" | "province" | "commune" | "kind" | "year" | "state";
  chosen: string | number | null;
  options: readonly Option[];
}) {
  const texts = catalogueTexts[useLang()];
  return (
    <SelectField
      name={name}
      label={texts[name]}
      defaultValue={chosen === null ? "" : String(chosen)}
      options={[{ value: "", label: texts.all }, ...options]}
    />
  );
}

function placeName(place: PlaceChoice, lang: Lang): string {
  return lang === "vi" ? fullNameOf(place) : englishNameOf(place);
}

/** Names of the choices that have none of their own in the offer. */
function namesOf(lang: Lang) {
  const texts = catalogueTexts[lang];
  return {
    stars: (value: string) => texts.starCount(Number(value)),
    // The values come from a column of this type.
    kind: (value: string) => kindName(value as ProducerKind, lang),
    state: (value: string) =>
      value === "current" ? texts.current : publicStates[value as PublicState][lang],
  };
}

/** What is chosen, each with a link that takes it away; and the stars as a quick choice. */
export function ChosenFilters({ of, offer }: { of: CatalogueFilter; offer: Offer }) {
  const lang = useLang();
  const texts = catalogueTexts[lang];
  const here = portalPaths.products[lang];
  const chosen = chosenOf(of, offer, lang);
  const quick = of.stars === null && of.state === null;
  if (chosen.length === 0 && !quick) return null;
  return (
    <ul className="chips" aria-label={chosen.length > 0 ? texts.chosen : texts.quick}>
      {chosen.map(({ name, label }) => (
        <li key={name}>
          <a
            className="off"
            rel="nofollow"
            href={here + writeFilter(of, { [name]: noFilter[name] })}
            aria-label={texts.off(label)}
          >
            {label}
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a className="off" href={here}>
            {texts.reset}
          </a>
        </li>
      )}
      {quick && (
        <>
          <li>
            <a href={here + writeFilter(of, { state: "current" })}>{texts.current}</a>
          </li>
          {offer.stars.map(({ value, count }) => (
            <li key={value}>
              <a href={here + writeFilter(of, { stars: Number(value) })}>
                {counted(texts.starCount(Number(value)), count, lang)}
              </a>
            </li>
          ))}
        </>
      )}
    </ul>
  );
}

type FilterName = Exclude<keyof CatalogueFilter, "page" | "sort">;

function chosenOf(
  of: CatalogueFilter,
  offer: Offer,
  lang: Lang,
): { name: FilterName; label: string }[] {
  const named = namesOf(lang);
  const nameIn = (choices: readonly (Choice & { name?: string })[], value: string) =>
    choices.find((one) => one.value === value)?.name ?? value;
  const placeIn = (choices: readonly PlaceChoice[], value: string) => {
    const place = choices.find((one) => one.value === value);
    return place ? placeName(place, lang) : value;
  };
  const labels: Record<FilterName, string | null> = {
    q: of.q === "" ? null : `“${of.q}”`,
    sector: of.sector && sectorName(nameIn(offer.sectors, of.sector), lang),
    set: of.set && nameIn(offer.sets, of.set),
    stars: of.stars === null ? null : named.stars(String(of.stars)),
    province: of.province && placeIn(offer.provinces, of.province),
    commune: of.commune && placeIn(offer.communes, of.commune),
    kind: of.kind && named.kind(of.kind),
    year: of.year === null ? null : String(of.year),
    state: of.state && named.state(of.state),
  };
  return (Object.keys(labels) as FilterName[]).flatMap((name) => {
    const label = labels[name];
    return label ? [{ name, label }] : [];
  });
}
