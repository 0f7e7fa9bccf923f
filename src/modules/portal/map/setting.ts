import type { PointLayer } from "./layers.ts";

/** Words of the interactive map; every one that its script shows. */
export type MapTexts = {
  readonly map: string;
  readonly layers: string;
  readonly names: Readonly<Record<PointLayer | "areas", string>>;
  readonly near: string;
  readonly nearFailed: string;
  readonly here: string;
  readonly close: string;
  readonly closer: string;
  /** `{n}` stands for the number. */
  readonly many: Readonly<Record<PointLayer, string>>;
  readonly inView: string;
  readonly noneInView: string;
  readonly allHere: string;
  readonly stars: string;
  readonly over: string;
  readonly indicative: string;
  readonly failed: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly whole: string;
};

/** What the script of the map is told by its page. */
export type MapSetting = {
  /** Under which tiles are asked for first. */
  readonly version: string;
  /** The filter, as an address carries it; empty or from `?` on. */
  readonly query: string;
  /** West, south, east, north of what is shown first. */
  readonly box: readonly number[];
  /** Address of pictures of the base map, with `{z}`, `{x}` and `{y}`, and whose they are. */
  readonly base: { readonly url: string; readonly credit: string } | null;
  readonly credit: string;
  /** Provinces that stand out: those that have something of what the filter chooses. */
  readonly provinces: readonly string[];
  readonly archipelagos: readonly {
    readonly at: readonly [number, number];
    readonly name: string;
  }[];
  /** Addresses with `:slug` or `:code` to fill in. */
  readonly paths: {
    readonly products: string;
    readonly producers: string;
    readonly points: string;
    readonly growing: string;
    readonly catalogue: string;
  };
  /** Links open beside a page that frames the map, not inside its frame. */
  readonly opensOutside: boolean;
  readonly texts: MapTexts;
};
