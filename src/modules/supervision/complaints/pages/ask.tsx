import { data } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { askComplaint } from "#modules/supervision/complaints/service/tell.server.ts";
import { instantText } from "#ui/dates.ts";
import { TextField } from "#ui/forms/text-field.tsx";
import { langOf, useLang } from "#ui/lang.ts";
import { Notice } from "#ui/public/notice.tsx";
import { complaintPaths } from "../paths.ts";
import type { Route } from "./+types/ask.ts";
import { complaintTexts } from "./texts.ts";

/** What a code opens is for whoever has it, and for no cache or search engine. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };
}

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${complaintTexts[langOf(location.pathname)].askTitle} · OCOP` },
  { name: "robots", content: "noindex" },
];

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { database, ip } = context.get(requestContext);
  const query = new URL(request.url).searchParams;
  const code = (query.get("ma") ?? "").slice(0, 60);
  if (code === "") return data({ code, isNew: false, found: null });
  const found = await askComplaint(database.db, { code, ip });
  return data(
    { code, isNew: found !== null && query.has("moi"), found },
    { status: found ? 200 : 404 },
  );
});

/** What became of a report, by its code. */
export default function Ask({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = complaintTexts[lang];
  const { code, isNew, found } = loaderData;
  return (
    <>
      <h1>{isNew ? texts.thanks : texts.askTitle}</h1>
      {isNew && <Notice title={texts.keep} />}
      {found && <Found found={found} />}
      {code !== "" && !found && (
        <Notice kind="error" title={texts.none}>
          <p>{texts.noneMore}</p>
        </Notice>
      )}
      {!isNew && (
        <form method="get" className="card">
          <TextField
            name="ma"
            label={texts.code}
            hint={texts.askLead}
            defaultValue={found ? "" : code}
            autoComplete="off"
            maxLength={60}
          />
          <p className="actions">
            <button type="submit">{texts.askSubmit}</button>
          </p>
        </form>
      )}
      <p>
        <a href={complaintPaths.tell[lang]}>{texts.other}</a>
      </p>
    </>
  );
}

function Found({ found }: { found: NonNullable<Route.ComponentProps["loaderData"]["found"]> }) {
  const lang = useLang();
  const texts = complaintTexts[lang];
  const facts: [string, React.ReactNode][] = [
    [
      texts.code,
      <strong key="code" className="code">
        {found.code}
      </strong>,
    ],
    [texts.product, found.productName],
    [texts.received, instantText(new Date(found.receivedAt), lang)],
    [texts.state, texts.states[found.state]],
    ...(found.settledAt
      ? [[texts.settled, instantText(new Date(found.settledAt), lang)] as [string, string]]
      : []),
    ...(found.answer ? [[texts.answer, found.answer] as [string, string]] : []),
  ];
  return (
    <dl className="facts card">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
