import { redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { offerPapers } from "#modules/dossiers/pages/filing/parts/papers.server.ts";
import { barOf, loadFiling, returnOf } from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { saveCriterion } from "#modules/dossiers/service/filing.server.ts";
import { Field } from "#ui/forms/text-field.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Crumbs } from "#ui/public/notice.tsx";
import { KeepScript } from "#ui/keep/parts.tsx";
import { askedCriteria } from "../../filing/criteria.ts";
import { control, one } from "#core/field/form.ts";
import { criterionBox, criterionValues, readCriterionForm } from "../../filing/form.ts";
import { around } from "../../filing/steps.ts";
import { evidenceFor } from "../../forms/evidence-guide.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/criterion.ts";
import { Conditions, OptionChoices, PaperChoices } from "./parts/criterion-form.tsx";
import { EvidenceGuide } from "./parts/evidence.tsx";
import { FilingBar, ReturnReason, StepLinks, TwoVersions } from "./parts/frame.tsx";
import { orShowAgain, showAgain } from "./parts/show-again.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { db, actor, view, steps, readOnly, script } = await loadFiling(
    context,
    request,
    params.id,
  );
  const asked = askedCriteria(view.set).find(({ leaf }) => leaf.code === params.code);
  const place = around(steps, `criterion:${params.code}`);
  if (!asked || !place) throw new AppError("notFound", { vi: "Bộ tiêu chí không có mục này." });
  const { dossier } = view;
  const kept = view.answers[params.code] ?? { option: null, note: null, version: 0 };
  const guide = evidenceFor(asked.leaf.title);
  const attached = view.evidence
    .filter(({ criterion }) => criterion === params.code)
    .map(({ paper }) => paper.id);
  return {
    id: dossier.id,
    product: dossier.productName,
    asked,
    place,
    total: steps.length,
    titles: askedCriteria(view.set)
      .filter(({ leaf }) => leaf.code === asked.leaf.appliesWhen?.criterion)
      .map(({ leaf }) => [leaf.code, leaf.title] as const),
    kept,
    attached,
    guide,
    papers: await offerPapers(
      db,
      actor,
      view,
      guide.kinds,
      filingPaths.criterion(dossier.id, params.code),
    ),
    returned: returnOf(view, `criterion:${params.code}`),
    bar: barOf(view),
    unmet: view.score.unmet.filter(({ criterion }) => criterion === params.code),
    readOnly,
    user: actor.userId,
    script,
  };
});

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { db, actor, steps } = await loadFiling(context, request, params.id);
  const form = await request.formData();
  return orShowAgain(form, async () => {
    const saved = await saveCriterion(db, actor, params.id, readCriterionForm(form, params.code));
    if (saved.outcome === "stale") return showAgain(form, 409, saved);
    const next = around(steps, `criterion:${params.code}`)?.next;
    const here = filingPaths.criterion(params.id, params.code);
    if (form.get(control.go) === "next")
      throw redirect(next?.href ?? filingPaths.hub(params.id), 303);
    throw redirect(`${here}?da-luu=1`, 303);
  });
});

export default function CriterionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, asked, place, kept, readOnly, returned } = loaderData;
  const { leaf, part } = asked;
  const values = actionData?.typed ?? {
    ...criterionValues(kept),
    [criterionBox.papers]: loaderData.attached,
  };
  const errors = actionData?.errors ?? {};
  const current = actionData?.current;
  const here = filingPaths.criterion(id, leaf.code);
  return (
    <>
      <title>{`Tiêu chí ${leaf.code} – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      <h1 className="step-title">
        <span className="kicker">
          Phần {part.code} · mục {place.at}/{loaderData.total}
        </span>{" "}
        <span className="code">{leaf.code}</span> {leaf.title}{" "}
        <span className="points">tối đa {leaf.max} điểm</span>
      </h1>
      <ErrorSummary errors={errors} />
      {actionData?.problem && (
        <div className="notice error" role="alert">
          <p>{actionData.problem}</p>
        </div>
      )}
      {current && <TwoVersions here={here} current={currentWords(leaf.options, current)} />}
      <ReturnReason {...returned} />
      <Conditions asked={asked} titles={new Map(loaderData.titles)} />
      <form
        method="post"
        action={here}
        id="filing"
        data-save={filingPaths.save(id)}
        data-next={place.next?.href ?? filingPaths.hub(id)}
        data-came-back={current ? "stale" : actionData ? "wrong" : undefined}
        data-title={`Tiêu chí ${leaf.code}`}
        noValidate
      >
        <input type="hidden" name={control.part} value={`criterion:${leaf.code}`} />
        <input type="hidden" name={control.version} value={actionData?.version ?? kept.version} />
        <fieldset disabled={readOnly}>
          <legend className="visually-hidden">Câu trả lời cho tiêu chí {leaf.code}</legend>
          <OptionChoices leaf={leaf} values={values} errors={errors} />
          <EvidenceGuide guide={loaderData.guide} />
          <PaperChoices
            dossierId={id}
            papers={loaderData.papers.choices}
            values={values}
            before={loaderData.attached}
            errors={errors}
          />
          {!readOnly && (
            <p>
              <a className="touch" href={loaderData.papers.addHref}>
                + Thêm giấy tờ vào kho
              </a>
            </p>
          )}
          <Field
            name={criterionBox.note}
            label="Giải thích thêm"
            hint="Không bắt buộc. Vài câu cho người chấm hiểu vì sao chọn mức này."
            error={errors[criterionBox.note]}
          >
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={4000}
                defaultValue={one(values, criterionBox.note)}
              />
            )}
          </Field>
        </fieldset>
        <FilingBar {...loaderData.bar} next={place.next} readOnly={readOnly} />
      </form>
      <StepLinks previous={place.previous} next={place.next} hub={filingPaths.hub(id)} />
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

/** The answer on the system, in the words of the form. */
function currentWords(
  options: readonly { n: number; label: string; points: number }[],
  values: Readonly<Record<string, readonly string[]>>,
) {
  const chosen = options.find(({ n }) => String(n) === one(values, criterionBox.option));
  return [
    {
      label: "Mức đã chọn",
      text: chosen ? `${chosen.label} (${chosen.points} điểm)` : "Chưa chọn",
    },
    { label: "Giải thích thêm", text: one(values, criterionBox.note) },
  ];
}
