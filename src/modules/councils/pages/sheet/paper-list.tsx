import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listPaperSheets, type PaperRow } from "#modules/councils/sheets/scan.server.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { councilPaths } from "../../paths.ts";
import type { Route } from "./+types/paper-list.ts";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const address = { sessionId: params.session, itemId: params.item };
  const { loaded, round, rows } = await listPaperSheets(db, actor, address);
  const own = loaded.seats.find(({ userId }) => userId === actor.userId);
  return {
    session: loaded.session.id,
    item: loaded.item.id,
    title: loaded.session.title,
    seq: loaded.item.seq,
    round,
    rows,
    isSecretary: own?.duty === "secretary",
    isScoring: loaded.item.state === "scoring",
  };
});

const states: Readonly<Record<PaperRow["state"], string>> = {
  none: "Chưa có phiếu",
  open: "Đang chấm trên máy",
  entered: "Phiếu giấy, chờ đối chiếu",
  signed: "Đã ký",
};

export default function PaperListPage({ loaderData }: Route.ComponentProps) {
  const { session, item, rows, isSecretary, isScoring } = loaderData;
  return (
    <>
      <title>Phiếu giấy – OCOP</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: councilPaths.sessions, name: "Các phiên của tôi" },
          { href: councilPaths.ownSheets(session), name: loaderData.title },
        ]}
      />
      <h1>
        <span className="kicker">
          Sản phẩm {loaderData.seq} · lượt chấm {loaderData.round}
        </span>{" "}
        Phiếu giấy
      </h1>
      <p>
        Thành viên chấm trên giấy thì thư ký quét phiếu và nhập vào đây; người thứ hai đối chiếu với
        bản quét rồi phiếu mới có giá trị.
      </p>
      <ul className="row-list plain">
        {rows.map((row) => {
          const mayEnter = isSecretary && isScoring && row.state !== "signed";
          const mayCompare = isScoring && row.state === "entered" && !row.isMine;
          const href = councilPaths.paperSheet(session, item, row.memberId);
          return (
            <li key={row.memberId}>
              <p>
                {row.seat}. {row.name}{" "}
                <Tag kind={row.state === "signed" ? "good" : "past"}>{states[row.state]}</Tag>{" "}
                {mayCompare && <a href={href}>Đối chiếu</a>}
                {mayEnter && !mayCompare && (
                  <a href={href}>{row.state === "entered" ? "Nhập lại" : "Nhập phiếu giấy"}</a>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
