import { data, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import {
  getBookSet,
  isToken,
  newToken,
  saveSelfAssessment,
} from "#modules/rulebooks/service/self-assessments.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { selfScorePaths } from "../paths.ts";
import { tokenField } from "../self-score/fields.ts";
import { readForm } from "../self-score/form.ts";
import { sheetOf } from "../self-score/sheet.ts";
import type { Route } from "./+types/self-score-form.ts";
import { orKeepTyped } from "./parts/keep-typed.ts";
import { privatePage } from "./parts/private-page.ts";
import { ScoreForm } from "./parts/score-form.tsx";

export const headers = privatePage;

export const loader = forPage(async ({ params }: Route.LoaderArgs) => ({
  sheet: sheetOf(getBookSet(getBook(params.regime), params.set)),
  token: newToken(),
  script: islandUrl("self-score"),
}));

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const target = getBookSet(getBook(params.regime), params.set);
  const form = await request.formData();
  const sent = form.get(tokenField);
  const token = isToken(sent) ? sent : newToken();
  const posted = readForm(form, target.set, target.compiled);
  if (Object.keys(posted.errors).length > 0) return data({ posted, token }, { status: 422 });
  const failed = await orKeepTyped(posted, () =>
    saveSelfAssessment(database.db, token, target, { ...posted.values, ip }),
  );
  if (failed) return data({ posted: failed.posted, token }, { status: failed.status });
  const lang = langOf(new URL(request.url).pathname);
  throw redirect(pathTo(selfScorePaths.result, lang, { token }), 303);
});

export default function SelfScoreForm({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang();
  return (
    <ScoreForm
      lang={lang}
      sheet={loaderData.sheet}
      script={loaderData.script}
      token={actionData?.token ?? loaderData.token}
      posted={actionData?.posted}
      back={selfScorePaths.start[lang]}
    />
  );
}
