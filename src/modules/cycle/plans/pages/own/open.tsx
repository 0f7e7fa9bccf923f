import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { backSaying } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { choicesOf, openFrom } from "#modules/cycle/plans/pages/own/open.server.ts";
import { RadioField } from "#ui/forms/choices.tsx";
import { SelectField, TextField } from "#ui/forms/text-field.tsx";
import { Crumbs, Empty, Notice } from "#ui/public/notice.tsx";
import { ownIdeaPaths } from "../../../paths.ts";
import { planPaths } from "../../paths.ts";
import type { Route } from "./+types/open.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const query = new URL(request.url).searchParams;
  const product = query.get("san-pham");
  return {
    ...(await choicesOf(context.get(requestContext).database.db, actor)),
    picked: product === null ? `idea:${query.get("y-tuong") ?? ""}` : `product:${product}`,
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { id, goesOn } = await openFrom(db, actor, form);
    return goesOn ? backSaying(planPaths.own(id), "again") : redirect(planPaths.own(id), 303);
  });
});

/** What a new plan is for: a chosen idea, or a product that is there. */
export default function OpenPlanPage({ loaderData, actionData }: Route.ComponentProps) {
  const { ideas, products, sets } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const options = [
    ...ideas.map(({ id, title }) => ({
      value: `idea:${id}`,
      label: `${title} (ý tưởng đã được chọn)`,
    })),
    ...products.map(({ id, name, producerName }) => ({
      value: `product:${id}`,
      label: `${name}, ${producerName}`,
    })),
  ];
  // What the page was opened for; else the only one, or the idea that waits longest.
  const first = options.find(({ value }) => value === loaderData.picked) ?? options[0];
  return (
    <>
      <title>Lập phương án mới – OCOP</title>
      <Crumbs
        label="Đường dẫn"
        trail={[{ href: planPaths.ownList, name: "Phương án kinh doanh" }]}
      />
      <h1>Lập phương án mới</h1>
      {failure && (
        <Notice
          kind="error"
          title={failure.message || [...new Set(Object.values(failure.errors))].join(" ")}
        />
      )}
      {options.length === 0 ? (
        <Empty title="Chưa có gì để lập phương án">
          <p>
            Hãy <a href={ownIdeaPaths.list}>đăng ký ý tưởng</a>, hoặc thêm sản phẩm ở mục{" "}
            <a href="/co-so">Cơ sở, giấy tờ, sản phẩm</a>. Sản phẩm đang có phương án chưa xong thì
            không lập thêm.
          </p>
        </Empty>
      ) : (
        <form method="post" noValidate>
          <RadioField
            name="from"
            legend="Phương án cho sản phẩm nào?"
            options={options}
            value={failure?.values["from"] ?? first?.value}
            error={failure?.errors["productId"] ?? failure?.errors["ideaId"]}
          />
          <details open={failure !== undefined}>
            <summary>Tên sản phẩm, bộ sản phẩm (chỉ khi cần đổi)</summary>
            <TextField
              name="productName"
              label="Tên sản phẩm"
              hint="Để trống thì lấy tên của ý tưởng."
              maxLength={200}
              defaultValue={failure?.values["productName"]}
              error={failure?.errors["productName"] ?? failure?.errors["name"]}
            />
            <SelectField
              name="setCode"
              label="Bộ sản phẩm"
              hint="Bộ tiêu chí dùng để chấm. Để nguyên nếu đã ghi ở sản phẩm hoặc ý tưởng."
              defaultValue={failure?.values["setCode"] ?? ""}
              error={failure?.errors["setCode"] ?? failure?.errors["set"]}
              options={[{ value: "", label: "Như đã ghi" }, ...sets]}
            />
          </details>
          <p className="actions">
            <button>Lập phương án</button>
          </p>
        </form>
      )}
    </>
  );
}
