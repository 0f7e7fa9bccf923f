import { data, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { askIdea, refileByCode, withdrawByCode } from "#modules/cycle/ideas/service/own.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { type Lang, langOf, useLang } from "#ui/lang.ts";
import { Notice } from "#ui/public/notice.tsx";
import { signUpPath } from "#modules/people/paths.ts";
import { ownIdeaPaths, publicIdeaPaths } from "../../../paths.ts";
import type { RefileByCode, WithdrawByCode } from "../../inputs.ts";
import { IdeaFields } from "../fields.tsx";
import type { Route } from "./+types/ask.ts";
import { failureIn, ideaStateTexts, ideaTexts, nextText } from "./texts.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What a code opens is for whoever has it, and for no cache or search engine. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };
}

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { database, ip } = context.get(requestContext);
  const query = new URL(request.url).searchParams;
  const code = (query.get("ma") ?? "").slice(0, 60);
  if (code === "") return data({ code, isNew: false, found: null });
  const found = await askIdea(database.db, { code, ip });
  return data(
    { code, isNew: found !== null && query.has("moi"), found },
    { status: found ? 200 : 404 },
  );
});

export const action = forPage(async ({ request, context }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const form = await request.formData();
  const url = new URL(request.url);
  const code = url.searchParams.get("ma") ?? "";
  return orBackToForm(context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const sent: unknown = { ...fields, code };
    const kept =
      intent === "withdraw"
        ? await withdrawByCode(database.db, sent as WithdrawByCode, { ip })
        : await refileByCode(database.db, sent as RefileByCode, { ip });
    const ask = publicIdeaPaths.ask[langOf(url.pathname)];
    return redirect(`${ask}?${new URLSearchParams({ ma: kept.code })}`, 303);
  });
});

/** What became of an idea, by its code; a returned one is mended here. */
export default function AskIdeaPage({ loaderData, actionData }: Route.ComponentProps) {
  const { code, isNew, found } = loaderData;
  const lang = useLang();
  const texts = ideaTexts[lang];
  const failure = failureIn(actionData, lang);
  return (
    <>
      <title>{texts.askPageTitle}</title>
      <meta name="robots" content="noindex" />
      <h1>{isNew ? texts.received : texts.askTitle}</h1>
      {isNew && (
        <Notice title={texts.keepCode}>
          <p>{texts.keepCodeMore}</p>
        </Notice>
      )}
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      {found && <Found found={found} lang={lang} />}
      {found && found.state !== "withdrawn" && <GoOn found={found} lang={lang} />}
      {found?.mayRefile && <Refile found={found} failure={failure} lang={lang} />}
      {found?.mayWithdraw && <Withdraw found={found} lang={lang} />}
      {code !== "" && !found && (
        <Notice kind="error" title={texts.noIdea}>
          <p>{texts.noIdeaMore}</p>
        </Notice>
      )}
      {!found && (
        <form method="get" className="card">
          <TextField
            name="ma"
            label={texts.code}
            hint={texts.codeHint}
            defaultValue={code}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={60}
          />
          <p className="actions">
            <button type="submit">{texts.lookUp}</button>
          </p>
        </form>
      )}
      <p>
        <a href={publicIdeaPaths.register[lang]}>{texts.another}</a>
      </p>
    </>
  );
}

type Answer = NonNullable<Route.ComponentProps["loaderData"]["found"]>;

function Found({ found, lang }: { found: Answer; lang: Lang }) {
  const texts = ideaTexts[lang];
  const from = found.refileFrom === null ? null : dayText(found.refileFrom, lang);
  const facts: [string, React.ReactNode][] = [
    [
      texts.code,
      <strong key="code" className="code">
        {found.code}
      </strong>,
    ],
    [texts.idea, found.title],
    [texts.state, <strong key="state">{ideaStateTexts[lang][found.state]}</strong>],
    [texts.next, nextText(found, lang, from)],
    ...(found.reason ? [[texts.reason, found.reason] as [string, string]] : []),
    [texts.sentAt, instantText(new Date(found.registeredAt), lang)],
    [texts.updatedAt, instantText(new Date(found.updatedAt), lang)],
    ...(found.isDemo ? [[texts.note, texts.demo] as [string, string]] : []),
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

/** From an idea that anyone sent to the account that goes on with it. */
function GoOn({ found, lang }: { found: Answer; lang: Lang }) {
  const texts = ideaTexts[lang];
  if (found.isTied)
    return (
      <p>
        {texts.tied} <a href={ownIdeaPaths.list}>{texts.tiedMore}</a>
      </p>
    );
  if (found.state !== "chosen")
    return (
      <p>
        <a href={ownIdeaPaths.adopt(found.code)}>{texts.adopt}</a> {texts.adoptMore}
      </p>
    );
  return (
    <section className="card" aria-labelledby="go-on">
      <h2 id="go-on">{texts.needAccount}</h2>
      <p>{texts.needAccountMore}</p>
      <p className="actions">
        <a className="button" href={`${signUpPath}?${new URLSearchParams({ xa: found.unitCode })}`}>
          {texts.openAccount}
        </a>
        <a className="button second" href={ownIdeaPaths.adopt(found.code)}>
          {texts.haveAccount}
        </a>
      </p>
    </section>
  );
}

/** Back out of it, for who has no account: asked twice, since nothing opens it again. */
function Withdraw({ found, lang }: { found: Answer; lang: Lang }) {
  const texts = ideaTexts[lang];
  return (
    <details>
      <summary>{texts.withdraw}</summary>
      <form method="post">
        <VersionField version={found.version} />
        <p>{texts.withdrawMore}</p>
        <p className="actions">
          <button type="submit" className="second" name="intent" value="withdraw">
            {texts.withdrawSend}
          </button>
        </p>
      </form>
    </details>
  );
}

function Refile({
  found,
  failure,
  lang,
}: {
  lang: Lang;
  found: Answer;
  failure: Route.ComponentProps["actionData"];
}) {
  const { title, kind, story, market, materials, labour, investment, track } = found;
  const texts = ideaTexts[lang];
  const known = { title, kind, story, market, materials, labour, investment, track };
  return (
    <section aria-labelledby="refile">
      <h2 id="refile">{texts.refile}</h2>
      <ErrorSummary errors={failure?.errors} />
      <form method="post" className="card" noValidate>
        <VersionField version={found.version} />
        <IdeaFields values={failure?.values ?? known} errors={failure?.errors ?? {}} lang={lang} />
        <p className="actions">
          <button type="submit">{texts.refileSend}</button>
        </p>
      </form>
    </section>
  );
}
