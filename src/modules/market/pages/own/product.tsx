import { forPage } from "#core/http/page.ts";
import { channelsOf } from "#modules/market/channels/list.server.ts";
import { actOnOwn, openOwn } from "#modules/market/pages/own/page.server.ts";
import { getOwnProductForm } from "#modules/market/service/own.server.ts";
import { proposeProduct } from "#modules/market/service/propose.server.ts";
import { instantText } from "#ui/dates.ts";
import { Tag } from "#ui/public/notice.tsx";
import { channelStates } from "../../channels/model.ts";
import { platforms } from "../../channels/platforms.ts";
import { ownPaths } from "../../paths.ts";
import { hostOf } from "../../web-links.ts";
import { type Boxes, English, Line, Lines, PictureChoice, PositionBox } from "./parts.tsx";
import { OwnPage } from "./own-page.tsx";
import type { Route } from "./+types/product.ts";

const own = {
  load: getOwnProductForm,
  propose: proposeProduct,
  idField: "productId",
  path: ownPaths.product,
} as const;

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const id = args.params.product;
  const { db, form, said } = await openOwn(args, own, id);
  return { id, form, said, channels: await channelsOf(db, id) };
});

export const action = forPage((args: Route.ActionArgs) => actOnOwn(args, own, args.params.product));

/** What the public reads of a product beside the legal facts: written here, judged by the office. */
export default function OwnProduct({ loaderData, actionData }: Route.ComponentProps) {
  const { id, form, said, channels } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OwnPage
      form={form}
      idField="productId"
      id={id}
      said={said}
      failure={failure}
      above={<Channels channels={channels} />}
    >
      {(of, failed) => (
        <>
          <Texts of={of} />
          <PictureChoice
            of={of}
            form={form}
            failed={failed}
            where={
              <p className="hint">
                Thêm ảnh ở mục <a href={`/co-so/${form.producerId}/san-pham`}>Sản phẩm</a>, rồi quay
                lại đây.
              </p>
            }
          />
          <PositionBox
            of={of}
            hint="Nơi khách có thể đến: cửa hàng, xưởng. Mở bản đồ trên điện thoại, giữ vào điểm đó rồi chép hai con số. Để trống thì sản phẩm hiện ở trung tâm xã."
          />
          <EnglishTexts of={of} />
        </>
      )}
    </OwnPage>
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
