import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { type AuditHead, verifyAudit } from "./audit/verify.ts";
import { BackupError } from "./backup/manifest.ts";
import { type Database, openDatabase } from "./database/connection.ts";
import { DatabaseDamagedError } from "./database/embedded-folder.ts";
import { FolderLockedError } from "./database/lock.ts";
import { MigrationError } from "./database/migrate.ts";
import { type Env, EnvError, parseEnv } from "./env.ts";
import { AppError } from "./errors.ts";
import { openFileStore } from "./files/open.ts";
import { FileStoreError } from "./files/store.ts";

/** What a command may touch of the world; tests hand in their own. */
export type CommandIo = { readonly stdout: Writable; readonly stderr: Writable };

export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

/** Wrong arguments; the message says which. */
export class UsageError extends Error {}

/** Told in one line, without a trace: mistakes of the installation or of the caller. */
const expected = [
  EnvError,
  FolderLockedError,
  DatabaseDamagedError,
  MigrationError,
  BackupError,
  FileStoreError,
];

/**
 * Commands on the installation that the environment names. Exit code 0 only when all held; 1
 * when something did not; 2 for wrong arguments.
 */
export const coreCommands: Readonly<
  Record<"verify" | "backup" | "restore" | "invariants", Command>
> = {
  verify: guarded(verify),
  backup: guarded((args, io) => copy("backup", args, io)),
  restore: guarded((args, io) => copy("restore", args, io)),
  invariants: guarded(checkInvariants),
};

/**
 * `verify audit [--against FILE]`: recomputes every chain. Prints where each one stands, as
 * `province seq hash`; such a list kept on another machine is what `--against` takes.
 */
async function verify(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parse(args, { against: { type: "string" } });
  if (positionals.length !== 1 || positionals[0] !== "audit")
    throw new UsageError("verify audit [--against FILE]");
  const against = values["against"];
  const checkpoints = typeof against === "string" ? await readCheckpoints(against) : [];
  const report = await withDatabase(({ db }) => verifyAudit(db, checkpoints));
  for (const { provinceCode, seq, reason } of report.faults)
    io.stderr.write(`Nhật ký ${provinceCode}, dòng ${seq}: ${reason}.\n`);
  for (const { provinceCode, seq, hash } of report.heads)
    io.stdout.write(`${provinceCode} ${seq} ${hash}\n`);
  io.stderr.write(`Đã kiểm tra ${report.rows} dòng, ${report.heads.length} chuỗi.\n`);
  return report.faults.length === 0 ? 0 : 1;
}

async function readCheckpoints(file: string): Promise<AuditHead[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(`không đọc được tệp ${file}`);
  });
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const match = /^(\S+) (\d{1,15}) ([0-9a-f]{64})$/.exec(line.trim());
    if (!match) throw new UsageError(`${file}, dòng ${index + 1}: không phải "tỉnh số mã-băm"`);
    const [, provinceCode = "", seq, hash = ""] = match;
    return [{ provinceCode, seq: Number(seq), hash }];
  });
}

/** `backup DIR [--force]`, `restore DIR [--force]`. */
async function copy(
  command: "backup" | "restore",
  args: readonly string[],
  io: CommandIo,
): Promise<number> {
  const { values, positionals } = parse(args, { force: { type: "boolean" } });
  const [folder] = positionals;
  if (!folder || positionals.length > 1) throw new UsageError(`${command} DIR [--force]`);
  const env = readEnv();
  const context = {
    env,
    files: await openFileStore(env),
    inherited: process.env,
    progress: (line: string) => void io.stderr.write(`${line}\n`),
  };
  const force = values["force"] === true;
  if (command === "backup") {
    const { backUp } = await import("./backup/backup.ts");
    await backUp(context, folder, { force });
  } else {
    const { restoreBackup } = await import("./backup/restore.ts");
    await restoreBackup(context, folder, { force });
  }
  return 0;
}

/** `invariants [--deep]`: every invariant of the loaded modules; offences as lines of JSON. */
async function checkInvariants(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parse(args, { deep: { type: "boolean" } });
  if (positionals.length > 0) throw new UsageError("invariants [--deep]");
  await import("./invariants/core.ts");
  const { allInvariants } = await import("./invariants/invariant.ts");
  return withDatabase(async ({ db }, env) => {
    const context = { db, files: await openFileStore(env), deep: values["deep"] === true };
    let broken = 0;
    for (const { name, holds, offences } of allInvariants()) {
      let count = 0;
      for await (const offence of offences(context)) {
        count += 1;
        io.stdout.write(`${JSON.stringify({ invariant: name, offence })}\n`);
      }
      io.stderr.write(`${count === 0 ? "đúng" : `SAI (${count})`}  ${name}  ${holds}\n`);
      if (count > 0) broken += 1;
    }
    return broken === 0 ? 0 : 1;
  });
}

/** Opens the installation's database for a command, and closes it whatever happens. */
export async function withDatabase<Result>(
  work: (database: Database, env: Env) => Promise<Result>,
): Promise<Result> {
  const env = readEnv();
  const database = await openDatabase(env);
  try {
    return await work(database, env);
  } finally {
    await database.close();
  }
}

function readEnv(): Env {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return parseEnv(process.env);
}

type Options = Record<string, { type: "string" | "boolean" }>;

/** The options and words of a command; throws `UsageError` for what it does not know. */
export function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [, name = ""] = /'(-[^\s'=]*)/.exec(message) ?? [];
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
      throw new UsageError(`không có tùy chọn "${name}"`);
    if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") throw error;
    const takesValue = options[name.slice(2)]?.type === "string";
    throw new UsageError(
      takesValue ? `sau "${name}" còn thiếu giá trị` : `tùy chọn "${name}" không nhận giá trị`,
    );
  }
}

/** A command whose expected failures become one line and an exit code. */
export function guarded(command: Command): Command {
  return async (args, io) => {
    try {
      return await command(args, io);
    } catch (error) {
      if (error instanceof UsageError) {
        io.stderr.write(`ocop: ${error.message}\n`);
        return 2;
      }
      if (error instanceof AppError) {
        const fields = Object.entries(error.fields).map(([name, text]) => `${name}: ${text}`);
        io.stderr.write(`ocop: ${fields.join("; ") || error.vi}\n`);
        return error.code === "invalid" ? 2 : 1;
      }
      if (!expected.some((kind) => error instanceof kind)) throw error;
      io.stderr.write(`ocop: ${(error as Error).message}\n`);
      return 1;
    }
  };
}
