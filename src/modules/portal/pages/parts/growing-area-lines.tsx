import type { PublicGrowingArea } from "#modules/portal/service/growing-areas.server.ts";
import { areaText } from "#modules/tracing/areas/area-text.ts";
import { standards } from "#modules/tracing/areas/model.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { Tag } from "#ui/public/notice.tsx";
import { portalPaths } from "../../paths.ts";
import { growingAreaTexts } from "../texts/growing-areas.ts";
import { sampleWord } from "../words.tsx";

/** Growing areas as a list: what grows, how much, to which standard, for which products. */
export function GrowingAreaLines({
  of,
  except,
}: {
  of: readonly Omit<PublicGrowingArea, "shape">[];
  /** The product whose page this is: it need not be named there. */
  except?: string;
}) {
  const lang = useLang();
  const texts = growingAreaTexts[lang];
  return (
    <ul className="point-list plain">
      {of.map((area) => {
        const products = area.products.filter(({ id }) => id !== except);
        return (
          <li key={area.id} className="card" id={except === undefined ? area.slug : undefined}>
            <p>
              <strong lang="vi">{area.name}</strong>{" "}
              {area.isDemo && !area.name.includes(sampleWord[lang]) && (
                <Tag kind="warning">{sampleWord[lang]}</Tag>
              )}
              <br />
              <span className="soft small" lang="vi">
                {area.crop} · {area.place}
              </span>
            </p>
            <p>
              {texts.area}: {areaText(area.areaM2, lang)}
              <br />
              {texts.standard}: {standardText(area, lang)}
              {area.code && (
                <>
                  <br />
                  {texts.code}: {area.code}
                </>
              )}
            </p>
            {except === undefined && (
              <p className="small">
                {texts.grower}:{" "}
                {area.producerSlug === null ? (
                  <span lang="vi">{area.producerName}</span>
                ) : (
                  <a
                    lang="vi"
                    href={pathTo(portalPaths.producer, lang, { slug: area.producerSlug })}
                  >
                    {area.producerName}
                  </a>
                )}
              </p>
            )}
            {products.length > 0 && (
              <p className="small">
                {texts.supplies}:{" "}
                {products.map(({ id, slug, name }, at) => (
                  <span key={id}>
                    {at > 0 && ", "}
                    <a lang="vi" href={pathTo(portalPaths.product, lang, { slug })}>
                      {name}
                    </a>
                  </span>
                ))}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The standard and how long its certificate holds, or that it no longer does. */
function standardText(
  { standard, standardName, standardUntil, isCertified }: Omit<PublicGrowingArea, "shape">,
  lang: Lang,
): string {
  const texts = growingAreaTexts[lang];
  const name = standardName ?? standards[standard][lang];
  if (standardUntil === null) return name;
  const day = dayText(standardUntil, lang);
  return `${name}, ${isCertified ? texts.until(day) : texts.lapsed(day)}`;
}
