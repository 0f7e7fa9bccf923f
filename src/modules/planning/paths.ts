const reports = "/bao-cao";

/** Addresses of dashboards, indicators and reports. */
export const figurePaths = {
  dashboard: "/tong-quan",
  reports,
  report: (id: string) => `${reports}/${id}`,
  /** Write one part of a report. */
  block: (id: string, block: string) => `${reports}/${id}/phan/${block}`,
  document: (id: string, format: "pdf" | "docx" | "xlsx") => `${reports}/${id}/bao-cao.${format}`,
  indicators: `${reports}/chi-so`,
  rows: (indicator: string) => `${reports}/chi-so/${indicator}`,
  rowsSheet: (indicator: string) => `${reports}/chi-so/${indicator}.xlsx`,
  pivot: `${reports}/bang-cheo`,
  pivotSheet: `${reports}/bang-cheo.xlsx`,
} as const;

/** What an address asks of figures: unit, year, quarter (none: the year), and a part of a figure. */
export type FigureQuery = {
  readonly unit?: string | null;
  readonly year?: number;
  readonly quarter?: number | null;
  readonly parts?: Readonly<Record<string, string>>;
};

/** An address with what is asked of figures behind it. */
export function withQuery(path: string, { unit, year, quarter, parts = {} }: FigureQuery): string {
  const query = new URLSearchParams({
    ...(unit ? { "don-vi": unit } : {}),
    ...(year === undefined ? {} : { nam: String(year) }),
    ...(quarter ? { quy: String(quarter) } : {}),
    ...parts,
  }).toString();
  return query === "" ? path : `${path}?${query}`;
}
