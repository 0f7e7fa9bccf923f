import { readFile } from "node:fs/promises";
import { coreCommands, type Command, guarded, UsageError, withDatabase } from "#core/commands.ts";
import { checkCredential } from "./credential.ts";
import { certificates } from "./schema.server.ts";
import { eq } from "drizzle-orm";
import { findLogFault, lastCheckpoint, proofOf } from "./log/heads.server.ts";
import { isIncluded, leafHash } from "./log/merkle.server.ts";
import { rotateKey } from "./service/keys.server.ts";
import { readKeySet } from "./service/seal-check.server.ts";

const usage = "verify audit [--against FILE] | verify certificate TỆP|MÃ | verify log; keys rotate";

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
  const text = /^[a-z2-7]{32}$/.test(named)
    ? null
    : (
        await readFile(named, "utf8").catch(() => {
          throw new UsageError(`không đọc được tệp ${named}`);
        })
      ).trim();
  return verifyCertificate(io, text, named);
}

/** A credential from a file (with or without the address before `#`), or of the token's certificate. */
async function verifyCertificate(
  io: Parameters<Command>[1],
  text: string | null,
  named: string,
): Promise<number> {
  return withDatabase(async ({ db }, env) => {
    const credential = text === null ? await credentialOf(db, named) : text.split("#").at(-1);
    if (!credential) {
      io.stderr.write("Không có giấy chứng nhận đã ký nào mang mã này.\n");
      return 1;
    }
    const checked = await checkCredential(credential, await readKeySet(db));
    if (!checked.ok) {
      io.stderr.write(`Không đúng: ${checked.fault}.\n`);
      return 1;
    }
    const proof = await proofOf({ db, env }, checked.payload.token);
    const isLogged = proof?.events.every(({ place, entry, proof: path }) =>
      isIncluded({
        leaf: leafHash(entry),
        place,
        size: proof.checkpoint.size,
        proof: path,
        root: proof.checkpoint.root,
      }),
    );
    const { facts } = checked.payload;
    io.stdout.write(
      `${JSON.stringify({ ...facts, key: checked.keyId, logged: isLogged === true })}\n`,
    );
    if (isLogged === true) return 0;
    io.stderr.write("Chữ ký đúng nhưng giấy không có trong nhật ký công khai.\n");
    return 1;
  });
}

async function credentialOf(db: Parameters<typeof readKeySet>[0], token: string) {
  const [row] = await db
    .select({ credential: certificates.credential })
    .from(certificates)
    .where(eq(certificates.token, token));
  return row?.credential ?? null;
}

async function verifyLog(io: Parameters<Command>[1]): Promise<number> {
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
