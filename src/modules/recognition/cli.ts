import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { coreCommands, type Command, guarded, UsageError, withDatabase } from "#core/commands.ts";
import type { Db } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { openFileStore } from "#core/files/open.ts";
import { checkCredential, type CredentialFault } from "./credential.ts";
import { findLogFault, lastCheckpoint, proofOf } from "./log/heads.server.ts";
import { isIncluded, leafHash } from "./log/merkle.server.ts";
import { Token } from "./model.ts";
import { certificates } from "./schema.server.ts";
import { rotateKey } from "./service/keys.server.ts";
import { readKeySet } from "./service/seal-check.server.ts";
import { verifyToken } from "./service/verify.server.ts";
import { stateTitles, tones } from "./verification.ts";

const usage = "verify audit [--against FILE] | verify certificate TỆP|MÃ | verify log; keys rotate";

type Io = Parameters<Command>[1];

/** Commands over certificates; `verify audit` stays the core's. */
export const recognitionCommands: Readonly<Record<"verify" | "keys", Command>> = {
  verify: async (args, io) =>
    args[0] === "audit" ? coreCommands.verify(args, io) : guarded(verify)(args, io),
  keys: guarded(keys),
};

async function verify(...[args, io]: Parameters<Command>): Promise<number> {
  const [what, named] = args;
  if (what === "log" && args.length === 1) return verifyLog(io);
  if (what !== "certificate" || named === undefined || args.length > 2) throw new UsageError(usage);
  const asked = await read(named);
  return withDatabase(({ db }, env) => verifyCertificate({ db, env }, io, asked));
}

/** What stands behind the word: a token, or a file with a credential or the PDF of a certificate. */
type Asked =
  | { readonly token: string }
  | { readonly credential: string }
  | { readonly pdf: string };

async function read(named: string): Promise<Asked> {
  if (Token.safeParse(named).success) return { token: named };
  const bytes = await readFile(named).catch(() => {
    throw new UsageError(`không đọc được tệp ${named}`);
  });
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-")
    return { pdf: createHash("sha256").update(bytes).digest("hex") };
  // With or without the address that a code carries before `#`.
  return { credential: bytes.toString("utf8").trim().split("#").at(-1) ?? "" };
}

const faults = {
  malformed: "không phải chữ ký của giấy chứng nhận",
  wrongKind: "không phải loại chữ ký dùng cho giấy chứng nhận",
  unknownKey: "khóa ký không phải của hệ thống này",
  altered: "nội dung không khớp chữ ký",
} as const satisfies Record<CredentialFault, string>;

/** Prints what is certified as a line of JSON; 0 only for a certificate that is in force and logged. */
async function verifyCertificate(on: { db: Db; env: Env }, io: Io, asked: Asked): Promise<number> {
  const { db, env } = on;
  const refuse = (why: string) => {
    io.stderr.write(`Không đúng: ${why}.\n`);
    return 1;
  };
  const credential = "credential" in asked ? asked.credential : await credentialOf(db, asked);
  if (credential === null)
    return refuse(
      "pdf" in asked
        ? "không có giấy chứng nhận nào có đúng bản PDF này"
        : "không có giấy chứng nhận đã ký nào mang mã này",
    );
  const checked = await checkCredential(credential, await readKeySet(db));
  if (!checked.ok) return refuse(faults[checked.fault]);
  const { facts, token } = checked.payload;
  const found = await verifyToken({ db, files: await openFileStore(env) }, token);
  const state = found?.state ?? "unknown";
  const logged = await isLogged(on, token);
  io.stdout.write(`${JSON.stringify({ ...facts, token, key: checked.keyId, logged, state })}\n`);
  io.stderr.write(`${stateTitles.vi[state]}.\n`);
  if (!logged) io.stderr.write("Giấy không có trong nhật ký công khai.\n");
  return logged && (tones[state] === "good" || state === "extended") ? 0 : 1;
}

/** Every event of the certificate lies under a signed head of the log. */
async function isLogged(on: { db: Db; env: Env }, token: string): Promise<boolean> {
  const proof = await proofOf(on, token);
  if (!proof) return false;
  const { size, root } = proof.checkpoint;
  return proof.events.every(({ place, entry, proof: path }) =>
    isIncluded({ leaf: leafHash(entry), place, size, proof: path, root }),
  );
}

async function credentialOf(
  db: Db,
  asked: { readonly token: string } | { readonly pdf: string },
): Promise<string | null> {
  const [row] = await db
    .select({ credential: certificates.credential })
    .from(certificates)
    .where(
      "pdf" in asked ? eq(certificates.pdfDigest, asked.pdf) : eq(certificates.token, asked.token),
    );
  return row?.credential ?? null;
}

async function verifyLog(io: Io): Promise<number> {
  return withDatabase(async ({ db }) => {
    const fault = await findLogFault(db);
    const head = await lastCheckpoint(db);
    if (fault !== null) io.stderr.write(`Nhật ký giấy chứng nhận: ${fault}.\n`);
    else io.stdout.write(head ? `${head.size} ${head.root}\n` : "0\n");
    return fault === null ? 0 : 1;
  });
}

/** `keys rotate`: signs with a new key from now on. */
async function keys(...[args, io]: Parameters<Command>): Promise<number> {
  if (args.length !== 1 || args[0] !== "rotate") throw new UsageError("keys rotate");
  const id = await withDatabase(({ db }, env) => rotateKey({ db, env }));
  io.stdout.write(`${id}\n`);
  return 0;
}
