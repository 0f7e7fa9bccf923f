import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { requireOwn } from "#modules/cycle/ideas/pages/own/ground.server.ts";
import { registerOwn } from "#modules/cycle/ideas/service/register.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { SelectField } from "#ui/forms/text-field.tsx";
import { Empty } from "#ui/public/notice.tsx";
import { ownIdeaPaths } from "../../../paths.ts";
import type { RegisterOwn } from "../../inputs.ts";
import { IdeaFields } from "../fields.tsx";
import type { Route } from "./+types/add.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireOwn(actor);
  const producers = await listOwnProducers(context.get(requestContext).database.db, actor);
  return {
    formKey: newIdempotencyKey(),
    producers: producers.map(({ id, name }) => ({ value: id, label: name })),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireOwn(actor);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await registerOwn(db, actor, formFields(form) as RegisterOwn);
    return redirect(ownIdeaPaths.one(id), 303);
  });
});

/** A producer registers an idea; who and where are known. */
export default function AddOwnIdea({ loaderData, actionData }: Route.ComponentProps) {
  const { producers, formKey } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const values = failure?.values ?? {};
  const [first] = producers;
  return (
    <>
      <title>Đăng ký ý tưởng – OCOP</title>
      <p className="back">
        <a href={ownIdeaPaths.list}>← Ý tưởng của tôi</a>
      </p>
      <h1>Đăng ký ý tưởng</h1>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      {first === undefined ? (
        <Empty title="Tài khoản này chưa gắn với cơ sở nào">
          <p>
            Hãy <a href="/co-so">nhập thông tin cơ sở</a> trước.
          </p>
        </Empty>
      ) : (
        <form method="post" className="card" noValidate>
          <input type="hidden" name="formKey" value={values["formKey"] ?? formKey} />
          {producers.length === 1 ? (
            <>
              <input type="hidden" name="producerId" value={first.value} />
              <p>
                Cơ sở: <strong>{first.label}</strong>
              </p>
            </>
          ) : (
            <SelectField
              name="producerId"
              label="Cơ sở nào?"
              options={producers}
              defaultValue={values["producerId"] ?? ""}
              error={failure?.errors["producerId"]}
            />
          )}
          <IdeaFields values={values} errors={failure?.errors ?? {}} />
          <p className="actions">
            <button type="submit">Gửi ý tưởng</button>
          </p>
        </form>
      )}
    </>
  );
}
