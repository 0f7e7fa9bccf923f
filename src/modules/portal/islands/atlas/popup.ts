import { getCenter } from "ol/extent.js";
import type { FeatureLike } from "ol/Feature.js";
import type OlMap from "ol/Map.js";
import Overlay from "ol/Overlay.js";
import { fromLonLat, transformExtent } from "ol/proj.js";
import type { MapSetting } from "../../map/setting.ts";
import { element } from "./parts.ts";
import { addressOf, canOpen, type Thing, thingOf, titleOf } from "./things.ts";

/** The card that tells of one thing or a cluster. */
export type Popup = {
  /** Opens it at a feature and puts the keyboard into it; closing puts it back on `from`. */
  open(feature: FeatureLike, from: HTMLElement): void;
  close(): void;
};

/** Makes the card of a map; Escape closes it. */
export function makePopup(map: OlMap, setting: MapSetting): Popup {
  const card = element("div", "map-popup");
  card.setAttribute("role", "dialog");
  card.tabIndex = -1;
  const overlay = new Overlay({
    element: card,
    positioning: "bottom-center",
    offset: [0, -14],
    autoPan: { margin: 12 },
    stopEvent: true,
  });
  map.addOverlay(overlay);
  let back: HTMLElement | null = null;
  const close = () => {
    overlay.setPosition(undefined);
    if (card.contains(document.activeElement)) back?.focus();
  };
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    // The arrows of the card are not the map's.
    event.stopPropagation();
  });
  return {
    close,
    open: (feature, from) => {
      const thing = thingOf(feature);
      const extent = feature.getGeometry()?.getExtent();
      if (!thing || !extent) return;
      back = from;
      card.setAttribute("aria-label", titleOf(thing, setting));
      card.replaceChildren(...contentOf(thing, map, setting, close));
      overlay.setPosition(getCenter(extent));
      card.focus();
    },
  };
}

function contentOf(
  thing: Thing,
  map: OlMap,
  setting: MapSetting,
  close: () => void,
): HTMLElement[] {
  const { texts } = setting;
  const shut = element("button", "map-shut", "×");
  shut.type = "button";
  shut.setAttribute("aria-label", texts.close);
  shut.addEventListener("click", close);
  const parts: HTMLElement[] = [shut];
  if (thing.count > 1) parts.push(element("strong", "", titleOf(thing, setting)));
  if (thing.named.length > 0) parts.push(listOf(thing, setting));
  if (canOpen(thing)) {
    const closer = element("button", "second", texts.closer);
    closer.type = "button";
    closer.addEventListener("click", () => {
      close();
      comeCloser(map, thing);
    });
    parts.push(closer);
  }
  if (thing.layer === "products" && thing.commune !== null && thing.count > thing.named.length) {
    const all = linkTo(communeAddress(thing.commune, setting), texts.allHere, setting);
    parts.push(all);
  }
  return parts;
}

function listOf({ layer, named }: Thing, setting: MapSetting): HTMLElement {
  const list = element("ul", "plain");
  for (const [slug, name, stars] of named) {
    const item = element("li");
    item.append(linkTo(addressOf(layer, slug, setting), name, setting));
    if (layer === "products") {
      const { texts } = setting;
      const standing = stars > 0 ? texts.stars.replace("{n}", String(stars)) : texts.over;
      item.append(" ", element("span", "soft small", standing));
    }
    list.append(item);
  }
  return list;
}

function linkTo(href: string, text: string, { opensOutside }: MapSetting): HTMLAnchorElement {
  const link = element("a", "", text);
  link.href = href;
  if (opensOutside) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return link;
}

/** The catalogue of one commune, with the rest of the filter as it is. */
function communeAddress(commune: string, { paths, query }: MapSetting): string {
  const params = new URLSearchParams(query);
  params.set("commune", commune);
  return `${paths.catalogue}?${params.toString()}`;
}

function comeCloser(map: OlMap, { box }: Thing): void {
  const [west = 0, south = 0, east = 0, north = 0] = box ?? [];
  const view = map.getView();
  view.fit(transformExtent([west, south, east, north], "EPSG:4326", view.getProjection()), {
    padding: [60, 60, 60, 60],
    maxZoom: 16,
  });
  if (!box) view.setCenter(fromLonLat([west, south]));
}
