import { eq } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { SupportActivity } from "../../access.ts";
import { Id } from "../../model.ts";
import { refuseUnless } from "../../service/load.server.ts";
import { meetings, partners } from "../schema.server.ts";

export type PartnerRow = typeof partners.$inferSelect;
export type MeetingRow = typeof meetings.$inferSelect;

type Asked = { readonly lock?: boolean };

/** The consultant or partner, if the actor may do this to it. */
export async function authorisedPartner(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"partner">,
  id: string,
  { lock = false }: Asked = {},
): Promise<PartnerRow> {
  const missing = { vi: "Không có đối tác, tư vấn này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(partners).where(eq(partners.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "partner", activity, row, missing);
  return row;
}

/** The meeting of partners, if the actor may do this to it. */
export async function authorisedMeeting(
  db: Db,
  actor: Actor,
  activity: SupportActivity<"partner">,
  id: string,
  { lock = false }: Asked = {},
): Promise<MeetingRow> {
  const missing = { vi: "Không có cuộc họp này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(meetings).where(eq(meetings.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  refuseUnless(actor, "partner", activity, row, missing);
  return row;
}
