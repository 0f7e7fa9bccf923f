import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { openDraft } from "../../import/drafts.server.ts";
import { decodeText, type Encoding, encodingNames } from "../../import/encodings.ts";
import type { Layout } from "../../import/layouts.ts";
import { findLayout, listLayouts } from "../../import/layouts-kept.server.ts";
import { type LayoutName, layoutNames, shippedLayout } from "../../import/read.server.ts";
import { UnreadableSheetError } from "../../import/sheet.server.ts";

/** The layouts to choose from: those that the product ships, and those of the office. */
export async function layoutChoices(db: Db, actor: UserActor) {
  const own = await listLayouts(db, actor);
  return [
    { value: "tidy", label: "Bảng gọn: một dòng tiêu đề, mỗi dòng một lần công nhận" },
    { value: "chi-cuc-22", label: "Sổ 22 cột của Chi cục Phát triển nông thôn" },
    ...own.map(({ id, title }) => ({ value: id, label: `Đã lưu: ${title}` })),
    { value: "mapped", label: "Bố cục khác: tự chỉ cột ở bước sau" },
  ];
}

/** The encodings that a person can name where the program cannot tell. */
export const encodingChoices = [
  { value: "", label: "Tự nhận biết" },
  ...Object.entries(encodingNames).map(([value, label]) => ({ value, label })),
];

const fault = (field: string, vi: string) => new AppError("invalid", { fields: { [field]: vi } });

async function layoutOf(db: Db, actor: UserActor, form: FormData): Promise<Layout | null> {
  const name = textOf(form, "layout");
  if (name === "mapped") return null;
  const layout = (layoutNames as readonly string[]).includes(name)
    ? await shippedLayout(name as LayoutName)
    : await findLayout(db, actor, name).catch(() => {
        throw fault("layout", "Hãy chọn bố cục của sổ.");
      });
  const encoding = textOf(form, "encoding");
  return encoding in encodingNames ? { ...layout, encoding: encoding as Encoding } : layout;
}

/** A typed field of a form, without blanks around it. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Takes the file of a form in; its draft and whether its columns are still to be told. */
export async function takeFile(
  db: Db,
  actor: UserActor,
  form: FormData,
): Promise<{ readonly id: string; readonly isMapped: boolean }> {
  refuseOversized(form, "file");
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw fault("file", "Hãy chọn tệp .xlsx hoặc .csv.");
  const layout = await layoutOf(db, actor, form);
  const province = textOf(form, "sheetProvince").slice(0, 100) || null;
  const sent = new Uint8Array(await file.arrayBuffer());
  // Whose columns are told afterwards has no layout yet to say how its letters are written.
  const encoding = textOf(form, "encoding");
  const isTold = layout === null && encoding in encodingNames && sent[0] !== 0x50;
  const bytes = isTold ? Buffer.from(decodeText(sent, encoding as Encoding).text) : sent;
  const id = await readably(() =>
    openDraft(db, actor, { bytes, fileName: file.name, layout, province }),
  );
  return { id, isMapped: layout !== null };
}

/** Puts what is wrong with a file beside the box that it came from. */
export async function readably<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UnreadableSheetError ? fault("file", error.message) : error;
  }
}
