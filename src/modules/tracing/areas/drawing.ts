import type { Shape } from "#modules/places/boundaries/geometry.ts";

/** What the map of a form, or of a version that is only shown, is told by its page. */
export type DrawSetting = {
  /** What is drawn at first. */
  readonly shape: Shape | null;
  /** A point of it, longitude first, where nothing is drawn. */
  readonly point: readonly [number, number] | null;
  /** Names of the boxes that the map fills in; null: it is only looked at. */
  readonly boxes: { readonly lines: string; readonly point: string } | null;
  /** Where to look first while nothing is drawn, longitude first; null: at the country. */
  readonly around: readonly [number, number] | null;
  readonly base: { readonly url: string; readonly credit: string } | null;
};
