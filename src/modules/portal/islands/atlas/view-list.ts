import type { FeatureLike } from "ol/Feature.js";
import type VectorTileLayer from "ol/layer/VectorTile.js";
import type OlMap from "ol/Map.js";
import type { MapSetting } from "../../map/setting.ts";
import { element } from "./parts.ts";
import type { Popup } from "./popup.ts";
import { thingOf, titleOf } from "./things.ts";

/** Things named at once beside the map. */
const mostListed = 40;

/**
 * What is in view, as buttons that open the card of each: the way to the map's points for whoever
 * has no pointer. It follows the view once it rests.
 */
export function listInView(
  map: OlMap,
  points: readonly VectorTileLayer[],
  setting: MapSetting,
  popup: Popup,
): HTMLElement {
  const { texts } = setting;
  const section = element("details", "map-in-view");
  const head = element("summary", "", texts.inView);
  const list = element("ul", "plain");
  section.append(head, list);
  let drawn: string | null = null;
  const draw = () => {
    const found = thingsInView(map, points);
    const titles = found.map(({ feature }) => {
      const thing = thingOf(feature);
      return thing ? titleOf(thing, setting) : "";
    });
    const now = JSON.stringify([found.map(({ key }) => key), titles]);
    // The map is drawn often: what somebody stands on or presses stays where it is.
    if (now === drawn) return;
    drawn = now;
    head.textContent = `${texts.inView} (${found.length})`;
    list.replaceChildren(
      ...found.slice(0, mostListed).map(({ feature }, at) => {
        const item = element("li");
        const button = element("button", "second", titles[at]);
        button.type = "button";
        button.addEventListener("click", () => popup.open(feature, button));
        item.append(button);
        return item;
      }),
    );
    if (found.length === 0) list.append(element("li", "soft", texts.noneInView));
  };
  map.on("rendercomplete", draw);
  return section;
}

/** Features of the shown layers inside the view, each once, larger clusters first. */
function thingsInView(
  map: OlMap,
  points: readonly VectorTileLayer[],
): { readonly key: string; readonly feature: FeatureLike }[] {
  const extent = map.getView().calculateExtent(map.getSize());
  const seen = new Map<string, FeatureLike>();
  for (const layer of points) {
    if (!layer.getVisible()) continue;
    for (const feature of layer.getFeaturesInExtent(extent)) {
      const at = feature.getGeometry()?.getExtent().join(" ") ?? "";
      seen.set(`${String(layer.get("name"))} ${at}`, feature);
    }
  }
  return [...seen]
    .map(([key, feature]) => ({ key, feature }))
    .toSorted((a, b) => Number(b.feature.get("count")) - Number(a.feature.get("count")));
}
