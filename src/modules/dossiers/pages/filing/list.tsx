import { hasRole } from "#core/access/actor.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { forPage } from "#core/http/page.ts";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { requireActor } from "#core/session/session.ts";
import { overviewOf } from "#modules/dossiers/pages/filing/parts/overview.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { dayText } from "#ui/dates.ts";
import { Empty, Notice, Tag } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { KeepScript } from "#ui/keep/parts.tsx";
import { stateWords } from "../../filing/words.ts";
import { dossierKinds, dossierStates } from "../../model.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const overview = await overviewOf(db, actor);
  const { unread } = await listMessages(db, actor, { limit: 1 });
  return {
    ...overview,
    unread,
    duties: await dutiesOf(db, actor),
    mayOpenProducer: hasRole(actor, "producerOwner"),
    user: actor.userId,
    script: islandUrl("filing"),
  };
});

type Item = Route.ComponentProps["loaderData"]["open"][number];

export default function FilingList({ loaderData }: Route.ComponentProps) {
  const { open, ended, producers, unread, duties } = loaderData;
  return (
    <>
      <title>Hồ sơ của tôi – OCOP</title>
      <h1>Hồ sơ của tôi</h1>
      {unread > 0 && (
        <Notice kind="warning">
          <p>
            <a href={filingPaths.messages}>Bạn có {unread} tin nhắn chưa đọc</a>
          </p>
        </Notice>
      )}
      <div data-waiting />
      {duties.length > 0 && <Duties duties={duties} />}
      {producers.length === 0 ? (
        <Empty title="Tài khoản này chưa gắn với cơ sở nào">
          {loaderData.mayOpenProducer ? (
            <>
              <p>Trước hết hãy khai cơ sở: tên, loại hình, địa chỉ. Việc này chỉ làm một lần.</p>
              <p className="actions">
                <a className="button" href={producerPaths.open}>
                  Nhập thông tin cơ sở
                </a>
              </p>
            </>
          ) : (
            <p>
              Hãy nhờ chủ cơ sở, hoặc cán bộ phụ trách OCOP của Ủy ban nhân dân xã, thêm tài khoản
              này vào cơ sở.
            </p>
          )}
        </Empty>
      ) : (
        <>
          {open.map((item) => (
            <DossierCard key={item.id} item={item} />
          ))}
          {open.length === 0 && (
            <Empty title="Chưa có hồ sơ nào đang làm">
              <p>Mở một hồ sơ để bắt đầu. Làm dở lúc nào cũng được, hệ thống tự giữ lại.</p>
            </Empty>
          )}
          <p className="actions">
            <a className="button" href={filingPaths.open}>
              Mở hồ sơ mới
            </a>
          </p>
        </>
      )}
      {ended.length > 0 && (
        <details>
          <summary>Hồ sơ đã xong ({ended.length})</summary>
          <ul className="row-list">
            {ended.map((item) => (
              <li key={item.id}>
                <a href={filingPaths.hub(item.id)}>
                  <span>
                    {item.productName}
                    <small className="soft">
                      {dossierKinds[item.kind]}
                      {item.filedOn && `, nộp ngày ${dayText(item.filedOn, "vi")}`}
                    </small>
                  </span>
                  <Tag kind={stateWords[item.state].tag}>{dossierStates[item.state]}</Tag>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

type Duties = Route.ComponentProps["loaderData"]["duties"];

/** So many duties stand open; the rest is folded, so that the dossiers are not far below. */
const shownDuties = 5;

/** What waits for the producer on all its pages, the urgent first. */
function Duties({ duties }: { duties: Duties }) {
  const rest = duties.slice(shownDuties);
  return (
    <section className="card" aria-labelledby="duties">
      <h2 id="duties">Việc bạn cần làm</h2>
      <DutyList duties={duties.slice(0, shownDuties)} />
      {rest.length > 0 && (
        <details>
          <summary>Xem thêm {rest.length} việc</summary>
          <DutyList duties={rest} />
        </details>
      )}
    </section>
  );
}

function DutyList({ duties }: { duties: Duties }) {
  return (
    <ul className="row-list">
      {duties.map(({ text, href, isUrgent }) => (
        <li key={`${href} ${text}`}>
          <a href={href}>
            <span>{text}</span>
            {isUrgent && <Tag kind="error">Cần ngay</Tag>}
          </a>
        </li>
      ))}
    </ul>
  );
}

function DossierCard({ item }: { item: Item }) {
  const { state, writing } = item;
  return (
    <article className="card door dossier">
      <h2>
        <a href={filingPaths.hub(item.id)}>{item.productName}</a>
      </h2>
      <p>
        <Tag kind={stateWords[state].tag}>{dossierStates[state]}</Tag>{" "}
        <span className="soft">
          {dossierKinds[item.kind]}
          {item.severalProducers && ` · ${item.producerName}`}
        </span>
      </p>
      <p>{stateWords[state].now}</p>
      {writing && (
        <>
          <p>
            <Stars count={writing.stars} of={writing.highest} lang="vi" />{" "}
            <b className="number">{writing.total} điểm</b>{" "}
            <span className="soft">
              · xong {writing.done}/{writing.all} mục
            </span>
          </p>
          {writing.missing.length > 0 && (
            <ul className="small">
              {writing.missing.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {item.dueOn && (
        <p className="soft small">Hạn cơ quan xử lý: ngày {dayText(item.dueOn, "vi")}</p>
      )}
      {item.numberText && <p className="soft small">Số phiếu: {item.numberText}</p>}
    </article>
  );
}
