import type { ClipboardEvent } from "react";
import { parsePastedRange } from "#core/sheets/paste.ts";

/** The line that waits to be typed into. */
/** A row of the sheet as it stands in its boxes. */
export type TargetRow = { readonly unit: string; readonly cells: readonly string[] };

export const blankRow: TargetRow = { unit: "", cells: [] };
const totalName = "Tổng ghi trong kế hoạch";

/** The rows of a year's targets as a sheet, with the sums that the plan states as its last line. */
export function TargetGrid({
  columns,
  rows,
  stated,
  errors,
  onRows,
  onStated,
}: {
  columns: readonly string[];
  rows: readonly TargetRow[];
  stated: readonly string[];
  errors: Readonly<Record<string, string>>;
  onRows: (rows: readonly TargetRow[]) => void;
  onStated: (stated: readonly string[]) => void;
}) {
  const withBlank = (next: readonly TargetRow[]) =>
    next.at(-1)?.unit === "" ? next : [...next, blankRow];
  const cellsOf = (cells: readonly string[], at: number, text: string) =>
    columns.map((_, column) => (column === at ? text : (cells[column] ?? "")));
  const edit = (at: number, change: Partial<TargetRow>) =>
    onRows(withBlank(rows.map((row, i) => (i === at ? { ...row, ...change } : row))));
  const paste = (event: ClipboardEvent, at: number) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const pasted = parsePastedRange(text).map(([unit = "", ...cells]) => ({ unit, cells }));
    onRows(withBlank([...rows.slice(0, at), ...pasted, ...rows.slice(at + pasted.length)]));
  };
  // What the service answers about counts lines that name a unit.
  const sentAt = (at: number) => rows.slice(0, at).filter(({ unit }) => unit.trim() !== "").length;
  return (
    <section className="sheet-box" aria-label="Bảng chỉ tiêu">
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col" className="line-name">
              Đơn vị
            </th>
            {columns.map((label) => (
              <th
                key={label}
                scope="col"
                className="amount"
                style={{ whiteSpace: "normal", maxWidth: "13rem" }}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const wrong = row.unit.trim() === "" ? undefined : errors[`unit.${sentAt(at)}`];
            return (
              <tr key={at}>
                <td className={`line-name ${wrong ? "is-wrong" : ""}`}>
                  <input
                    value={row.unit}
                    list="communes"
                    aria-label={`Đơn vị, dòng ${at + 1}`}
                    aria-invalid={wrong !== undefined}
                    onChange={(event) => edit(at, { unit: event.currentTarget.value })}
                    onPaste={(event) => paste(event, at)}
                  />
                  {wrong && <span className="hint">{wrong}</span>}
                </td>
                {columns.map((label, column) => (
                  <NumberCell
                    key={label}
                    label={`${label}, dòng ${at + 1}`}
                    value={row.cells[column] ?? ""}
                    wrong={
                      row.unit.trim() === "" ? undefined : errors[`cell.${sentAt(at)}.${column}`]
                    }
                    onChange={(text) => edit(at, { cells: cellsOf(row.cells, column, text) })}
                  />
                ))}
              </tr>
            );
          })}
          <tr className="is-heading">
            <th scope="row" className="line-name" style={{ padding: "0.3rem 0.4rem" }}>
              {totalName}
            </th>
            {columns.map((label, column) => (
              <NumberCell
                key={label}
                label={`${label}, tổng`}
                value={stated[column] ?? ""}
                wrong={errors[`cell.total.${column}`]}
                onChange={(text) => onStated(cellsOf(stated, column, text))}
              />
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function NumberCell({
  label,
  value,
  wrong,
  onChange,
}: {
  label: string;
  value: string;
  wrong: string | undefined;
  onChange: (text: string) => void;
}) {
  return (
    <td className={`amount ${wrong ? "is-wrong" : ""}`}>
      <input
        value={value}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        inputMode="decimal"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {wrong && <span className="hint">{wrong}</span>}
    </td>
  );
}
