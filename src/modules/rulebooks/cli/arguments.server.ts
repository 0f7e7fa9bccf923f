import { parseArgs } from "node:util";
import type { Book } from "../book.server.ts";
import { findBook, listRegimes, openBook, RulebookError } from "../book.server.ts";
import type { CompiledSet } from "../compiled.ts";
import { CliError, exitCodes, messageOf } from "./exit.ts";
import { readJson } from "./io.server.ts";
import type { CliIo } from "./io.server.ts";

const options = {
  regime: { type: "string" },
  rulebook: { type: "string" },
  set: { type: "string" },
  answers: { type: "string" },
  sheets: { type: "string" },
  batch: { type: "string" },
  rules: { type: "string" },
  costs: { type: "string" },
  stars: { type: "string" },
  "allow-unverified": { type: "boolean" },
  digest: { type: "boolean" },
  json: { type: "boolean" },
} as const;

export type OptionName = keyof typeof options;

export type Arguments = {
  readonly [K in OptionName]?:
    | ((typeof options)[K]["type"] extends "boolean" ? boolean : string)
    | undefined;
};

/** Reads a command's options; only those it names are known to it, and none may come twice. */
export function readArguments(args: readonly string[], known: readonly OptionName[]): Arguments {
  const { values, tokens } = parse(args, known);
  const names = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new CliError(`--${twice}: given twice`);
  if (Object.values(values).filter((value) => value === "-").length > 1) {
    throw new CliError("-: standard input can be read only once");
  }
  return values;
}

function parse(args: readonly string[], known: readonly OptionName[]) {
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(known.map((name) => [name, options[name]])),
      strict: true,
      allowPositionals: false,
      tokens: true,
    });
  } catch (error) {
    throw new CliError(messageOf(error));
  }
}

/** The rulebook named by `--regime` or read from `--rulebook`. */
export async function selectBook({ regime, rulebook }: Arguments, io: CliIo): Promise<Book> {
  if (regime !== undefined && rulebook !== undefined) {
    throw new CliError("--rulebook: stands in place of --regime; give one of them");
  }
  if (rulebook !== undefined) return readBook(rulebook, io);
  if (regime === undefined) throw new CliError("--regime: missing (or --rulebook FILE)");
  const book = findBook(regime);
  if (!book)
    throw new CliError(`--regime: unknown regime ${regime}; known: ${listRegimes().join(", ")}`);
  return book;
}

/** A rulebook file; a refused one ends the command with one line for each fault. */
export async function readBook(path: string, io: CliIo): Promise<Book> {
  const content = await readJson(path, io);
  try {
    return openBook(content);
  } catch (error) {
    if (error instanceof RulebookError) throw new CliError(error.faults);
    if (error instanceof RangeError) throw new CliError(`${path}: nested too deeply`);
    throw error;
  }
}

/** A set ready to score; an unverified one only where the caller allows it. */
export function selectSet(
  book: Book,
  code: string | undefined,
  allowUnverified: boolean,
): CompiledSet {
  const { regime } = book.rulebook;
  if (code === undefined) throw new CliError("set: missing (--set NN)");
  const set = book.compiled.get(code);
  if (!set) {
    throw new CliError(
      `set: regime ${regime} has no set ${code}; it has ${[...book.compiled.keys()].join(", ")}`,
    );
  }
  if (set.verified || allowUnverified) return set;
  throw new CliError(
    `set ${code} of regime ${regime} is not verified against the original; add --allow-unverified to use it`,
    exitCodes.unverified,
  );
}
