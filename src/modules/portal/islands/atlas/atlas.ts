import { defaults as defaultControls } from "ol/control/defaults.js";
import Feature, { type FeatureLike } from "ol/Feature.js";
import MVT from "ol/format/MVT.js";
import Point from "ol/geom/Point.js";
import TileLayer from "ol/layer/Tile.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import OlMap from "ol/Map.js";
import { fromLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import VectorTileSource from "ol/source/VectorTile.js";
import XYZ from "ol/source/XYZ.js";
import { createXYZ } from "ol/tilegrid.js";
import View from "ol/View.js";
import {
  fieldLayer,
  fieldsFrom,
  type MapLayer,
  type PointLayer,
  pointLayers,
} from "../../map/layers.ts";
import { mostZoom, tilePixels } from "../../map/mercator.ts";
import type { MapSetting } from "../../map/setting.ts";
import { drawLayerSwitch, element } from "./parts.ts";
import { followPosition } from "./near.ts";
import { makePopup } from "./popup.ts";
import { areaStyle, fieldStyle, labelStyle, nameStyle, pointStyle } from "./styles.ts";
import { keepFresh } from "./versions.ts";
import { listInView } from "./view-list.ts";

/** Shows the interactive map in an element; everything in it can be reached by the keyboard. */
export function showAtlas(into: HTMLElement, setting: MapSetting): void {
  const { texts } = setting;
  const box = element("div", "map-box");
  const target = element("div", "map-canvas");
  target.tabIndex = 0;
  target.setAttribute("role", "application");
  target.setAttribute("aria-label", texts.map);
  box.append(target);
  const grid = createXYZ({ maxZoom: mostZoom, tileSize: tilePixels });
  const sources = new Map<MapLayer, VectorTileSource>();
  const standing = new Set<unknown>(setting.provinces);
  const layerOf = (name: MapLayer, zooms: { minZoom?: number; maxZoom?: number } = {}) => {
    const source = new VectorTileSource({ format: new MVT(), tileGrid: grid, maxZoom: mostZoom });
    sources.set(name, source);
    return new VectorTileLayer({
      source,
      style: (feature: FeatureLike, resolution: number) =>
        name === "communes" || name === "provinces"
          ? areaStyle(feature, name, resolution, (code) => standing.has(code))
          : name === fieldLayer
            ? fieldStyle
            : pointStyle(feature, name),
      properties: { name },
      ...zooms,
    });
  };
  const areas = [layerOf("provinces", { maxZoom: 8 }), layerOf("communes", { minZoom: 8 })];
  const fields = layerOf(fieldLayer, { minZoom: fieldsFrom });
  const points = pointLayers.map((name) => layerOf(name));
  for (const layer of points) layer.setVisible(layer.get("name") === "products");
  // Names are drawn where they find room; a sign is drawn in any case. They come and go together.
  const names = points.map((layer) => namesOf(layer));
  // The lines come and go with their points.
  const growing = points.find((layer) => layer.get("name") === "growing");
  const follow = () => fields.setVisible(growing?.getVisible() === true);
  growing?.on("change:visible", follow);
  follow();
  keepFresh(setting, (version) => {
    for (const [name, source] of sources)
      source.setUrl(`/tiles/${version}/${name}/{z}/{x}/{y}.mvt${setting.query}`);
  });
  const view = new View({ minZoom: 4, maxZoom: 17, enableRotation: false });
  const map = new OlMap({
    target,
    view,
    controls: defaultControls({
      rotate: false,
      attributionOptions: { collapsible: false },
      zoomOptions: { zoomInTipLabel: texts.zoomIn, zoomOutTipLabel: texts.zoomOut },
    }),
    layers: [...baseOf(setting), ...areas, namesAtSea(setting), fields, ...names, ...points],
  });
  for (const layer of areas) layer.getSource()?.setAttributions(escapeText(setting.credit));
  const [west = 102, south = 8, east = 110, north = 24] = setting.box;
  const whole = transformExtent([west, south, east, north], "EPSG:4326", view.getProjection());
  const showWhole = () =>
    view.fit(whole, { size: map.getSize() ?? [600, 400], padding: [16, 16, 16, 16] });
  const popup = makePopup(map, setting);
  map.on("singleclick", ({ pixel }) => {
    const found = map.getFeaturesAtPixel(pixel, {
      hitTolerance: 6,
      layerFilter: (layer) => points.includes(layer as VectorTileLayer),
    })[0];
    if (found) popup.open(found, target);
    else popup.close();
  });
  map.on("pointermove", ({ pixel, dragging }) => {
    if (dragging) return;
    const isThing = map.hasFeatureAtPixel(pixel, {
      layerFilter: (layer) => points.includes(layer as VectorTileLayer),
    });
    target.style.cursor = isThing ? "pointer" : "";
  });
  const bar = element("div", "map-bar");
  const wholeButton = element("button", "second", texts.whole);
  wholeButton.type = "button";
  wholeButton.addEventListener("click", showWhole);
  bar.append(
    drawLayerSwitch(texts, points, areas),
    followPosition(map, texts, (position) =>
      view.animate({ center: fromLonLat(position), zoom: 11, duration: 0 }),
    ),
    wholeButton,
  );
  into.replaceChildren(bar, box, listInView(map, points, setting, popup));
  map.updateSize();
  showWhole();
}

function baseOf({ base }: MapSetting): TileLayer[] {
  return base
    ? [new TileLayer({ source: new XYZ({ url: base.url, attributions: escapeText(base.credit) }) })]
    : [];
}

/** The names of what a layer of points shows, out of the same tiles. */
function namesOf(layer: VectorTileLayer): VectorTileLayer {
  const name = layer.get("name") as PointLayer;
  const source = layer.getSource();
  const names = new VectorTileLayer({
    ...(source && { source }),
    declutter: true,
    visible: layer.getVisible(),
    style: (feature: FeatureLike, resolution: number) => nameStyle(feature, name, resolution),
  });
  layer.on("change:visible", () => names.setVisible(layer.getVisible()));
  return names;
}

function namesAtSea({ archipelagos }: MapSetting): VectorLayer {
  const features = archipelagos.map(({ at, name }) => {
    const feature = new Feature(new Point(fromLonLat([...at])));
    feature.setStyle(labelStyle(name));
    return feature;
  });
  return new VectorLayer({ source: new VectorSource({ features }) });
}

/** Credits are set as HTML by the library; they are plain text. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
