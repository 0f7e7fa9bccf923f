import { columnChart } from "../charts/columns.ts";
import { type Drawing, starFills } from "../charts/drawing.ts";
import type { Standing } from "./standing.ts";

/** Products in force at the end of each year, stacked by stars. */
export function yearsChart({ years }: Pick<Standing, "years">): Drawing {
  return columnChart(
    "Sản phẩm đang được công nhận vào cuối mỗi năm, theo hạng sao",
    years.map(({ year, inForce }) => ({
      label: String(year),
      parts: [inForce[3], inForce[4], inForce[5]],
    })),
    [3, 4, 5].map((stars) => ({ name: `${stars} sao`, fill: starFills[stars] ?? "" })),
    "sản phẩm",
  );
}
