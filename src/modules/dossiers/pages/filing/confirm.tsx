import { redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { loadFiling } from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { askConfirmation, confirmByCode } from "#modules/dossiers/service/confirm.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { instantText } from "#ui/dates.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/confirm.ts";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { view, readOnly } = await loadFiling(context, request, params.id);
  const { dossier } = view;
  return {
    id: dossier.id,
    product: dossier.productName,
    confirmedAt: dossier.confirmedAt,
    asks: dossier.isOnBehalf && !readOnly,
    sent: new URL(request.url).searchParams.has("da-gui"),
  };
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const here = filingPaths.confirm(params.id);
  return orBackToForm(context, form, async () => {
    if (form.get("intent") === "ask") {
      await askConfirmation(db, actor, { dossierId: params.id });
      return redirect(`${here}?da-gui=1`, 303);
    }
    const code = form.get("code");
    await confirmByCode(db, actor, {
      dossierId: params.id,
      code: typeof code === "string" ? code : "",
    });
    return redirect(filingPaths.file(params.id), 303);
  });
}

export default function ConfirmPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, asks, confirmedAt, sent } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Xác nhận hồ sơ – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      <h1>Xác nhận hồ sơ nhập giúp</h1>
      <ErrorSummary errors={failure?.errors} />
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      {!asks && (
        <Notice>
          <p>Hồ sơ này không cần xác nhận.</p>
        </Notice>
      )}
      {asks && confirmedAt && (
        <Notice title={`Chủ thể đã xác nhận lúc ${instantText(new Date(confirmedAt), "vi")}`}>
          <p>
            Sửa hồ sơ sau lúc này thì phải xác nhận lại.{" "}
            <a href={filingPaths.file(id)}>Đi đến bước nộp</a>
          </p>
        </Notice>
      )}
      {asks && !confirmedAt && (
        <>
          <p>
            Cán bộ đã nhập hồ sơ này giúp chủ thể. Trước khi nộp, chủ thể{" "}
            <a href={filingPaths.hub(id)}>xem lại hồ sơ</a>, rồi nhập mã 6 chữ số đã được gửi đến
            trang Tin nhắn của mình. Mã dùng một lần.
          </p>
          {sent && (
            <Notice>
              <p>Đã gửi mã đến tin nhắn của chủ thể.</p>
            </Notice>
          )}
          <form method="post" noValidate>
            <TextField
              name="code"
              label="Mã xác nhận"
              error={failure?.errors["code"]}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              className="short"
            />
            <p className="actions">
              <button name="intent" value="confirm">
                Xác nhận, đồng ý nộp
              </button>
              <button className="second" name="intent" value="ask">
                Gửi mã mới
              </button>
            </p>
          </form>
        </>
      )}
    </>
  );
}
