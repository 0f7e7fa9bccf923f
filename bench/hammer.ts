// Asks one address again and again over so many kept connections and counts the answers: a process
// of its own that does as little as a client can, so that what is measured is the server.
import { connect } from "node:net";

/** What the parent sends; the answer is the number of answers a second. */
export type Hammering = {
  readonly port: number;
  readonly path: string;
  readonly clients: number;
  readonly seconds: number;
  /** Beside `Host`, by name; without any, packed answers are asked for. */
  readonly headers?: Readonly<Record<string, string>>;
};

process.on("message", ({ port, path, clients, seconds, headers }: Hammering) => {
  const lines = Object.entries(headers ?? { "Accept-Encoding": "gzip" });
  const asked = Buffer.from(
    [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`]
      .concat(lines.map(([name, value]) => `${name}: ${value}`))
      .join("\r\n") + "\r\n\r\n",
  );
  const end = performance.now() + seconds * 1000;
  void Promise.all(Array.from({ length: clients }, () => hammer(port, asked, end))).then((counts) =>
    process.send?.(counts.reduce((sum, count) => sum + count, 0) / seconds),
  );
});
process.on("disconnect", () => process.exit());

/** An answer ends at the length that its head names, or with the last of its chunks. */
function hammer(port: number, asked: Buffer, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let [count, got, length, tail] = [0, 0, 0, ""];
    const socket = connect(port, "127.0.0.1", () => socket.write(asked));
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (piece) => {
      if (got === 0) length = lengthOf(piece);
      got += piece.length;
      tail = (tail + piece.subarray(-5).toString("latin1")).slice(-5);
      if (length === chunked ? tail !== "0\r\n\r\n" : got < length) return;
      [got, tail] = [0, ""];
      count += 1;
      if (performance.now() < end) socket.write(asked);
      else socket.end(() => resolve(count));
    });
  });
}

const chunked = -1;

/** Of a whole answer with its head, which comes in one piece. */
function lengthOf(piece: Buffer): number {
  const text = piece.toString("latin1");
  const head = text.indexOf("\r\n\r\n") + 4;
  if (!text.startsWith("HTTP/1.1 200 ") || head < 4) throw new Error(text);
  const body = /^content-length: (\d+)/im.exec(text.slice(0, head))?.[1];
  return body === undefined ? chunked : head + Number(body);
}
