import type { FeatureLike } from "ol/Feature.js";
import { type Named, type PointLayer, pointLayers } from "../../map/layers.ts";
import type { MapSetting } from "../../map/setting.ts";

/** One thing or a cluster, as a tile tells of it. */
export type Thing = {
  readonly layer: PointLayer;
  readonly count: number;
  readonly held: number;
  /** The commune that all of it lies in. */
  readonly commune: string | null;
  /** All of it, where it is few. */
  readonly named: readonly Named[];
  /** West, south, east, north of a cluster. */
  readonly box: readonly number[] | null;
};

/** Reads a feature of a tile; null for an outline. */
export function thingOf(feature: FeatureLike): Thing | null {
  const layer = pointLayers.find((name) => name === feature.get("layer"));
  if (!layer) return null;
  const text = (name: string): string | null => {
    const value: unknown = feature.get(name);
    return typeof value === "string" ? value : null;
  };
  const named = text("named");
  return {
    layer,
    count: Number(feature.get("count")),
    held: Number(feature.get("held")),
    commune: text("commune"),
    named: named === null ? [] : (JSON.parse(named) as Named[]),
    box: text("box")?.split(" ").map(Number) ?? null,
  };
}

/** What a thing is called: its own name, or how many there are. */
export function titleOf({ layer, count, named }: Thing, { texts }: MapSetting): string {
  const [only] = named;
  return count === 1 && only ? only[1] : texts.many[layer].replace("{n}", String(count));
}

/** Whether a cluster can be taken apart by coming closer. */
export function canOpen({ box }: Thing): boolean {
  const [west = 0, south = 0, east = 0, north = 0] = box ?? [];
  return east - west > 1e-4 || north - south > 1e-4;
}

/** Where a thing has a page of its own. */
export function addressOf(layer: PointLayer, slug: string, { paths }: MapSetting): string {
  return paths[layer].replaceAll(":slug", encodeURIComponent(slug));
}
