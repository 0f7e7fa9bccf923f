import { redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { loadFiling } from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { discardDraft, withdrawDossier } from "#modules/dossiers/service/file.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field } from "#ui/forms/text-field.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/withdraw.ts";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { view } = await loadFiling(context, request, params.id);
  const actions = view.abilities.map(({ action }) => action);
  return {
    id: view.dossier.id,
    product: view.dossier.productName,
    act: actions.includes("withdraw")
      ? ("withdraw" as const)
      : actions.includes("discard")
        ? ("discard" as const)
        : null,
  };
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const dossierId = params.id;
    const reason = form.get("reason");
    if (form.get("act") === "discard") await discardDraft(db, actor, { dossierId });
    else
      await withdrawDossier(db, actor, {
        dossierId,
        reason: typeof reason === "string" ? reason : "",
      });
    return redirect(filingPaths.list, 303);
  });
}

export default function WithdrawPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, act } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const title = act === "discard" ? "Bỏ bản đang soạn" : "Rút hồ sơ";
  return (
    <>
      <title>{`${title} – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      <h1>{title}</h1>
      <ErrorSummary errors={failure?.errors} />
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      {act === null ? (
        <Notice>
          <p>Ở bước này không rút được hồ sơ, hoặc việc này thuộc về chủ cơ sở.</p>
        </Notice>
      ) : (
        <form method="post">
          <input type="hidden" name="act" value={act} />
          <p>
            {act === "discard"
              ? "Những gì đã điền trong bản này sẽ không dùng nữa. Giấy tờ trong kho vẫn còn."
              : "Rút rồi thì hồ sơ dừng hẳn và không lấy lại được. Muốn làm tiếp phải mở hồ sơ mới. Giấy tờ trong kho vẫn còn."}
          </p>
          {act === "withdraw" && (
            <Field name="reason" label="Lý do rút" error={failure?.errors["reason"]}>
              {(control) => (
                <textarea
                  {...control}
                  rows={3}
                  maxLength={4000}
                  defaultValue={failure?.values["reason"] ?? ""}
                />
              )}
            </Field>
          )}
          <p className="actions">
            <button className="danger">{title}</button>
            <a className="button second" href={filingPaths.hub(id)}>
              Thôi, giữ lại
            </a>
          </p>
        </form>
      )}
    </>
  );
}
