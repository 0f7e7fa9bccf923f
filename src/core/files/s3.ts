import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { Env } from "../env.ts";
import {
  assertDigest,
  chunksOf,
  ContentMeter,
  FileStoreError,
  type FileStore,
  readWhole,
  type StoredContent,
  verifiedStream,
} from "./store.ts";

const prefix = "files/";

/**
 * A bucket of an S3-compatible service (`S3_*`). A content is first taken in to a temporary
 * file, because its name and length stand in the head of the request; the service checks the
 * SHA-256 that is sent along, and makes an object visible only when it is whole.
 */
export function openS3Store(env: Env, bucket: string): FileStore {
  const client = new S3Client({
    region: env.S3_REGION,
    ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT, forcePathStyle: true } : {}),
    ...(env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
      ? {
          credentials: {
            accessKeyId: env.S3_ACCESS_KEY_ID,
            secretAccessKey: env.S3_SECRET_ACCESS_KEY,
          },
        }
      : {}),
    // The checksum that we send is our own; other services do not all know the default ones.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
  });
  const at = (digest: string) => {
    assertDigest(digest);
    return { Bucket: bucket, Key: `${prefix}${digest}` };
  };

  const get = async (digest: string): Promise<Readable> => {
    const { Body } = await client.send(new GetObjectCommand(at(digest))).catch((cause: unknown) => {
      throw isMissing(cause) ? new FileStoreError(digest, "missing", { cause }) : cause;
    });
    return verifiedStream(digest, Body as Readable);
  };

  return {
    kind: "s3",
    get,
    read: async (digest) => readWhole(await get(digest)),
    async put(content, options) {
      const temporary = join(tmpdir(), `ocop-${randomUUID()}`);
      try {
        const stored = await spool(content, temporary, new ContentMeter(options));
        await client.send(
          new PutObjectCommand({
            ...at(stored.digest),
            Body: createReadStream(temporary),
            ContentLength: stored.size,
            ChecksumSHA256: Buffer.from(stored.digest, "hex").toString("base64"),
          }),
        );
        return stored;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async find(digest) {
      const head = await client.send(new HeadObjectCommand(at(digest))).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return head && { digest, size: head.ContentLength ?? 0 };
    },
    async check() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    },
    // Between the two requests lies a moment in which the same content may be put: the cutoff is
    // months ago, and the service takes no condition along with a removal.
    async remove(digest, putBefore) {
      const head = await client.send(new HeadObjectCommand(at(digest))).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      if (!head?.LastModified || head.LastModified >= putBefore) return false;
      await client.send(new DeleteObjectCommand(at(digest)));
      return true;
    },
    async *list() {
      for await (const page of paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: prefix },
      ))
        for (const { Key, Size } of page.Contents ?? [])
          yield { digest: Key?.slice(prefix.length) ?? "", size: Size ?? 0 };
    },
  };
}

async function spool(
  content: Uint8Array | AsyncIterable<Uint8Array>,
  path: string,
  meter: ContentMeter,
): Promise<StoredContent> {
  const metered = async function* () {
    for await (const chunk of chunksOf(content)) {
      meter.add(chunk);
      yield chunk;
    }
  };
  await pipeline(Readable.from(metered()), createWriteStream(path, { flags: "wx", mode: 0o600 }));
  return meter.finish();
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}
