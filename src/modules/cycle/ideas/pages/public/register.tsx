import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { formFields } from "#core/input/parse.ts";
import { hasOffice, registerPublic } from "#modules/cycle/ideas/service/register.server.ts";
import { findCommune, findCommunes } from "#modules/places/service/communes.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { SelectField, TextField } from "#ui/forms/text-field.tsx";
import { type Lang, langOf, useLang } from "#ui/lang.ts";
import { Notice } from "#ui/public/notice.tsx";
import { applicantKindNames } from "../../../model.ts";
import { publicIdeaPaths } from "../../../paths.ts";
import type { RegisterIdea } from "../../inputs.ts";
import { IdeaFields } from "../fields.tsx";
import type { Route } from "./+types/register.ts";
import { applicantKindTexts, failureIn, ideaTexts } from "./texts.ts";

/** Every form has a key of its own, so no cache may keep the page. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store" };
}

const searchParameter = "tim";
const communeParameter = "xa";

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const query = new URL(request.url).searchParams;
  const text = (query.get(searchParameter) ?? "").slice(0, 120);
  const chosen = query.get(communeParameter);
  const commune = chosen === null ? undefined : await findCommune(db, chosen.slice(0, 5));
  return {
    formKey: newIdempotencyKey(),
    text,
    commune: commune
      ? {
          value: commune.value,
          label: commune.label,
          hasOffice: await hasOffice(db, commune.path.split("/", 1)[0] ?? ""),
        }
      : null,
    options: await findCommunes(db, text),
  };
});

export const action = forPage(async ({ request, context }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const lang = langOf(new URL(request.url).pathname);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { code } = await registerPublic(database.db, formFields(form) as RegisterIdea, { ip });
    return redirect(
      `${publicIdeaPaths.ask[lang]}?${new URLSearchParams({ ma: code, moi: "1" })}`,
      303,
    );
  });
});

/** Two steps, both plain forms: where, then what. Needs no script and no account. */
export default function RegisterIdeaPage({ loaderData, actionData }: Route.ComponentProps) {
  const { commune } = loaderData;
  const lang = useLang();
  const texts = ideaTexts[lang];
  const failure = failureIn(actionData, lang);
  return (
    <>
      <title>{texts.pageTitle}</title>
      <h1>{texts.title}</h1>
      {commune ? (
        <Idea lang={lang} commune={commune} formKey={loaderData.formKey} failure={failure} />
      ) : (
        <Where lang={lang} text={loaderData.text} options={loaderData.options} />
      )}
      <p className="small">
        {texts.sentBefore} <a href={publicIdeaPaths.ask[lang]}>{texts.lookUpByCode}</a>
      </p>
    </>
  );
}

type Option = { value: string; label: string };

function Where({ lang, text, options }: { lang: Lang; text: string; options: readonly Option[] }) {
  const texts = ideaTexts[lang];
  return (
    <>
      <p className="lead">{texts.where}</p>
      <form method="get" action={publicIdeaPaths.register[lang]}>
        <TextField
          name={searchParameter}
          label={texts.commune}
          hint={texts.communeHint}
          defaultValue={text}
          autoComplete="off"
          maxLength={120}
          required
        />
        <p className="actions">
          <button type="submit">{texts.search}</button>
        </p>
      </form>
      {text !== "" && options.length === 0 && (
        <Notice kind="warning" title={texts.noCommune}>
          <p>{texts.noCommuneMore}</p>
        </Notice>
      )}
      {options.length > 0 && (
        <>
          <h2>{texts.chooseCommune}</h2>
          <ul className="row-list">
            {options.map(({ value, label }) => (
              <li key={value}>
                <a
                  href={`${publicIdeaPaths.register[lang]}?${new URLSearchParams({ [communeParameter]: value })}`}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type Failure = {
  message: string;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
};

function Idea({
  lang,
  commune,
  formKey,
  failure,
}: {
  lang: Lang;
  commune: Option & { readonly hasOffice: boolean };
  formKey: string;
  failure: Failure | undefined;
}) {
  const texts = ideaTexts[lang];
  const values = failure?.values ?? {};
  const errors = failure?.errors ?? {};
  const box = (name: string) => ({ name, error: errors[name], defaultValue: values[name] });
  return (
    <>
      <p className="lead">
        {texts.stepTwo} {commune.label} (<a href={publicIdeaPaths.register[lang]}>{texts.change}</a>
        ).
      </p>
      {!commune.hasOffice && (
        <Notice kind="warning" title={texts.noOffice}>
          <p>{texts.noOfficeMore}</p>
        </Notice>
      )}
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <form method="post" className="card" noValidate>
        <input type="hidden" name="formKey" value={values["formKey"] ?? formKey} />
        <input type="hidden" name="communeCode" value={commune.value} />
        <IdeaFields values={values} errors={errors} lang={lang} />
        <h2>{texts.applicant}</h2>
        <TextField
          {...box("applicantName")}
          label={texts.applicantName}
          autoComplete="name"
          maxLength={120}
        />
        <SelectField
          {...box("applicantKind")}
          label={texts.applicantKind}
          options={applicantKindNames.map((value) => ({
            value,
            label: applicantKindTexts[lang][value],
          }))}
        />
        <TextField
          {...box("phone")}
          label={texts.phone}
          hint={texts.phoneHint}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
        />
        <TextField {...box("address")} label={texts.address} autoComplete="off" maxLength={300} />
        <p className="small">{texts.privacy}</p>
        <p className="actions">
          <button type="submit">{texts.send}</button>
        </p>
      </form>
    </>
  );
}
