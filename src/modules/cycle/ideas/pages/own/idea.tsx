import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { today } from "#core/calendar/today.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { requireOwn } from "#modules/cycle/ideas/pages/own/ground.server.ts";
import { refileIdea, withdrawIdea } from "#modules/cycle/ideas/service/own.server.ts";
import { authorisedIdea, getIdea } from "#modules/cycle/ideas/service/read.server.ts";
import { findPlanOfIdea } from "#modules/cycle/plans/service/list.server.ts";
import { instantText } from "#ui/dates.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { ideaKinds, ideaStates, ideaTracks } from "../../../model.ts";
import { ownIdeaPaths } from "../../../paths.ts";
import type { RefileIdea, WithdrawIdea } from "../../inputs.ts";
import { planPaths } from "../../../plans/paths.ts";
import { ideaSteps } from "../../states.ts";
import { whatNext } from "../../words.ts";
import { IdeaFields } from "../fields.tsx";
import { StateTag } from "../state-tag.tsx";
import type { Route } from "./+types/idea.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What the page says once an act is done. */
const doneWords = { withdraw: "Đã rút ý tưởng.", refile: "Đã nộp lại ý tưởng." } as const;

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireOwn(actor);
  const { db } = context.get(requestContext).database;
  const { idea, steps } = await getIdea(db, actor, params.idea);
  const on = await today(db);
  return {
    said: saidOf(request, doneWords),
    idea,
    plan: idea.state === "chosen" ? await findPlanOfIdea(db, actor, idea.id) : null,
    mayRefile: idea.state === "returned" && idea.refileFrom !== null && idea.refileFrom <= on,
    mayWithdraw: (ideaSteps.withdraw.from as readonly string[]).includes(idea.state),
    // Notes are for the offices; who acted stays with them too.
    steps: steps.map(({ seq, toState, at, reason }) => ({ seq, toState, at, reason })),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireOwn(actor);
  const { db } = context.get(requestContext).database;
  await authorisedIdea(db, actor, "register", params.idea);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const on: unknown = { ...fields, ideaId: params.idea };
    if (intent === "withdraw") {
      await withdrawIdea(db, actor, { reason: "", ...(on as object) } as WithdrawIdea);
      return backSaying(ownIdeaPaths.one(params.idea), "withdraw");
    }
    await refileIdea(db, actor, on as RefileIdea);
    return backSaying(ownIdeaPaths.one(params.idea), "refile");
  });
});

/** One idea of a producer: where it stands, what comes next, and the form when it came back. */
export default function OwnIdea({ loaderData, actionData }: Route.ComponentProps) {
  const { said, idea, plan, steps, mayRefile, mayWithdraw } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { title, kind, story, market, materials, labour, investment, track } = idea;
  const known = { title, kind, story, market, materials, labour, investment, track };
  return (
    <>
      <title>{`${title} – OCOP`}</title>
      <p className="back">
        <a href={ownIdeaPaths.list}>← Ý tưởng của tôi</a>
      </p>
      <h1>
        {title} <StateTag state={idea.state} />
      </h1>
      {said !== null && !failure && <Notice title={said} />}
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <Notice title="Việc tiếp theo">
        <p>{whatNext({ ...idea, mayRefile })}</p>
        {idea.reason && <p>Lý do: {idea.reason}</p>}
        {idea.state === "chosen" && (
          <p className="actions">
            {plan ? (
              <a className="button" href={planPaths.own(plan.id)}>
                Mở phương án kinh doanh
              </a>
            ) : (
              <a className="button" href={planPaths.openFrom(idea.id)}>
                Lập phương án kinh doanh
              </a>
            )}
            <a className="button second" href="/ho-tro-cua-toi">
              Tập huấn, hỗ trợ
            </a>
          </p>
        )}
      </Notice>
      {mayRefile ? (
        <form method="post" className="card" noValidate>
          <h2>Sửa và nộp lại</h2>
          <VersionField version={idea.version} />
          <IdeaFields
            values={failure && failure.values["intent"] === "refile" ? failure.values : known}
            errors={failure?.errors ?? {}}
          />
          <p className="actions">
            <button type="submit" name="intent" value="refile">
              Nộp lại
            </button>
          </p>
        </form>
      ) : (
        <Said idea={idea} />
      )}
      <h2>Quá trình</h2>
      <ol className="plain">
        {steps.map((step) => (
          <li key={step.seq}>
            {instantText(new Date(step.at), "vi")}: {ideaStates[step.toState]}
            {step.reason && `. ${step.reason}`}
          </li>
        ))}
      </ol>
      {mayWithdraw && (
        <details>
          <summary>Rút ý tưởng</summary>
          <form method="post">
            <VersionField version={idea.version} />
            <p>Ý tưởng đã rút không mở lại được; có thể đăng ký ý tưởng mới.</p>
            <p className="actions">
              <button type="submit" className="second" name="intent" value="withdraw">
                Rút ý tưởng này
              </button>
            </p>
          </form>
        </details>
      )}
    </>
  );
}

function Said({ idea }: { idea: Route.ComponentProps["loaderData"]["idea"] }) {
  const facts: [string, string | null][] = [
    ["Đã làm đến đâu", ideaKinds[idea.kind]],
    ["Sản phẩm", idea.story],
    ["Nhóm khởi nghiệp", ideaTracks[idea.track]],
    ["Ai mua", idea.market],
    ["Nguyên liệu", idea.materials],
    ["Người làm", idea.labour],
    ["Đầu tư", idea.investment],
    ["Năm", String(idea.year)],
  ];
  return (
    <dl className="facts card">
      {facts
        .filter(([, text]) => text !== null)
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
