import type { z } from "zod";
import { AppError } from "#core/errors.ts";
import type { Book } from "../book.server.ts";
import type { CompiledSet } from "../compiled.ts";
import { readArguments, selectBook, selectSet } from "./arguments.server.ts";
import type { Arguments, OptionName } from "./arguments.server.ts";
import { CliError, exitCodes, OtherFileError } from "./exit.ts";
import type { ExitCode } from "./exit.ts";
import { parseJson, readJson, readLines, write } from "./io.server.ts";
import type { CliIo } from "./io.server.ts";
import { parseInput } from "./input.ts";

/** A command that turns one case, or each line of a batch, into one JSON result. */
export type CaseCommand<Case, Settings> = {
  /** The option that names the file of a single case. */
  readonly file: "answers" | "sheets";
  readonly options: readonly OptionName[];
  readonly schema: z.ZodType<Case>;
  /** Reads what holds for every case: a file of rules, of costs. */
  readonly prepare: (args: Arguments, io: CliIo) => Promise<Settings>;
  readonly run: (set: CompiledSet, input: Case, settings: Settings) => object;
};

const common = [
  "regime",
  "rulebook",
  "set",
  "batch",
  "allow-unverified",
  "digest",
  "json",
] as const;

/** Runs a case command; returns its exit code, throws `CliError` before anything is written. */
export async function runCases<
  Case extends { set?: string | undefined; regime?: string | undefined },
  Settings,
>(command: CaseCommand<Case, Settings>, args: readonly string[], io: CliIo): Promise<ExitCode> {
  const given = readArguments(args, [...common, command.file, ...command.options]);
  const file = given[command.file];
  if ((file === undefined) === (given.batch === undefined)) {
    throw new CliError(
      `--${command.file}: give either --${command.file} FILE or --batch FILE.jsonl`,
    );
  }
  const book = await selectBook(given, io);
  const settings = await command.prepare(given, io);
  const solve = (value: unknown): string => {
    const input = parseInput(command.schema, value);
    const set = selectSet(book, setOf(book, input, given), given["allow-unverified"] ?? false);
    const result = command.run(set, input, settings);
    return `${JSON.stringify(given.digest ? { ...result, digest: book.digest } : result)}\n`;
  };
  if (given.batch !== undefined) return runBatch(given.batch, solve, io);
  return runOne(file ?? "-", solve, io);
}

async function runOne(
  file: string,
  solve: (value: unknown) => string,
  io: CliIo,
): Promise<ExitCode> {
  const content = await readJson(file, io);
  let result: string;
  try {
    result = solve(content);
  } catch (error) {
    if (error instanceof OtherFileError) throw error;
    const { lines, exitCode } = asCliError(error);
    throw new CliError(
      lines.map((line) => `${file}: ${line}`),
      exitCode,
    );
  }
  await write(io.stdout, result);
  return exitCodes.done;
}

/**
 * One result line for each line, in order; a line that cannot be scored gets `{"error":"…"}`.
 * Blank lines at the end of the file are no cases; elsewhere they are bad lines. At the end a
 * bad line means exit 2; otherwise an unverified set means exit 3.
 */
async function runBatch(
  path: string,
  solve: (value: unknown) => string,
  io: CliIo,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  let number = 0;
  let failed = 0;
  let blanks = 0;
  let first = "";
  const solveLine = (line: Uint8Array): string => {
    number += 1;
    try {
      return solve(parseJson(line));
    } catch (error) {
      const problem = asCliError(error);
      failed += 1;
      first ||= `line ${number}: ${problem.message}`;
      if (exitCode !== exitCodes.badInput) exitCode = problem.exitCode;
      return `${JSON.stringify({ error: problem.message })}\n`;
    }
  };
  for await (const lines of readLines(path, io)) {
    let results = "";
    for (const line of lines) {
      if (isBlank(line)) {
        blanks += 1;
        continue;
      }
      for (; blanks > 0; blanks -= 1) results += solveLine(new Uint8Array());
      results += solveLine(line);
    }
    if (results !== "") await write(io.stdout, results);
  }
  if (failed > 0)
    await write(io.stderr, `${path}: ${failed} of ${number} lines failed; first: ${first}\n`);
  return exitCode;
}

/** The set a case is for: its own, or the one on the command line; two that differ are refused. */
function setOf(
  book: Book,
  input: { set?: string | undefined; regime?: string | undefined },
  given: Arguments,
): string | undefined {
  if (input.regime !== undefined && input.regime !== book.rulebook.regime) {
    throw new CliError(
      `regime: the case is for ${input.regime}, the rulebook is ${book.rulebook.regime}`,
    );
  }
  if (input.set !== undefined && given.set !== undefined && input.set !== given.set) {
    throw new CliError(`set: the case is for set ${input.set}, --set says ${given.set}`);
  }
  return input.set ?? given.set;
}

/** Any thrown value that the input is to blame for, as a `CliError`; anything else is ours and thrown on. */
export function asCliError(error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof AppError) return new CliError(error.en);
  throw error;
}

/** Nothing but blanks, tabs and carriage returns. */
function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
