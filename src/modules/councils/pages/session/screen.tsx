import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { screenPage } from "#modules/councils/pages/session/screen.server.ts";
import mark from "#ui/public/mark.svg?no-inline";
import stylesheet from "./screen.css?url";
import { cellOf } from "../../board.ts";
import { itemStates } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import { useBoard } from "./use-board.ts";
import type { Route } from "./+types/screen.ts";

/** Runs in the browser like the desk, without its shell: it hangs on a wall. */
export const handle = { hydrate: true };

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return screenPage(db, actor, args.params.session);
});

/** The hall's screen: the product that the hall is at, who has signed, and after the reveal the result. */
export default function Screen({ loaderData, params }: Route.ComponentProps) {
  const { council, shown } = loaderData;
  const { board, connected } = useBoard(loaderData.board, councilPaths.live(params.session));
  const item = board.items.find(({ id }) => id === board.current);
  const done = board.items.filter(({ state }) => state === "concluded" || state === "rejected");
  const counted = board.items.filter(({ state }) => state !== "postponed");
  return (
    <main className="screen" data-connected={connected}>
      <title>{`Màn chiếu – ${board.title} – OCOP`}</title>
      <header>
        <p>{council}</p>
        <p>{board.title}</p>
        <p>
          {done.length}/{counted.length} sản phẩm đã có kết quả
        </p>
      </header>
      {item ? (
        <>
          <section className="now">
            <p className="number">Sản phẩm số {item.seq}</p>
            <h1>{item.product}</h1>
            <p className="producer">{item.producer}</p>
            <p className="state">
              {itemStates[item.state]}
              {item.round > 1 && `, lượt ${item.round}`}
            </p>
          </section>
          {shown && item.state !== "scoring" ? (
            <Figures shown={shown} />
          ) : (
            <ul className="people">
              {board.seats
                .filter(({ scores }) => scores)
                .map((seat) => {
                  const state = cellOf(item, seat, board.mode);
                  return (
                    <li key={seat.userId} data-state={state}>
                      <span aria-hidden="true">{state === "signed" ? "✓" : ""}</span>
                      {seat.name}
                      <small>{peopleWords[state]}</small>
                    </li>
                  );
                })}
            </ul>
          )}
        </>
      ) : (
        <section className="now">
          <h1>{board.state === "closed" ? "Phiên đã kết thúc" : "Chưa đến sản phẩm nào"}</h1>
        </section>
      )}
    </main>
  );
}

const peopleWords = {
  signed: "đã ký",
  all: "chưa ký",
  some: "đang chấm",
  none: "chưa chấm",
  idle: "",
  absent: "vắng mặt",
  recused: "đứng ngoài",
} as const;

function Figures({ shown }: { shown: NonNullable<Route.ComponentProps["loaderData"]["shown"]> }) {
  if (shown.rejected) return <p className="figures rejected">Hồ sơ bị loại</p>;
  return (
    <section className="figures">
      <p className="mean">
        {shown.mean?.replace(".", ",") ?? "–"} <small>điểm trung bình</small>
      </p>
      {shown.kind === "closed" ? (
        <p className="stars">
          <span className="on" aria-hidden="true">
            {"★".repeat(shown.stars)}
          </span>
          <span aria-hidden="true">{"★".repeat(Math.max(0, 5 - shown.stars))}</span>
          <span className="unseen">{shown.stars} sao</span>
        </p>
      ) : (
        <p>
          Trung vị {shown.median?.replace(".", ",") ?? "–"}, chênh lệch {shown.spread} điểm
          {shown.needsRescore && ": quá mức của Quy chế, hội đồng thảo luận"}
        </p>
      )}
      {shown.kind === "closed" && shown.bandStars > shown.stars && (
        <p>Đủ điểm {shown.bandStars} sao nhưng chưa đạt mức tối thiểu ở tiêu chí có dấu sao</p>
      )}
    </section>
  );
}
