import { createReadStream } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { CliError, messageOf } from "./exit.ts";

/** What a command may touch of the world; tests hand in their own. */
export type CliIo = {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stdin: Readable;
  /** Opens a file for reading; a file that cannot be read makes the stream fail. */
  readonly open: (path: string) => Readable;
};

/** The process's own streams and the disk. */
export function systemIo(): CliIo {
  // A reader that has seen enough (`| head`) closes the pipe: `write` reports it to the command.
  process.stdout.on("error", () => {});
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    open: (path) => createReadStream(path),
  };
}

/** Writes and waits until the stream has taken it, so that a slow reader holds us back. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

const newline = 0x0a;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The stream behind a FILE argument; `-` is standard input. */
export function openInput(path: string, io: CliIo): Readable {
  return path === "-" ? io.stdin : io.open(path);
}

/** A whole JSON file, or a `CliError` that names it. */
export async function readJson(path: string, io: CliIo): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of openInput(path, io)) chunks.push(toBytes(chunk));
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    return parseJson(Buffer.concat(chunks));
  } catch (error) {
    throw new CliError(`${path}: ${messageOf(error)}`);
  }
}

/**
 * JSON from UTF-8 bytes; throws a `CliError` that says what is wrong with either. A key given
 * twice is refused too: JSON would quietly keep the last, and two answers are none.
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new CliError("not UTF-8 text");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CliError(`not JSON: ${messageOf(error)}`);
  }
  const twice = findRepeatedKey(text);
  if (twice !== undefined) throw new CliError(`${twice}: given twice in one object`);
  return value;
}

/** The first key, as written, that stands twice in one object of a text known to be JSON. */
function findRepeatedKey(json: string): string | undefined {
  const objects: Set<unknown>[] = [];
  for (const [token, text, colon] of json.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]/gu)) {
    if (token === "{") objects.push(new Set());
    else if (token === "}") objects.pop();
    else if (text !== undefined && colon !== undefined) {
      const key: unknown = JSON.parse(text);
      if (objects.at(-1)?.has(key)) return text;
      objects.at(-1)?.add(key);
    }
  }
  return undefined;
}

/** The lines of a stream, a batch at a time as they arrive, without their line ends; however long the file. */
export async function* readLines(path: string, io: CliIo): AsyncGenerator<Uint8Array[]> {
  let rest: Uint8Array = new Uint8Array();
  try {
    for await (const chunk of openInput(path, io)) {
      const bytes = Buffer.concat([rest, toBytes(chunk)]);
      const lines: Uint8Array[] = [];
      let start = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        lines.push(bytes.subarray(start, end));
        start = end + 1;
      }
      rest = bytes.subarray(start);
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (rest.length > 0) yield [rest];
}

function unreadable(path: string, error: unknown): CliError {
  return new CliError(
    `${path === "-" ? "standard input" : path}: cannot be read: ${messageOf(error)}`,
  );
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}
