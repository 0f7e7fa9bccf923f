import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { Sheet } from "./cells.ts";
import { groundOf } from "./ground.server.ts";
import { type Layout, LayoutMismatchError, LayoutSchema, locate } from "./layouts.ts";
import { countStatuses, planImport } from "./plan.ts";
import type { Plan } from "./plan-model.ts";
import type { Problem } from "./problems.ts";
import { type RawRows, readRows } from "./rows.ts";
import type { ImportReport } from "./schema.server.ts";
import { correctedSheet, type Settlement } from "./settlements.ts";
import { readSheets, UnreadableSheetError } from "./sheet.server.ts";

/** Layouts that the product ships. */
export const layoutNames = ["tidy", "chi-cuc-22"] as const;
export type LayoutName = (typeof layoutNames)[number];

const folder = new URL("../../../../data/import-layouts/", import.meta.url);

/** A shipped layout. */
export async function shippedLayout(name: LayoutName): Promise<Layout> {
  return parseLayout(await readFile(fileURLToPath(new URL(`${name}.json`, folder)), "utf8"));
}

/** A layout from its text; throws `UnreadableSheetError` that names every fault. */
export function parseLayout(text: string): Layout {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UnreadableSheetError(`Bố cục không phải JSON: ${(error as Error).message}.`);
  }
  const read = LayoutSchema.safeParse(json);
  if (!read.success)
    throw new UnreadableSheetError(`Bố cục không đúng: ${z.prettifyError(read.error)}.`);
  return read.data;
}

/** A file with what an import of it would do. */
export type Prepared = {
  readonly layout: Layout;
  readonly plan: Plan;
  readonly report: ImportReport;
};

/** Who imports, and what holds for rows that do not say their province. */
export type ImportBy = {
  readonly actor: UserActor | null;
  readonly province: string | null;
  /** What a person has settled of the file. */
  readonly settlements?: readonly Settlement[];
};

/**
 * Reads a file by a layout and plans its import. Nothing is written. Throws
 * `UnreadableSheetError` for a file that is no sheet, or none of that layout.
 */
export async function prepareImport(
  db: Db,
  bytes: Uint8Array,
  { layout, actor, province, settlements = [] }: { layout: Layout } & ImportBy,
): Promise<Prepared> {
  const { sheets, notes } = await readSheets(bytes, layout.encoding);
  const { raw, name } = rowsOf(sheets, layout, settlements);
  const ground = await groundOf(db, raw.rows, {
    actor,
    province: layout.province ?? province,
    settlements,
  });
  const plan = planImport(raw.rows, layout, ground);
  const said = [...notes, ...notesOf(raw, name), ...ground.notes];
  const file = said.map((text): Problem => ({
    row: 0,
    column: "",
    kind: "file",
    text,
    candidates: [],
  }));
  const problems = [...file, ...plan.problems];
  return {
    layout,
    plan: { ...plan, problems },
    report: {
      rows: plan.rows.length,
      ...countStatuses(plan.rows),
      producers: plan.producers.length,
      products: plan.products.length,
      recognitions: plan.recognitions.length,
      problems,
    },
  };
}

/** The rows of the layout's sheet, with the cells that were corrected. Throws `UnreadableSheetError`. */
export function rowsOf(
  sheets: readonly Sheet[],
  layout: Layout,
  settlements: readonly Settlement[] = [],
): { raw: RawRows; name: string | null } {
  const sheet = sheetOf(sheets, layout);
  const raw = readRows(correctedSheet(sheet, settlements), layout);
  if (raw.rows.length === 0)
    throw new UnreadableSheetError("Trang tính chỉ có tiêu đề, không có dòng sản phẩm nào.");
  return { raw, name: sheet.name };
}

/** The sheet that the layout names, or the only one that is of this layout. Throws `UnreadableSheetError`. */
export function sheetOf(sheets: readonly Sheet[], layout: Layout): Sheet {
  const named = sheets.filter(({ name }) => name === layout.sheet);
  const [first] = named.length > 0 ? named : sheets;
  if (!first) throw new UnreadableSheetError("Tệp không có trang tính nào.");
  try {
    locate(layout, first);
    return first;
  } catch (error) {
    if (!(error instanceof LayoutMismatchError)) throw error;
    const fitting = sheets.filter((sheet) => sheet !== first && isOf(sheet, layout));
    const [only] = fitting;
    if (only && fitting.length === 1) return only;
    throw new UnreadableSheetError(`Tệp không đúng bố cục “${layout.title}”. ${error.message}`);
  }
}

function isOf(sheet: Sheet, layout: Layout): boolean {
  try {
    locate(layout, sheet);
    return true;
  } catch (error) {
    if (error instanceof LayoutMismatchError) return false;
    throw error;
  }
}

const mostListed = 30;

function notesOf({ located, skipped }: RawRows, name: string | null): string[] {
  const notes: string[] = [];
  if (name !== null) notes.push(`Đọc trang “${name}”.`);
  if (located.shift !== 0)
    notes.push(
      `Tiêu đề nằm lệch ${located.shift} dòng so với bố cục; dữ liệu từ dòng ${located.firstRow + 1}.`,
    );
  if (skipped.length > 0) {
    const listed = skipped.slice(0, mostListed).join(", ");
    const rest = skipped.length > mostListed ? " …" : "";
    notes.push(`Bỏ qua ${skipped.length} dòng không phải sản phẩm: ${listed}${rest}.`);
  }
  return notes;
}
