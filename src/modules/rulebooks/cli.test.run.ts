/** Command lines of rulebooks, run on files held in memory. */
import assert from "node:assert/strict";
import { Readable, Writable } from "node:stream";
import { rulebookCommands } from "./cli.ts";
import { group, leaf, part, rulebook } from "./factory.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;
type Outcome = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command line on files held in memory; the file `-` is what stands on standard input. */
export async function run(line: string, files: Files = {}): Promise<Outcome> {
  const [name = "", ...args] = line.split(" ");
  const command = Object.entries(rulebookCommands).find(([known]) => known === name)?.[1];
  assert.ok(command, name);
  const out = collector();
  const err = collector();
  const code = await command(args, {
    stdout: out.stream,
    stderr: err.stream,
    stdin: Readable.from([files["-"] ?? ""]),
    open: (path) => {
      const content = files[path];
      if (content !== undefined) return Readable.from([content]);
      return new Readable({
        read() {
          this.destroy(new Error(`no such file ${path}`));
        },
      });
    },
  });
  return { code, out: out.text(), err: err.text() };
}

export function collector() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString("utf8"));
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}

/** Bad input: nothing on stdout, one line on stderr that names the place. */
export function assertRefused({ code, out, err }: Outcome, place: RegExp, exit = 2): void {
  assert.equal(out, "");
  assert.match(err, place);
  assert.equal(err.split("\n").length, 2, err);
  assert.ok(err.endsWith("\n"));
  assert.equal(code, exit);
}

/** A small rulebook as a file: two levels and three, a gate, a condition. */
export const small = rulebook(
  [
    part("A", [group("1", [leaf("1.1", [0, 20, [40, 3]]), leaf("1.2", [0, 20])])]),
    part("B", [leaf("2", [0, 40], { appliesWhen: { criterion: "1.2", pointsAtLeast: 20 } })]),
  ],
  {
    regime: "small",
    bands: [
      { stars: 3, min: 60 },
      { stars: 2, min: 30 },
      { stars: 1, min: 0 },
    ],
  },
);
export const book = { "small.json": JSON.stringify(small) };
export const unverified = {
  "small.json": JSON.stringify({
    ...small,
    sets: small.sets.map((s) => ({ ...s, verified: false })),
  }),
};
export const answers = (given: Record<string, unknown>, more: object = {}) =>
  JSON.stringify({ answers: given, ...more });
