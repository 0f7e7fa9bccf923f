import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, test } from "node:test";
import sharp from "sharp";
import { EnvError, parseEnv } from "#core/env.ts";
import { AppError } from "#core/errors.ts";
import { eicar } from "#tests/support/upload-fixtures.ts";
import { examineFile } from "./examine.ts";
import { IntakeRefusal } from "./limits.ts";
import { clamdScanner, commandScanner, installScanner, scan, scannerOf } from "./scan.ts";

const folder = mkdtempSync(join(tmpdir(), "scan-"));
const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => installScanner(null));

/** What a clamd makes of a stream of length-headed pieces: the bytes, once it has ended; else null. */
function streamed(sent: Buffer): Buffer | null {
  const command = "zINSTREAM\0";
  assert.equal(sent.subarray(0, command.length).toString(), command.slice(0, sent.length));
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= sent.length;) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > sent.length) return null;
    pieces.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** A daemon that speaks like clamd at a socket of its own; `judge` gives the words of its answer. */
async function startClamd(judge: (content: Buffer, socket: Socket) => string | null) {
  const path = join(folder, `${randomBytes(4).toString("hex")}.ctl`);
  const server = createServer((socket) => {
    const sent: Buffer[] = [];
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      sent.push(chunk);
      const content = streamed(Buffer.concat(sent));
      const answer = content && judge(content, socket);
      if (answer !== null) socket.end(`${answer}\0`);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return path;
}

const isMalware = (error: unknown) => error instanceof IntakeRefusal && error.reason === "malware";
const isUnsure = (error: unknown) => error instanceof AppError && error.code === "unavailable";

test("a daemon is sent the whole content, and its word decides", async () => {
  const content = randomBytes(300_000);
  const seen: Buffer[] = [];
  const clean = await startClamd((sent) => {
    seen.push(sent);
    return "stream: OK";
  });
  await clamdScanner(clean)(content);
  assert.deepEqual(seen, [content]);
  const found = await startClamd(() => "stream: Win.Test.EICAR_HDB-1 FOUND");
  await assert.rejects(clamdScanner(found)(content), isMalware);
});

test("a daemon that errs, hangs up, stays silent or is not there lets nothing in", async () => {
  const content = Buffer.from("a");
  const errs = await startClamd(() => "INSTREAM size limit exceeded. ERROR");
  await assert.rejects(clamdScanner(errs)(content), isUnsure);
  const hangsUp = await startClamd((_content, socket) => {
    socket.destroy();
    return null;
  });
  await assert.rejects(clamdScanner(hangsUp)(content), isUnsure);
  const silent = await startClamd(() => null);
  await assert.rejects(clamdScanner(silent, 50)(content), isUnsure);
  await assert.rejects(clamdScanner(join(folder, "none.ctl"))(content), isUnsure);
  await assert.rejects(clamdScanner("127.0.0.1:1")(content), isUnsure);
});

test("a command reads the content and tells by how it ends", async () => {
  const script = (name: string, body: string) => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const byWord = commandScanner(`${script("by-word", 'grep -q "$1" && exit 1; exit 0')} nguy-hai`);
  await byWord(Buffer.from("bình thường"));
  await assert.rejects(byWord(Buffer.from("có nguy-hai")), isMalware);
  const broken = commandScanner(script("broken", "cat > /dev/null; exit 2"));
  await assert.rejects(broken(Buffer.from("a")), isUnsure);
  const early = commandScanner(script("early", "exit 1"));
  await assert.rejects(early(Buffer.alloc(4_000_000)), isMalware);
  const slow = commandScanner(script("slow", "exec sleep 5"), 50);
  await assert.rejects(slow(Buffer.from("a")), isUnsure);
  await assert.rejects(commandScanner(join(folder, "none"), 1_000)(Buffer.from("a")), isUnsure);
});

test("every examination asks the scanner first; the test pattern needs none", async () => {
  await assert.rejects(scan(eicar), isMalware);
  const picture = await sharp({
    create: { width: 8, height: 8, channels: 3, background: "#123" },
  })
    .png()
    .toBuffer();
  installScanner(clamdScanner(await startClamd(() => "stream: Evil FOUND")));
  await assert.rejects(examineFile(picture), isMalware);
  installScanner(clamdScanner(join(folder, "none.ctl")));
  await assert.rejects(examineFile(picture), isUnsure);
  installScanner(clamdScanner(await startClamd(() => "stream: OK")));
  assert.equal((await examineFile(picture)).kind, "image");
});

test("the environment names a daemon or a command, not both", () => {
  assert.equal(scannerOf(parseEnv({})), null);
  assert.ok(scannerOf(parseEnv({ SCAN_CLAMD: "/run/clamav/clamd.ctl" })));
  assert.ok(scannerOf(parseEnv({ SCAN_COMMAND: "clamdscan --no-summary -" })));
  assert.throws(() => parseEnv({ SCAN_CLAMD: "clamd" }), EnvError);
  assert.throws(() => parseEnv({ SCAN_CLAMD: "/a", SCAN_COMMAND: "b" }), EnvError);
});
