import { and, eq, inArray, like, or, type SQL } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { Id } from "../model.ts";
import { certificates, recognitions } from "../schema.server.ts";
import { stateSql } from "./state-sql.server.ts";
import type { RecognitionRow } from "./take-recognition.server.ts";
import type { CertificateState } from "../model.ts";

/** A recognition as it stands today, for modules that look after it. */
export type Standing = RecognitionRow & {
  /** Null before it was recognised. */
  readonly state: CertificateState | null;
  readonly certificateNumber: string | null;
};

/** The recognitions in force today at or below a path of today's tree; rights are the caller's. */
export async function listInForce(db: Db, unitPath: string): Promise<Standing[]> {
  const { unitPath: column } = recognitions;
  const within =
    unitPath === "" ? undefined : or(eq(column, unitPath), like(column, `${unitPath}/%`));
  const state = stateSql(await today(db));
  return read(db, and(within, inArray(state, ["valid", "expiring", "extended"])));
}

/** One recognition, whatever became of it; null where there is none. Rights are the caller's. */
export async function findStanding(db: Db, id: string): Promise<Standing | null> {
  if (!Id.safeParse(id).success) return null;
  return (await read(db, eq(recognitions.id, id)))[0] ?? null;
}

async function read(db: Db, where: SQL | undefined): Promise<Standing[]> {
  const rows = await db
    .select({
      row: recognitions,
      state: stateSql(await today(db)),
      number: certificates.numberText,
    })
    .from(recognitions)
    .leftJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(where)
    .orderBy(recognitions.productName, recognitions.id);
  return rows.map(({ row, state, number }) => ({ ...row, state, certificateNumber: number }));
}
