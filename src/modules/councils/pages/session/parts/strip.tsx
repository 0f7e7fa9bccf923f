import type { CSSProperties } from "react";
import {
  awaitedOf,
  type Board,
  type BoardItem,
  type BoardSeat,
  cellOf,
  type CellState,
} from "../../../board.ts";

/** What each mark means, for the legend and for those who do not see it. */
const cellWords: Readonly<Record<CellState, string>> = {
  signed: "đã ký phiếu",
  all: "chấm xong, chưa ký",
  some: "đang chấm",
  none: "chưa chấm",
  idle: "chưa đến lượt",
  absent: "vắng mặt",
  recused: "đứng ngoài do xung đột lợi ích",
};

/** How far each member is with one product: a mark each, by seat; never what they gave. */
export function Strip({ board, item }: { board: Board; item: BoardItem }) {
  const seats = board.seats.filter(({ scores }) => scores);
  const signed = item.progress.filter((one) => one.signed).length;
  const awaited = awaitedOf(board, item);
  const summary =
    item.state === "scoring"
      ? `Đã ký ${signed}; còn chờ ${awaited.map(({ name }) => name).join(", ") || "không ai"}.`
      : "";
  return (
    <div className="strip">
      <div aria-hidden="true" className="strip-cells">
        {seats.map((seat, at) => (
          <Cell key={seat.userId} at={at + 1} board={board} item={item} seat={seat} />
        ))}
      </div>
      <span className="unseen">{summary}</span>
    </div>
  );
}

function Cell({
  at,
  board,
  item,
  seat,
}: {
  at: number;
  board: Board;
  item: BoardItem;
  seat: BoardSeat;
}) {
  const state = cellOf(item, seat, board.mode);
  const answered = item.progress.find(({ userId }) => userId === seat.userId)?.answered ?? 0;
  const share = item.criteria === 0 ? 0 : answered / item.criteria;
  const detail = state === "some" ? ` (${answered}/${item.criteria} tiêu chí)` : "";
  return (
    <span
      className="strip-cell"
      data-state={state}
      style={{ "--share": `${Math.round(share * 100)}%` } as CSSProperties}
      title={`${seat.name}: ${cellWords[state]}${detail}`}
    >
      {state === "signed" ? "✓" : at}
    </span>
  );
}

/** What the marks mean. */
export function Legend() {
  const shown: readonly CellState[] = ["none", "some", "all", "signed", "absent", "recused"];
  return (
    <ul className="legend">
      {shown.map((state) => (
        <li key={state}>
          <span
            aria-hidden="true"
            className="strip-cell"
            data-state={state}
            style={{ "--share": "50%" } as CSSProperties}
          >
            {state === "signed" ? "✓" : ""}
          </span>{" "}
          {cellWords[state]}
        </li>
      ))}
    </ul>
  );
}
