import { redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { barOf, loadFiling } from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { fileDossier, resubmitDossier } from "#modules/dossiers/service/file.server.ts";
import { CheckboxField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { placeOf } from "../../filing/steps.ts";
import { communeOffice } from "../../filing/words.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/file.ts";
import { VersionField } from "#ui/forms/version-field.tsx";
import { KeepScript } from "#ui/keep/parts.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { actor, view, steps, script } = await loadFiling(context, request, params.id);
  const { dossier } = view;
  const ability = view.abilities.find(({ action }) => action === "file" || action === "resubmit");
  if (!ability && view.filings.length > 0) throw redirect(filingPaths.receipt(dossier.id));
  return {
    id: dossier.id,
    product: dossier.productName,
    version: dossier.version,
    again: dossier.state === "returned",
    items: view.completeness.map((item) => ({
      ...item,
      href: placeOf(dossier.id, item.where, steps),
    })),
    unmet: ability?.unmet.filter(({ guard }) => guard !== "complete") ?? [],
    ready: ability !== undefined && ability.unmet.length === 0,
    allowed: ability !== undefined,
    bar: barOf(view),
    office: communeOffice(view.unitName),
    user: actor.userId,
    script,
  };
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    if (form.get("declared") !== "1")
      throw new AppError("invalid", {
        fields: { declared: "Hãy đọc và đánh dấu lời cam kết trước khi nộp." },
      });
    const act = form.get("again") === "1" ? resubmitDossier : fileDossier;
    const expectedVersion = Number(form.get("version")) || undefined;
    await act(db, actor, {
      dossierId: params.id,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    });
    return redirect(`${filingPaths.receipt(params.id)}?moi=1`, 303);
  });
}

export default function FilePage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, items, unmet, ready, allowed, again, bar } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const must = items.filter(({ ok, severity }) => !ok && severity === "must");
  const should = items.filter(({ ok, severity }) => !ok && severity === "should");
  const done = items.filter(({ ok }) => ok);
  return (
    <>
      <title>{`Kiểm tra và nộp – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      <h1>{again ? "Kiểm tra và nộp lại" : "Kiểm tra và nộp hồ sơ"}</h1>
      {failure && <Refused errors={failure.errors} message={failure.message} />}
      <div data-waiting />
      <p>
        Tự chấm: <Stars count={bar.standing.stars} of={bar.highest} lang="vi" />{" "}
        <b className="number">
          {bar.standing.total}/{bar.maximum} điểm
        </b>
      </p>
      {must.length > 0 && (
        <section>
          <h2>Phải làm xong trước khi nộp</h2>
          <CheckList items={must} mark="✗" kind="must" />
        </section>
      )}
      {unmet.length > 0 && (
        <Notice kind="error" title="Chưa nộp được">
          <ul>
            {unmet.map(({ guard, vi }) => (
              <li key={guard}>
                {vi}
                {guard === "confirmedByProducer" && (
                  <>
                    {" "}
                    <a href={filingPaths.confirm(id)}>Xác nhận</a>
                  </>
                )}
                {guard === "itemsAnswered" && (
                  <>
                    {" "}
                    <a href={`${filingPaths.hub(id)}#bo-sung`}>Xem các mục</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {should.length > 0 && (
        <section>
          <h2>Nên có, không bắt buộc</h2>
          <CheckList items={should} mark="!" kind="should" />
        </section>
      )}
      {done.length > 0 && (
        <details>
          <summary>Đã đủ ({done.length})</summary>
          <CheckList items={done} mark="✓" kind="done" />
        </details>
      )}
      {ready && (
        <form method="post" className="card">
          <h2>Cam kết</h2>
          <p>
            Hồ sơ được gửi đến {loaderData.office}. Nộp xong thì không sửa được nữa, trừ khi cán bộ
            trả lại để bổ sung.
          </p>
          <VersionField name="version" version={loaderData.version} />
          <input type="hidden" name="again" value={again ? "1" : ""} />
          <CheckboxField
            name="declared"
            error={failure?.errors["declared"]}
            label="Tôi cam kết các thông tin và minh chứng trong hồ sơ là đúng sự thật và chịu trách nhiệm về nội dung đã khai."
          />
          <p className="actions">
            <button>{again ? "Nộp lại hồ sơ" : "Nộp hồ sơ"}</button>
            <a className="button second" href={filingPaths.hub(id)}>
              Để sau
            </a>
          </p>
        </form>
      )}
      {!allowed && <p>Tài khoản này không nộp được hồ sơ ở bước này.</p>}
      {!ready && (
        <p className="actions">
          <a className="button second" href={filingPaths.hub(id)}>
            Về hồ sơ
          </a>
        </p>
      )}
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

/** Guards come by their own names, which are no boxes of this form: they are said as lines. */
function Refused({
  errors,
  message,
}: {
  errors: Readonly<Record<string, string>>;
  message: string;
}) {
  const { declared, ...guards } = errors;
  return (
    <>
      <ErrorSummary errors={declared === undefined ? {} : { declared }} />
      {(message || Object.keys(guards).length > 0) && (
        <div className="notice error" role="alert">
          {message && <p>{message}</p>}
          <ul>
            {Object.entries(guards).map(([name, text]) => (
              <li key={name}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function CheckList({
  items,
  mark,
  kind,
}: {
  items: readonly { code: string; label: string; href: string | null }[];
  mark: string;
  kind: "must" | "should" | "done";
}) {
  return (
    <ul className={`check-list plain ${kind}`}>
      {items.map(({ code, label, href }) => (
        <li key={code}>
          <span className="mark" aria-hidden="true">
            {mark}
          </span>
          <span>
            {label}{" "}
            {href && kind !== "done" && (
              <a className="touch" href={href}>
                Mở để làm
              </a>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
