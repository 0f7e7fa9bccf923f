import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { compareUnder } from "#modules/rulebooks/service/comparison.server.ts";
import { copySelfAssessment } from "#modules/rulebooks/service/self-assessments.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Crumbs, Empty } from "#ui/public/notice.tsx";
import { selfScorePaths } from "../paths.ts";
import type { Route } from "./+types/self-score-compare.ts";
import { Compared, SideBySide } from "./parts/comparison.tsx";
import { privatePage } from "./parts/private-page.ts";
import { compareTexts } from "./texts/compare.ts";
import { listTexts } from "./texts/rulebooks.ts";

export const headers = privatePage;

/** Search parameter that picks one of several sets. */
const setParameter = "bo";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const asked = new URL(request.url).searchParams.get(setParameter);
  const { target: _server, ...shown } = await compareUnder(db, params, asked);
  return shown;
});

/** Goes on under the other decision, with what can be carried there. */
export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const url = new URL(request.url);
  const { target, comparison } = await compareUnder(
    database.db,
    params,
    url.searchParams.get(setParameter),
  );
  if (!target || !comparison) throw redirect(url.pathname, 303);
  const answers = comparison.carried;
  const token = await copySelfAssessment(database.db, params.token, { target, answers, ip });
  throw redirect(pathTo(selfScorePaths.edit, langOf(url.pathname), { token }), 303);
});

export default function SelfScoreCompare({ loaderData, params }: Route.ComponentProps) {
  const lang = useLang();
  const texts = compareTexts[lang];
  const { decision, candidates, chosen, comparison, view } = loaderData;
  const here = pathTo(selfScorePaths.compare, lang, params);
  return (
    <>
      <title>{texts.title(decision)}</title>
      <Crumbs
        label={listTexts[lang].crumbs}
        trail={[{ href: pathTo(selfScorePaths.result, lang, params), name: texts.back }]}
      />
      <h1>{texts.title(decision)}</h1>
      {candidates.length === 0 && (
        <Empty title={texts.noSet}>
          <p>{texts.noSetMore}</p>
        </Empty>
      )}
      {candidates.length > 1 && (
        <nav aria-label={texts.which}>
          <p>
            <b>{texts.which}</b>
          </p>
          <ul className="tabs" lang="vi">
            {candidates.map(({ code, title }) => (
              <li key={code}>
                <a
                  href={`${here}?${new URLSearchParams({ [setParameter]: code })}`}
                  aria-current={code === chosen?.code ? "true" : undefined}
                >
                  {code}. {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {chosen && comparison && view && (
        <>
          <SideBySide lang={lang} mine={loaderData.mine} other={chosen} comparison={comparison} />
          <Compared lang={lang} view={view} />
        </>
      )}
    </>
  );
}
