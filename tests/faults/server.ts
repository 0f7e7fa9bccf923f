import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A PostgreSQL of the test's own, which the test may kill. */
export type OwnServer = {
  readonly url: string;
  /** Kills the postmaster and every backend, as a power cut would. */
  kill(): void;
  start(): Promise<void>;
  remove(): void;
};

/**
 * Makes and starts a PostgreSQL cluster in a temporary folder, with the newest Debian
 * binaries on this machine. As root it runs as the user `postgres`, which refuses root.
 */
export async function ownServer(): Promise<OwnServer> {
  const bin = newestBinaries();
  const folder = mkdtempSync(join(tmpdir(), "ocop-pg-"));
  const data = join(folder, "data");
  const port = await freePort();
  const root = userInfo().uid === 0;
  chmodSync(folder, 0o777);
  const run = (tool: string, args: string[]) =>
    root
      ? execFileSync("runuser", ["-u", "postgres", "--", join(bin, tool), ...args], {
          stdio: "pipe",
        })
      : execFileSync(join(bin, tool), args, { stdio: "pipe" });
  run("initdb", ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8"]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const start = async () => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        // The log is a file: a pipe would be kept open by the server and never end.
        run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"]);
        return;
      } catch (error) {
        if (attempt === 20) throw error;
        await wait(500);
      }
    }
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    kill: () => {
      const [pid = ""] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
      spawnSync("pkill", ["-9", "-P", pid]);
      process.kill(Number(pid), "SIGKILL");
    },
    remove: () => {
      run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newestBinaries(): string {
  const versions = readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a));
  return join("/usr/lib/postgresql", versions[0] ?? "", "bin");
}

/** A port of loopback that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
