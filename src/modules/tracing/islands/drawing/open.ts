import { defaults as defaultControls } from "ol/control/defaults.js";
import { createEmpty, extend, isEmpty } from "ol/extent.js";
import Feature from "ol/Feature.js";
import MVT from "ol/format/MVT.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import Draw from "ol/interaction/Draw.js";
import Modify from "ol/interaction/Modify.js";
import TileLayer from "ol/layer/Tile.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import OlMap from "ol/Map.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import VectorTileSource from "ol/source/VectorTile.js";
import XYZ from "ol/source/XYZ.js";
import { getArea } from "ol/sphere.js";
import Circle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { createXYZ } from "ol/tilegrid.js";
import View from "ol/View.js";
import { archipelagos } from "#modules/places/boundaries/archipelagos.ts";
import type { DrawSetting } from "../../areas/drawing.ts";
import { cornersOf, linesOf } from "./boxes.ts";

const colour = "#1f6a4a";
const style = new Style({
  fill: new Fill({ color: "rgb(31 106 74 / 20%)" }),
  stroke: new Stroke({ color: colour, width: 2.5 }),
  image: new Circle({
    radius: 8,
    fill: new Fill({ color: colour }),
    stroke: new Stroke({ color: "#fff", width: 2 }),
  }),
});

/** Shows the map of a growing area; with boxes to fill in, lines and a point can be drawn on it. */
export function openDrawing(
  root: HTMLElement,
  { shape, point, boxes, around, base }: DrawSetting,
): void {
  const target = element("div", "draw-canvas");
  target.tabIndex = 0;
  target.setAttribute("role", "application");
  target.setAttribute("aria-label", "Bản đồ vùng nguyên liệu");
  const source = new VectorSource();
  const map = new OlMap({
    target,
    view: new View({ minZoom: 5, maxZoom: 19, enableRotation: false }),
    controls: defaultControls({ rotate: false }),
    layers: [...backgroundOf(base), namesAtSea(), new VectorLayer({ source, style })],
  });
  root.replaceChildren(target);
  const lines = boxes && document.querySelector<HTMLTextAreaElement>(named(boxes.lines));
  const place = boxes && document.querySelector<HTMLInputElement>(named(boxes.point));
  // What came back with a mistake stands in the boxes.
  const typed = lines ? cornersOf(lines.value) : shape;
  const [at] = place ? (cornersOf(place.value)?.flat(2) ?? []) : [point];
  const show = (rings: typeof shape, spot: typeof point | undefined) => {
    source.clear();
    for (const polygon of rings ?? [])
      source.addFeature(
        new Feature(new Polygon(polygon.map((ring) => ring.map(([x, y]) => fromLonLat([x, y]))))),
      );
    if (spot && !rings) source.addFeature(new Feature(new Point(fromLonLat([...spot]))));
  };
  show(typed, at);
  map.updateSize();
  look(map, source, around);
  if (!lines || !place) return;
  const said = element("output", "hint");
  const write = () => {
    const polygons = source.getFeatures().flatMap((feature) => {
      const geometry = feature.getGeometry();
      return geometry instanceof Polygon ? [geometry] : [];
    });
    const spots = source.getFeatures().flatMap((feature) => {
      const geometry = feature.getGeometry();
      return geometry instanceof Point ? [toLonLat(geometry.getCoordinates())] : [];
    });
    lines.value = linesOf(
      polygons.map((polygon) =>
        polygon.getCoordinates().map((ring) =>
          ring.map((corner): [number, number] => {
            const [x = 0, y = 0] = toLonLat(corner);
            return [x, y];
          }),
        ),
      ),
    );
    const [spot] = spots;
    if (polygons.length > 0) place.value = "";
    else if (spot) place.value = `${spot[1]?.toFixed(6)}, ${spot[0]?.toFixed(6)}`;
    const m2 = polygons.reduce((sum, polygon) => sum + getArea(new MultiPolygon([polygon])), 0);
    said.textContent = m2 > 0 ? `Diện tích theo hình vẽ: khoảng ${sizeOf(m2)}.` : "";
  };
  const bar = element("div", "draw-bar");
  addTools({ map, source, bar, write });
  lines.addEventListener("change", () => {
    show(cornersOf(lines.value), undefined);
    look(map, source, around);
    write();
  });
  root.append(bar, said);
}

type Tools = {
  readonly map: OlMap;
  readonly source: VectorSource;
  readonly bar: HTMLElement;
  readonly write: () => void;
};

/** Buttons to draw, to clear and to go where the device is. */
function addTools({ map, source, bar, write }: Tools): void {
  let drawing: Draw | null = null;
  const stop = () => {
    if (drawing) map.removeInteraction(drawing);
    drawing = null;
  };
  const start = (type: "Polygon" | "Point") => {
    stop();
    drawing = new Draw({ source, type, style });
    drawing.on("drawstart", () => {
      if (type === "Point") source.clear();
      else
        for (const feature of source.getFeatures())
          if (feature.getGeometry() instanceof Point) source.removeFeature(feature);
    });
    // The feature is in the source only after this event.
    drawing.on("drawend", () => setTimeout(write));
    map.addInteraction(drawing);
    if (type === "Point") drawing.on("drawend", () => setTimeout(stop));
  };
  const modify = new Modify({ source });
  modify.on("modifyend", write);
  map.addInteraction(modify);
  bar.append(
    button("Vẽ vùng", () => start("Polygon")),
    button("Đặt một điểm", () => start("Point")),
    button("Bỏ góc vừa vẽ", () => drawing?.removeLastPoint()),
    button("Xóa hình", () => {
      stop();
      source.clear();
      write();
    }),
  );
  if ("geolocation" in navigator)
    bar.append(
      button("Đến chỗ tôi đang đứng", () =>
        navigator.geolocation.getCurrentPosition(({ coords: { longitude, latitude } }) => {
          map.getView().setCenter(fromLonLat([longitude, latitude]));
          map.getView().setZoom(17);
        }),
      ),
    );
}

/** Brings into view what is drawn, else the surroundings of a place, else the country. */
function look(map: OlMap, source: VectorSource, around: DrawSetting["around"]): void {
  const extent = createEmpty();
  for (const feature of source.getFeatures()) {
    const own = feature.getGeometry()?.getExtent();
    if (own) extend(extent, own);
  }
  const size = map.getSize() ?? [600, 360];
  if (isEmpty(extent)) {
    map.getView().setCenter(fromLonLat(around ? [...around] : [106, 16.5]));
    map.getView().setZoom(around ? 12 : 5);
  } else map.getView().fit(extent, { size, padding: [40, 40, 40, 40], maxZoom: 16 });
}

/** The archipelagos are named, as on every map of the country. */
function namesAtSea(): VectorLayer {
  const features = archipelagos.map(({ at, name }) => {
    const feature = new Feature(new Point(fromLonLat([...at])));
    feature.setStyle(
      new Style({ text: new Text({ text: name.vi, fill: new Fill({ color: "#1d2721" }) }) }),
    );
    return feature;
  });
  return new VectorLayer({ source: new VectorSource({ features }) });
}

/** Communes with their names, and pictures of the base map where there is one. */
function backgroundOf(base: DrawSetting["base"]) {
  const grid = createXYZ({ maxZoom: 14, tileSize: 512 });
  const outline = new Stroke({ color: "#8a938c", width: 1 });
  const named = (feature: { get: (name: string) => unknown }) =>
    new Style({
      stroke: outline,
      ...(feature.get("named") === true
        ? {
            text: new Text({
              text: String(feature.get("name")),
              fill: new Fill({ color: "#525d56" }),
            }),
          }
        : {}),
    });
  const unitsOf = (
    layer: "communes" | "provinces",
    zooms: { minZoom?: number; maxZoom?: number },
  ) =>
    new VectorTileLayer({
      source: new VectorTileSource({
        format: new MVT(),
        tileGrid: grid,
        url: `/tiles/now/${layer}/{z}/{x}/{y}.mvt`,
      }),
      style: named,
      ...zooms,
    });
  return [
    ...(base
      ? [
          new TileLayer({
            source: new XYZ({ url: base.url, attributions: base.credit.replaceAll("<", "&lt;") }),
          }),
        ]
      : []),
    unitsOf("provinces", { maxZoom: 9 }),
    unitsOf("communes", { minZoom: 9 }),
  ];
}

function sizeOf(m2: number): string {
  const number = (value: number) => value.toLocaleString("vi-VN", { maximumFractionDigits: 2 });
  return m2 >= 10_000 ? `${number(m2 / 10_000)} ha` : `${number(Math.round(m2))} m²`;
}

const named = (name: string) => `[name="${name}"]`;

function button(label: string, act: () => void): HTMLButtonElement {
  const made = element("button", "second");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
