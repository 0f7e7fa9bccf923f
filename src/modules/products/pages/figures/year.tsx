import { data } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { getFigures, saveFigures } from "#modules/products/service/figures.server.ts";
import { CheckboxField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { boxValues, errorsByBox, sentFigures, shownNumber } from "../../figures/boxes.ts";
import { outputUnits, type SaveFigures } from "../../figures/inputs.ts";
import { figurePaths } from "#modules/producers/figures/paths.ts";
import { Material, Money, More, People, Products, type Shown, Source } from "./year-parts.tsx";
import type { Route } from "./+types/year.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What the page says once its form is saved. */
const doneWords = { save: "Đã lưu số liệu. Cảm ơn cơ sở!" } as const;

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const figures = await getFigures(db, actor, params.id, Number(params.year));
  return { ...figures, said: saidOf(request, doneWords) };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await getFigures(db, actor, params.id, Number(params.year));
  const form = await request.formData();
  const sent = sentFigures(formFields(form));
  const answer = await orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    await saveFigures(db, actor, params.id, {
      ...(sent as SaveFigures),
      year: Number(params.year),
    });
    return backSaying(figurePaths.year(params.id, Number(params.year)), "save");
  });
  if (answer instanceof Response) return answer;
  const outputs = sent["outputs"] as { productId?: unknown }[];
  const { errors, ...failure } = answer.data;
  return data(
    { ...failure, errors: errorsByBox(errors, outputs) },
    { status: answer.init?.status ?? 400 },
  );
});

/** One year's figures of a producer, with the year before beside every box; for a phone. */
export default function FiguresYear({ loaderData, actionData }: Route.ComponentProps) {
  const { said, producer, year, figures, before, products, isOwn, mayUpdate } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const stored: Record<string, string> = { ...boxValues(figures) };
  const last: Record<string, string> = { ...boxValues(before) };
  for (const { id, now, before: then } of products) {
    stored[`output.${id}`] = shownNumber(now?.output ?? null) ?? "";
    stored[`unit.${id}`] = now?.unit ?? then?.unit ?? "";
    if (then) last[`output.${id}`] = `${shownNumber(then.output)} ${then.unit}`;
  }
  const of: Shown = {
    value: (name) => (failure ? failure.values[name] : stored[name]) ?? "",
    error: (name) => failure?.errors[name],
    before: (name, unit = "") => (last[name] ? `Năm ${year - 1}: ${last[name]}${unit}` : undefined),
  };
  return (
    <>
      <title>{`Số liệu năm ${year} – ${producer.name} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[{ href: figurePaths.list(producer.id), name: "Số liệu từng năm" }]}
      />
      <h1>Số liệu năm {year}</h1>
      <p>
        {producer.name}. Số liệu chỉ để cơ quan quản lý tổng hợp và cơ sở tự theo dõi, không hiện
        trên trang công khai. Ô nào chưa rõ thì để trống.
      </p>
      {said !== null && !failure && <Notice title={said} />}
      {failure?.message && <Notice kind="error" title={failure.message} />}
      {mayUpdate ? (
        <form method="post" noValidate>
          <ErrorSummary errors={failure?.errors} />
          <VersionField name="version" version={figures?.version ?? 0} />
          <Money of={of} />
          <Products of={of} products={products} />
          <People of={of} />
          <Material of={of} />
          <More of={of} isCooperative={producer.kind === "cooperative"} row={figures} />
          {!isOwn && <Source of={of} />}
          {of.error("confirmed") && (
            <CheckboxField
              name="confirmed"
              label="Tôi đã xem lại các số được hỏi, số liệu đúng như vậy"
              error={of.error("confirmed")}
            />
          )}
          <p className="actions">
            <button>Lưu số liệu năm {year}</button>
          </p>
        </form>
      ) : (
        <Notice kind="warning" title="Bạn chỉ xem được số liệu này.">
          <a href={figurePaths.list(producer.id)}>Xem số liệu từng năm</a>
        </Notice>
      )}
      <datalist id="units">
        {outputUnits.map((unit) => (
          <option key={unit} value={unit}>
            {unit}
          </option>
        ))}
      </datalist>
    </>
  );
}
