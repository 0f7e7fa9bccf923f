import { formatNumber } from "#core/input/number.ts";
import { hectare } from "./model.ts";

/** An area as people read it: hectares from one on, square metres below. */
export function areaText(m2: number, lang: "vi" | "en" = "vi"): string {
  const [value, unit] = m2 >= hectare ? [m2 / hectare, "ha"] : [m2, "m²"];
  return `${lang === "vi" ? formatNumber(value) : value.toLocaleString("en-GB", { maximumFractionDigits: 4 })} ${unit}`;
}
