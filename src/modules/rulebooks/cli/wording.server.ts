import { parseArgs } from "node:util";
import type { Database } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { importWording } from "../service/wordings.server.ts";
import { WordingError } from "../wording.server.ts";
import { CliError, exitCodes, messageOf } from "./exit.ts";
import { type CliIo, openInput, write } from "./io.server.ts";

/** Opens the installation's database for one piece of work, and closes it. */
export type WithDatabase = <T>(work: (database: Database) => Promise<T>) => Promise<T>;

const usage = "rulebook wording FILE --regime R --province NN [--dry-run]";

/**
 * `rulebook wording FILE --regime R --province NN [--dry-run]`: takes a province's official
 * wording from a CSV. Prints one line of JSON; exit code 2 and a line for each mistake when the
 * file does not fit the decision, and nothing of it is kept.
 */
export async function wordingCommand(
  args: readonly string[],
  io: CliIo,
  withDatabase: WithDatabase,
): Promise<number> {
  try {
    const { file, ...request } = readWordingArguments(args);
    const csv = await readText(file, io);
    const done = await withDatabase(({ db }) => importWording(db, "operator", { ...request, csv }));
    await write(io.stdout, `${JSON.stringify({ ...request, ...done })}\n`);
    return exitCodes.done;
  } catch (error) {
    const lines = linesOf(error);
    if (!lines) throw error;
    await write(io.stderr, lines.map((line) => `${line}\n`).join(""));
    return exitCodes.badInput;
  }
}

function readWordingArguments(args: readonly string[]) {
  const { values, positionals } = parse(args);
  const [file] = positionals;
  const { regime, province } = values;
  if (positionals.length !== 1 || !file || !regime || !province) throw new CliError(usage);
  if (!/^\d{2}$/.test(province)) throw new CliError(`--province: ${province} is no province code`);
  return { file, regime, province, dryRun: values["dry-run"] ?? false };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        regime: { type: "string" },
        province: { type: "string" },
        "dry-run": { type: "boolean" },
      },
    });
  } catch (error) {
    throw new CliError(messageOf(error));
  }
}

async function readText(path: string, io: CliIo): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of openInput(path, io)) chunks.push(Buffer.from(chunk as Uint8Array));
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new CliError(`${path}: ${messageOf(error)}`);
  }
}

/** What to print about a mistake of the caller; undefined for a fault of ours. */
function linesOf(error: unknown): readonly string[] | undefined {
  if (error instanceof WordingError || error instanceof CliError) return error.lines;
  return error instanceof AppError && error.status < 500 ? [error.vi] : undefined;
}
