import { redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import {
  barOf,
  changedAnswers,
  loadFiling,
  returnOf,
} from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { saveWritten } from "#modules/dossiers/service/filing.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Crumbs } from "#ui/public/notice.tsx";
import { KeepScript } from "#ui/keep/parts.tsx";
import { control, versionOf } from "#core/field/form.ts";
import { readSectionForm, sectionValues } from "../../filing/form.ts";
import { around } from "../../filing/steps.ts";
import { sections } from "../../forms/definitions.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/section.ts";
import { FilingBar, ReturnReason, StepLinks, TwoVersions } from "./parts/frame.tsx";
import { Changes } from "./parts/changes.tsx";
import { SectionFields, valueWords } from "./parts/section-form.tsx";
import { orShowAgain, showAgain } from "./parts/show-again.tsx";

function sectionNamed(name: string) {
  const section = Object.values(sections).find((one) => one.name === name);
  if (!section) throw new AppError("notFound", { vi: "Hồ sơ không có phần này." });
  return section;
}

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { actor, view, steps, readOnly, script } = await loadFiling(context, request, params.id);
  const { name, title, form, about } = sectionNamed(params.section);
  const kept = view.sections.find(({ section }) => section.name === name);
  const place = around(steps, `section:${name}`);
  if (!kept || !place) throw new AppError("notFound", { vi: "Hồ sơ không có phần này." });
  return {
    id: view.dossier.id,
    product: view.dossier.productName,
    section: { name, title, form, about },
    data: kept.data,
    version: kept.version,
    place,
    total: steps.length,
    returned: returnOf(view, name),
    bar: barOf(view),
    changed: name === "changes" ? changedAnswers(view) : [],
    readOnly,
    user: actor.userId,
    script,
  };
});

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { db, actor, steps } = await loadFiling(context, request, params.id);
  const section = sectionNamed(params.section);
  const form = await request.formData();
  return orShowAgain(form, async () => {
    const saved = await saveWritten(db, actor, params.id, {
      section,
      data: readSectionForm(form, section.fields),
      expectedVersion: versionOf(form),
    });
    if (saved.outcome === "stale") return showAgain(form, 409, saved);
    if (Object.keys(saved.errors).length > 0) return showAgain(form, 422, saved);
    const next = around(steps, `section:${section.name}`)?.next;
    if (form.get(control.go) === "next")
      throw redirect(next?.href ?? filingPaths.hub(params.id), 303);
    throw redirect(`${filingPaths.section(params.id, section.name)}?da-luu=1`, 303);
  });
});

export default function SectionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, section, place, readOnly, returned } = loaderData;
  const { fields } = sections[section.name];
  const values = actionData?.typed ?? sectionValues(fields, loaderData.data);
  const errors = actionData?.errors ?? {};
  const current = actionData?.current;
  const version = actionData?.version ?? loaderData.version;
  const here = filingPaths.section(id, section.name);
  return (
    <>
      <title>{`${section.title} – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      <h1 className="step-title">
        <span className="kicker">
          Mẫu {section.form} · mục {place.at}/{loaderData.total}
        </span>{" "}
        {section.title}
      </h1>
      <p className="soft">{section.about} Ô có dấu * là bắt buộc khi nộp.</p>
      <ErrorSummary
        errors={Object.fromEntries(
          fields.flatMap(({ name, label }) =>
            errors[name] === undefined ? [] : [[name, `${label}: ${errors[name]}`]],
          ),
        )}
      />
      {actionData?.problem && (
        <div className="notice error" role="alert">
          <p>{actionData.problem}</p>
        </div>
      )}
      {current && (
        <TwoVersions
          here={here}
          current={fields.map((field) => ({
            label: field.label,
            text: valueWords(field, current[field.name] ?? []),
          }))}
        />
      )}
      <ReturnReason {...returned} />
      {loaderData.changed.length > 0 && (
        <details className="card">
          <summary>Hệ thống thấy {loaderData.changed.length} tiêu chí đã đổi mức</summary>
          <Changes id={id} changes={loaderData.changed} />
        </details>
      )}
      <form
        method="post"
        action={here}
        id="filing"
        data-save={filingPaths.save(id)}
        data-next={place.next?.href ?? filingPaths.hub(id)}
        data-came-back={current ? "stale" : actionData ? "wrong" : undefined}
        data-title={section.title}
        noValidate
      >
        <input type="hidden" name={control.part} value={`section:${section.name}`} />
        <input type="hidden" name={control.version} value={version} />
        <fieldset disabled={readOnly}>
          <legend className="visually-hidden">{section.title}</legend>
          <SectionFields fields={fields} values={values} errors={errors} />
        </fieldset>
        <FilingBar {...loaderData.bar} next={place.next} readOnly={readOnly} />
      </form>
      <StepLinks previous={place.previous} next={place.next} hub={filingPaths.hub(id)} />
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}
