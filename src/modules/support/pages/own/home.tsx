import { redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { formatDong } from "#core/money.ts";
import { requireActor } from "#core/session/session.ts";
import { openClaim } from "#modules/support/service/claims.server.ts";
import { readOwnSupport } from "#modules/support/service/own.server.ts";
import { dayText } from "#ui/dates.ts";
import { Empty, Notice, Tag } from "#ui/public/notice.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { type ClaimState, claimStates } from "../../model.ts";
import { ownSupportPaths, supportPaths } from "../../paths.ts";
import { dayParts } from "../../training/model.ts";
import { tagOf } from "./tags.ts";
import type { Route } from "./+types/home.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const page = pageAsked(new URL(request.url).searchParams);
  const own = await readOwnSupport(context.get(requestContext).database.db, actor, { page });
  return {
    page,
    last: own.last,
    producers: own.producers,
    rights: own.rights.map((one) => ({
      id: one.id,
      producerId: one.producerId,
      name: one.measureName,
      form: one.form,
      reason: one.reason,
      until: one.until,
      isOver: one.isOver,
      claimId: one.claimId,
      claimState: one.claimState,
      isDemo: one.isDemo,
    })),
    claims: own.claims.map((one) => ({
      id: one.id,
      producerId: one.producerId,
      name: one.measureName,
      state: one.state,
      approved: one.approved === null ? null : formatDong(one.approved),
      paid: one.paid > 0n ? formatDong(one.paid) : null,
    })),
    fairs: own.fairs.flatMap(({ id, producerId, what, day, amount }) =>
      producerId === null ? [] : [{ id, producerId, what, day, amount: formatDong(amount) }],
    ),
    trainings: own.trainings,
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const rightId = form.get("rightId");
  if (typeof rightId !== "string") throw new AppError("invalid");
  return orBackToForm(context, form, async () => {
    const { id } = await openClaim(db, actor, { rightId });
    return redirect(ownSupportPaths.claim(id), 303);
  });
});

type Loaded = Route.ComponentProps["loaderData"];

/** What the account's producers are entitled to, have asked for and have had. */
export default function OwnSupport({ loaderData, actionData }: Route.ComponentProps) {
  const { page, last, producers, rights, claims, fairs, trainings } = loaderData;
  return (
    <>
      <title>Hỗ trợ – OCOP</title>
      <h1>Hỗ trợ cho cơ sở</h1>
      {actionData && <Notice kind="error" title={actionData.message} />}
      {producers.length === 0 && (
        <Empty title="Chưa có cơ sở nào">
          <p>
            Hãy <a href="/co-so">nhập thông tin cơ sở</a> trước.
          </p>
        </Empty>
      )}
      {producers.map(({ id, name, hasNothing }) => {
        const ofProducer = <Row extends { producerId: string }>(rows: readonly Row[]) =>
          rows.filter(({ producerId }) => producerId === id);
        const saysSo = hasNothing && page === 1;
        const isHere = [rights, claims, fairs, trainings].some((rows) =>
          rows.some(({ producerId }) => producerId === id),
        );
        if (!isHere && !saysSo) return null;
        return (
          <section key={id} aria-labelledby={`p-${id}`}>
            <h2 id={`p-${id}`}>{name}</h2>
            <Rights rights={ofProducer(rights)} saysSo={saysSo} />
            <Claims claims={ofProducer(claims)} />
            <Fairs fairs={ofProducer(fairs)} />
            <Trainings trainings={ofProducer(trainings)} />
          </section>
        );
      })}
      <Pager to={ownSupportPaths.homePage} page={page} last={last} />
    </>
  );
}

/** `saysSo`: that there is nothing, and what would bring something. */
function Rights({ rights, saysSo }: Pick<Loaded, "rights"> & { saysSo: boolean }) {
  if (rights.length === 0)
    return !saysSo ? null : (
      <Empty title="Chưa có hỗ trợ nào đủ điều kiện">
        <p>
          Khi sản phẩm được công nhận hoặc ý tưởng, phương án được chọn, quyền lợi tự hiện ở đây.
        </p>
      </Empty>
    );
  return (
    <>
      <h3>Được hưởng</h3>
      {rights.map((one) => (
        <div key={one.id} className="card">
          <p>
            <strong>{one.name}</strong> {one.isDemo && <Tag kind="warning">Dữ liệu minh họa</Tag>}
          </p>
          <p>{one.reason}</p>
          {one.until && <p>Hạn đề nghị: hết ngày {dayText(one.until, "vi")}.</p>}
          {one.form === "service" ? (
            <p className="soft">Hỗ trợ bằng tập huấn, tư vấn. Văn phòng sẽ mời cơ sở tham gia.</p>
          ) : one.claimId ? (
            <p>
              <a href={ownSupportPaths.claim(one.claimId)}>Mở đề nghị</a>{" "}
              {one.claimState && <State state={one.claimState} />}
            </p>
          ) : one.isOver ? (
            <p className="soft">Đã hết hạn đề nghị, hoặc hỗ trợ này đã ngừng.</p>
          ) : (
            <form method="post">
              <input type="hidden" name="rightId" value={one.id} />
              <button type="submit">Lập đề nghị</button>
            </form>
          )}
        </div>
      ))}
    </>
  );
}

function Claims({ claims }: Pick<Loaded, "claims">) {
  if (claims.length === 0) return null;
  return (
    <>
      <h3>Đề nghị và kết quả</h3>
      <ul className="row-list">
        {claims.map((one) => (
          <li key={one.id}>
            <a href={ownSupportPaths.claim(one.id)}>
              <span>
                {one.name} <State state={one.state} />
                {one.approved && (
                  <small className="soft">
                    Được duyệt {one.approved} đồng{one.paid && `, đã nhận ${one.paid} đồng`}
                  </small>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fairs({ fairs }: Pick<Loaded, "fairs">) {
  if (fairs.length === 0) return null;
  return (
    <>
      <h3>Hỗ trợ đi hội chợ</h3>
      <ul>
        {fairs.map((one) => (
          <li key={one.id}>
            {one.what} ({dayText(one.day, "vi")}): {one.amount} đồng
          </li>
        ))}
      </ul>
    </>
  );
}

function Trainings({ trainings }: Pick<Loaded, "trainings">) {
  if (trainings.length === 0) return null;
  return (
    <>
      <h3>Tập huấn</h3>
      {trainings.map((one) => (
        <div key={one.traineeId} className="card">
          <p>
            <strong>{one.course}</strong> ({one.year}), {one.fullName}
          </p>
          {!one.isOver && (
            <>
              <p>Nơi học: {one.place}.</p>
              {one.sessions.length === 0 && <p>Văn phòng sẽ báo ngày học.</p>}
            </>
          )}
          {one.sessions.length > 0 && (
            <ul>
              {one.sessions.map(({ id, heldOn, part, topic }) => (
                <li key={id}>
                  {dayText(heldOn, "vi")}, {dayParts[part].toLowerCase()}
                  {topic && `: ${topic}`}
                </li>
              ))}
            </ul>
          )}
          <p>
            Đã dự {one.present}/{one.sessions.length} buổi.{" "}
            {one.certificateNumber !== null && (
              <a href={supportPaths.certificate(one.traineeId)}>Giấy xác nhận (PDF)</a>
            )}
          </p>
        </div>
      ))}
    </>
  );
}

function State({ state }: { state: ClaimState }) {
  return <Tag kind={tagOf[state]}>{claimStates[state]}</Tag>;
}
