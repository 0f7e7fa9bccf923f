import { redirect } from "react-router";
import { control } from "#core/field/form.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { keepPart, partOf } from "#modules/cycle/plans/pages/own/part.server.ts";
import { RadioField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field, TextField } from "#ui/forms/text-field.tsx";
import { KeepScript, SaveState } from "#ui/keep/parts.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { targetStars } from "../../model.ts";
import type { PlanField } from "../../parts.ts";
import { planPaths } from "../../paths.ts";
import { FinanceFigures } from "../../widgets/finance.tsx";
import "../../widgets/plans.css";
import { FinanceBoxes } from "./finance-boxes.tsx";
import type { Route } from "./+types/part.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const saved = new URL(request.url).searchParams.has("da-luu");
  const part = await partOf(db, actor, params.plan, params.part);
  return { ...part, saved, user: actor.userId, script: islandUrl("plan-writing") };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { steps } = await partOf(db, actor, params.plan, params.part);
  const form = await request.formData();
  return orBackToForm(
    context,
    form,
    async () => {
      const where = { planId: params.plan, part: params.part };
      const go = await keepPart(db, actor, where, form);
      return redirect(go === "next" ? steps.next.href : savedPath(params.plan, params.part), 303);
    },
    // The list of ticks does not fit into a form's plain values.
    () => Promise.resolve({ ticked: form.getAll("aimed").map(String) }),
  );
});

/** The page of a part, which then says that it has been saved. */
function savedPath(planId: string, part: string): string {
  return `${planPaths.part(planId, part)}?da-luu=1`;
}

/** One part of an own plan: a form of a few questions, kept whenever it is sent. */
export default function PartPage({ loaderData, actionData }: Route.ComponentProps) {
  const { planId, part, title, fields, version, writable, saved, steps } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const errors = failure?.errors ?? {};
  const value = (name: string): string => {
    if (failure) return failure.values[name] ?? "";
    const kept = loaderData.values[name];
    return typeof kept === "string" ? kept : "";
  };
  const kept = loaderData.values["aimed"];
  const ticked = failure ? (failure.ticked ?? []) : Array.isArray(kept) ? kept : [];
  return (
    <>
      <title>{`${title}: ${loaderData.productName} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: planPaths.ownList, name: "Phương án kinh doanh" },
          { href: planPaths.own(planId), name: loaderData.productName },
        ]}
      />
      <h1>{title}</h1>
      {saved && !failure && <Notice title="Đã lưu." />}
      {failure?.message && <Notice kind="error" title={failure.message} />}
      <ErrorSummary errors={errors} />
      {!writable && <Notice title="Phương án đã nộp, phần này chỉ xem." />}
      <form
        method="post"
        action={planPaths.part(planId, part)}
        data-save={planPaths.save(planId)}
        data-next={steps.next.href}
        data-stay={savedPath(planId, part)}
        data-title={`${loaderData.productName}: ${title}`}
        data-came-back={failure && (failure.isStale ? "stale" : "wrong")}
        noValidate
      >
        <input type="hidden" name={control.part} value={part} />
        <VersionField name={control.version} version={version} />
        <fieldset className="plan-fields" disabled={!writable}>
          <legend className="visually-hidden">{title}</legend>
          {part === "finance" ? (
            <FinanceBoxes value={value} errors={errors} />
          ) : (
            fields.map((field) => (
              <Box key={field.name} field={field} value={value} errors={errors} ticked={ticked} />
            ))
          )}
        </fieldset>
        <SaveState />
        {writable && (
          <p className="actions">
            <button name={control.go} value="next">
              Lưu và sang phần tiếp
            </button>
            <button className="second" name={control.go} value="stay">
              Lưu
            </button>
          </p>
        )}
      </form>
      {loaderData.figures && (
        <section aria-labelledby="figures">
          <h2 id="figures">Kết quả tính từ số đã lưu</h2>
          <p className="hint">Vừa sửa số? Bấm Lưu để tính lại.</p>
          <FinanceFigures figures={loaderData.figures} />
        </section>
      )}
      <nav className="step-links" aria-label="Các phần của phương án">
        {steps.previous ? (
          <a href={steps.previous.href} rel="prev">
            ← {steps.previous.title}
          </a>
        ) : (
          <span />
        )}
        <a href={planPaths.own(planId)}>Về trang phương án</a>
        <a href={steps.next.href} rel="next">
          {steps.next.title} →
        </a>
      </nav>
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

function Box({
  field: { name, label, hint, kind, required, choices = {} },
  value,
  errors,
  ticked,
}: {
  field: PlanField;
  value: (name: string) => string;
  errors: Readonly<Record<string, string>>;
  ticked: readonly string[];
}) {
  const named = required ? label : `${label} (không bắt buộc)`;
  const error = errors[name];
  if (kind === "line")
    return (
      <TextField
        name={name}
        label={named}
        hint={hint}
        error={error}
        maxLength={300}
        defaultValue={value(name)}
      />
    );
  if (kind === "text")
    return (
      <Field name={name} label={named} hint={hint} error={error}>
        {(control) => <textarea {...control} rows={4} defaultValue={value(name)} />}
      </Field>
    );
  if (kind === "stars")
    return (
      <RadioField
        name={name}
        legend={label}
        hint={hint}
        error={error}
        value={value(name)}
        options={targetStars.map((stars) => ({ value: String(stars), label: `${stars} sao` }))}
      />
    );
  return (
    <fieldset className={error ? "field invalid" : "field"}>
      <legend>{named}</legend>
      <p className="hint">{hint}</p>
      {error && <p className="field-error">{error}</p>}
      {Object.entries(choices).map(([choice, words]) => (
        <label className="choice" key={choice}>
          <input
            type="checkbox"
            name={name}
            value={choice}
            defaultChecked={ticked.includes(choice)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
