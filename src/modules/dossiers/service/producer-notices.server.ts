import { and, eq, sql } from "drizzle-orm";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { hasCommuneOfficer } from "#modules/people/service/offices.server.ts";
import { expiringDays } from "#modules/producers/rules/papers.ts";
import {
  type EndingPaper,
  listEndingPapers,
  listSelfOpened,
} from "#modules/producers/service/watch.server.ts";
import type { MessageKind } from "../model.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { deliverMessage } from "./deliver.server.ts";

/** How long ago a producer may have come to be told of, in days. */
const newForDays = 30;
/** Days before the end of a paper at which its producer is told once more. */
const lastCallDays = 14;

/**
 * Tells the commune's office, or the province's where the commune has no account, of each
 * producer that came by itself. Each is told of once, however often this runs. Tells how many
 * messages were written.
 */
export async function tellOfNewProducers(db: Db): Promise<number> {
  let written = 0;
  for (const { id, name, provinceCode, unitPath } of await listSelfOpened(db, newForDays)) {
    const office = (await hasCommuneOfficer(db, unitPath)) ? unitPath : provinceCode;
    written += await say(db, {
      aboutProducerId: id,
      provinceCode,
      officePath: office,
      producerId: null,
      kind: "newProducer",
      subject: `Chủ thể mới tự đăng ký: ${name}`,
      body: "Hãy xem thông tin và liên hệ để xác nhận đúng chủ thể. Nếu không đúng, báo người quản trị khóa tài khoản.",
    });
  }
  return written;
}

/**
 * Warns each producer of papers that end within so many days: once then, once two weeks before, and
 * once when it has ended. Tells how many messages were written.
 */
export async function warnOfExpiringPapers(
  db: Db,
  warningDays: number = expiringDays,
): Promise<number> {
  const on = await today(db);
  let written = 0;
  for (const paper of await listEndingPapers(db, addDays(on, warningDays)))
    written += await say(db, {
      aboutProducerId: paper.producerId,
      provinceCode: paper.provinceCode,
      officePath: null,
      producerId: paper.producerId,
      kind: "paperExpiring",
      ...warning(paper, on),
    });
  return written;
}

function warning({ title, expiresOn }: EndingPaper, on: Day): { subject: string; body: string } {
  const last = formatDay(expiresOn);
  if (expiresOn < on)
    return {
      subject: `Đã hết hạn từ ngày ${last}: ${title}`,
      body: "Giấy tờ này không còn được tính là minh chứng; hồ sơ gắn nó chưa nộp được. Hãy thêm bản mới vào kho giấy tờ, chọn “Thay giấy tờ cũ”, rồi gắn bản mới ở từng tiêu chí.",
    };
  return {
    subject:
      expiresOn < addDays(on, lastCallDays)
        ? `Chỉ còn hạn đến ngày ${last}: ${title}`
        : `Sắp hết hạn ngày ${last}: ${title}`,
    body: "Sau ngày đó giấy tờ không còn được tính là minh chứng khi nộp hồ sơ. Hãy làm thủ tục cấp lại, rồi thêm bản mới vào kho giấy tờ.",
  };
}

type Said = Omit<typeof dossierMessages.$inferInsert, "id" | "dossierId"> & {
  aboutProducerId: string;
  kind: MessageKind;
};

/** Keeps a message unless it was said before; 1 when it was kept. Two processes take turns. */
async function say(db: Db, message: Said): Promise<number> {
  const { aboutProducerId, kind, subject } = message;
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`producerNotice:${aboutProducerId}`}, 0))`,
    );
    const said = await tx.$count(
      dossierMessages,
      and(
        eq(dossierMessages.aboutProducerId, aboutProducerId),
        eq(dossierMessages.kind, kind),
        eq(dossierMessages.subject, subject),
      ),
    );
    if (said > 0) return 0;
    const [kept] = await tx
      .insert(dossierMessages)
      .values(message)
      .returning({ id: dossierMessages.id, producerId: dossierMessages.producerId });
    if (kept?.producerId) await enqueue(tx, deliverMessage, { messageId: kept.id });
    return 1;
  });
}
