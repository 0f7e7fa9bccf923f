// Asks one address again and again over so many kept connections and counts the answers: a process
// of its own that does as little as a client can, so that what is measured is the server.
import { connect } from "node:net";

/** What the parent sends; the answer is the number of answers a second. */
export type Hammering = {
  readonly port: number;
  readonly path: string;
  readonly clients: number;
  readonly seconds: number;
};

process.on("message", ({ port, path, clients, seconds }: Hammering) => {
  const asked = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: gzip\r\n\r\n`,
  );
  const end = performance.now() + seconds * 1000;
  void Promise.all(Array.from({ length: clients }, () => hammer(port, asked, end))).then((counts) =>
    process.send?.(counts.reduce((sum, count) => sum + count, 0) / seconds),
  );
});
process.on("disconnect", () => process.exit());

/** Every answer has the same length, learnt from the first. */
function hammer(port: number, asked: Buffer, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let [count, got, length] = [0, 0, 0];
    const socket = connect(port, "127.0.0.1", () => socket.write(asked));
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (piece) => {
      if (length === 0) length = lengthOf(piece);
      got += piece.length;
      if (got < length) return;
      got = 0;
      count += 1;
      if (performance.now() < end) socket.write(asked);
      else socket.end(() => resolve(count));
    });
  });
}

function lengthOf(piece: Buffer): number {
  const text = piece.toString("latin1");
  const body = /^content-length: (\d+)/im.exec(text)?.[1];
  if (!text.startsWith("HTTP/1.1 200 ") || body === undefined) throw new Error(text);
  return text.indexOf("\r\n\r\n") + 4 + Number(body);
}
