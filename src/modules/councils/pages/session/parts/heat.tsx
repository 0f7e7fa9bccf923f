import type { CSSProperties } from "react";
import type { ItemData } from "#modules/councils/pages/session/item.server.ts";
import { comma } from "./totals.tsx";

type Round = ItemData["rounds"][number];
type Row = NonNullable<Round["reveal"]>["rows"][number];

const shownAtFirst = 10;

/**
 * Criterion by member, the greener the more points of what can be had; where the members differ
 * most stands first, and whoever is furthest from the middle is outlined.
 */
export function Heat({ round, data }: { round: Round; data: ItemData }) {
  const { reveal } = round;
  if (!reveal) return null;
  const apart = reveal.rows.filter(({ spread }) => spread > 0);
  const first = reveal.rows.slice(0, Math.max(3, Math.min(shownAtFirst, apart.length)));
  const rest = reveal.rows.slice(first.length);
  return (
    <>
      <Table round={round} data={data} rows={first} caption="Các tiêu chí khác nhau nhiều nhất" />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} tiêu chí còn lại</summary>
          <Table round={round} data={data} rows={rest} caption="Các tiêu chí còn lại" />
        </details>
      )}
    </>
  );
}

function Table({
  round,
  data,
  rows,
  caption,
}: {
  round: Round;
  data: ItemData;
  rows: readonly Row[];
  caption: string;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
    <section className="heat-frame" tabIndex={0} aria-label={caption}>
      <table className="heat">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Tiêu chí</th>
            {round.sheets.map(({ member }, at) => (
              <th key={member} scope="col" title={data.names[member]}>
                <span className="unseen">{data.names[member]}</span>
                <span aria-hidden="true">{at + 1}</span>
              </th>
            ))}
            <th scope="col">T.bình</th>
            <th scope="col">T.vị</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.criterion}>
              <th scope="row">
                <span className="heat-title" title={row.title}>
                  <b>{row.criterion}</b> {row.title}
                </span>
              </th>
              {row.cells.map((cell, at) => (
                <Cell key={round.sheets[at]?.member ?? at} row={row} cell={cell} />
              ))}
              <td className="figure">{comma(row.mean)}</td>
              <td className="figure">
                <b>{comma(row.median)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ row, cell }: { row: Row; cell: Row["cells"][number] }) {
  const ratio = row.max === 0 ? 0 : cell.points / row.max;
  const distances = row.cells.map(({ points }) => Math.abs(points - Number(row.median)));
  const far = Math.abs(cell.points - Number(row.median));
  return (
    <td
      className="cell"
      data-dark={ratio > 0.55}
      data-open={cell.option === null}
      data-far={row.spread > 0 && far > 0 && far === Math.max(...distances)}
      style={{ "--ratio": ratio } as CSSProperties}
    >
      {cell.option === null ? "–" : cell.points}
    </td>
  );
}

/** Who stands behind the numbers of the columns, with the sheet's total and words. */
export function Members({ round, data }: { round: Round; data: ItemData }) {
  return (
    <ol className="tight">
      {round.sheets.map((sheet) => (
        <li key={sheet.member}>
          <b>{data.names[sheet.member]}</b>: {sheet.total} điểm, {sheet.stars} sao
          {sheet.proposesRejection && (
            <b> · đề nghị loại{sheet.rejectionReason && `: ${sheet.rejectionReason}`}</b>
          )}
          {sheet.stopAt && <b> · đề nghị dừng chấm sau tiêu chí {sheet.stopAt}</b>}
          {sheet.comment && <div>{sheet.comment}</div>}
          {Object.entries(sheet.notes).map(([criterion, note]) => (
            <div key={criterion}>
              {criterion}: {note}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Who changed what since the round before. */
export function Changes({ round, data }: { round: Round; data: ItemData }) {
  if (round.changes.length === 0) return null;
  const points = (criterion: string, option: number | null) =>
    option === null ? "để trống" : `${data.criteria[criterion]?.points[option - 1] ?? 0} điểm`;
  return (
    <details>
      <summary>{round.changes.length} chỗ đổi so với lượt trước</summary>
      <ul className="tight">
        {round.changes.map(({ member, criterion, from, to }) => (
          <li key={`${member} ${criterion}`}>
            <b>{data.names[member]}</b>, tiêu chí {criterion}: {points(criterion, from)} →{" "}
            {points(criterion, to)}
          </li>
        ))}
      </ul>
    </details>
  );
}
