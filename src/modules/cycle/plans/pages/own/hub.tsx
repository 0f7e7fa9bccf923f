import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { actOnHub, doneWords, hubOf } from "#modules/cycle/plans/pages/own/hub.server.ts";
import { describePlan } from "#modules/cycle/plans/service/describe.server.ts";
import { dayText } from "#ui/dates.ts";
import { KeepScript } from "#ui/keep/parts.tsx";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import { ProgressChart } from "../../../works/widgets/progress-chart.tsx";
import {
  evaluationMarks,
  evaluationTopicNames,
  evaluationTopics,
  planOutcomes,
  planParts,
  planStates,
} from "../../model.ts";
import { dossierPath, planPaths } from "../../paths.ts";
import { FinanceFigures } from "../../widgets/finance.tsx";
import "../../widgets/plans.css";
import type { Route } from "./+types/hub.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const hub = await hubOf(context.get(requestContext).database.db, actor, params.plan);
  return {
    ...hub,
    said: saidOf(request, doneWords),
    user: actor.userId,
    script: islandUrl("plan-writing"),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await describePlan(db, actor, params.plan);
  const form = await request.formData();
  return orBackToForm(context, form, async () =>
    backSaying(planPaths.own(params.plan), await actOnHub(db, actor, params.plan, form)),
  );
});

type Data = Route.ComponentProps["loaderData"];

/** An own business plan: what is written, what it comes to, what is still to do. */
export default function OwnPlan({ loaderData, actionData }: Route.ComponentProps) {
  const { said, plan, set } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Phương án ${plan.productName} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[{ href: planPaths.ownList, name: "Phương án kinh doanh" }]}
      />
      <h1>{plan.productName}</h1>
      <p>
        <Tag kind={plan.state === "returned" ? "error" : "good"}>{planStates[plan.state]}</Tag> Năm{" "}
        {plan.year}, mục tiêu {plan.targetStars} sao. Bộ {set}.{plan.isDemo && " Dữ liệu mẫu."}
      </p>
      {said !== null && !failure && <Notice title={said} />}
      {failure && (
        <Notice
          kind="error"
          title={failure.message || [...new Set(Object.values(failure.errors))].join(" ")}
        />
      )}
      <div data-waiting />
      <Decision of={loaderData} />
      {plan.state === "chosen" || plan.state === "completed" ? <Works of={loaderData} /> : null}
      <Writing of={loaderData} />
      <Readers of={loaderData} />
      <ToDo of={loaderData} />
      {loaderData.figures && (
        <section aria-labelledby="money">
          <h2 id="money">Tài chính</h2>
          <FinanceFigures figures={loaderData.figures} />
        </section>
      )}
      <Acts of={loaderData} />
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

/** Who else reads the plan, and by which contract, so that the producer knows and can object. */
function Readers({ of: { readers } }: { of: Data }) {
  return readers.map(({ adviser, people, number, endsOn, signedBy }) => (
    <p key={`${adviser} ${number}`} className="soft">
      {adviser} ({people.join(", ")}) đọc được phương án này theo hợp đồng tư vấn số {number}{" "}
      {signedBy === "producer" ? "của cơ sở" : "của văn phòng OCOP"}
      {endsOn === null ? "" : `, đến hết ngày ${dayText(endsOn, "vi")}`}.
    </p>
  ));
}

function Decision({ of: { plan, last } }: { of: Data }) {
  if (!last) return null;
  return (
    <section className="card" aria-labelledby="decision">
      <h2 id="decision">Kết quả xét gần nhất: {planOutcomes[last.outcome]}</h2>
      {plan.reason && <p className="typed">{plan.reason}</p>}
      <ul>
        {evaluationTopicNames.map((topic) => (
          <li key={topic}>
            {evaluationTopics[topic].vi}: {evaluationMarks[last.evaluation[topic].mark]}
            {last.evaluation[topic].comment && `. ${last.evaluation[topic].comment}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Works({ of: { plan, tasks, done, points, levels } }: { of: Data }) {
  return (
    <section className="card" aria-labelledby="works">
      <h2 id="works">Triển khai</h2>
      <p>
        Đã xong {done}/{tasks} việc.
      </p>
      <ProgressChart points={points} levels={levels} target={plan.targetStars} />
      <p className="actions">
        <a className="button" href={planPaths.works(plan.id)}>
          Việc phải làm, các lần đến cơ sở
        </a>
        <a className="button second" href={dossierPath(plan.productId, plan.id)}>
          Lập hồ sơ
        </a>
      </p>
      <p>
        Phương án được chọn có thể được hỗ trợ kinh phí:{" "}
        <a href="/ho-tro-cua-toi">xem cơ sở được hưởng gì</a>.
      </p>
    </section>
  );
}

function Writing({ of: { plan, parts, standing, writable } }: { of: Data }) {
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">Nội dung phương án</h2>
      <ul className="row-list">
        {parts.map(({ part, missing }) => (
          <li key={part}>
            <a href={planPaths.part(plan.id, part)}>
              <span className={missing.length === 0 ? "mark done" : "mark"} aria-hidden="true">
                {missing.length === 0 ? "✓" : "○"}
              </span>
              <span>
                {planParts[part]}
                <small className="soft block">
                  {missing.length === 0 ? "Đủ nội dung" : `Còn thiếu: ${missing.join(", ")}`}
                </small>
              </span>
            </a>
          </li>
        ))}
        <li>
          <a href={planPaths.standing(plan.id)}>
            <span className={standing.answered > 0 ? "mark done" : "mark"} aria-hidden="true">
              {standing.answered > 0 ? "✓" : "○"}
            </span>
            <span>
              Hiện trạng sản phẩm theo bộ tiêu chí
              <small className="soft block">
                {writable || standing.answered > 0
                  ? `Đã trả lời ${standing.answered}/${standing.asked} tiêu chí: ${standing.total} điểm, ${standing.stars} sao`
                  : "Chưa trả lời"}
              </small>
            </span>
          </a>
        </li>
      </ul>
    </section>
  );
}

function ToDo({ of: { plan, standing } }: { of: Data }) {
  if (standing.answered === 0 || plan.state === "chosen" || plan.state === "completed") return null;
  return (
    <section aria-labelledby="to-do">
      <h2 id="to-do">Việc cần làm để đạt {plan.targetStars} sao</h2>
      {!standing.reachable && (
        <Notice kind="warning" title="Từ hiện trạng này chưa có cách nào đạt hạng sao đã chọn">
          <p>Hãy xem lại hiện trạng, hoặc chọn hạng thấp hơn.</p>
        </Notice>
      )}
      {standing.reachable && standing.toDo.length === 0 && (
        <p>
          Theo hiện trạng đã khai, sản phẩm đã đủ điểm và điều kiện
          {standing.stars > plan.targetStars &&
            ` của ${standing.stars} sao, cao hơn mục tiêu. Hãy xem lại hiện trạng, hoặc đặt mục tiêu cao hơn ở phần Mục tiêu`}
          .
        </p>
      )}
      {standing.toDo.length > 0 && (
        <p>
          Ít việc nhất để đi từ {standing.total} đến {standing.targetTotal} điểm:
        </p>
      )}
      <ol>
        {standing.toDo.map((one) => (
          <li key={one.criterion}>
            <strong>
              {one.criterion} {one.title}
            </strong>{" "}
            (+{one.points} điểm
            {one.gateStars === null ? "" : `, bắt buộc để đạt ${one.gateStars} sao`})
            <small className="soft block">
              Nay: {one.from ?? "chưa trả lời"}. Cần: {one.to}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Acts({ of: { plan, lacking, mayFile, mayWithdraw, again } }: { of: Data }) {
  return (
    <>
      {again !== null && (
        <section className="card" aria-labelledby="again">
          <h2 id="again">Làm tiếp sản phẩm này</h2>
          <p>Phương án mới mở ra với nội dung đã viết ở đây; chỉ cần sửa những chỗ còn thiếu.</p>
          <p className="actions">
            <a className="button" href={again}>
              Lập lại phương án
            </a>
          </p>
        </section>
      )}
      {mayFile && (
        <section className="card next-thing" aria-labelledby="file">
          <h2 id="file">Nộp phương án</h2>
          {lacking.length > 0 ? (
            <>
              <p>Còn thiếu:</p>
              <ul>
                {lacking.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          ) : (
            <form method="post">
              <VersionField version={plan.version} />
              <p>Nộp rồi không sửa được, trừ khi được trả lại.</p>
              <button name="intent" value="file">
                Nộp phương án
              </button>
            </form>
          )}
        </section>
      )}
      {mayWithdraw && (
        <details>
          <summary>Rút phương án</summary>
          <form method="post">
            <VersionField version={plan.version} />
            <p>Phương án đã rút không nộp lại được; có thể lập phương án khác.</p>
            <button className="second" name="intent" value="withdraw">
              Đồng ý, rút phương án
            </button>
          </form>
        </details>
      )}
    </>
  );
}
