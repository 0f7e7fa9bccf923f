import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { requireOwn } from "#modules/cycle/ideas/pages/own/ground.server.ts";
import { adoptIdea } from "#modules/cycle/ideas/service/own.server.ts";
import { listIdeas } from "#modules/cycle/ideas/service/read.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { SelectField, TextField } from "#ui/forms/text-field.tsx";
import { Empty, Notice } from "#ui/public/notice.tsx";
import { ownIdeaPaths } from "../../../paths.ts";
import type { AdoptIdea } from "../../inputs.ts";
import { StateTag } from "../state-tag.tsx";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const producers = await listOwnProducers(db, actor);
  const own = new Set(producers.map(({ id }) => id));
  const { ideas } = await listIdeas(db, actor);
  return {
    code: (new URL(request.url).searchParams.get("ma") ?? "").slice(0, 60),
    producers: producers.map(({ id, name }) => ({ value: id, label: name })),
    ideas: ideas
      .filter(({ producerId }) => producerId !== null && own.has(producerId))
      .map(({ id, title, year, state, by }) => ({ id, title, year, state, by })),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireOwn(actor);
  const { database, ip } = context.get(requestContext);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await adoptIdea(database.db, actor, formFields(form) as AdoptIdea, { ip });
    return redirect(ownIdeaPaths.one(id), 303);
  });
});

/** The ideas of the account's producers, and how far each has come. */
export default function OwnIdeas({ loaderData, actionData }: Route.ComponentProps) {
  const { ideas, producers, code } = loaderData;
  const hasCode = code !== "";
  const hasProducer = producers.length > 0;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>Ý tưởng của tôi – OCOP</title>
      <h1>Ý tưởng của tôi</h1>
      {failure?.message && <Notice kind="error" title={failure.message} />}
      <p>
        Mỗi năm chương trình bắt đầu từ ý tưởng. Ý tưởng được chọn thì cơ sở dự tập huấn, lập phương
        án sản xuất kinh doanh, rồi làm hồ sơ sản phẩm.
      </p>
      {hasProducer && hasCode && <Adopt of={loaderData} failure={failure} />}
      {ideas.length === 0 ? (
        <Empty title="Chưa đăng ký ý tưởng nào">
          {hasProducer ? (
            <p>
              Sản phẩm mới chỉ là ý tưởng cũng đăng ký được; cán bộ xã, phường sẽ xem và gọi lại.
            </p>
          ) : (
            <p>
              Hãy <a href="/co-so">nhập thông tin cơ sở</a> trước, rồi quay lại đây đăng ký ý tưởng
              hoặc đưa ý tưởng đã gửi vào bằng mã.
            </p>
          )}
        </Empty>
      ) : (
        <ul className="row-list">
          {ideas.map(({ id, title, year, state, by }) => (
            <li key={id}>
              <a href={ownIdeaPaths.one(id)}>
                <span>
                  {title} <StateTag state={state} />
                  <small className="soft">
                    Năm {year}
                    {by && ` · ${by}`}
                  </small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {hasProducer && (
        <p className="actions">
          <a className="button" href={ownIdeaPaths.add}>
            Đăng ký ý tưởng
          </a>
        </p>
      )}
      {hasProducer && !hasCode && <Adopt of={loaderData} failure={failure} />}
    </>
  );
}

type Data = Route.ComponentProps["loaderData"];
type Failure =
  | {
      readonly values: Readonly<Record<string, string>>;
      readonly errors: Readonly<Record<string, string>>;
    }
  | undefined;

/** Takes up an idea that was sent without an account. */
function Adopt({ of: { code, producers }, failure }: { of: Data; failure: Failure }) {
  return (
    <details open={code !== "" || failure !== undefined}>
      <summary>Đã gửi ý tưởng khi chưa có tài khoản?</summary>
      <form method="post" className="card" noValidate>
        <p>Nhập mã nhận được khi gửi; ý tưởng sẽ thuộc về cơ sở và làm tiếp ở đây.</p>
        <TextField
          name="code"
          label="Mã ý tưởng"
          hint="Ví dụ: ABCD-EFGH-JKLM-NPQR"
          defaultValue={failure?.values["code"] ?? code}
          error={failure?.errors["code"]}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={60}
        />
        <WhichProducer producers={producers} failure={failure} />
        <p className="actions">
          <button type="submit">Đưa vào cơ sở</button>
        </p>
      </form>
    </details>
  );
}

function WhichProducer({ producers, failure }: { producers: Data["producers"]; failure: Failure }) {
  const [first] = producers;
  if (first && producers.length === 1)
    return (
      <>
        <input type="hidden" name="producerId" value={first.value} />
        {failure?.errors["producerId"] && (
          <p className="field-error">{failure.errors["producerId"]}</p>
        )}
      </>
    );
  return (
    <SelectField
      name="producerId"
      label="Cho cơ sở nào?"
      options={producers}
      defaultValue={failure?.values["producerId"] ?? ""}
      error={failure?.errors["producerId"]}
    />
  );
}
