import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnSeats } from "#modules/councils/sheets/agenda.server.ts";
import { instantText } from "#ui/dates.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { duties, sessionModes, type SessionState, sessionStates } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import type { Route } from "./+types/sessions.ts";
import { HallScript } from "./parts/hall-script.tsx";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const seats = await listOwnSeats(db, actor);
  return {
    user: actor.userId,
    script: islandUrl("hall"),
    sessions: seats.map(({ session, council, duty, items, undeclared }) => ({
      id: session.id,
      title: session.title,
      state: session.state,
      mode: session.mode,
      place: session.place,
      startsAt: instantText(session.startsAt, "vi"),
      dueAt: session.dueAt && instantText(session.dueAt, "vi"),
      council,
      duty,
      items,
      undeclared,
    })),
  };
});

const tagOf: Readonly<Record<SessionState, "good" | "warning" | "past" | "error">> = {
  planned: "warning",
  open: "good",
  closed: "past",
  converted: "past",
  cancelled: "past",
};

export default function SessionsPage({ loaderData }: Route.ComponentProps) {
  const { sessions, user, script } = loaderData;
  return (
    <>
      <title>Các phiên của tôi – OCOP</title>
      <h1>Các phiên của tôi</h1>
      <div data-waiting />
      {sessions.length === 0 && (
        <Empty title="Bạn chưa có phiên nào.">
          <p>Khi hội đồng xếp bạn vào một phiên đánh giá, phiên đó hiện ở đây.</p>
        </Empty>
      )}
      {sessions.map((session) => (
        <article className="card session-card" key={session.id}>
          <h2>
            <a href={councilPaths.ownSheets(session.id)}>{session.title}</a>{" "}
            <Tag kind={tagOf[session.state]}>{sessionStates[session.state]}</Tag>
          </h2>
          <p className="soft">
            {session.council} · {duties[session.duty]}
          </p>
          <p>
            {sessionModes[session.mode]}, {session.startsAt}
            {session.place && `, ${session.place}`}
            {session.dueAt && `; nhận phiếu đến ${session.dueAt}`} · {session.items} sản phẩm
          </p>
          {session.undeclared > 0 && (session.state === "open" || session.state === "planned") && (
            <p>
              <a className="button" href={councilPaths.declare(session.id)}>
                Khai báo xung đột lợi ích ({session.undeclared} sản phẩm)
              </a>
            </p>
          )}
          {session.duty === "secretary" && (
            <p>
              <a href={councilPaths.session(session.id)}>Bàn điều hành phiên</a>
            </p>
          )}
        </article>
      ))}
      <HallScript src={script} user={user} />
    </>
  );
}
