import { today } from "#core/calendar/today.ts";
import type { Services } from "#core/http/context.ts";
import { findOfficer } from "#modules/people/service/operator-actor.server.ts";
import { homeUnit } from "../indicators/choice.server.ts";
import { reports } from "./schema.server.ts";
import { sendReport } from "./service/send.server.ts";
import { openReport, writeBlock } from "./service/write.server.ts";

/**
 * Gives a demo installation a report of the quarter before this one that was sent: its figures
 * stay what they were, whatever a visitor does afterwards. True when it did.
 */
export async function loadDemoReports(
  { database: { db } }: Pick<Services, "database">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(reports)) > 0) return false;
  const office = await findOfficer(db, "vanphong");
  if (!office) return false;
  const [year = 0, month = 1] = (await today(db)).split("-").map(Number);
  const now = Math.ceil(month / 3);
  const { id } = await openReport(db, office, {
    unit: homeUnit(office, "report"),
    year: now === 1 ? year - 1 : year,
    quarter: now === 1 ? 4 : now - 1,
  });
  await writeBlock(db, office, id, {
    block: "proposals",
    text: "Đề nghị các sở, ngành rà soát sản phẩm sắp hết hạn thuộc lĩnh vực phụ trách để hỗ trợ chủ thể nộp hồ sơ đánh giá lại (nội dung mẫu).",
    version: 1,
  });
  await sendReport(db, office, id, { version: 2 });
  return true;
}
