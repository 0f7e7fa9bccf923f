import { after } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { csvLine } from "../csv.ts";
import { type LayoutName, prepareImport, shippedLayout } from "./read.server.ts";

export const database = await testDatabase();
await loadPlaces(database.db);
after(() => database.close());

export const operator = { actor: null, province: null };

export async function tried(db: Db, bytes: Uint8Array, layout: LayoutName = "tidy", by = operator) {
  const { report } = await prepareImport(db, bytes, { layout: await shippedLayout(layout), ...by });
  return report;
}

const header =
  "province district commune producer producer_type product star year date decision status";
const names = header.split(" ");
export type Row = Readonly<Record<string, string>>;

/** A row without a fault; `n` makes its names its own. */
export const goodRow = (n: number): Row => ({
  province: "Thái Nguyên",
  district: "huyện Đồng Hỷ",
  commune: "xã Văn Lăng",
  producer: `Hợp tác xã Thử Nghiệm Số ${n}`,
  producer_type: "Hợp tác xã",
  product: `Chè mẫu số ${n}`,
  star: "3",
  year: "2022",
  date: "15/03/2022",
  decision: `${n}/QĐ-UBND`,
  status: "recognised",
});

export function tidyFile(rows: readonly Row[]): Buffer {
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))];
  return Buffer.from(lines.map(csvLine).join(""));
}
