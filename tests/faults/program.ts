import { type ChildProcess, spawn } from "node:child_process";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort, type OwnServer } from "./server.ts";

export const readyWithin = 90_000;

/** The whole program as a process of its own, which a test may kill. */
export type Program = {
  readonly port: number;
  readonly child: ChildProcess;
  readonly gone: Promise<unknown>;
  readonly readyMs: number;
};

/** Starts the program over a folder, on the server of `databaseUrl` or embedded; resolves once it is ready. */
export async function startProgram(
  folder: string,
  databaseUrl: string | undefined,
  settings: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "demo",
      PORT: String(port),
      OCOP_DATA_DIR: join(folder, "var"),
      OCOP_DEMO: "0",
      LOG_LEVEL: "silent",
      DATABASE_URL: databaseUrl ?? "",
      ...settings,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  while (performance.now() - started < readyWithin) {
    if ((await send(port, "GET", "/readyz")).status === 200)
      return { port, child, gone, readyMs: performance.now() - started };
    if (child.exitCode !== null) break;
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error("the program did not become ready");
}

/** The database dies under the program: it must not claim a write, and must go on when it is back. */
export async function killDatabase(
  database: OwnServer,
  port: number,
  pause: number,
): Promise<void> {
  database.kill();
  await wait(200);
  await database.start();
  const until = performance.now() + readyWithin;
  while ((await send(port, "GET", "/readyz")).status !== 200) {
    if (performance.now() > until) throw new Error("the program did not find the database again");
    await wait(100);
  }
  await wait(pause);
}

/** What a request may say besides its address. */
export type Sending = {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Address of loopback to send from. */
  readonly from?: string;
};

/** One request; status 0 when nobody answered. */
export function send(
  port: number,
  method: string,
  path: string,
  { body = "", headers = {}, from }: Sending = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const failed = { status: 0, text: "" };
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method,
        ...(from ? { localAddress: from } : {}),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: `http://127.0.0.1:${port}`,
          ...headers,
        },
        timeout: 15_000,
      },
      (response) => {
        let text = "";
        response.on("data", (piece: Buffer) => (text += piece.toString()));
        response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.once("error", () => resolve(failed));
      },
    );
    sent.once("error", () => resolve(failed));
    sent.once("timeout", () => sent.destroy());
    sent.end(body);
  });
}

/** Small seeded generator, so that a run can be repeated. */
export function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
