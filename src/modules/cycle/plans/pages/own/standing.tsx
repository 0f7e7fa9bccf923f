import { redirect } from "react-router";
import { control } from "#core/field/form.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { keepStanding, standingForm } from "#modules/cycle/plans/pages/own/standing.server.ts";
import { SelectField } from "#ui/forms/text-field.tsx";
import { KeepScript, SaveState } from "#ui/keep/parts.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { planPaths, standingPart } from "../../paths.ts";
import "../../widgets/plans.css";
import type { Route } from "./+types/standing.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const form = await standingForm(context.get(requestContext).database.db, actor, params.plan);
  return { ...form, user: actor.userId, script: islandUrl("plan-writing") };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await standingForm(db, actor, params.plan);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    await keepStanding(db, actor, params.plan, form);
    return redirect(planPaths.own(params.plan), 303);
  });
});

/** Where the product stands today, one question a criterion. */
export default function StandingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { planId, productName, parts, answers, version, writable } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Hiện trạng ${productName} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: planPaths.ownList, name: "Phương án kinh doanh" },
          { href: planPaths.own(planId), name: productName },
        ]}
      />
      <h1>Hiện trạng sản phẩm</h1>
      <p>
        Chọn mức đúng với hôm nay, không phải mức mong muốn. Chưa có hoặc chưa rõ thì để nguyên: hệ
        thống tính là chưa đạt. Đã có hồ sơ trước đây? Mở hồ sơ đó và bấm “Lập phương án từ hồ sơ
        này” để lấy lại câu trả lời.
      </p>
      {failure && (
        <Notice
          kind="error"
          title={failure.message || [...new Set(Object.values(failure.errors))].join(" ")}
        />
      )}
      <form
        method="post"
        action={planPaths.standing(planId)}
        data-save={planPaths.save(planId)}
        data-next={planPaths.own(planId)}
        data-title={`${productName}: Hiện trạng sản phẩm`}
        data-came-back={failure && (failure.isStale ? "stale" : "wrong")}
        noValidate
      >
        <input type="hidden" name={control.part} value={standingPart} />
        <VersionField name={control.version} version={version} />
        <fieldset className="plan-fields" disabled={!writable}>
          <legend className="visually-hidden">Hiện trạng theo bộ tiêu chí</legend>
          {parts.map((part) => (
            <section key={part.code} aria-labelledby={`part-${part.code}`}>
              <h2 id={`part-${part.code}`}>
                Phần {part.code}. {part.title}
              </h2>
              {part.criteria.map(({ code, title, options }) => (
                <SelectField
                  key={code}
                  name={`answers.${code}`}
                  label={`${code} ${title}`}
                  hint={keptLabel(options, answers[code])}
                  error={failure?.errors[`answers.${code}`]}
                  defaultValue={
                    failure
                      ? (failure.values[`answers.${code}`] ?? "")
                      : String(answers[code] ?? "")
                  }
                  options={[
                    { value: "", label: "Chưa có, chưa rõ" },
                    ...options.map(({ n, label, points }) => ({
                      value: String(n),
                      label: `${points} điểm: ${label}`,
                    })),
                  ]}
                />
              ))}
            </section>
          ))}
        </fieldset>
        <SaveState />
        {writable && (
          <p className="actions">
            <button name={control.go} value="next">
              Lưu và xem việc cần làm
            </button>
          </p>
        )}
      </form>
      <nav className="step-links" aria-label="Các phần của phương án">
        <a href={planPaths.own(planId)}>Về trang phương án</a>
      </nav>
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

/** The kept answer in full: a closed list cuts long ones off. */
function keptLabel(
  options: readonly { readonly n: number; readonly label: string }[],
  kept: number | undefined,
): string | undefined {
  const label = options.find(({ n }) => n === kept)?.label;
  return label && `Đã lưu: ${label}`;
}
