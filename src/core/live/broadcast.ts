import { createHash } from "node:crypto";
import type { Live } from "./hub.ts";

/** How things stand, as text; `ended`: nothing will change any more. */
export type Snapshot = { readonly text: string; readonly ended: boolean };

/** One who looks at a stream of snapshots. */
export type Watcher = {
  /** Whether they still may; asked at every heartbeat. A refusal ends their stream. */
  readonly isAllowed: () => Promise<boolean>;
  /** `Last-Event-ID`: the snapshot that they have already. */
  readonly lastSeen: string | null;
  readonly signal: AbortSignal;
};

export type Broadcast = {
  /** A stream of server-sent events for one more watcher: how things stand, then every change. */
  open(watcher: Watcher): Promise<ReadableStream<Uint8Array>>;
  readonly watchers: () => number;
};

type Frame = { readonly id: string; readonly bytes: Uint8Array; readonly ended: boolean };
type Sink = { offer(frame: Frame): void; beat(): Promise<void>; end(): void };

const encoder = new TextEncoder();
const heartbeat = encoder.encode(":\n\n");

/**
 * One view of one channel for any number of watchers: read once for each change, sent to all as
 * the same bytes. A watcher who is slow to read gets the newest state and not those between, so
 * that nobody's slowness takes memory. Ends with its last watcher; `pauseMs` is the least time
 * between two readings.
 */
export function createBroadcast(
  live: Live,
  channel: string,
  read: () => Promise<Snapshot>,
  { pauseMs = 150, heartbeatMs = 20_000 } = {},
): Broadcast {
  const sinks = new Set<Sink>();
  let current: Promise<Frame> | null = null;
  let stop: Promise<() => void> | null = null;
  let beating: NodeJS.Timeout | null = null;
  let due: NodeJS.Timeout | null = null;

  const load = async (): Promise<Frame> => frameOf(await read());

  function changed(): void {
    due ??= setTimeout(() => {
      due = null;
      void tellAll();
    }, pauseMs);
  }

  async function tellAll(): Promise<void> {
    const before = await current?.catch(() => null);
    current = load();
    try {
      const frame = await current;
      if (frame.id === before?.id && !frame.ended) return;
      for (const sink of sinks) sink.offer(frame);
    } catch {
      // They come back by themselves, once there is a database to read from.
      for (const sink of sinks) sink.end();
    }
  }

  async function begin(): Promise<void> {
    stop ??= live.subscribe(channel, changed);
    await stop.catch((error: unknown) => {
      stop = null;
      throw error;
    });
    beating ??= setInterval(() => {
      for (const sink of sinks) void sink.beat();
    }, heartbeatMs);
    beating.unref();
  }

  function leave(sink: Sink): void {
    sinks.delete(sink);
    rest();
  }

  /** Stops listening when nobody watches. */
  function rest(): void {
    if (sinks.size > 0) return;
    if (beating) clearInterval(beating);
    if (due) clearTimeout(due);
    void stop?.then((unsubscribe) => unsubscribe());
    [beating, due, stop, current] = [null, null, null, null];
  }

  return {
    watchers: () => sinks.size,
    async open({ isAllowed, lastSeen, signal }) {
      await begin();
      current ??= load();
      const frame = await current.catch((error: unknown) => {
        current = null;
        rest();
        throw error;
      });
      return streamTo(
        (sink) => {
          sinks.add(sink);
          if (frame.id !== lastSeen || frame.ended) sink.offer(frame);
          signal.addEventListener("abort", () => sink.end(), { once: true });
          if (signal.aborted) sink.end();
        },
        leave,
        isAllowed,
      );
    },
  };
}

/** A stream that holds at most one frame for a reader who is behind: the newest. */
function streamTo(
  joined: (sink: Sink) => void,
  left: (sink: Sink) => void,
  isAllowed: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  let missed: Frame | null = null;
  let sink: Sink;
  let open = true;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const hasRoom = () => (controller.desiredSize ?? 0) > 0;
        const end = () => {
          if (!open) return;
          open = false;
          left(sink);
          controller.close();
        };
        const send = (frame: Frame) => {
          missed = null;
          controller.enqueue(frame.bytes);
          if (frame.ended) end();
        };
        sink = {
          end,
          offer(frame) {
            if (!open) return;
            if (hasRoom()) send(frame);
            else missed = frame;
          },
          async beat() {
            if (!(await isAllowed().catch(() => false))) end();
            else if (open && hasRoom()) controller.enqueue(heartbeat);
          },
        };
        controller.enqueue(encoder.encode("retry: 2000\n\n"));
        joined(sink);
      },
      pull() {
        if (missed) sink.offer(missed);
      },
      cancel() {
        open = false;
        left(sink);
      },
    },
    { highWaterMark: 4 },
  );
}

function frameOf({ text, ended }: Snapshot): Frame {
  const id = createHash("sha256").update(text).digest("base64url").slice(0, 16);
  const name = ended ? "event: end\n" : "";
  const data = text
    .split("\n")
    .map((line) => `data: ${line}\n`)
    .join("");
  return { id, ended, bytes: encoder.encode(`id: ${id}\n${name}${data}\n`) };
}

/** A stream of events as an answer that no proxy holds back and nobody keeps. */
export function eventResponse(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    },
  });
}
