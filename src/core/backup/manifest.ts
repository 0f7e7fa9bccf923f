import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

const Content = z.strictObject({ path: z.string().min(1), size: z.int().min(0), sha256: Digest });

/** What a backup holds. Written last: a folder without it is no backup. */
export const Manifest = z.strictObject({
  format: z.literal("ocop-backup-1"),
  createdAt: z.iso.datetime(),
  engine: z.enum(["embedded", "server"]),
  /** Files of the database's own: the embedded engine's folder, or one dump of the server. */
  database: z.array(Content).min(1),
  /** Digests of the contents, in the layout of the disk store under `files/`. */
  files: z.array(z.strictObject({ digest: Digest, size: z.int().min(0) })),
});
export type Manifest = z.infer<typeof Manifest>;
export type BackedUpFile = z.infer<typeof Content>;

/** A backup cannot be taken or used; the message is the one line for people. */
export class BackupError extends Error {}

/** SHA-256 of a file's bytes, in lower-case hex. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** The entry of a file that was copied to `folder/path`. */
export async function describeFile(folder: string, path: string): Promise<BackedUpFile> {
  const file = join(folder, path);
  return { path, size: (await stat(file)).size, sha256: await digestFile(file) };
}

/** Writes the manifest, and its own digest beside it. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(join(folder, "manifest.json"), text, { flush: true });
  await writeFile(join(folder, "manifest.sha256"), checksumLine(text), { flush: true });
}

/** In the form that `sha256sum --check` reads. */
function checksumLine(manifest: string): string {
  return `${createHash("sha256").update(manifest).digest("hex")}  manifest.json\n`;
}

/** The manifest of a backup; throws `BackupError` when there is none, or not as it was written. */
export async function readManifest(folder: string): Promise<Manifest> {
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), "utf8");
    } catch (cause) {
      throw new BackupError(`${folder} không phải là một bản sao lưu: không đọc được ${name}.`, {
        cause,
      });
    }
  };
  const text = await read("manifest.json");
  if ((await read("manifest.sha256")) !== checksumLine(text))
    throw new BackupError(`Bản sao lưu ${folder} bị hỏng: manifest.json đã bị thay đổi.`);
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new BackupError(`Bản sao lưu ${folder} do một phiên bản khác tạo ra, không đọc được.`);
  return parsed.data;
}

/**
 * Reads a whole backup and compares it with its manifest, byte for byte. Throws `BackupError`
 * that names the first thing missing or changed.
 */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const contents = manifest.files.map(({ digest, size }) => ({
    path: join("files", digest.slice(0, 2), digest.slice(2, 4), digest),
    size,
    sha256: digest,
  }));
  for (const { path, size, sha256 } of [...manifest.database, ...contents]) {
    const file = join(folder, path);
    const found = await stat(file).catch(() => undefined);
    if (!found) throw new BackupError(`Bản sao lưu ${folder} bị hỏng: thiếu ${path}.`);
    if (found.size !== size || (await digestFile(file)) !== sha256)
      throw new BackupError(`Bản sao lưu ${folder} bị hỏng: ${path} không còn nguyên vẹn.`);
  }
  return manifest;
}
