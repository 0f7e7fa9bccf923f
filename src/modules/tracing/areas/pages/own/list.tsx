import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnAreas } from "#modules/tracing/areas/service/read.server.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { areaText } from "../../area-text.ts";
import { versionStates } from "../../model.ts";
import { ownPaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  return { producers: await listOwnAreas(context.get(requestContext).database.db, actor) };
});

/** The growing areas of the account's producers, and how far each has come. */
export default function OwnAreas({ loaderData: { producers } }: Route.ComponentProps) {
  return (
    <>
      <title>Vùng nguyên liệu – OCOP</title>
      <h1>Vùng nguyên liệu</h1>
      <p>
        Khai nơi trồng, nuôi nguyên liệu của từng sản phẩm. Cơ quan quản lý tỉnh duyệt; chỉ vùng
        được duyệt và cơ sở cho công khai mới hiện trên bản đồ.
      </p>
      {producers.length === 0 && (
        <Empty title="Chưa có cơ sở nào">
          <p>
            Hãy <a href="/co-so">nhập thông tin cơ sở</a> trước.
          </p>
        </Empty>
      )}
      {producers.map(({ id, name, areas }) => (
        <section key={id} aria-labelledby={`p-${id}`}>
          <h2 id={`p-${id}`}>{name}</h2>
          {areas.length === 0 && <p>Chưa khai vùng nào.</p>}
          <ul className="row-list">
            {areas.map((area) => (
              <li key={area.id}>
                <a href={ownPaths.one(area.id)}>
                  <span>
                    {area.name} {area.holds && <Tag>{versionStates.accepted}</Tag>}{" "}
                    {area.state === "pending" && <Tag kind="warning">{versionStates.pending}</Tag>}
                    {area.state === "returned" && <Tag kind="error">{versionStates.returned}</Tag>}
                    <small className="soft">
                      {area.crop}, {areaText(area.areaM2)}
                    </small>
                  </span>
                </a>
              </li>
            ))}
          </ul>
          <p>
            <a className="button second" href={ownPaths.add(id)}>
              Thêm vùng
            </a>
          </p>
        </section>
      ))}
    </>
  );
}
