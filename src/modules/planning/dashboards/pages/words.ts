import { whole } from "../../charts/columns.ts";

/** A value with its unit, as people read it: large sums in millions of đồng. */
export function amount(value: number, unit: string): string {
  if (unit === "đồng") {
    const millions = Math.round(value / 100_000) / 10;
    return `${millions.toLocaleString("vi-VN")} triệu đồng`;
  }
  if (unit === "%") return `${value.toLocaleString("vi-VN")}%`;
  return `${whole(value)} ${unit}`;
}
