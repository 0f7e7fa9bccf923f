import { data, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import {
  getSelfAssessment,
  saveSelfAssessment,
} from "#modules/rulebooks/service/self-assessments.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { selfScorePaths } from "../paths.ts";
import { readForm } from "../self-score/form.ts";
import { sheetOf } from "../self-score/sheet.ts";
import type { Route } from "./+types/self-score-edit.ts";
import { orKeepTyped } from "./parts/keep-typed.ts";
import { privatePage } from "./parts/private-page.ts";
import { ScoreForm } from "./parts/score-form.tsx";

export const headers = privatePage;

export const loader = forPage(async ({ context, params }: Route.LoaderArgs) => {
  const kept = await getSelfAssessment(context.get(requestContext).database.db, params.token);
  const { answers, confirmed, product, producer } = kept;
  return {
    sheet: sheetOf(kept),
    saved: { answers, confirmed, product, producer },
    script: islandUrl("self-score"),
  };
});

/** Answers are changed under the version they were given under; nothing moves them silently. */
export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const kept = await getSelfAssessment(database.db, params.token);
  const posted = readForm(await request.formData(), kept.set, kept.compiled);
  if (Object.keys(posted.errors).length > 0) return data({ posted }, { status: 422 });
  const failed = await orKeepTyped(posted, () =>
    saveSelfAssessment(database.db, params.token, kept, { ...posted.values, ip }),
  );
  if (failed) return data({ posted: failed.posted }, { status: failed.status });
  throw redirect(pathTo(selfScorePaths.result, langOf(new URL(request.url).pathname), params), 303);
});

export default function SelfScoreEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const lang = useLang();
  return (
    <ScoreForm
      lang={lang}
      sheet={loaderData.sheet}
      saved={loaderData.saved}
      script={loaderData.script}
      token={params.token}
      posted={actionData?.posted}
      back={pathTo(selfScorePaths.result, lang, params)}
    />
  );
}
