import { after } from "node:test";
import sharp from "sharp";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildPicture } from "#modules/products/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import "../invariants.server.ts";

export const database = await testDatabase();
after(() => database.close());

export const { files } = await testServices(database);

export const fails = (code: ErrorCode, field?: string) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (field === undefined || field in error.fields);

export async function jpeg(width = 1200): Promise<Buffer> {
  return sharp({ create: { width, height: 800, channels: 3, background: "#386641" } })
    .jpeg()
    .toBuffer();
}

/** A picture of a product, in the store. */
export async function addedPicture(db: Db, productId: string, width?: number): Promise<string> {
  return buildPicture({ db, files }, productId, { content: await jpeg(width) });
}
