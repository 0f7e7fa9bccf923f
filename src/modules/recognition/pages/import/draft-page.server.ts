import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { pageAsked } from "#core/input/page-number.ts";
import type { Session } from "#core/session/session.ts";
import {
  applyDraft,
  findDraft,
  isReady,
  lookAtDraft,
  settleDraft,
  unsettleDraft,
} from "../../import/drafts.server.ts";
import { expectedOf, saidOf, shownCounts } from "../../import/importer.server.ts";
import { keepLayout } from "../../import/layouts-kept.server.ts";
import { UnreadableSheetError } from "../../import/sheet.server.ts";
import { registerImports } from "../../import/schema.server.ts";
import {
  allAsRead,
  communesFor,
  draftPageSize,
  itemsOf,
  settledLines,
  settlementsOf,
} from "./draft.server.ts";
import { textOf } from "./page.server.ts";

export const views = {
  doubtful: "Cần xem lại",
  refused: "Không nhận",
  corrected: "Đã tự sửa",
  settled: "Đã quyết định",
} as const satisfies Record<string, string>;
export type View = keyof typeof views;

const isView = (text: string | null): text is View => text !== null && Object.hasOwn(views, text);

/** What the page of a draft shows; null for one whose columns are still to be told. */
export async function draftPage(db: Db, actor: UserActor, id: string, query: URLSearchParams) {
  const draft = await findDraft(db, actor, id);
  if (!isReady(draft)) return null;
  const { fileName, layout, importId, settlements } = draft;
  const head = { id, fileName, importId, layoutTitle: layout.title };
  const isCustom = layout.name === "tu-chon";
  if (importId !== null)
    return { head, isCustom, fault: null, result: null, entered: await enteredAs(db, importId) };
  const looked = await look(db, actor, draft);
  if ("fault" in looked)
    return { head, isCustom, fault: looked.fault, result: null, entered: null };
  const { report, plan } = looked;
  const { problems, ...counts } = report;
  const items = {
    doubtful: itemsOf(plan, "doubtful"),
    refused: itemsOf(plan, "refused"),
    corrected: itemsOf(plan, "corrected"),
  };
  const settled = await settledLines(db, settlements);
  const asked = query.get("xem");
  const view: View = isView(asked) ? asked : items.doubtful.length > 0 ? "doubtful" : "refused";
  const kind = query.get("loai") ?? "";
  const ofView = view === "settled" ? [] : items[view];
  const ofKind = kind === "" ? ofView : ofView.filter((one) => one.kind === kind);
  const all = view === "settled" ? settled : ofKind;
  const pages = Math.max(1, Math.ceil(all.length / draftPageSize));
  const page = Math.min(pages, pageAsked(query));
  const from = (page - 1) * draftPageSize;
  const shown = ofKind.slice(from, from + draftPageSize);
  const counted = Map.groupBy(ofView, (one) => one.kind);
  return {
    head,
    isCustom,
    fault: null,
    entered: null,
    result: {
      counts,
      kind,
      kinds: [...counted].map(([value, some]) => ({
        value,
        label: `${some[0]?.words ?? value} (${some.length})`,
      })),
      /** How many of the kind that is shown can be left as they were understood, all at once. */
      mayStay: allAsRead(plan.open, kind).length,
      expected: shownCounts(report),
      notes: problems.flatMap(({ kind, text }) => (kind === "file" ? [text] : [])),
      tabs: Object.entries(views).map(([value, label]) => ({
        value: value as View,
        label,
        count: value === "settled" ? settled.length : items[value as keyof typeof items].length,
      })),
      view,
      page,
      perPage: draftPageSize,
      total: all.length,
      items: shown,
      settled: view === "settled" ? settled.slice(from, from + draftPageSize) : [],
      communes: await communesFor(db, shown),
    },
  };
}

/** What an import did, for the page of the file that it came from. */
async function enteredAs(db: Db, importId: string) {
  const [row] = await db
    .select({ report: registerImports.report })
    .from(registerImports)
    .where(eq(registerImports.id, importId));
  return row ? { text: saidOf(row.report), refused: row.report.refused } : null;
}

async function look(db: Db, actor: UserActor, draft: Parameters<typeof lookAtDraft>[2]) {
  try {
    return await lookAtDraft(db, actor, draft);
  } catch (error) {
    if (error instanceof UnreadableSheetError) return { fault: error.message };
    throw error;
  }
}

/** Does what a form of the page asks. */
export async function actOnDraft(
  db: Db,
  { actor, provinceCode }: Pick<Session, "actor" | "provinceCode">,
  id: string,
  form: FormData,
): Promise<{ readonly done: string }> {
  const intent = textOf(form, "intent");
  const draft = await findDraft(db, actor, id);
  if (intent === "settle") {
    const settled = settlementsOf(form);
    if (settled.length === 0)
      throw new AppError("invalid", { fields: { form: "Chưa có lựa chọn nào thay đổi." } });
    await settleDraft(db, actor, id, settled);
    return { done: `Đã ghi ${settled.length} quyết định; kết quả bên dưới đã tính lại.` };
  }
  if (intent === "settleKind") {
    if (!isReady(draft)) throw new AppError("unprocessable");
    const { plan } = await lookAtDraft(db, actor, draft);
    const all = allAsRead(plan.open, textOf(form, "kind"));
    await settleDraft(db, actor, id, all);
    return { done: `Đã để ${all.length} chỗ như hệ thống hiểu; kết quả bên dưới đã tính lại.` };
  }
  if (intent === "unsettle") {
    await unsettleDraft(db, actor, id, textOf(form, "question"));
    return { done: "Đã bỏ quyết định này; kết quả bên dưới đã tính lại." };
  }
  if (intent === "keepLayout") {
    if (!isReady(draft)) throw new AppError("unprocessable");
    const { layout } = draft;
    await keepLayout(db, actor, { layout, title: textOf(form, "title"), provinceCode });
    return { done: "Đã lưu bố cục: lần sau chọn ở danh sách bố cục của sổ." };
  }
  if (intent !== "apply") throw new AppError("invalid");
  const { report } = await applyDraft(db, actor, id, { expected: expectedOf(form) });
  return { done: saidOf(report) };
}
