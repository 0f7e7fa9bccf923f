import { join } from "node:path";
import type { Env } from "../env.ts";
import { openDiskStore } from "./disk.ts";
import type { FileStore } from "./store.ts";

/** The store that the environment names: the bucket of `S3_BUCKET`, else `OCOP_DATA_DIR/files`. */
export async function openFileStore(env: Env): Promise<FileStore> {
  if (!env.S3_BUCKET) return openDiskStore(join(env.OCOP_DATA_DIR, "files"));
  // The client takes a tenth of a second to load: only who uses it pays for it.
  const { openS3Store } = await import("./s3.ts");
  return openS3Store(env, env.S3_BUCKET);
}
