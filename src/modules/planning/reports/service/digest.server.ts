import { createHash } from "node:crypto";
import { contentText, figuresText, type KeptFigure } from "../digest.ts";
import type { ReportRow } from "./load.server.ts";

/** What of a report its digest is taken over, besides its figures. */
export type Digested = Pick<
  ReportRow,
  | "unitVersion"
  | "unitCode"
  | "year"
  | "quarter"
  | "edition"
  | "agency"
  | "texts"
  | "series"
  | "digestForm"
>;

/** SHA-256 (hex) over a report in the form that it says. */
export function digestOf(report: Digested, figures: readonly KeptFigure[]): string {
  const { unitVersion, unitCode, year, quarter, edition, agency, texts, series } = report;
  const head = { unit: `${unitVersion}/${unitCode}`, year, quarter };
  const text =
    report.digestForm === 1
      ? figuresText(head, figures)
      : contentText({ ...head, edition, agency, texts, series }, figures);
  return createHash("sha256").update(text).digest("hex");
}
