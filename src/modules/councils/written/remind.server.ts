import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#core/database/connection.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { defineJob } from "#core/jobs/job.ts";
import { mailSettingsOf } from "#core/mail/settings.ts";
import { openMailer } from "#core/mail/smtp.ts";
import { mailAddressesOf } from "#modules/people/service/mail-addresses.server.ts";
import { councilPaths } from "../paths.ts";
import { councilSessions, sessionMembers } from "../schema.server.ts";

/** How long before the deadline members are reminded, and how long between two reminders. */
const leadHours = 48;
const pauseHours = 20;

/** Takes one reminder to a member by e-mail; the sessions' page says the same. */
export const remindMember = defineJob(
  "councils.remindMember",
  z.strictObject({ seatId: z.uuid(), day: z.string() }),
  async ({ seatId, day }, { services: { database, env, log } }) => {
    const settings = mailSettingsOf(env);
    const found = await reminderOf(database.db, seatId, env.PUBLIC_URL ?? null);
    if (!found) return;
    if (!settings) {
      log.info({ seat: seatId }, "a reminder would go out here");
      return;
    }
    await openMailer(settings).send({ ...found, key: `${seatId}/${day}` });
  },
  { retryLimit: 12, retryDelaySeconds: 30, timeoutSeconds: 120 },
);

/** Every hour: reminds members whose opinions in writing are missing as the deadline comes. */
export const remindOpinions = defineJob(
  "councils.remindOpinions",
  z.strictObject({}),
  async (_data, { services: { database, log } }) => {
    const reminded = await remindMissing(database.db);
    if (reminded > 0) log.info({ reminded }, "council members reminded of opinions");
  },
  { everySeconds: 3_600 },
);

/**
 * Puts a reminder on its way for each member of an open written round that ends within two days
 * who has not signed every sheet that is theirs; not again within twenty hours. By the
 * database's clock. Tells how many.
 */
export async function remindMissing(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string; day: string }>(sql`
      update session_members m set reminded_at = now()
      from council_sessions s
      where s.id = m.session_id and s.mode = 'written' and s.state = 'open'
        and s.due_at > now() and s.due_at <= now() + make_interval(hours => ${leadHours})
        and m.ended_at is null and m.scores
        and (m.reminded_at is null or m.reminded_at < now() - make_interval(hours => ${pauseHours}))
        and exists (select from session_items i
          where i.session_id = s.id and i.state = 'scoring'
            and not exists (select from item_recusals r
              where r.item_id = i.id and r.user_id = m.user_id)
            and not exists (select from council_sheets c
              where c.item_id = i.id and c.round_no = i.round_no and c.user_id = m.user_id
                and c.state = 'signed'))
      returning m.id, now()::date::text as day`);
    for (const { id, day } of rows) await enqueue(tx, remindMember, { seatId: id, day });
    return rows.length;
  });
}

/** The letter to a member who still sits in an open written round; null when it is of no use any more. */
async function reminderOf(db: Db, seatId: string, origin: string | null) {
  const [found] = await db
    .select({ userId: sessionMembers.userId, session: councilSessions })
    .from(sessionMembers)
    .innerJoin(councilSessions, eq(councilSessions.id, sessionMembers.sessionId))
    .where(
      and(
        eq(sessionMembers.id, seatId),
        isNull(sessionMembers.endedAt),
        eq(councilSessions.state, "open"),
        sql`${councilSessions.dueAt} > now()`,
      ),
    );
  if (!found) return null;
  const to = (await mailAddressesOf(db, [found.userId])).get(found.userId);
  if (to === undefined) return null;
  const { title, dueAt, id } = found.session;
  const until = dueAt?.toLocaleString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" });
  const where =
    origin === null
      ? "Hãy đăng nhập hệ thống OCOP, mục Phiên họp của tôi."
      : `Mở phiếu sau khi đăng nhập:\n${new URL(councilPaths.session(id), origin).href}`;
  return {
    to,
    subject: `Nhắc gửi phiếu đánh giá: ${title}`,
    text: [
      "Kính gửi thành viên hội đồng,",
      `Còn sản phẩm chờ phiếu đánh giá của ông/bà. Hạn gửi: ${until}. Sau hạn, hệ thống không nhận phiếu.`,
      where,
      "Thư tự động của hệ thống OCOP. Xin không trả lời thư này.",
    ].join("\n\n"),
  };
}
