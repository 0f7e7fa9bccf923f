import { data, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import {
  copySelfAssessment,
  deleteSelfAssessment,
  getBookSet,
  getSelfAssessment,
  setCosts,
} from "#modules/rulebooks/service/self-assessments.server.ts";
import { listRegimeEntries, getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { scoreUnderPresent } from "#modules/rulebooks/service/present.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { instantText } from "#ui/dates.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Crumbs } from "#ui/public/notice.tsx";
import { selfScorePaths } from "../paths.ts";
import { readCostForm } from "../self-score/form.ts";
import { resultView } from "../self-score/result.ts";
import type { Route } from "./+types/self-score-result.ts";
import { privatePage } from "./parts/private-page.ts";
import { About, Changed, KeepAndShare } from "./parts/result-keep.tsx";
import { Holding, Unanswered } from "./parts/result-holding.tsx";
import { Verdict } from "./parts/result-verdict.tsx";
import { Ways } from "./parts/result-ways.tsx";
import { resultTexts } from "./texts/result.ts";
import { selfScoreTexts } from "./texts/self-score.ts";

export const headers = privatePage;

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { database, env } = context.get(requestContext);
  const kept = await getSelfAssessment(database.db, params.token);
  const entries = await listRegimeEntries(database.db);
  const { book, set, compiled } = kept;
  const url = new URL(request.url);
  return {
    view: resultView(set, compiled, kept),
    names: { product: kept.product, producer: kept.producer },
    costs: kept.costs,
    savedAt: instantText(kept.updatedAt, langOf(url.pathname)),
    regime: book.rulebook.regime,
    decision: book.rulebook.decision,
    digest: book.digest,
    set: { code: set.code, title: set.title, verified: set.verified },
    present: scoreUnderPresent(kept),
    others: entries.filter((entry) => entry.regime !== book.rulebook.regime),
    address: new URL(url.pathname, env.PUBLIC_URL ?? url.origin).href,
    script: islandUrl("self-score"),
  };
});

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const { db } = database;
  const lang = langOf(new URL(request.url).pathname);
  const here = (token: string): string => pathTo(selfScorePaths.result, lang, { token });
  const form = await request.formData();
  switch (textIn(form, "intent")) {
    case "delete":
      await deleteSelfAssessment(db, params.token);
      throw redirect(`${selfScorePaths.start[lang]}?da-xoa=1`, 303);
    case "renew": {
      const { book, set } = await getSelfAssessment(db, params.token);
      const target = getBookSet(getBook(book.rulebook.regime), set.code);
      throw redirect(here(await copySelfAssessment(db, params.token, { target, ip })), 303);
    }
    case "clear-costs":
      await setCosts(db, params.token, {});
      throw redirect(`${here(params.token)}#ways`, 303);
    default: {
      const { costs, errors } = readCostForm(form);
      if (Object.keys(errors).length > 0)
        return data({ errors, typed: textOf(form) }, { status: 422 });
      await setCosts(db, params.token, costs);
      throw redirect(`${here(params.token)}#ways`, 303);
    }
  }
});

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function textOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

export default function SelfScoreResult({ loaderData, actionData, params }: Route.ComponentProps) {
  const lang = useLang();
  const texts = resultTexts[lang];
  const { view, names, set } = loaderData;
  const edit = pathTo(selfScorePaths.edit, lang, params);
  return (
    <>
      <title>{`${texts.title}: ${names.product ?? set.title}`}</title>
      <meta name="robots" content="noindex" />
      <Crumbs
        label={texts.title}
        trail={[{ href: selfScorePaths.start[lang], name: selfScoreTexts[lang].title }]}
      />
      <h1>
        <span className="kicker">{texts.title}</span> {names.product ?? texts.unnamed}
      </h1>
      <Changed lang={lang} present={loaderData.present} />
      <Verdict lang={lang} view={view} verified={set.verified} edit={edit} token={params.token} />
      <Holding lang={lang} view={view} edit={edit} />
      <Unanswered lang={lang} unanswered={view.unanswered} edit={edit} />
      <Ways
        lang={lang}
        ways={view.ways}
        priceable={view.priceable}
        costs={loaderData.costs}
        typed={actionData?.typed}
        errors={actionData?.errors ?? {}}
      />
      <KeepAndShare
        lang={lang}
        address={loaderData.address}
        token={params.token}
        others={loaderData.others}
      />
      <About lang={lang} {...loaderData} />
      <script type="module" src={loaderData.script} data-saved-token={params.token} />
    </>
  );
}
