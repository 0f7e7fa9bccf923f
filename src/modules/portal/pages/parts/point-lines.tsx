import { pointKinds } from "#modules/market/model.ts";
import type { PublicPoint } from "#modules/market/service/published.server.ts";
import { useLang } from "#ui/lang.ts";
import { Tag } from "#ui/public/notice.tsx";
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
  withProducts = false,
}: {
  of: readonly PublicPoint[];
  withProducts?: boolean;
}) {
  const lang = useLang();
  const texts = words[lang];
  return (
    <ul className="point-list plain">
      {of.map((point) => (
        <li key={point.id} className="card" id={`p-${point.id}`}>
          <p>
            <strong>{point.name}</strong>{" "}
            {point.isDemo && <Tag kind="warning">{sampleWord[lang]}</Tag>}
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
          {withProducts && point.products.length > 0 && (
            <p className="small">
              {texts.sells}: {point.products.map(({ name }) => name).join(", ")}
            </p>
          )}
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
