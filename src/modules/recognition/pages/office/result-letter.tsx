import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { getResultFacts } from "#modules/recognition/documents/result-facts.server.ts";
import { actOnLetter, letterPage } from "#modules/recognition/pages/office/letter.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { readAnew } from "#ui/office/act.tsx";
import { recognitionPaths } from "../../paths.ts";
import type { Route } from "./+types/result-letter.ts";
import { LetterPage } from "./parts/letter-page.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return letterPage(db, actor, { dossierId: args.params.dossier });
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  const ref = { dossierId: args.params.dossier };
  await getResultFacts(ground.db, ground.actor, ref.dossierId);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnLetter(ground, ref, form));
});

export const shouldRevalidate = readAnew;

/** The letter on a result below recognition. */
export default function ResultLetter({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <LetterPage
      loaded={loaderData}
      answer={actionData}
      back={{ href: recognitionPaths.list, name: "Công nhận" }}
      file={(format) => recognitionPaths.resultLetter(params.dossier, format)}
    />
  );
}
