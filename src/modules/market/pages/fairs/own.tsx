import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formatDong } from "#core/money.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnFairs } from "#modules/market/fairs/participants.server.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { fairStates } from "../../fairs/model.ts";
import { fairPaths } from "../../paths.ts";
import type { Route } from "./+types/own.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const rows = await listOwnFairs(context.get(requestContext).database.db, actor);
  return {
    fairs: rows.map(({ fair, participant, producerName }) => ({
      id: participant.id,
      name: fair.name,
      place: fair.place,
      days: `${formatDay(fair.startsOn)} – ${formatDay(fair.endsOn)}`,
      isCancelled: fair.state === "cancelled",
      sales: participant.sales === null ? null : formatDong(participant.sales),
      producerName,
    })),
  };
});

/** The fairs that the account's producers take part in. */
export default function OwnFairs({ loaderData: { fairs } }: Route.ComponentProps) {
  return (
    <>
      <title>Hội chợ – OCOP</title>
      <h1>Hội chợ</h1>
      <p>Sau mỗi hội chợ, cơ sở ghi số tiền bán được và hợp đồng đã ký.</p>
      {fairs.length === 0 && (
        <Empty title="Chưa có hội chợ nào">
          <p>Khi cơ quan quản lý đưa cơ sở vào danh sách tham gia, hội chợ hiện ở đây.</p>
        </Empty>
      )}
      <ul className="row-list">
        {fairs.map(({ id, name, place, days, isCancelled, sales, producerName }) => (
          <li key={id}>
            <a href={fairPaths.ownOne(id)}>
              <span>
                {name}{" "}
                {isCancelled ? (
                  <Tag kind="past">{fairStates.cancelled}</Tag>
                ) : (
                  sales === null && <Tag kind="warning">Chưa ghi kết quả</Tag>
                )}
                <small className="soft">
                  {days}, {place} · {producerName}
                  {sales !== null && ` · Bán được ${sales} đồng`}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
