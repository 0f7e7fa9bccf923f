import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Env, parseEnv } from "#core/env.ts";

/** The parts of the server's class that we use; the package brings no types. */
type S3Server = {
  new (options: object): { run(): Promise<AddressInfo>; close(): Promise<void> };
};
const S3rver = createRequire(import.meta.url)("@20minutes/s3rver") as S3Server;

/** The only keys that the server knows. */
const credentials = { S3_ACCESS_KEY_ID: "S3RVER", S3_SECRET_ACCESS_KEY: "S3RVER" };

/**
 * A real S3 server on this machine, which knows one pair of keys: its address as the environment
 * of the program, and the folder in which it keeps the objects of the bucket.
 */
export async function startS3Server(): Promise<{
  env: Env;
  folder: string;
  close(): Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), "ocop-s3-"));
  const bucket = "ocop-test";
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    // It leaves out the slash that today's client signs after the bucket when listing.
    allowMismatchedSignatures: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return {
    env: parseEnv({
      ...credentials,
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: bucket,
      OCOP_DATA_DIR: directory,
    }),
    folder: join(directory, bucket),
    close: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
