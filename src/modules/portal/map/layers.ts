/** What tiles show, each kind of thing a layer of its own. */
export const pointLayers = ["products", "producers", "points", "growing"] as const;
export type PointLayer = (typeof pointLayers)[number];
export const areaLayers = ["communes", "provinces"] as const;
export type AreaLayer = (typeof areaLayers)[number];
/** The lines of growing areas, from `fieldsFrom` on; their points are the layer "growing". */
export const fieldLayer = "fields";
export const fieldsFrom = 11;
export const mapLayers = [...pointLayers, ...areaLayers, fieldLayer] as const;
export type MapLayer = (typeof mapLayers)[number];

/** Most things of one place that a tile names one by one. */
export const mostNamed = 6;

/** One thing of a place, as tiles name it in `named` (JSON): slug, name, stars (0: none). */
export type Named = readonly [slug: string, name: string, stars: number];
