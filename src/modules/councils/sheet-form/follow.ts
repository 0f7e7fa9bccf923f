import type { Board } from "../board.ts";
import type { ItemState, SessionState } from "../model.ts";

/** Where a session stands for a page that follows it: never what anybody gave. */
export type Followed = {
  readonly state: SessionState;
  /** The product that the council is looking at. */
  readonly current: string | null;
  readonly items: readonly { readonly id: string; readonly state: ItemState }[];
};

/** The same for two boards between which nothing has moved on; progress and attendance are left out. */
export function standOf({ state, current, items }: Followed): string {
  const states = items.map((item) => `${item.id} ${item.state}`).toSorted();
  return [state, current ?? "", ...states].join("|");
}

/** Whether a session still sends its board. */
export function isLive(state: SessionState): boolean {
  return state !== "closed" && state !== "converted" && state !== "cancelled";
}

/**
 * Follows the live board at an address; calls back when the session has moved on from what the
 * page was drawn with (`seen`, a `standOf`), and at every move after that. The browser comes back
 * by itself after a break.
 */
export function followBoard(url: string, seen: string, onMove: (board: Board) => void): void {
  const source = new EventSource(url);
  let last = seen;
  const take = (event: MessageEvent<string>) => {
    const board = JSON.parse(event.data) as Board;
    const now = standOf(board);
    if (now === last) return;
    last = now;
    onMove(board);
  };
  source.addEventListener("message", take);
  source.addEventListener("end", (event: MessageEvent<string>) => {
    source.close();
    take(event);
  });
}
