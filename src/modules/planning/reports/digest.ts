import { canonicalJson } from "#modules/dossiers/canonical.ts";
import type { IndicatorFigure } from "../indicators/model.ts";
import type { ReportTexts } from "./model.ts";

/** A figure as a report keeps it. */
export type KeptFigure = {
  readonly indicatorId: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number | null;
  readonly reason: string | null;
  readonly whole: number | null;
  readonly by: IndicatorFigure["by"];
  /** Keys of the rows that it was counted from, in order. */
  readonly rowKeys: readonly string[];
};

/** Of which unit and period a report is. */
type ReportHead = {
  readonly unit: string;
  readonly year: number;
  readonly quarter: number | null;
};

const inOrder = (figures: readonly KeptFigure[]) =>
  figures.toSorted((a, b) => (a.indicatorId < b.indicatorId ? -1 : 1));

/** What a digest of the second form is taken over: all that the paper of a report says. */
export function contentText(
  head: ReportHead & {
    readonly edition: number;
    readonly agency: string;
    readonly texts: ReportTexts;
    readonly series: unknown;
  },
  figures: readonly KeptFigure[],
): string {
  return canonicalJson({
    head,
    figures: inOrder(figures).map(
      // Only these: what else the row of the database holds is no part of the report.
      ({ indicatorId, name, unit, value, reason, whole, by, rowKeys }) => ({
        indicatorId,
        name,
        unit,
        value,
        reason,
        whole,
        by,
        rowKeys,
      }),
    ),
  });
}

/** What a digest of the first form is taken over: the same figures always give the same text. */
export function figuresText(head: ReportHead, figures: readonly KeptFigure[]): string {
  const ordered = inOrder(figures);
  return JSON.stringify([
    [head.unit, head.year, head.quarter],
    ordered.map(({ indicatorId, value, reason, whole, by, rowKeys }) => [
      indicatorId,
      value,
      reason,
      whole,
      Object.entries(by)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([dimension, parts]) => [dimension, parts.map((part) => [part.key, part.value])]),
      rowKeys,
    ]),
  ]);
}

/** What has changed since a figure was kept. */
export type FigureChange = {
  readonly indicatorId: string;
  readonly name: string;
  readonly unit: string;
  readonly before: number | null;
  readonly after: number | null;
  /** How many rows came and went. */
  readonly added: number;
  readonly removed: number;
};

/** The change of a figure; null when neither value nor rows are others. */
export function changeOf(
  kept: KeptFigure,
  now: { readonly value: number | null; readonly rowKeys: readonly string[] },
): FigureChange | null {
  const [had, has] = [new Set(kept.rowKeys), new Set(now.rowKeys)];
  const added = now.rowKeys.filter((key) => !had.has(key)).length;
  const removed = kept.rowKeys.filter((key) => !has.has(key)).length;
  if (kept.value === now.value && added === 0 && removed === 0) return null;
  const { indicatorId, name, unit, value } = kept;
  return { indicatorId, name, unit, before: value, after: now.value, added, removed };
}
