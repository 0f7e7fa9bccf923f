import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "../faults/program.ts";

/** A program of the journey's own: fresh, embedded, without samples, on a free port of this machine. */
export type Instance = {
  readonly address: string;
  /** The administrator that the command line opened, with the password that it printed. */
  readonly admin: { readonly username: string; readonly name: string; readonly oneTime: string };
  /** Ends the program; the folder stays until `remove`. */
  readonly stop: () => Promise<void>;
  /** Runs `ocop …` over the same folder, only while the program is stopped; what it prints. */
  readonly ocop: (...args: readonly string[]) => string;
  readonly remove: () => void;
};

/** Starts one over an empty temporary folder; needs the built pages. Throws when it does not start. */
export async function startInstance(): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), "ocop-journey-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const settings = { NODE_ENV: "demo", OCOP_DEMO: "0", LOG_LEVEL: "error", DATABASE_URL: "" };
  const ocop = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli.ts", ...args], {
      env: { ...process.env, ...settings, OCOP_DATA_DIR: join(folder, "var") },
      encoding: "utf8",
    });
    // A certificate that is not in force is an answer with a status of its own.
    if (status !== 0 && stdout === "") throw new Error(`ocop ${args.join(" ")}: ${stderr.trim()}`);
    return stdout.trim();
  };
  try {
    const who = { username: "quan.tri", name: "Người quản trị (dữ liệu thử)" };
    const oneTime = ocop("account", "create", "--username", who.username, "--name", who.name);
    const program = await startProgram(folder, undefined, settings);
    return {
      address: `http://127.0.0.1:${program.port}`,
      admin: { ...who, oneTime },
      stop: async () => {
        program.child.kill("SIGTERM");
        await program.gone;
      },
      ocop,
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
