import { and, asc, eq, inArray } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { recognitions } from "../schema.server.ts";

/** A recognition as it was decided, whatever became of it. */
export type PastRecognition = {
  readonly id: string;
  readonly producerId: string;
  readonly productId: string;
  readonly productName: string;
  readonly stars: number;
  readonly recognisedOn: Day;
  readonly revokedOn: Day | null;
};

/** Every recognition of a province, of one producer, or of some products; the earliest first. Rights are the caller's. */
export async function listRecognitions(
  db: Db,
  of:
    | { readonly provinceCode: string; readonly producerId?: string }
    | { readonly productIds: readonly string[] },
): Promise<PastRecognition[]> {
  if ("productIds" in of && of.productIds.length === 0) return [];
  const where =
    "productIds" in of
      ? inArray(recognitions.productId, [...of.productIds])
      : and(
          eq(recognitions.provinceCode, of.provinceCode),
          of.producerId === undefined ? undefined : eq(recognitions.producerId, of.producerId),
        );
  return db
    .select({
      id: recognitions.id,
      producerId: recognitions.producerId,
      productId: recognitions.productId,
      productName: recognitions.productName,
      stars: recognitions.stars,
      recognisedOn: recognitions.recognisedOn,
      revokedOn: recognitions.revokedOn,
    })
    .from(recognitions)
    .where(where)
    .orderBy(asc(recognitions.recognisedOn), asc(recognitions.id));
}
