import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { placeholderMark } from "../mark.ts";
import { Id } from "../model.ts";
import { isInForce, renewalProcedure, stateOn } from "../rules.ts";
import { certificates, recognitions } from "../schema.server.ts";

/** Folder under the data folder where an installation keeps the official artwork: `3.svg`, `4.svg`, `5.svg`. */
const artworkFolder = "nhan-ocop";

/**
 * The star mark to print on packs, for the producer only and only while the recognition is in
 * force: the installation's own artwork where it has some, else a plainly marked stand-in.
 */
export async function getMark(
  { db, dataFolder }: { db: Db; dataFolder: string },
  actor: UserActor,
  recognitionId: string,
): Promise<string> {
  const missing = { vi: "Không có giấy chứng nhận này." };
  if (!Id.safeParse(recognitionId).success) throw new AppError("notFound", missing);
  const [row] = await db
    .select({ recognition: recognitions, number: certificates.numberText })
    .from(recognitions)
    .innerJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(eq(recognitions.id, recognitionId));
  if (!row) throw new AppError("notFound", missing);
  if (!can(actor, "own", row.recognition))
    throw new AppError("notFound", { ...missing, denied: "recognition.mark" });
  const on = await today(db);
  if (!isInForce(stateOn(row.recognition, on, renewalProcedure(loadProcedures(), on))))
    throw new AppError("unprocessable", {
      vi: "Giấy chứng nhận không còn hiệu lực nên không được in dấu sao.",
    });
  const { stars } = row.recognition;
  const artwork = join(dataFolder, artworkFolder, `${stars}.svg`);
  return existsSync(artwork)
    ? readFileSync(artwork, "utf8")
    : placeholderMark({ stars, number: row.number });
}
