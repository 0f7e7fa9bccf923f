import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnLetter, letterPage } from "#modules/recognition/pages/office/letter.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { authorisedDecision } from "#modules/recognition/service/load.server.ts";
import { readAnew } from "#ui/office/act.tsx";
import { recognitionPaths } from "../../paths.ts";
import type { Route } from "./+types/letter.ts";
import { LetterPage } from "./parts/letter-page.tsx";

const refOf = ({ decision, letter }: Route.LoaderArgs["params"]) => ({
  decisionId: decision,
  name: letter,
});

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return letterPage(db, actor, refOf(args.params));
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  await authorisedDecision(ground.db, ground.actor, "see", args.params.decision);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnLetter(ground, refOf(args.params), form));
});

export const shouldRevalidate = readAnew;

/** A letter about a decision: the submission, a notice. */
export default function Letter({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <LetterPage
      loaded={loaderData}
      answer={actionData}
      back={{ href: recognitionPaths.decision(params.decision), name: "Quyết định" }}
      file={(format) => recognitionPaths.paper(params.decision, params.letter, format)}
    />
  );
}
