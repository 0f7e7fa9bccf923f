import { forPage } from "#core/http/page.ts";
import { renderScoreSheet } from "#modules/rulebooks/documents/score-sheet.server.ts";
import { getBookSet } from "#modules/rulebooks/service/self-assessments.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import type { Route } from "./+types/blank-sheet.ts";

/** The official sheet of a set, blank, as PDF. */
export const loader = forPage(async ({ params }: Route.LoaderArgs) => {
  const { book, set } = getBookSet(getBook(params.regime), params.set);
  const pdf = await renderScoreSheet({ book, set: set.code, standing: "official" });
  return new Response(Buffer.from(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="phieu-danh-gia-${params.regime}-bo-${set.code}.pdf"`,
      "Cache-Control": "public, max-age=3600",
      ETag: `"${book.digest.slice(0, 16)}-${set.code}"`,
    },
  });
});
