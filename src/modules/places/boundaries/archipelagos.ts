import type { Position } from "./geometry.ts";

/** Viet Nam's two archipelagos off the coast, which every map of the country names. */
export const archipelagos: readonly {
  readonly at: Position;
  readonly name: Readonly<Record<"vi" | "en", string>>;
}[] = [
  {
    at: [112.135, 16.568],
    name: { vi: "Quần đảo Hoàng Sa (Việt Nam)", en: "Hoàng Sa Archipelago (Viet Nam)" },
  },
  {
    at: [114.45, 9.71],
    name: { vi: "Quần đảo Trường Sa (Việt Nam)", en: "Trường Sa Archipelago (Viet Nam)" },
  },
];
