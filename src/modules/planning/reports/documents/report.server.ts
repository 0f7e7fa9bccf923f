import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { currentVersion } from "#modules/places/model.ts";
import { type Drawing, svgOf } from "../../charts/drawing.ts";
import { yearsChart } from "../../dashboards/years-chart.ts";
import { daysOf } from "../../indicators/period.ts";
import { figuresOf } from "../service/figures.server.ts";
import { authorisedReport, scopeOfReport } from "../service/load.server.ts";
import { reportPaper } from "./report.ts";

/** The paper of a report for whoever may see it. */
export async function getReportPaper(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<PrintedDocument> {
  const row = await authorisedReport(db, actor, "see", id);
  const { name, book } = await scopeOfReport(db, row);
  const { figures, series } = await figuresOf(db, row);
  const years = yearsChart({ years: series });
  const sentOn = row.sentAt && dayInVietnam(row.sentAt);
  const province = row.unitPath.split("/")[0] ?? "";
  return reportPaper({
    period: row,
    unitName: name,
    on: lastDay(row, sentOn ?? (await today(db))),
    figures,
    agency: row.agency,
    place:
      province === ""
        ? null
        : book
            .nameOf({ version: currentVersion, code: province })
            .replace(/^(Tỉnh|Thành phố)\s+/u, ""),
    edition: row.edition,
    isSent: row.state === "sent",
    sentOn,
    digest: row.digest,
    isDemo: row.isDemo,
    texts: row.texts,
    years: { drawing: years, png: await pngOf(years) },
    changedAt: row.updatedAt,
  });
}

/** The last day of the period that had come on a day. */
export function lastDay(period: Parameters<typeof daysOf>[0], day: string): string {
  const { to } = daysOf(period);
  return day < to ? day : to;
}

const dayInVietnam = (at: Date) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(at);

/** The drawing as pixels, for programs that draw no SVG. */
async function pngOf(drawing: Drawing): Promise<string> {
  const pixels = await sharp(Buffer.from(svgOf(drawing)), { density: 144 })
    .png()
    .toBuffer();
  return pixels.toString("base64");
}
