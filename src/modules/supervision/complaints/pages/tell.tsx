import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { forPage } from "#core/http/page.ts";
import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { formFields } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listChildren } from "#modules/places/service/units.server.ts";
import { findRecognitionByToken } from "#modules/recognition/service/found.server.ts";
import { tellComplaint } from "#modules/supervision/complaints/service/tell.server.ts";
import { RadioField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field, SelectField, TextField } from "#ui/forms/text-field.tsx";
import { langOf, useLang } from "#ui/lang.ts";
import { Notice } from "#ui/public/notice.tsx";
import type { TellComplaint } from "../inputs.ts";
import { complaintKindNames } from "../model.ts";
import { complaintPaths } from "../paths.ts";
import type { Route } from "./+types/tell.ts";
import { complaintTexts, fieldErrors } from "./texts.ts";

/** Every form has a key of its own, so no cache may keep the page. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store" };
}

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${complaintTexts[langOf(location.pathname)].title} · OCOP` },
];

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const token = new URL(request.url).searchParams.get("ma") ?? "";
  const found = await findRecognitionByToken(db, token);
  const provinces = await listChildren(db, { version: currentVersion, code: null });
  return {
    formKey: newIdempotencyKey(),
    about: found
      ? { token, productName: found.productName, number: found.certificate?.number ?? "" }
      : null,
    provinces: provinces
      .map(({ code, fullName }) => ({ value: code, label: fullName }))
      .toSorted((a, b) => a.label.localeCompare(b.label, "vi")),
  };
});

export const action = forPage(async ({ request, context }: Route.ActionArgs) => {
  const { database, files, ip } = context.get(requestContext);
  const lang = langOf(new URL(request.url).pathname);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    refuseOversized(form, "photo");
    const picture = form.get("photo");
    form.delete("photo");
    const { code } = await tellComplaint(
      { db: database.db, files },
      // What the form lacks or adds is for the service to refuse.
      formFields(form) as TellComplaint,
      { photo: picture instanceof File ? picture : null, ip, lang },
    );
    return redirect(
      `${complaintPaths.ask[lang]}?${new URLSearchParams({ ma: code, moi: "1" })}`,
      303,
    );
  });
});

/** Tell the office that something is wrong with a product; no account, no script. */
export default function Tell({ loaderData, actionData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = complaintTexts[lang];
  const { about } = loaderData;
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const errors = fieldErrors(actionData?.errors ?? {}, lang);
  const box = (name: string) => ({ name, error: errors[name], defaultValue: values[name] });
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <ErrorSummary errors={errors} />
      {actionData?.message && (
        <div className="notice error" role="alert">
          <p>{lang === "vi" ? actionData.message : "Too many reports. Please try again later."}</p>
        </div>
      )}
      <form method="post" encType="multipart/form-data" className="card" noValidate>
        <input type="hidden" name="formKey" value={values["formKey"] ?? loaderData.formKey} />
        <input type="hidden" name="token" value={values["token"] ?? about?.token ?? ""} />
        {about && (
          <Notice title={`${texts.about} ${about.number}`}>
            <p>{about.productName}</p>
          </Notice>
        )}
        <RadioField
          name="kind"
          legend={texts.kind}
          error={errors["kind"]}
          value={values["kind"]}
          options={complaintKindNames.map((value) => ({ value, label: texts.kinds[value] }))}
        />
        <TextField
          {...box("productName")}
          label={texts.product}
          hint={texts.productHint}
          maxLength={200}
          defaultValue={values["productName"] ?? about?.productName}
        />
        {!about && (
          <SelectField
            {...box("provinceCode")}
            label={texts.province}
            options={[{ value: "", label: texts.choose }, ...loaderData.provinces]}
          />
        )}
        <TextField {...box("seenAt")} label={texts.seen} hint={texts.seenHint} maxLength={300} />
        <Field name="text" label={texts.text} error={errors["text"]}>
          {(control) => (
            <textarea {...control} rows={6} maxLength={4000} defaultValue={values["text"]} />
          )}
        </Field>
        <Field
          name="photo"
          label={texts.photo}
          hint={actionData ? `${texts.photoHint} ${texts.photoAgain}` : texts.photoHint}
          error={errors["photo"]}
        >
          {(control) => <input {...control} type="file" accept="image/*" />}
        </Field>
        <TextField
          {...box("contact")}
          label={texts.contact}
          hint={texts.contactHint}
          maxLength={200}
          autoComplete="off"
        />
        <p className="actions">
          <button type="submit">{texts.submit}</button>
        </p>
      </form>
      <p>
        <a href={complaintPaths.ask[lang]}>{texts.ask}</a>
      </p>
    </>
  );
}
