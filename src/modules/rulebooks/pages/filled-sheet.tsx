import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { renderScoreSheet } from "#modules/rulebooks/documents/score-sheet.server.ts";
import { getSelfAssessment } from "#modules/rulebooks/service/self-assessments.server.ts";
import { confirmablesOf, verdictOf } from "../self-score/confirmations.ts";
import type { Route } from "./+types/filled-sheet.ts";
import { privatePage } from "./parts/private-page.ts";

/** The sheet as it was filled in, as PDF, marked as an own score without legal effect. */
export const loader = forPage(async ({ context, params }: Route.LoaderArgs) => {
  const kept = await getSelfAssessment(context.get(requestContext).database.db, params.token);
  const verdict = verdictOf(confirmablesOf(kept.set), kept.compiled, kept.confirmed);
  const pdf = await renderScoreSheet({
    book: kept.book,
    set: kept.set.code,
    standing: "self",
    product: { name: kept.product ?? undefined, producer: kept.producer ?? undefined },
    filled: { answers: kept.answers, verdict },
    date: vietnamDay(kept.updatedAt),
  });
  return new Response(Buffer.from(pdf), {
    headers: {
      ...privatePage(),
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="tu-cham-diem-bo-${kept.set.code}.pdf"`,
    },
  });
});

/** The day on which it was saved, in Vietnam. */
function vietnamDay(instant: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(instant);
}
