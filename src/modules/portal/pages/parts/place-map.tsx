import type { SmallMap as Drawn } from "#modules/portal/map/static-map.server.ts";
import type { PlaceName } from "#modules/places/model.ts";
import { englishNameOf, nameInSentence } from "#modules/places/rules.ts";
import { useLang } from "#ui/lang.ts";
import { mapTexts } from "../texts/map.ts";
import { SmallMap } from "./small-map.tsx";

/** Where a commune lies in its province, drawn; nothing where there are no outlines. */
export function PlaceMap({
  of,
  place: { commune, province },
}: {
  of: Drawn | null;
  place: { readonly commune: PlaceName | null; readonly province: PlaceName | null };
}) {
  const lang = useLang();
  if (of === null || commune === null || province === null) return null;
  const name = lang === "vi" ? nameInSentence : englishNameOf;
  return <SmallMap of={of} label={mapTexts[lang].small(name(commune), name(province))} />;
}
