import { useEffect, useState } from "react";
import { useRevalidator } from "react-router";
import type { Board } from "../../board.ts";

export type LiveBoard = { readonly board: Board; readonly connected: boolean };

/**
 * The board of a session as it runs. The browser comes back by itself after a break and is sent
 * the newest board. What the page shows besides is read again when a product or the session has
 * moved on.
 */
export function useBoard(initial: Board, url: string): LiveBoard {
  const [live, setLive] = useState<Board | null>(null);
  const [connected, setConnected] = useState(true);
  const { revalidate } = useRevalidator();

  useEffect(() => {
    const source = new EventSource(url);
    const take = (event: MessageEvent<string>) => setLive(JSON.parse(event.data) as Board);
    source.addEventListener("open", () => setConnected(true));
    source.addEventListener("error", () => setConnected(source.readyState === EventSource.CLOSED));
    source.addEventListener("message", take);
    source.addEventListener("end", (event: MessageEvent<string>) => {
      take(event);
      source.close();
    });
    return () => source.close();
  }, [url]);

  const board = live ?? initial;
  const seen = footprint(initial);
  const now = footprint(board);
  useEffect(() => {
    if (now !== seen) void revalidate();
  }, [now, seen, revalidate]);
  return { board, connected };
}

/** What a page's own data depend on, apart from progress and attendance. */
function footprint({ state, version, current, items }: Board): string {
  return JSON.stringify([
    state,
    version,
    current,
    items.map((item) => [item.id, item.state, item.version]),
  ]);
}
