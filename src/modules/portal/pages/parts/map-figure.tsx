import type { MapPage } from "#modules/portal/map/map-page.server.ts";
import type { Overview } from "#modules/portal/map/overview.server.ts";
import { englishNameOf, fullNameOf, nameInSentence } from "#modules/places/rules.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { archipelagos } from "#modules/places/boundaries/archipelagos.ts";
import type { MapSetting } from "../../map/setting.ts";
import { portalPaths } from "../../paths.ts";
import { atlasTexts, mapTexts } from "../texts/map.ts";

/** The drawn map, the button of the interactive one, and what credits and doubts belong to them. */
export function MapFigure({ of, isEmbedded = false }: { of: MapPage; isEmbedded?: boolean }) {
  const lang = useLang();
  const texts = mapTexts[lang];
  const credits = creditsOf(of, lang);
  return (
    <section
      className="map"
      data-map={JSON.stringify(settingOf(of, lang, isEmbedded))}
      data-map-opens={isEmbedded ? "at-once" : undefined}
    >
      <figure data-map-drawn>
        <Drawing of={of.overview} />
        <Legend />
      </figure>
      <p className="actions">
        <button type="button" data-map-open hidden>
          {texts.open}
        </button>
      </p>
      <p className="notice error" role="alert" data-map-failed hidden>
        {atlasTexts[lang].failed}
      </p>
      <div className="map-live" data-map-live hidden />
      <p className="soft small">{credits.join(" ")}</p>
      <script type="module" src={of.script} />
    </section>
  );
}

function creditsOf({ overview, sources }: MapPage, lang: Lang): string[] {
  const texts = mapTexts[lang];
  return [
    ...sources.map(({ source, licence }) => texts.credit(source, licence)),
    ...(overview.areas.every((area) => area.isOfficial) ? [] : [texts.indicative]),
  ];
}

function settingOf(page: MapPage, lang: Lang, isEmbedded: boolean): MapSetting {
  return {
    version: page.version,
    query: page.query,
    box: page.overview.box ?? [102, 8, 110, 24],
    base: page.base,
    credit:
      creditsOf(page, lang).length > 0 && page.sources.length === 0
        ? atlasTexts[lang].indicative
        : page.sources.map(({ source }) => source).join("; "),
    provinces: page.overview.province
      ? [page.overview.province.code]
      : page.overview.units.map(({ code }) => code),
    archipelagos: archipelagos.map(({ at, name }) => ({ at, name: name[lang] })),
    paths: {
      products: portalPaths.product[lang],
      producers: portalPaths.producer[lang],
      points: `${portalPaths.pointsOfSale[lang]}?point=:slug#p-:slug`,
      growing: `${portalPaths.growingAreas[lang]}#:slug`,
      catalogue: portalPaths.products[lang],
    },
    opensOutside: isEmbedded,
    texts: atlasTexts[lang],
  };
}

function Drawing({ of: { areas, width, height, province, labels } }: { of: Overview }) {
  const lang = useLang();
  const texts = mapTexts[lang];
  const place = province
    ? lang === "vi"
      ? nameInSentence(province)
      : englishNameOf(province)
    : texts.country;
  return (
    <>
      <p className="visually-hidden">{texts.drawing(place)}</p>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {areas.map(({ code, path, share, isOfficial }) => (
          <path key={code} d={path} className={`s${share}${isOfficial ? "" : " guess"}`} />
        ))}
        {labels.map(({ x, y, name }) => (
          <text key={name.vi} x={x} y={y - 10} textAnchor="middle">
            {name[lang]}
          </text>
        ))}
      </svg>
    </>
  );
}

function Legend() {
  const texts = mapTexts[useLang()];
  return (
    <figcaption className="map-legend small">
      <span className="swatch s0" aria-hidden="true" /> {texts.none}{" "}
      <span aria-hidden="true">·</span> {texts.few}{" "}
      {["s1", "s2", "s3", "s4"].map((share) => (
        <span key={share} className={`swatch ${share}`} aria-hidden="true" />
      ))}{" "}
      {texts.many}
    </figcaption>
  );
}

/** A unit's name in a language. */
export function unitName(
  unit: Pick<Overview["units"][number], "type" | "name">,
  lang: Lang,
): string {
  return lang === "vi" ? fullNameOf(unit) : englishNameOf(unit);
}
