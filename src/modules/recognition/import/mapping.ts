import { letterOf, type Sheet, textOf } from "./cells.ts";
import { encodingNames } from "./encodings.ts";
import {
  type FieldName,
  fieldNames,
  headersAt,
  type Layout,
  LayoutSchema,
  type RoundFieldName,
  roundFieldNames,
} from "./layouts.ts";

/** Name of a field of the mapping form for a recognition, the first or the second of a row. */
export const roundField = (name: RoundFieldName, round: 0 | 1) => (round === 0 ? name : `${name}2`);

const fieldKeys = Object.keys(fieldNames) as FieldName[];
const roundKeys = Object.keys(roundFieldNames) as RoundFieldName[];

/** What the mapping form asks: a column for each thing that a register may tell. */
export const mappingFields: readonly string[] = [
  ...fieldKeys,
  ...roundKeys.map((name) => roundField(name, 0)),
  ...roundKeys.map((name) => roundField(name, 1)),
];

const needed = ["product", "producer", "stars"];

/**
 * A layout from the columns that an officer chose by their letters, blank ones left out: a sheet
 * whose header says otherwise at a letter is none of it. The fields at fault, in Vietnamese, when
 * it is no layout.
 */
export function layoutOfMapping(
  typed: Readonly<Record<string, string>>,
  sheet: Sheet,
): { readonly layout: Layout } | { readonly faults: Record<string, string> } {
  const letter = (name: string) => (typed[name] ?? "").trim().toUpperCase();
  const faults: Record<string, string> = {};
  for (const name of mappingFields)
    if (letter(name) !== "" && !/^[A-Z]{1,2}$/.test(letter(name)))
      faults[name] = "Hãy ghi chữ của cột, ví dụ B hoặc AA.";
  for (const name of needed) if (letter(name) === "") faults[name] = "Cần có cột này.";
  const first = Number(typed["headerFrom"] ?? "1");
  const last = Number(typed["headerTo"] ?? "1");
  if (
    !(
      Number.isInteger(first) &&
      Number.isInteger(last) &&
      first >= 1 &&
      last >= first &&
      last <= 50
    )
  )
    faults["headerTo"] = "Dòng tiêu đề từ 1 đến 50, dòng cuối không trước dòng đầu.";
  if (Object.keys(faults).length > 0) return { faults };
  const headers = headersAt(sheet, first - 1, last - 1);
  const columnsOf = <Name extends string>(
    names: readonly Name[],
    formName: (name: Name) => string,
  ) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const chosen = letter(formName(name));
        const says = headers[indexIn(headers, chosen)]?.at(-1)?.slice(0, 200);
        if (chosen === "") return [];
        return [[name, { letter: chosen, ...(says ? { header: [says] } : {}) }]];
      }),
    );
  const second = columnsOf(roundKeys, (name) => roundField(name, 1));
  const encoding = typed["encoding"] ?? "";
  return {
    layout: LayoutSchema.parse({
      name: "tu-chon",
      title: "Bố cục tự chọn",
      ...(sheet.name === null ? {} : { sheet: sheet.name.slice(0, 100) }),
      headerRows: [first, last],
      columns: columnsOf(fieldKeys, (name) => name),
      rounds: [
        columnsOf(roundKeys, (name) => roundField(name, 0)),
        ...("stars" in second ? [second] : []),
      ],
      ...(letter("index") === "" ? {} : { rowMark: "index" }),
      fillDown:
        typed["fillDown"] === "on" ? ["producer", "kind", "commune", "address", "phone"] : [],
      ...(encoding in encodingNames ? { encoding } : {}),
    }),
  };
}

function indexIn(headers: readonly unknown[], letter: string): number {
  return headers.findIndex((_, at) => letterOf(at) === letter);
}

/** Words by which headers name a column, folded; what is longest says most. */
const usualWords: Readonly<Record<string, readonly string[]>> = {
  index: ["tt", "stt", "so tt"],
  product: ["ten san pham", "san pham", "product"],
  producer: ["chu the", "ten chu the", "ten co so", "don vi", "producer"],
  kind: ["loai hinh", "loai hinh chu the", "producer type"],
  group: ["nhom", "nhom san pham", "bo san pham"],
  sector: ["nganh", "nganh hang", "sector"],
  province: ["tinh", "tinh thanh pho", "province"],
  district: ["huyen", "huyen thi xa thanh pho", "district"],
  commune: ["xa", "xa phuong", "xa phuong thi tran", "commune"],
  address: ["dia chi", "address"],
  representative: ["nguoi dai dien", "dai dien"],
  phone: ["dien thoai", "so dien thoai", "sdt"],
  currentStars: ["sao hien tai", "hang sao hien tai"],
  expires: ["ngay het han", "het han"],
  status: ["tinh trang", "trang thai", "status"],
  source: ["nguon", "source"],
  stars: ["sao", "so sao", "hang sao", "xep hang", "ket qua", "star"],
  date: ["ngay", "ngay cong nhan", "ngay quyet dinh", "ngay qd", "date"],
  year: ["nam", "nam cong nhan", "year"],
  decision: ["so qd", "so quyet dinh", "quyet dinh", "decision"],
  issuer: ["co quan", "co quan ban hanh", "co quan cong nhan", "issuer"],
};

const furthestHeader = 15;

/** What a sheet's header seems to say: its rows, and a letter for each field that it names. */
export type Guess = {
  readonly headerFrom: number;
  readonly headerTo: number;
  readonly letters: Readonly<Record<string, string>>;
};

/** The header that names most of what a register tells, of one or two rows. A proposal, nothing more. */
export function guessMapping(sheet: Sheet): Guess {
  let best: Guess = { headerFrom: 1, headerTo: 1, letters: {} };
  const count = ({ letters }: Guess) => Object.keys(letters).length;
  for (let top = 0; top < Math.min(furthestHeader, sheet.rows.length); top++)
    for (const height of [0, 1]) {
      const bottom = top + height;
      const guess = {
        headerFrom: top + 1,
        headerTo: bottom + 1,
        letters: lettersAt(sheet, top, bottom),
      };
      if (count(guess) > count(best)) best = guess;
    }
  return best;
}

function lettersAt(sheet: Sheet, top: number, bottom: number): Record<string, string> {
  const headers = headersAt(sheet, top, bottom);
  const letters: Record<string, string> = {};
  for (const [name, words] of Object.entries(usualWords)) {
    const fits = headers.flatMap((texts, at) =>
      texts.some((text) => words.includes(text)) ? [at] : [],
    );
    const [first, second] = fits;
    if (first !== undefined) letters[name] = letterOf(first);
    const isRound = name in roundFieldNames;
    if (isRound && second !== undefined) letters[`${name}2`] = letterOf(second);
  }
  return letters;
}

/** The first rows of a sheet as text, for whoever tells its columns. */
export function previewOf(sheet: Sheet, rows: number) {
  const shown = sheet.rows.slice(0, rows);
  const width = Math.min(60, Math.max(1, ...shown.map((row) => row.length)));
  return {
    letters: Array.from({ length: width }, (_, at) => letterOf(at)),
    rows: shown.map((row) =>
      Array.from({ length: width }, (_, at) => textOf(row[at] ?? null).slice(0, 60)),
    ),
  };
}

/** A column for a list to choose from: its letter and what its header says. */
export function columnsOf(
  sheet: Sheet,
  { headerFrom, headerTo }: Pick<Guess, "headerFrom" | "headerTo">,
) {
  const headers = headersAt(sheet, headerFrom - 1, headerTo - 1);
  const { letters } = previewOf(sheet, 30);
  return letters.map((letter, at) => {
    const texts = Array.from({ length: headerTo - headerFrom + 1 }, (_, row) =>
      textOf(sheet.rows[headerFrom - 1 + row]?.[at] ?? null),
    ).filter(Boolean);
    const says = texts.join(" ") || (headers[at]?.at(-1) ?? "");
    return { value: letter, label: says === "" ? letter : `${letter} – ${says.slice(0, 60)}` };
  });
}
