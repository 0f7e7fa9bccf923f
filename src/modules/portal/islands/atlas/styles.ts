import type { FeatureLike } from "ol/Feature.js";
import Circle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { AreaLayer, PointLayer } from "../../map/layers.ts";
import { thingOf } from "./things.ts";

/** Colours of the public side; each kind has a shape of its own too. */
const colours = {
  products: "#1f6a4a",
  producers: "#86401b",
  points: "#1b4f86",
  growing: "#5b7f0d",
} as const;
const over = "#717c74";

const font = '"Be Vietnam Pro", "Segoe UI", sans-serif';
const kept = new Map<string, Style>();

function keptStyle(name: string, make: () => Style): Style {
  const found = kept.get(name);
  if (found) return found;
  const made = make();
  kept.set(name, made);
  return made;
}

/** One thing or a cluster: larger the more there are; grey where nothing is in force any more. */
export function pointStyle(feature: FeatureLike, layer: PointLayer): Style {
  const count = Number(feature.get("count"));
  const isHeld = Number(feature.get("held")) > 0;
  return keptStyle(`${layer} ${count} ${isHeld}`, () => {
    const radius = radiusOf(count);
    const fill = new Fill({ color: isHeld ? colours[layer] : over });
    const stroke = new Stroke({ color: "#fff", width: 2 });
    return new Style({
      image:
        layer === "products"
          ? new Circle({ radius, fill, stroke })
          : new RegularShape({
              radius: radius * 1.25,
              points: layer === "growing" ? 3 : 4,
              // Beside a product of the same place, not over it.
              displacement: [...asides[layer]],
              angle: layer === "producers" ? Math.PI / 4 : 0,
              fill,
              stroke,
            }),
      ...(count > 1
        ? {
            text: new Text({
              text: String(count),
              font: `600 13px ${font}`,
              fill: new Fill({ color: "#fff" }),
            }),
          }
        : {}),
      zIndex: count,
    });
  });
}

/** From how near names stand under things, in metres a pixel: the width of a few communes. */
const namesFrom = 160;
/** Letters of a line under a thing. */
const mostLetters = 22;
/** How far a sign stands from its place: beside a product of the same place, not over it. */
const asides = {
  products: [0, 0],
  producers: [20, 0],
  points: [-20, 0],
  growing: [0, 20],
} as const;

/** Half the width of a sign. */
function radiusOf(count: number): number {
  return count === 1 ? 9 : 12 + Math.min(14, 3 * Math.log(count));
}

/**
 * The name of a thing that stands alone, or of the first of a few that stand together: under its sign,
 * of a growing area above it. The sign's place is kept free of other names, named or not.
 */
export function nameStyle(
  feature: FeatureLike,
  layer: PointLayer,
  resolution: number,
): Style | undefined {
  const thing = resolution > namesFrom ? null : thingOf(feature);
  if (!thing) return undefined;
  const [first] = thing.named;
  const more = thing.count > 1 ? ` +${thing.count - 1}` : "";
  const text = first ? inLines(first[1]) + more : "";
  const radius = radiusOf(thing.count);
  return keptStyle(`name ${layer} ${thing.count} ${text}`, () => {
    const [right, up] = asides[layer];
    const isAbove = up > 0;
    return new Style({
      image: new Circle({
        radius,
        displacement: [right, up],
        fill: new Fill({ color: "rgb(0 0 0 / 0%)" }),
        declutterMode: "obstacle",
      }),
      text: new Text({
        text,
        font: `12px ${font}`,
        textBaseline: isAbove ? "bottom" : "top",
        offsetX: right,
        offsetY: isAbove ? -up - radius - 4 : radius + 4,
        fill: new Fill({ color: "#0f3325" }),
        stroke: new Stroke({ color: "#fff", width: 3 }),
      }),
    });
  });
}

/** A name in two lines at most, cut at words; what is too long ends in an ellipsis. */
function inLines(name: string): string {
  const lines = [""];
  for (const word of name.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + word.length >= mostLetters) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.length > 2 ? `${lines.slice(0, 2).join("\n")}…` : lines.join("\n");
}

/**
 * An outline: a full line where it is official, a broken one where it is indicative; white in the
 * provinces that stand out.
 */
export function areaStyle(
  feature: FeatureLike,
  layer: AreaLayer,
  resolution: number,
  stands: (province: unknown) => boolean,
): Style {
  const standsOut = stands(feature.get("province"));
  const isOfficial = feature.get("official") === true;
  // A unit lies in many tiles, and is named in one of them.
  const isNear = resolution < (layer === "provinces" ? 1200 : 90);
  const isNamed = isNear && feature.get("named") === true;
  const name: unknown = isNamed ? feature.get("name") : "";
  const label = typeof name === "string" ? name : "";
  return keptStyle(`${layer} ${isOfficial} ${standsOut} ${label}`, () => {
    return new Style({
      fill: new Fill({ color: standsOut ? "rgb(255 255 255 / 80%)" : "rgb(241 239 230 / 55%)" }),
      stroke: new Stroke({
        color: standsOut ? "#717c74" : "#c3bdac",
        width: layer === "provinces" ? 1.6 : 1,
        ...(isOfficial ? {} : { lineDash: [4, 4] }),
      }),
      text: new Text({
        text: label,
        font: `12px ${font}`,
        // Above the middle, where most things stand, with their own names below them.
        offsetY: -26,
        overflow: false,
        fill: new Fill({ color: "#525d56" }),
        stroke: new Stroke({ color: "#fff", width: 3 }),
      }),
      zIndex: standsOut ? 1 : 0,
    });
  });
}

/** The lines of a growing area. */
export const fieldStyle = new Style({
  fill: new Fill({ color: "rgb(91 127 13 / 25%)" }),
  stroke: new Stroke({ color: colours.growing, width: 2 }),
});

/** A name on the sea, wherever the view is. */
export function labelStyle(name: string): Style {
  return new Style({
    image: new Circle({ radius: 2, fill: new Fill({ color: "#525d56" }) }),
    text: new Text({
      text: name,
      font: `600 12px ${font}`,
      offsetY: -12,
      fill: new Fill({ color: "#1d2721" }),
      stroke: new Stroke({ color: "#fff", width: 3 }),
    }),
  });
}
