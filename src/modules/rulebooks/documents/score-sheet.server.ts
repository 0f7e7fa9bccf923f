import { renderPdf } from "#core/documents/typst.server.ts";
import { type ScoreSheetInput, scoreSheetView } from "./score-sheet-view.ts";

const template = new URL("./score-sheet.typ", import.meta.url);

/**
 * The score sheet of one set ("Phiếu đánh giá, phân hạng sản phẩm OCOP") as PDF, blank or
 * filled. The same input gives the same bytes: the file carries the day of the assessment,
 * or of the decision where there is none, never the hour of printing.
 *
 * @throws as `scoreSheetView` and `renderPdf` do.
 */
export async function renderScoreSheet(input: ScoreSheetInput): Promise<Uint8Array> {
  const { rulebook } = input.book;
  const view = scoreSheetView(input);
  const day = input.date ?? rulebook.issued ?? rulebook.effectiveFrom ?? "2000-01-01";
  const kind = input.standing === "self" ? "Phiếu tự chấm điểm" : "Phiếu đánh giá, phân hạng";
  return renderPdf(template, view, {
    title: `${kind} sản phẩm OCOP – Bộ ${view.code}: ${view.title} (${rulebook.decision})`,
    createdAt: new Date(`${day}T00:00:00Z`),
  });
}
