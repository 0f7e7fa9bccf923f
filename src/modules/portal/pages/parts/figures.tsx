import { englishNameOf, fullNameOf } from "#modules/places/rules.ts";
import type { PlaceFigures } from "#modules/portal/service/figures.server.ts";
import type { Offer } from "#modules/portal/service/offer.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { type Figure, Figures } from "#ui/public/cards.tsx";
import { type CatalogueFilter, writeFilter } from "../../filter.ts";
import { portalPaths } from "../../paths.ts";
import { localityTexts } from "../texts/locality.ts";
import { countText, sectorName } from "../words.tsx";

/** What is counted of a place; every figure leads to the products behind it. */
export function PlaceNumbers({
  of,
  filter,
  isProvince,
}: {
  of: PlaceFigures;
  filter: CatalogueFilter;
  isProvince: boolean;
}) {
  const lang = useLang();
  const texts = localityTexts[lang];
  const figure = (count: number, name: string, change?: Partial<CatalogueFilter>): Figure => ({
    value: countText(count, lang),
    name,
    href: change && portalPaths.products[lang] + writeFilter(filter, change),
  });
  const stars = ([5, 4, 3] as const).map((n) =>
    figure({ 5: of.fiveStars, 4: of.fourStars, 3: of.threeStars }[n], texts.starsOf(n), {
      state: "current",
      stars: n,
    }),
  );
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="visually-hidden">
        {texts.figures}
      </h2>
      <Figures
        label={texts.figures}
        of={[
          figure(of.current, texts.current, { state: "current" }),
          ...stars,
          figure(of.producers, texts.producers),
          ...(isProvince ? [figure(of.communes, texts.communes)] : []),
          ...(of.over > 0 ? [figure(of.over, texts.over, { state: "expired" })] : []),
          ...(of.revoked > 0 ? [figure(of.revoked, texts.revoked, { state: "revoked" })] : []),
          ...(of.uncertain > 0
            ? [figure(of.uncertain, texts.uncertain, { state: "uncertain" })]
            : []),
        ]}
      />
      <p className="small soft">{texts.counted}</p>
    </section>
  );
}

/** Sectors with their counts. */
export function SectorColumns({ of, filter }: { of: Offer["sectors"]; filter: CatalogueFilter }) {
  const lang = useLang();
  const texts = localityTexts[lang];
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="sectors">
      <h2 id="sectors">{texts.sectors}</h2>
      <ul className="columns">
        {of.map(({ value, name, count }) => (
          <li key={value}>
            <a
              href={
                portalPaths.products[lang] +
                writeFilter(filter, { sector: value, state: "current" })
              }
            >
              {sectorName(name, lang)} <span className="number">{countText(count, lang)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Communes that have products in force, with their counts. */
export function CommuneColumns({ of, isShown }: { of: Offer["communes"]; isShown: boolean }) {
  const lang = useLang();
  const texts = localityTexts[lang];
  if (!isShown || of.length === 0) return null;
  return (
    <section aria-labelledby="communes">
      <h2 id="communes">{texts.communeList}</h2>
      <ul className="columns">
        {of.map(({ value, count, ...unit }) => (
          <li key={value}>
            <a href={pathTo(portalPaths.commune, lang, { code: value })}>
              {lang === "vi" ? fullNameOf(unit) : englishNameOf(unit)}{" "}
              <span className="number">{countText(count, lang)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
