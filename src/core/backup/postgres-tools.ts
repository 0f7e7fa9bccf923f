import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BackupError } from "./manifest.ts";

/** A running PostgreSQL tool; `ended` rejects with a `BackupError` unless it ends well. */
export type Tool = { stdin: Writable; stdout: Readable; ended: Promise<void> };

/** Where a tool is found, and what it connects to. */
export type ToolPlace = {
  /** The environment that the tool inherits, `PATH` among it. */
  readonly inherited: NodeJS.ProcessEnv;
  /** Connection string of the database. */
  readonly url: string;
};

/**
 * Starts one of PostgreSQL's own tools. The connection goes in its environment, where other
 * users of the machine cannot read the password, as they could on a command line.
 */
export function runTool(name: string, args: readonly string[], place: ToolPlace): Tool {
  const child = spawn(name, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...place.inherited, ...connectionEnv(place.url) },
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  child.stdin.on("error", () => undefined);
  const ended = (async () => {
    const [code] = (await once(child, "close").catch((cause: unknown) => {
      throw new BackupError(
        `Không chạy được ${name}: hãy cài công cụ của PostgreSQL (cùng hoặc mới hơn phiên bản máy chủ).`,
        { cause },
      );
    })) as [number | null];
    if (code !== 0) {
      const line = complaint.trim().split("\n").findLast(Boolean) ?? `mã ${code}`;
      throw new BackupError(`${name} không làm được: ${line}`);
    }
  })();
  // Whoever streams first learns of the end later; until then it is not unhandled.
  ended.catch(() => undefined);
  return { stdin: child.stdin, stdout: child.stdout, ended };
}

/** Runs a tool to its end, its output into a stream. */
export async function runToolInto(
  output: Writable,
  name: string,
  args: readonly string[],
  place: ToolPlace,
): Promise<void> {
  const tool = runTool(name, args, place);
  tool.stdin.end();
  await pipeline(tool.stdout, output);
  await tool.ended;
}

function connectionEnv(url: string): Record<string, string> {
  const parsed = new URL(url);
  return {
    PGHOST: decodeURIComponent(parsed.hostname),
    PGPORT: parsed.port || "5432",
    PGDATABASE: decodeURIComponent(parsed.pathname.slice(1)),
    PGUSER: decodeURIComponent(parsed.username),
    PGPASSWORD: decodeURIComponent(parsed.password),
    PGSSLMODE: parsed.searchParams.get("sslmode") ?? "prefer",
  };
}
