import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { filterOf } from "#modules/recognition/register.api.server.ts";
import { listDecisions, registerPageSize } from "#modules/recognition/service/register.server.ts";
import { dayText } from "#ui/dates.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Crumbs, Empty, Tag } from "#ui/public/notice.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { decisionKinds } from "../../model.ts";
import { publicPaths } from "../../public-paths.ts";
import type { Route } from "./+types/decisions.ts";
import { decisionKindsInEnglish, registerTexts } from "./texts.ts";

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { page } = filterOf(new URL(request.url).searchParams);
  const rows = await listDecisions(context.get(requestContext).database.db, { page });
  return { page, rows, isFull: rows.length === registerPageSize };
});

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${registerTexts[langOf(location.pathname)].decisions} · OCOP` },
];

/** Every decision issued or entered. */
export default function Decisions({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const { rows, page, isFull } = loaderData;
  return (
    <>
      <Crumbs
        label={texts.trail}
        trail={[{ href: publicPaths.register[lang], name: texts.title }]}
      />
      <h1>{texts.decisions}</h1>
      <p className="lead">{texts.decisionsLead}</p>
      {rows.length === 0 && <Empty title={texts.noDecision} />}
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <p>
              <strong>{row.number}</strong>
              {row.signedOn && `, ${dayText(row.signedOn, lang)}`}{" "}
              {row.isDemo && <Tag kind="warning">{texts.demo}</Tag>}
            </p>
            <p>
              {(lang === "vi" ? decisionKinds : decisionKindsInEnglish)[row.kind]} · {row.issuer} ·{" "}
              {texts.products(row.products)}
            </p>
            <p className="small soft">
              {row.title}
              {row.isRecorded && ` · ${texts.recorded}`}
            </p>
          </li>
        ))}
      </ul>
      <Pager
        to={(target) => `${publicPaths.decisions[lang]}?trang=${target}`}
        page={page}
        last={null}
        hasNext={isFull}
      />
    </>
  );
}
