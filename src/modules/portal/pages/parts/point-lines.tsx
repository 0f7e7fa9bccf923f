import { pointKinds } from "#modules/market/model.ts";
import type { PublicPoint } from "#modules/market/service/published.server.ts";
import type { SoldProduct } from "#modules/portal/service/points.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { Tag } from "#ui/public/notice.tsx";
import { portalPaths } from "../../paths.ts";
import { sampleWord } from "../words.tsx";

const words = {
  vi: {
    hours: "Giờ mở cửa",
    call: "Gọi",
    way: "Chỉ đường",
    sells: "Bán",
    runBy: "Đơn vị phụ trách",
  },
  en: { hours: "Open", call: "Call", way: "Directions", sells: "Sells", runBy: "Run by" },
} as const;

/** Points of sale as a list: what it is, where, when it is open, how to get there. */
export function PointLines({
  of,
  sold,
}: {
  of: readonly PublicPoint[];
  /** What each sells, by the point's id; left out where that is not asked. */
  sold?: Readonly<Record<string, readonly SoldProduct[]>>;
}) {
  const lang = useLang();
  const texts = words[lang];
  return (
    <ul className="point-list plain">
      {of.map((point) => (
        <li key={point.id} className="card" id={`p-${point.id}`}>
          <p>
            <strong lang="vi">{point.name}</strong>{" "}
            {point.isDemo && !point.name.includes(sampleWord[lang]) && (
              <Tag kind="warning">{sampleWord[lang]}</Tag>
            )}
            <br />
            <span className="soft small">{pointKinds[point.kind][lang]}</span>
          </p>
          <p>
            {[point.address, point.placeName].filter(Boolean).join(", ")}
            {point.openingHours && (
              <>
                <br />
                {texts.hours}: {point.openingHours}
              </>
            )}
            {point.runBy && (
              <>
                <br />
                {texts.runBy}: {point.runBy}
              </>
            )}
          </p>
          <Sold of={sold?.[point.id] ?? []} />
          {(point.phone !== null || point.position !== null) && (
            <p className="small">
              {point.phone && (
                <a className="touch" href={`tel:${point.phone}`}>
                  {texts.call} {point.phone}
                </a>
              )}{" "}
              {point.position && (
                <a
                  className="touch"
                  href={`https://www.google.com/maps/dir/?api=1&destination=${point.position.latitude},${point.position.longitude}`}
                  rel="noopener noreferrer"
                >
                  {texts.way}
                </a>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Products recognised today, each leading to its page. */
function Sold({ of }: { of: readonly SoldProduct[] }) {
  const lang = useLang();
  if (of.length === 0) return null;
  return (
    <p className="small">
      {words[lang].sells}:{" "}
      {of.map(({ slug, name }, at) => (
        <span key={slug}>
          {at > 0 && ", "}
          <a lang="vi" href={pathTo(portalPaths.product, lang, { slug })}>
            {name}
          </a>
        </span>
      ))}
    </p>
  );
}
