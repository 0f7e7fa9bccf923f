import type { ClipboardEvent } from "react";
import { type Pasted, pasteTargets, type TargetRow } from "../pasted.ts";

/** The line that waits to be typed into. */
export const blankRow: TargetRow = { unit: "", cells: [] };
/** Whether a row says anything: one with figures and no unit does, and is asked for its unit. */
export function isTypedRow({ unit, cells }: TargetRow): boolean {
  return [unit, ...cells].some((text) => text.trim() !== "");
}

/** Rows with one at their end that waits to be typed into. */
export function withBlankRow(rows: readonly TargetRow[]): readonly TargetRow[] {
  const last = rows.at(-1);
  return last && !isTypedRow(last) ? rows : [...rows, blankRow];
}

const totalName = "Tổng ghi trong kế hoạch";

/** The rows of a year's targets as a sheet, with the sums that the plan states as its last line. */
export function TargetGrid({
  columns,
  rows,
  stated,
  errors,
  onRows,
  onPasted,
  onStated,
}: {
  columns: readonly string[];
  rows: readonly TargetRow[];
  stated: readonly string[];
  errors: Readonly<Record<string, string>>;
  onRows: (rows: readonly TargetRow[]) => void;
  onPasted: (pasted: Pasted<TargetRow>) => void;
  onStated: (stated: readonly string[]) => void;
}) {
  const cellsOf = (cells: readonly string[], at: number, text: string) =>
    columns.map((_, column) => (column === at ? text : (cells[column] ?? "")));
  const edit = (at: number, change: Partial<TargetRow>) =>
    onRows(rows.map((row, i) => (i === at ? { ...row, ...change } : row)));
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    onPasted(pasteTargets(rows, { row, column }, text, columns.length));
  };
  // What the service answers about counts lines that say something.
  const sentAt = (at: number) => rows.slice(0, at).filter(isTypedRow).length;
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
            <th scope="col">Dòng</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const sent = isTypedRow(row) ? sentAt(at) : null;
            const wrong = sent === null ? undefined : errors[`unit.${sent}`];
            return (
              <tr key={at}>
                <td className={`line-name ${wrong ? "is-wrong" : ""}`}>
                  <input
                    value={row.unit}
                    list="communes"
                    aria-label={`Đơn vị, dòng ${at + 1}`}
                    aria-invalid={wrong !== undefined}
                    onChange={(event) => edit(at, { unit: event.currentTarget.value })}
                    onPaste={(event) => paste(event, at, 0)}
                  />
                  {wrong && <span className="hint">{wrong}</span>}
                </td>
                {columns.map((label, column) => (
                  <NumberCell
                    key={label}
                    label={`${label}, dòng ${at + 1}`}
                    value={row.cells[column] ?? ""}
                    wrong={sent === null ? undefined : errors[`cell.${sent}.${column}`]}
                    onChange={(text) => edit(at, { cells: cellsOf(row.cells, column, text) })}
                    onPaste={(event) => paste(event, at, column + 1)}
                  />
                ))}
                <td>
                  {sent !== null && (
                    <span className="line-tools">
                      <button
                        type="button"
                        aria-label={`Bỏ dòng ${at + 1}${row.unit ? `: ${row.unit}` : ""}`}
                        title="Bỏ dòng"
                        onClick={() => onRows(rows.toSpliced(at, 1))}
                      >
                        ×
                      </button>
                    </span>
                  )}
                </td>
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
  onPaste,
}: {
  label: string;
  value: string;
  wrong: string | undefined;
  onChange: (text: string) => void;
  onPaste?: (event: ClipboardEvent) => void;
}) {
  return (
    <td className={`amount ${wrong ? "is-wrong" : ""}`}>
      <input
        value={value}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        inputMode="decimal"
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={onPaste}
      />
      {wrong && <span className="hint">{wrong}</span>}
    </td>
  );
}
