import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnInspections } from "#modules/supervision/service/own.server.ts";
import { dayText } from "#ui/dates.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { inspectionKinds } from "../../model.ts";
import { remedyPaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const own = await listOwnInspections(context.get(requestContext).database.db, actor);
  const rows = own.map(({ row, findings }) => {
    const toDo = findings.filter(({ state }) => state === "open");
    return {
      id: row.id,
      productName: row.productName,
      kind: row.kind,
      agency: row.agency,
      plannedOn: row.plannedOn,
      concludedOn: row.concludedOn,
      isConcluded: row.state === "concluded",
      toDo: toDo.length,
      dueOn: toDo.flatMap(({ dueOn }) => dueOn ?? []).toSorted()[0] ?? null,
      waiting: findings.filter(({ state }) => state === "answered").length,
    };
  });
  // What the producer must do comes first, by its deadline.
  const last = "9999-12-31";
  return {
    rows: rows.toSorted((a, b) => (a.dueOn ?? last).localeCompare(b.dueOn ?? last)),
  };
});

/** Visits that were announced, and what came out of those that were made. */
export default function OwnInspections({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <>
      <title>Kiểm tra, khắc phục – OCOP</title>
      <h1>Kiểm tra, khắc phục</h1>
      <p>
        Nội dung phải khắc phục có hạn riêng: mở từng lần kiểm tra để xem yêu cầu, trả lời và gửi
        ảnh hoặc giấy tờ.
      </p>
      {rows.length === 0 && (
        <Empty title="Chưa có lần kiểm tra nào">
          <p>Khi cơ quan quản lý báo kiểm tra hoặc có kết luận, nội dung hiện ở đây.</p>
        </Empty>
      )}
      <ul className="row-list">
        {rows.map((row) => (
          <li key={row.id}>
            <a href={remedyPaths.one(row.id)}>
              <span>
                <span className="title">{row.productName}</span> <State row={row} />
                <small className="soft">
                  {inspectionKinds[row.kind]}, {row.agency},{" "}
                  {row.concludedOn
                    ? `kết luận ngày ${dayText(row.concludedOn, "vi")}`
                    : `dự kiến ngày ${dayText(row.plannedOn, "vi")}`}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function State({ row }: { row: Route.ComponentProps["loaderData"]["rows"][number] }) {
  if (row.toDo > 0)
    return (
      <Tag kind="error">
        {row.toDo} nội dung phải khắc phục
        {row.dueOn && `, hạn ${dayText(row.dueOn, "vi")}`}
      </Tag>
    );
  if (row.waiting > 0) return <Tag kind="warning">đã trả lời, chờ xem xét</Tag>;
  return row.isConcluded ? <Tag>không còn việc</Tag> : <Tag kind="warning">sắp kiểm tra</Tag>;
}
