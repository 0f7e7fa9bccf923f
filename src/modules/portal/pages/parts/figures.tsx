import { englishNameOf, fullNameOf } from "#modules/places/rules.ts";
import type { PlaceFigures } from "#modules/portal/service/figures.server.ts";
import type { Offer } from "#modules/portal/service/offer.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { type Figure, Figures } from "#ui/public/cards.tsx";
import { drawingOf } from "../../drawings.ts";
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
  const stars = ([5, 4, 3] as const).flatMap((n) => {
    const count = { 5: of.fiveStars, 4: of.fourStars, 3: of.threeStars }[n];
    return count === 0 ? [] : [figure(count, texts.starsOf(n), { state: "current", stars: n })];
  });
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
        ]}
      />
      <NotNow of={of} filter={filter} />
      <p className="small soft">{texts.counted}</p>
    </section>
  );
}

/** What holds no more, in one line under the figures; nothing where everything holds. */
function NotNow({ of, filter }: { of: PlaceFigures; filter: CatalogueFilter }) {
  const lang = useLang();
  const texts = localityTexts[lang];
  const lines = (
    [
      ["expired", of.over, texts.over],
      ["revoked", of.revoked, texts.revoked],
      ["uncertain", of.uncertain, texts.uncertain],
    ] as const
  ).filter(([, count]) => count > 0);
  if (lines.length === 0) return null;
  return (
    <p className="small">
      {texts.notNow}{" "}
      {lines.map(([state, count, name], at) => (
        <span key={state}>
          {at > 0 && " · "}
          <a className="touch" href={portalPaths.products[lang] + writeFilter(filter, { state })}>
            {countText(count, lang)} {name}
          </a>
        </span>
      ))}
    </p>
  );
}

/** How many sets are shown as tiles; the filter has them all. */
const mostTiles = 8;

/** The sets that have most products, each with what it looks like. */
export function SetTiles({ of, filter }: { of: Offer["sets"]; filter: CatalogueFilter }) {
  const lang = useLang();
  const texts = localityTexts[lang];
  const most = of.toSorted((a, b) => b.count - a.count).slice(0, mostTiles);
  if (most.length === 0) return null;
  return (
    <section aria-labelledby="sets">
      <h2 id="sets">{texts.sets}</h2>
      <ul className="tiles">
        {most.map(({ value, key, name, count }) => {
          const drawing = drawingOf(key);
          return (
            <li key={value}>
              <a
                href={
                  portalPaths.products[lang] + writeFilter(filter, { set: value, state: "current" })
                }
              >
                <span
                  className={
                    drawing === undefined ? "tile-drawing" : `tile-drawing drawn-${drawing}`
                  }
                />
                <span>
                  <span lang="vi">{name}</span>{" "}
                  <small className="soft">{texts.productCount(countText(count, lang))}</small>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Sectors with their counts. */
export function SectorColumns({ of, filter }: { of: Offer["sectors"]; filter: CatalogueFilter }) {
  const lang = useLang();
  const texts = localityTexts[lang];
  // One sector says nothing that the figures do not.
  if (of.length < 2) return null;
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

/** How many communes are listed at once: a phone's screen of them. */
const mostCommunes = 12;

/** Communes that have products in force, with their counts; those with most at once, all on demand. */
export function CommuneColumns({ of, isShown }: { of: Offer["communes"]; isShown: boolean }) {
  const texts = localityTexts[useLang()];
  if (!isShown || of.length === 0) return null;
  const most = of.toSorted((a, b) => b.count - a.count).slice(0, mostCommunes);
  return (
    <section aria-labelledby="communes">
      <h2 id="communes">{texts.communeList}</h2>
      <Communes of={most} />
      {of.length > most.length && (
        <details>
          <summary>{texts.allCommunes(of.length)}</summary>
          <Communes of={of} />
        </details>
      )}
    </section>
  );
}

function Communes({ of }: { of: Offer["communes"] }) {
  const lang = useLang();
  return (
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
  );
}
