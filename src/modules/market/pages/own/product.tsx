import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { channelsOf } from "#modules/market/channels/list.server.ts";
import { actOnPage, sentPage, shownForm } from "#modules/market/pages/own/page.server.ts";
import { getOwnProductForm } from "#modules/market/service/own.server.ts";
import { proposeProduct } from "#modules/market/service/propose.server.ts";
import { instantText } from "#ui/dates.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { channelStates } from "../../channels/model.ts";
import { platforms } from "../../channels/platforms.ts";
import { ownPaths } from "../../paths.ts";
import type { ProposeProduct } from "../../profile-inputs.ts";
import { hostOf } from "../../web-links.ts";
import {
  boxesOf,
  type Boxes,
  English,
  History,
  Line,
  Lines,
  PageForm,
  PictureChoice,
  PositionBox,
} from "./parts.tsx";
import type { Route } from "./+types/product.ts";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = shownForm(await getOwnProductForm(db, actor, params.product));
  return { id: params.product, form, channels: await channelsOf(db, params.product) };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await getOwnProductForm(db, actor, params.product);
  const form = await request.formData();
  return orBackToForm(context, form, () =>
    // What the form lacks or adds is for the service to refuse.
    actOnPage(db, actor, sentPage(form), (input) =>
      proposeProduct(db, actor, { ...(input as ProposeProduct), productId: params.product }),
    ),
  );
});

/** What the public reads of a product beside the legal facts: written here, judged by the office. */
export default function OwnProduct({ loaderData, actionData }: Route.ComponentProps) {
  const { id, form, channels } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const failed = failure?.values["intent"] === "send";
  const of = boxesOf(failed ? failure : undefined, form.values);
  return (
    <>
      <title>{`Trang công khai: ${form.name} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: ownPaths.list, name: "Trang công khai" }]} />
      <h1>{form.name}</h1>
      <Channels channels={channels} />
      <PageForm
        form={form}
        idField="productId"
        id={id}
        answer={actionData ?? undefined}
        failure={failure}
      >
        <Texts of={of} />
        <PictureChoice of={of} form={form} failed={failed} />
        <PositionBox
          of={of}
          hint="Nơi khách có thể đến: cửa hàng, xưởng. Mở bản đồ trên điện thoại, giữ vào điểm đó rồi chép hai con số. Để trống thì sản phẩm hiện ở trung tâm xã."
        />
        <EnglishTexts of={of} />
      </PageForm>
      <History form={form} />
    </>
  );
}

/** Whether shoppers reach the sales links that stand on the page. */
function Channels({ channels }: { channels: Route.ComponentProps["loaderData"]["channels"] }) {
  if (channels.length === 0) return null;
  return (
    <section className="card" aria-label="Nơi mua đang công khai">
      <p>
        <strong>Nơi mua đang công khai</strong>
      </p>
      <ul className="plain">
        {channels.map(({ id, url, platform, state, failure, checkedAt }) => (
          <li key={id}>
            {platforms[platform].name} ({hostOf(url)}){" "}
            <Tag kind={state === "dead" ? "error" : state === "alive" ? "good" : "past"}>
              {channelStates[state]}
            </Tag>
            {failure && checkedAt && (
              <small className="soft">
                {" "}
                {failure} Thử lúc {instantText(new Date(checkedAt), "vi")}.
                {state === "dead" && " Người mua tạm không thấy đường dẫn này."}
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Texts({ of }: { of: Boxes }) {
  return (
    <>
      <Line
        of={of}
        name="shortLine"
        label="Câu giới thiệu"
        hint="Một câu, nhiều nhất 160 ký tự, ví dụ: Chè búp một tôm hai lá, sao tay ở xóm Khe Vai."
        maxLength={160}
      />
      <Lines of={of} name="description" label="Mô tả sản phẩm" />
      <Lines
        of={of}
        name="story"
        label="Câu chuyện sản phẩm"
        hint="Để một dòng trống giữa hai đoạn."
        rows={8}
      />
      <Lines of={of} name="usage" label="Cách dùng, cách chế biến" />
      <Lines of={of} name="keeping" label="Bảo quản, hạn dùng" rows={2} />
      <Lines of={of} name="packaging" label="Quy cách đóng gói" rows={2} />
      <Line
        of={of}
        name="price"
        label="Giá bán"
        hint="Ví dụ: 120.000–150.000 đồng/hộp 250 g"
        maxLength={160}
      />
      <Lines
        of={of}
        name="buyLinks"
        label="Nơi mua trên mạng"
        hint="Mỗi dòng một đường dẫn https: sàn thương mại, trang bán hàng. Nhiều nhất 8."
        rows={3}
      />
      <Line
        of={of}
        name="traceLink"
        label="Đường dẫn truy xuất nguồn gốc"
        inputMode="url"
        maxLength={500}
      />
    </>
  );
}

function EnglishTexts({ of }: { of: Boxes }) {
  const names = ["shortLine", "description", "story", "usage", "keeping", "packaging", "price"];
  return (
    <English open={names.some((name) => of.error(`${name}En`) !== undefined)}>
      <Line of={of} name="shortLineEn" label="Câu giới thiệu (tiếng Anh)" maxLength={160} />
      <Lines of={of} name="descriptionEn" label="Mô tả (tiếng Anh)" />
      <Lines of={of} name="storyEn" label="Câu chuyện (tiếng Anh)" rows={8} />
      <Lines of={of} name="usageEn" label="Cách dùng (tiếng Anh)" />
      <Lines of={of} name="keepingEn" label="Bảo quản (tiếng Anh)" rows={2} />
      <Lines of={of} name="packagingEn" label="Quy cách (tiếng Anh)" rows={2} />
      <Line of={of} name="priceEn" label="Giá bán (tiếng Anh)" maxLength={160} />
    </English>
  );
}
