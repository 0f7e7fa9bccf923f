import { type Context, Hono } from "hono";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { documentResponse } from "#core/documents/response.server.ts";
import { AppError } from "#core/errors.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { workbookResponse } from "#core/sheets/response.server.ts";
import { askedScope } from "./indicators/asked-scope.server.ts";
import { askedOf } from "./indicators/compute.server.ts";
import { indicatorDefinitions } from "./indicators/definitions.server.ts";
import { partsAsked } from "./indicators/parts-asked.ts";
import { pivotAsked } from "./indicators/pivot-asked.ts";
import type { Asked } from "./indicators/formulas/formula.server.ts";
import { periodInSentence, periodName } from "./indicators/period.ts";
import { pivotOf } from "./indicators/pivot.server.ts";
import { pivotSheet, reportSheets, rowSheet } from "./indicators/sheets.server.ts";
import { getReportPaper } from "./reports/documents/report.server.ts";
import { figuresOf } from "./reports/service/figures.server.ts";
import { inSentence } from "./reports/words.ts";
import { authorisedReport, type ReportRow, scopeOfReport } from "./reports/service/load.server.ts";

/** Reports as papers and workbooks, and the rows behind figures, for whoever may see them. */
export function figureDownloads({ database: { db } }: Services): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>()
    .get("/bao-cao/chi-so/:file{[a-z-]+\\.xlsx}", signedIn, async (c) => {
      const { definition, asked, part } = await rowsAsked(db, c.get("actor"), c);
      return workbookResponse(c.req.raw, sheetTitle(definition.vi, asked), (spool) =>
        db.transaction((tx) => spool([rowSheet(tx, definition, asked, part)])),
      );
    })
    .get("/bao-cao/bang-cheo.xlsx", signedIn, async (c) => {
      const { title, sheet } = await pivotSheetAsked(db, c.get("actor"), c);
      return workbookResponse(c.req.raw, title, (spool) => spool([sheet]));
    })
    .get("/bao-cao/:report/bao-cao.xlsx", signedIn, async (c) => {
      const row = await authorisedReport(db, c.get("actor"), "see", c.req.param("report"));
      const { name } = await scopeOfReport(db, row);
      const { figures } = await figuresOf(db, row);
      const about = `Số liệu báo cáo ${periodInSentence(row)}, ${inSentence(name)}${marksOf(row)}`;
      return workbookResponse(c.req.raw, about, (spool) => spool(reportSheets(figures, about)));
    })
    .get("/bao-cao/:report/:file{bao-cao\\.(pdf|docx)}", signedIn, async (c) =>
      documentResponse(await getReportPaper(db, c.get("actor"), c.req.param("report")), {
        name: "bao-cao-ocop",
        format: c.req.path.endsWith(".docx") ? "docx" : "pdf",
        download: c.req.query("tai") === "1",
        isHead: c.req.method === "HEAD",
      }),
    );
}

/** The name that the file of a workbook goes by; systems cut it at its end. */
const sheetTitle = (what: string, { scope, ...period }: Asked) =>
  `${periodName(period)}, ${scope.name}, ${what}`;

/** What a report's figures are not: final, real. */
function marksOf({ state, edition, isDemo }: ReportRow): string {
  const marks = [
    ...(edition > 1 ? [`bản bổ sung lần ${edition - 1}`] : []),
    ...(state === "sent" ? [] : ["dự thảo"]),
    ...(isDemo ? ["dữ liệu mẫu"] : []),
  ];
  return marks.length === 0 ? "" : ` (${marks.join(", ")})`;
}

/** Who may ask, of which unit and period; as the pages of figures read their addresses. */
async function asking(db: Db, actor: UserActor, c: Context) {
  const query = new URL(c.req.url).searchParams;
  const year = Number((await today(db)).slice(0, 4));
  const { scope, period } = await askedScope({ db, actor, query }, year);
  return { query, asked: await askedOf(db, period, scope) };
}

async function rowsAsked(db: Db, actor: UserActor, c: Context) {
  const id = c.req.param("file")?.replace(/\.xlsx$/, "") ?? "";
  const { query, asked } = await asking(db, actor, c);
  const definition = indicatorDefinitions().get(id);
  if (!definition) throw new AppError("notFound", { vi: "Không có chỉ số này." });
  return { definition, asked, part: partsAsked(query, definition) };
}

async function pivotSheetAsked(db: Db, actor: UserActor, c: Context) {
  const { query, asked } = await asking(db, actor, c);
  const wanted = pivotAsked(query, indicatorDefinitions());
  const pivot = await pivotOf(db, wanted.definition, asked, wanted);
  return {
    title: sheetTitle(`Bảng chéo ${wanted.definition.vi}`, asked),
    sheet: pivotSheet(pivot, { ...wanted, asked }),
  };
}
