import type { Attendance, Duty, ItemState, SessionMode, SessionState } from "./model.ts";

/** How far one member is with one product: never what they gave. */
export type Progress = {
  readonly userId: string;
  /** Criteria that have an answer. */
  readonly answered: number;
  readonly signed: boolean;
};

/** One who sits in the session. */
export type BoardSeat = {
  readonly userId: string;
  readonly name: string;
  readonly agency: string;
  readonly duty: Duty;
  readonly scores: boolean;
  readonly attendance: Attendance;
};

/** One product of the agenda. */
export type BoardItem = {
  readonly id: string;
  readonly seq: number;
  readonly product: string;
  readonly producer: string;
  readonly set: string;
  readonly state: ItemState;
  readonly round: number;
  readonly version: number;
  /** How many criteria its set has. */
  readonly criteria: number;
  /** Members in conflict with it. */
  readonly recused: readonly string[];
  /** Of the round under way, by member. */
  readonly progress: readonly Progress[];
};

/**
 * A session as everybody who may see it may watch it run: who is there and how far they are.
 * Nothing in it depends on what anybody gave, before or after the reveal.
 */
export type Board = {
  readonly session: string;
  readonly title: string;
  readonly state: SessionState;
  readonly mode: SessionMode;
  readonly version: number;
  readonly current: string | null;
  readonly seats: readonly BoardSeat[];
  readonly items: readonly BoardItem[];
};

/** What one member is to do with one product now. */
export type CellState = "recused" | "absent" | "idle" | "none" | "some" | "all" | "signed";

/** What a cell of the board shows. */
export function cellOf(item: BoardItem, seat: BoardSeat, mode: SessionMode): CellState {
  if (item.recused.includes(seat.userId)) return "recused";
  const progress = item.progress.find(({ userId }) => userId === seat.userId);
  if (progress?.signed) return "signed";
  if (mode === "meeting" && seat.attendance === "absent") return "absent";
  if (item.state !== "scoring") return "idle";
  if (!progress || progress.answered === 0) return "none";
  return progress.answered < item.criteria ? "some" : "all";
}

/** Seats that still owe a signed sheet on a product that is being scored. */
export function awaitedOf(board: Pick<Board, "seats" | "mode">, item: BoardItem): BoardSeat[] {
  if (item.state !== "scoring") return [];
  return board.seats.filter(
    (seat) => seat.scores && ["none", "some", "all"].includes(cellOf(item, seat, board.mode)),
  );
}
