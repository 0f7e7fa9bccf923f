import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { applyImport } from "../../import/apply.server.ts";
import type { Layout } from "../../import/layouts.ts";
import { layoutOfMapping } from "../../import/mapping.ts";
import { wordsOfKind } from "../../import/plan.ts";
import {
  type LayoutName,
  layoutNames,
  prepareImport,
  shippedLayout,
} from "../../import/read.server.ts";
import type { ImportReport } from "../../import/schema.server.ts";
import { UnreadableSheetError } from "../../import/sheet.server.ts";

/** Problems shown at once; the counts are of all of them. */
const mostShown = 1000;

/** Refuses whoever may not record decisions of the past anywhere. */
export function requireImporter(actor: UserActor): void {
  if (!hasRole(actor, "provinceOfficer", "centralOfficer"))
    throw new AppError("forbidden", { denied: "register.import" });
}

/** What a dry run shows. */
export type Tried = Omit<ImportReport, "problems"> & {
  readonly problems: readonly (ImportReport["problems"][number] & { readonly words: string })[];
  readonly problemCount: number;
};

function shown(report: ImportReport): Tried {
  return {
    ...report,
    problems: report.problems
      .slice(0, mostShown)
      .map((one) => ({ ...one, words: wordsOfKind(one.kind) })),
    problemCount: report.problems.length,
  };
}

/** What a form of an import asks. */
type Asked = { readonly bytes: Uint8Array; readonly fileName: string; readonly layout: Layout };

async function askedOf(form: FormData): Promise<Asked> {
  refuseOversized(form, "file");
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw fault("file", "Hãy chọn tệp .xlsx hoặc .csv.");
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    fileName: file.name,
    layout: await layoutOf(form),
  };
}

const fault = (field: string, vi: string) => new AppError("invalid", { fields: { [field]: vi } });

async function layoutOf(form: FormData): Promise<Layout> {
  const name = textOf(form, "layout");
  if ((layoutNames as readonly string[]).includes(name)) return shippedLayout(name as LayoutName);
  if (name !== "mapped") throw fault("layout", "Hãy chọn bố cục của sổ.");
  const typed = Object.fromEntries(
    [...form].flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
  const read = layoutOfMapping(typed);
  if ("faults" in read) throw new AppError("invalid", { fields: read.faults });
  return read.layout;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A dry run, or the import itself, of the file in a form. Nothing of the file is kept but its digest. */
export async function importForm(
  db: Db,
  actor: UserActor,
  form: FormData,
): Promise<{ readonly tried: Tried } | { readonly done: string }> {
  const asked = await askedOf(form);
  const by = { actor, province: textOf(form, "sheetProvince") || null };
  try {
    if (textOf(form, "intent") !== "apply") {
      const { report } = await prepareImport(db, asked.bytes, { ...by, layout: asked.layout });
      return { tried: shown(report) };
    }
    const [accepted = 0, corrected = 0, doubtful = 0, refused = 0] = textOf(form, "expected")
      .split(",")
      .map(Number);
    const expected = { accepted, corrected, doubtful, refused };
    const { report } = await applyImport(db, by, { ...asked, expected });
    return {
      done: `Đã nhập ${report.products} sản phẩm của ${report.producers} chủ thể, ${report.recognitions} lần công nhận. ${report.refused} dòng không nhận.`,
    };
  } catch (error) {
    throw error instanceof UnreadableSheetError ? fault("file", error.message) : error;
  }
}
