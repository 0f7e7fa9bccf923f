import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnPages, type OwnState } from "#modules/market/service/own.server.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { versionStates } from "../../model.ts";
import { ownPaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const pages = await listOwnPages(context.get(requestContext).database.db, actor);
  const stateOf = ({ newest, isPublic }: OwnState) => ({ state: newest?.state ?? null, isPublic });
  return {
    producers: pages.map(({ id, name, products, ...itself }) => ({
      id,
      name,
      ...stateOf(itself),
      products: products.map((product) => ({
        id: product.id,
        name: product.name,
        ...stateOf(product),
      })),
    })),
  };
});

/** What the account's producers let the public see, and how far each page has come. */
export default function OwnPages({ loaderData: { producers } }: Route.ComponentProps) {
  return (
    <>
      <title>Trang công khai – OCOP</title>
      <h1>Trang công khai</h1>
      <p>
        Viết lời giới thiệu, chọn ảnh và cách liên hệ cho người mua xem. Hạng sao, ngày công nhận và
        số quyết định lấy từ quyết định của cơ quan nhà nước, không sửa ở đây.
      </p>
      {producers.length === 0 && (
        <Empty title="Chưa có cơ sở nào">
          <p>
            Hãy <a href="/co-so">nhập thông tin cơ sở</a> và sản phẩm trước.
          </p>
        </Empty>
      )}
      {producers.map((producer) => (
        <section key={producer.id} aria-labelledby={`p-${producer.id}`}>
          <h2 id={`p-${producer.id}`}>{producer.name}</h2>
          <ul className="row-list">
            <li>
              <a href={ownPaths.producer(producer.id)}>
                <span>
                  Trang của cơ sở <State of={producer} />
                  <small className="soft">Giới thiệu, địa chỉ, liên hệ, giờ đón khách</small>
                </span>
              </a>
            </li>
            {producer.products.map((product) => (
              <li key={product.id}>
                <a href={ownPaths.product(product.id)}>
                  <span>
                    {product.name} <State of={product} />
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {producer.products.length === 0 && (
            <p>
              Chưa có sản phẩm nào. <a href={`/co-so/${producer.id}/san-pham`}>Thêm sản phẩm</a>
            </p>
          )}
        </section>
      ))}
    </>
  );
}

type Shown = { state: keyof typeof versionStates | null; isPublic: boolean };

function State({ of: { state, isPublic } }: { of: Shown }) {
  return (
    <>
      {isPublic && <Tag>{versionStates.accepted}</Tag>}{" "}
      {state === "pending" && <Tag kind="warning">{versionStates.pending}</Tag>}
      {state === "returned" && <Tag kind="error">{versionStates.returned}</Tag>}
      {!isPublic && state !== "pending" && state !== "returned" && (
        <Tag kind="past">Chưa công khai</Tag>
      )}
    </>
  );
}
