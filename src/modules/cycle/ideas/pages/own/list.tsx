import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listIdeas } from "#modules/cycle/ideas/service/read.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { Empty } from "#ui/public/notice.tsx";
import { ownIdeaPaths } from "../../../paths.ts";
import { StateTag } from "../state-tag.tsx";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const producers = await listOwnProducers(db, actor);
  const own = new Set(producers.map(({ id }) => id));
  const { ideas } = await listIdeas(db, actor);
  return {
    hasProducer: producers.length > 0,
    ideas: ideas
      .filter(({ producerId }) => producerId !== null && own.has(producerId))
      .map(({ id, title, year, state, by }) => ({ id, title, year, state, by })),
  };
});

/** The ideas of the account's producers, and how far each has come. */
export default function OwnIdeas({ loaderData: { ideas, hasProducer } }: Route.ComponentProps) {
  return (
    <>
      <title>Ý tưởng của tôi – OCOP</title>
      <h1>Ý tưởng của tôi</h1>
      <p>
        Mỗi năm chương trình bắt đầu từ ý tưởng. Ý tưởng được chọn thì cơ sở dự tập huấn, lập phương
        án sản xuất kinh doanh, rồi làm hồ sơ sản phẩm.
      </p>
      {ideas.length === 0 ? (
        <Empty title="Chưa đăng ký ý tưởng nào">
          {!hasProducer && (
            <p>
              Hãy <a href="/co-so">nhập thông tin cơ sở</a> trước.
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
    </>
  );
}
