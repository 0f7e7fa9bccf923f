import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listQuestions } from "#modules/supervision/cases/service/list.server.ts";
import { dayText } from "#ui/dates.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { questionPaths } from "../paths.ts";
import type { Route } from "./+types/questions.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const rows = await listQuestions(context.get(requestContext).database.db, actor);
  return {
    rows: rows
      .map(({ id, productName, answerBy, answeredAt }) => ({
        id,
        productName,
        answerBy,
        isAnswered: answeredAt !== null,
      }))
      // What waits for an answer comes first.
      .toSorted((a, b) => Number(a.isAnswered) - Number(b.isAnswered)),
  };
});

/** What the office asked a producer to explain. */
export default function Questions({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <>
      <title>Giải trình – OCOP</title>
      <h1>Giải trình</h1>
      {rows.length === 0 && (
        <Empty title="Không có yêu cầu giải trình nào">
          <p>Khi cơ quan tham mưu về OCOP cần nghe chủ thể giải thích, câu hỏi hiện ở đây.</p>
        </Empty>
      )}
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <p>
              <a className="touch" href={questionPaths.one(row.id)}>
                <strong>{row.productName}</strong>
              </a>{" "}
              <Tag kind={row.isAnswered ? "past" : "warning"}>
                {row.isAnswered ? "Đã trả lời" : "Chờ trả lời"}
              </Tag>
            </p>
            {row.answerBy && !row.isAnswered && (
              <p>
                Trả lời trước hết ngày <strong>{dayText(row.answerBy, "vi")}</strong>.
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
