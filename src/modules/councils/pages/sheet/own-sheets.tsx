import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { type OwnItem, ownAgenda } from "#modules/councils/sheets/agenda.server.ts";
import { Crumbs, Empty, Notice, Tag } from "#ui/public/notice.tsx";
import { itemStates } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import type { Route } from "./+types/own-sheets.ts";
import { isLive, standOf } from "../../sheet-form/follow.ts";
import { HallScript } from "./parts/hall-script.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { session, council, seat, items } = await ownAgenda(db, actor, params.session);
  return {
    id: session.id,
    title: session.title,
    state: session.state,
    council,
    scores: seat?.scores ?? false,
    isSecretary: seat?.duty === "secretary",
    items: items.filter(({ state }) => state !== "postponed"),
    user: actor.userId,
    script: islandUrl("hall"),
    live: isLive(session.state) ? councilPaths.live(session.id) : "",
    seen: standOf({ state: session.state, current: session.currentItemId, items }),
  };
});

export default function OwnSheetsPage({ loaderData }: Route.ComponentProps) {
  const { id, title, items, user, script, scores } = loaderData;
  const undeclared = items.filter(({ standing }) => standing === "undeclared").length;
  const ready = items.filter(({ standing }) => standing === "ready");
  return (
    <>
      <title>{`Phiếu của tôi – ${title}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[{ href: councilPaths.sessions, name: "Các phiên của tôi" }]}
      />
      <h1>
        <span className="kicker">{loaderData.council}</span> {title}
      </h1>
      <div data-waiting />
      <div data-agenda>
        {undeclared > 0 && (
          <Notice kind="warning" title={`Còn ${undeclared} sản phẩm bạn chưa khai báo.`}>
            <p>Hồ sơ mở ra sau khi bạn khai có hay không xung đột lợi ích.</p>
            <p>
              <a className="button" href={councilPaths.declare(id)}>
                Khai báo ngay
              </a>
            </p>
          </Notice>
        )}
        {items.length === 0 && <Empty title="Phiên chưa có sản phẩm nào." />}
        <ol className="row-list plain agenda">
          {items.map((item) => (
            <li key={item.id} className={item.isCurrent ? "now" : undefined}>
              <Row session={id} item={item} scores={scores} />
              {item.state === "scoring" && item.standing !== "conflicted" && (
                <p className="small">
                  <a className="touch" href={councilPaths.paperSheets(id, item.id)}>
                    Phiếu giấy
                  </a>
                </p>
              )}
            </li>
          ))}
        </ol>
      </div>
      {loaderData.isSecretary && (
        <p>
          <a className="button second" href={councilPaths.session(id)}>
            Bàn điều hành phiên
          </a>
        </p>
      )}
      {ready.length > 0 && (
        <p className="hint" data-kept hidden>
          Các phiếu đã nằm sẵn trên máy này: mất mạng vẫn mở và chấm được.
        </p>
      )}
      <HallScript
        src={script}
        user={user}
        live={loaderData.live}
        seen={loaderData.seen}
        keep={[councilPaths.ownSheets(id), ...ready.map((item) => councilPaths.sheet(id, item.id))]}
      />
    </>
  );
}

function Row({ session, item, scores }: { session: string; item: OwnItem; scores: boolean }) {
  const name = (
    <span>
      <span className="title">
        {item.seq}. {item.product}
      </span>{" "}
      <small className="soft">
        {item.producer} · {itemStates[item.state]}
        {item.round > 1 && ` · lượt chấm ${item.round}`}
      </small>
    </span>
  );
  if (item.standing === "conflicted")
    return (
      <p>
        {name} <Tag kind="past">Bạn không tham gia chấm</Tag>
      </p>
    );
  if (item.standing === "undeclared")
    return (
      <p>
        {name} <Tag kind="warning">Chưa khai báo</Tag>
      </p>
    );
  return (
    <a href={councilPaths.sheet(session, item.id)}>
      {name}
      {item.isCurrent && <Tag kind="warning">Đang xét</Tag>}
      {scores && <SheetTag item={item} />}
    </a>
  );
}

function SheetTag({ item }: { item: OwnItem }) {
  if (item.sheet === "signed") return <Tag>Đã ký</Tag>;
  if (item.answered > 0) return <Tag kind="warning">{item.answered} tiêu chí đã chấm</Tag>;
  return null;
}
