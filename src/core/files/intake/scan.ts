import { spawn } from "node:child_process";
import { connect } from "node:net";
import type { Env } from "../../env.ts";
import { AppError } from "../../errors.ts";
import { IntakeRefusal, mostTime } from "./limits.ts";

/**
 * Looks through a content for malicious programs: resolves for a clean one, throws
 * `IntakeRefusal` `malware` for another, `AppError` `unavailable` when it cannot tell.
 */
export type Scanner = (content: Uint8Array) => Promise<void>;

/** The industry's harmless test pattern, in two parts so that this file is not taken for one. */
const testPattern = Buffer.from(["EICAR-STANDARD", "ANTIVIRUS-TEST-FILE"].join("-"));

let installed: Scanner | null = null;

/** Sets the scanner of the whole program, at its start; null for the test pattern alone. */
export function installScanner(scanner: Scanner | null): void {
  installed = scanner;
}

/**
 * Every content that is sent passes here before anything else reads it and before it is stored:
 * until then its pieces lie where nobody can open them. Without a scanner that answers nothing
 * is let in; the sender is asked to come back.
 */
export async function scan(content: Buffer): Promise<void> {
  if (content.includes(testPattern)) throw new IntakeRefusal("malware");
  await installed?.(content);
}

/** The scanner that the environment names; null where it names none. */
export function scannerOf({ SCAN_CLAMD, SCAN_COMMAND }: Env): Scanner | null {
  if (SCAN_CLAMD !== undefined) return clamdScanner(SCAN_CLAMD);
  return SCAN_COMMAND === undefined ? null : commandScanner(SCAN_COMMAND);
}

function cannotTell(log: string, cause?: unknown): AppError {
  return new AppError("unavailable", {
    log: `virus scan: ${log}`,
    vi: "Chưa kiểm tra được tệp vì máy quét mã độc đang bận. Tệp đã gửi vẫn còn; hãy thử lại sau ít phút.",
    en: "The file could not be checked now. Try again in a few minutes.",
    cause,
  });
}

/** Bytes of a content sent to clamd at once. */
const pieceBytes = 64 * 1024;

/**
 * A ClamAV daemon at a socket's path or at `host:port`, asked by `INSTREAM`
 * (https://docs.clamav.net/manual/Usage/Scanning.html). Its `StreamMaxLength` must be at least
 * the largest file that is taken; it answers an error otherwise.
 */
export function clamdScanner(address: string, waitMs = mostTime): Scanner {
  const [, host = "", port = ""] = /^(?!\/)(.+):(\d+)$/.exec(address) ?? [];
  return async (content) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = port ? connect(Number(port), host) : connect(address);
      const said: Buffer[] = [];
      socket.setTimeout(waitMs, () => socket.destroy(new Error("no answer in time")));
      socket.on("data", (chunk: Buffer) => said.push(chunk));
      socket.once("error", reject);
      socket.once("close", () => resolve(Buffer.concat(said).toString("utf8")));
      socket.write("zINSTREAM\0");
      for (let at = 0; at < content.byteLength; at += pieceBytes) {
        const piece = content.subarray(at, at + pieceBytes);
        const head = Buffer.alloc(4);
        head.writeUInt32BE(piece.byteLength);
        socket.write(head);
        socket.write(piece);
      }
      socket.write(Buffer.alloc(4));
    }).catch((cause: unknown) => {
      throw cannotTell(String(cause), cause);
    });
    const verdict = answer.replaceAll("\0", "").trim();
    if (verdict === "stream: OK") return;
    if (/^stream: .* FOUND$/.test(verdict)) throw new IntakeRefusal("malware", new Error(verdict));
    throw cannotTell(verdict === "" ? "clamd hung up" : verdict);
  };
}

/**
 * A program that reads the content from its standard input and ends with 0 for a clean one, with
 * 1 for a malicious one; words parted by blanks, no shell. Anything else it ends with, or no end
 * in time, tells nothing.
 */
export function commandScanner(command: string, waitMs = mostTime): Scanner {
  const [program = "", ...words] = command.trim().split(/\s+/);
  return async (content) => {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(program, words, {
        stdio: ["pipe", "ignore", "ignore"],
        timeout: waitMs,
        killSignal: "SIGKILL",
      });
      child.once("error", reject);
      child.once("close", resolve);
      // One that has seen enough stops reading.
      child.stdin.on("error", () => undefined);
      child.stdin.end(content);
    }).catch((cause: unknown) => {
      throw cannotTell(String(cause), cause);
    });
    if (code === 1) throw new IntakeRefusal("malware");
    if (code !== 0) throw cannotTell(`the command ended with ${code}`);
  };
}
