import { redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { choicesToOpen, openingOf } from "#modules/dossiers/pages/filing/parts/opening.server.ts";
import { openDossier } from "#modules/dossiers/service/open.server.ts";
import { dayText } from "#ui/dates.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { CheckboxField, RadioField } from "#ui/forms/choices.tsx";
import { SelectField, TextField } from "#ui/forms/text-field.tsx";
import { Crumbs, Empty, Notice } from "#ui/public/notice.tsx";
import { kindWords } from "../../filing/words.ts";
import { dossierKindNames } from "../../model.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/open.ts";

const productParameter = "san-pham";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const productId = new URL(request.url).searchParams.get(productParameter);
  return productId === null
    ? { step: "product" as const, products: await choicesToOpen(db, actor) }
    : { step: "kind" as const, ...(await openingOf(db, actor, productId)) };
});

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return orBackToForm(context, form, async () => {
    const { id } = await openDossier(db, actor, {
      productId: text("productId"),
      // What is no kind is refused by the service, with a word beside the box.
      kind: text("kind") as (typeof dossierKindNames)[number],
      setCode: text("setCode"),
      previousId: text("previousId"),
      previousStars: text("previousStars"),
      certificateExpiresOn: text("certificateExpiresOn"),
      planId: text("planId"),
    });
    return redirect(filingPaths.hub(id), 303);
  });
}

export default function OpenPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>Mở hồ sơ mới – OCOP</title>
      <Crumbs label="Đường dẫn" trail={[{ href: filingPaths.list, name: "Hồ sơ" }]} />
      <h1>Mở hồ sơ mới</h1>
      {loaderData.step === "product" ? (
        <ProductChoice products={loaderData.products} />
      ) : (
        <KindForm opening={loaderData} failure={failure} />
      )}
    </>
  );
}

type Data = Route.ComponentProps["loaderData"];

function ProductChoice({ products }: { products: Extract<Data, { step: "product" }>["products"] }) {
  if (products.length === 0)
    return (
      <Empty title="Chưa có sản phẩm nào">
        <p>Hãy khai sản phẩm trước: tên, bộ sản phẩm, bao bì, nguyên liệu. Sau đó quay lại đây.</p>
      </Empty>
    );
  return (
    <>
      <p>Hồ sơ cho sản phẩm nào?</p>
      <ul className="row-list">
        {products.map(({ id, name, producerName, underWay }) => (
          <li key={id}>
            <a
              href={
                underWay === null
                  ? `${filingPaths.open}?${new URLSearchParams({ [productParameter]: id })}`
                  : filingPaths.hub(underWay)
              }
            >
              <span>
                {name}
                <small className="soft">
                  {producerName}
                  {underWay !== null && " · đang có hồ sơ chưa xong, bấm để mở"}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function KindForm({
  opening,
  failure,
}: {
  opening: Extract<Data, { step: "kind" }>;
  failure:
    | {
        message: string;
        errors: Readonly<Record<string, string>>;
        values: Readonly<Record<string, string>>;
      }
    | undefined;
}) {
  const { product, sets, earlier, underWay, plan } = opening;
  const values = failure?.values ?? {};
  const errors = failure?.errors ?? {};
  const later = failure ? values["kind"] !== "first" : earlier.length > 0;
  return (
    <>
      <p className="lead">{product.name}</p>
      <ErrorSummary errors={errors} />
      {(failure?.message || underWay) && (
        <Notice kind={failure ? "error" : "warning"}>
          <p>{failure?.message || "Sản phẩm này đang có một hồ sơ chưa xong."}</p>
          {underWay && (
            <p>
              <a href={filingPaths.hub(underWay)}>Mở hồ sơ đang làm</a>
            </p>
          )}
        </Notice>
      )}
      <form method="post" noValidate>
        <input type="hidden" name="productId" value={product.id} />
        <RadioField
          name="kind"
          legend="Nộp để làm gì?"
          error={errors["kind"]}
          value={values["kind"] ?? "first"}
          options={dossierKindNames.map((kind) => ({
            value: kind,
            label: (
              <>
                <b>{kindWords[kind].title}</b>
                <small className="soft block">{kindWords[kind].about}</small>
              </>
            ),
          }))}
        />
        {plan && (
          <CheckboxField
            name="planId"
            value={plan.id}
            label={`Lấy thông tin từ phương án kinh doanh năm ${plan.year}: mức đã đạt, giấy tờ, việc đã làm`}
            checked={failure ? values["planId"] === plan.id : true}
            error={errors["planId"]}
          />
        )}
        <details open={later || Boolean(errors["previousStars"] ?? errors["certificateExpiresOn"])}>
          <summary>Giấy chứng nhận đang có (chỉ khi nâng hạng, đánh giá lại)</summary>
          {earlier.length > 0 && (
            <SelectField
              name="previousId"
              label="Lấy lại thông tin từ hồ sơ trước"
              hint="Câu trả lời và giấy tờ còn hạn được điền sẵn."
              defaultValue={values["previousId"] ?? earlier[0]?.id}
              error={errors["previousId"]}
              options={[
                { value: "", label: "Không lấy lại" },
                ...earlier.map(({ id, filedOn, stars }) => ({
                  value: id,
                  label: `Hồ sơ nộp ngày ${filedOn ? dayText(filedOn, "vi") : "?"}${stars === null ? "" : `, tự chấm ${stars} sao`}`,
                })),
              ]}
            />
          )}
          <SelectField
            name="previousStars"
            label="Đang có mấy sao?"
            error={errors["previousStars"]}
            defaultValue={values["previousStars"] ?? ""}
            options={[
              { value: "", label: "Chọn" },
              ...[3, 4, 5].map((stars) => ({ value: String(stars), label: `${stars} sao` })),
            ]}
          />
          <TextField
            type="date"
            name="certificateExpiresOn"
            label="Giấy chứng nhận hết hạn ngày nào?"
            error={errors["certificateExpiresOn"]}
            defaultValue={values["certificateExpiresOn"] ?? ""}
            className="short"
          />
        </details>
        <details open={errors["setCode"] !== undefined}>
          <summary>Đổi bộ sản phẩm</summary>
          <SelectField
            name="setCode"
            label="Chấm theo bộ nào?"
            hint="Để nguyên nếu bộ đã ghi ở sản phẩm là đúng."
            error={errors["setCode"]}
            defaultValue={values["setCode"] ?? ""}
            options={[
              { value: "", label: `Như đã ghi ở sản phẩm (bộ ${product.set})` },
              ...sets.map(({ code, title }) => ({ value: code, label: `${code}. ${title}` })),
            ]}
          />
        </details>
        <p className="actions">
          <button>Mở hồ sơ</button>
          <a className="button second" href={filingPaths.open}>
            Chọn sản phẩm khác
          </a>
        </p>
      </form>
    </>
  );
}
