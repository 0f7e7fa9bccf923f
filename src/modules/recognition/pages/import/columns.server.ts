import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { Sheet } from "../../import/cells.ts";
import { findDraft, mapDraft } from "../../import/drafts.server.ts";
import { fieldNames, type Layout, roundFieldNames } from "../../import/layouts.ts";
import {
  columnsOf,
  guessMapping,
  layoutOfMapping,
  previewOf,
  roundField,
} from "../../import/mapping.ts";
import { readSheets, UnreadableSheetError } from "../../import/sheet.server.ts";
import { readably } from "./page.server.ts";

const previewRows = 12;

/** The sheet of a file that is asked for by its name; the first where none is. */
function chosen(sheets: readonly Sheet[], name: string | null): Sheet {
  const sheet = sheets.find((one) => one.name === name) ?? sheets[0];
  if (!sheet) throw new UnreadableSheetError("Tệp không có trang tính nào.");
  return sheet;
}

/** What the page that tells a draft's columns shows; `query`: the sheet and header rows to look at. */
export async function columnsPage(db: Db, actor: UserActor, id: string, query: URLSearchParams) {
  const draft = await findDraft(db, actor, id);
  const { sheets } = await readSheets(draft.bytes, draft.layout?.encoding);
  const sheet = chosen(sheets, query.get("trang") ?? draft.layout?.sheet ?? null);
  const guess = guessMapping(sheet);
  const [from, to] = [Number(query.get("tu")), Number(query.get("den"))];
  const isAsked = from >= 1 && to >= from && to <= 50;
  const header = isAsked ? { headerFrom: from, headerTo: to } : guess;
  const { layout } = draft;
  const isOwn = layout !== null && (layout.sheet ?? null) === sheet.name && !isAsked;
  return {
    draft: { id: draft.id, fileName: draft.fileName, isImported: draft.importId !== null },
    sheets: sheets.flatMap(({ name }) => (name === null ? [] : [name])),
    sheet: sheet.name,
    headerFrom: isOwn ? layout.headerRows[0] : header.headerFrom,
    headerTo: isOwn ? layout.headerRows[1] : header.headerTo,
    letters: isOwn ? lettersOf(layout) : guess.letters,
    fillDown: isOwn ? layout.fillDown.length > 0 : sheet.merges.length > 0,
    columns: columnsOf(sheet, header),
    preview: previewOf(sheet, previewRows),
  };
}

/** The letters of a layout as its form has them. */
function lettersOf({ columns, rounds }: Layout): Record<string, string> {
  const letters: Record<string, string> = {};
  for (const name of Object.keys(fieldNames) as (keyof typeof fieldNames)[])
    letters[name] = columns[name]?.letter ?? "";
  for (const name of Object.keys(roundFieldNames) as (keyof typeof roundFieldNames)[])
    for (const round of [0, 1] as const)
      letters[roundField(name, round)] = rounds[round]?.[name]?.letter ?? "";
  return letters;
}

/** Takes the columns that a form tells. Throws `invalid` beside the fields at fault. */
export async function tellColumns(
  db: Db,
  actor: UserActor,
  id: string,
  form: FormData,
): Promise<void> {
  const draft = await findDraft(db, actor, id);
  const typed = Object.fromEntries(
    [...form].flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
  await readably(async () => {
    const { sheets } = await readSheets(draft.bytes, draft.layout?.encoding);
    const read = layoutOfMapping(typed, chosen(sheets, typed["sheet"] ?? null));
    if ("faults" in read) throw new AppError("invalid", { fields: read.faults });
    const encoding = draft.layout?.encoding;
    await mapDraft(db, actor, id, { ...read.layout, ...(encoding ? { encoding } : {}) });
  });
}
