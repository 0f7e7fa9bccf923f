import {
  type FieldName,
  fieldNames,
  type Layout,
  LayoutSchema,
  type RoundFieldName,
  roundFieldNames,
} from "./layouts.ts";

/** What the mapping form asks: a letter for each thing that a register may tell. */
export const mappingFields = {
  ...fieldNames,
  ...roundFieldNames,
} as const satisfies Record<FieldName | RoundFieldName, string>;

/**
 * A layout from the letters that an officer typed, blank ones left out; the fields at fault, in
 * Vietnamese, when it is none.
 */
export function layoutOfMapping(
  typed: Readonly<Record<string, string>>,
): { readonly layout: Layout } | { readonly faults: Record<string, string> } {
  const letter = (name: string) => (typed[name] ?? "").trim().toUpperCase();
  const faults: Record<string, string> = {};
  for (const name of Object.keys(mappingFields))
    if (letter(name) !== "" && !/^[A-Z]{1,2}$/.test(letter(name)))
      faults[name] = "Hãy ghi chữ của cột, ví dụ B hoặc AA.";
  for (const name of ["product", "producer", "stars"])
    if (letter(name) === "") faults[name] = "Cần có cột này.";
  const first = Number(typed["headerFrom"] ?? "1");
  const last = Number(typed["headerTo"] ?? "1");
  if (!(first >= 1 && last >= first && last <= 50))
    faults["headerTo"] = "Dòng tiêu đề từ 1 đến 50, dòng cuối không trước dòng đầu.";
  if (Object.keys(faults).length > 0) return { faults };
  const columnsOf = (names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((name) => (letter(name) === "" ? [] : [[name, { letter: letter(name) }]])),
    );
  return {
    layout: LayoutSchema.parse({
      name: "tu-chon",
      title: "Bố cục tự chọn",
      headerRows: [first, last],
      columns: columnsOf(Object.keys(fieldNames)),
      rounds: [columnsOf(Object.keys(roundFieldNames))],
      ...(letter("index") === "" ? {} : { rowMark: "index" }),
      fillDown: typed["fillDown"] === "on" ? ["producer", "kind", "commune", "address"] : [],
    }),
  };
}
