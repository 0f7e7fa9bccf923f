import type { SmallMap as Drawn } from "#modules/portal/map/static-map.server.ts";
import { useLang } from "#ui/lang.ts";
import { mapTexts } from "../texts/map.ts";

/**
 * A commune within its province, drawn small, with a spot where a position is known. `label`: what
 * it shows, in words; who draws it passes `mapTexts[lang].small(commune, province)`.
 */
export function SmallMap({ of, label }: { of: Drawn; label: string }) {
  const texts = mapTexts[useLang()];
  return (
    <figure className="small-map">
      <p className="visually-hidden">{label}</p>
      <svg viewBox={`0 0 ${of.width} ${of.height}`} aria-hidden="true">
        <path className={of.isOfficial ? "others" : "others guess"} d={of.others} />
        <path className={of.isOfficial ? "picked" : "picked guess"} d={of.picked} />
        {of.spot && <circle cx={of.spot[0].toFixed(1)} cy={of.spot[1].toFixed(1)} r="6" />}
      </svg>
      {!of.isOfficial && <figcaption className="soft small">{texts.indicative}</figcaption>}
    </figure>
  );
}
