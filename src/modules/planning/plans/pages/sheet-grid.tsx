import type { ClipboardEvent, KeyboardEvent } from "react";
import { formatNumber } from "#core/input/number.ts";
import type { Finding } from "../findings.ts";
import { type Pasted, pasteInto } from "../pasted.ts";
import type { CellFaults, CellName, TypedLine } from "../sheet.ts";
import type { SheetColumn } from "../sheet-columns.ts";

/** What a finding is about, at the cell where the stated figure stands. */
export type CellFindings = ReadonlyMap<string, readonly Finding[]>;

/** Findings by `line cell`; those of years stand at the total. */
export function byCell(findings: readonly Finding[]): CellFindings {
  return Map.groupBy(
    findings,
    ({ node, field }) => `${node} ${field === "years" ? "total" : field}`,
  );
}

const kindWords = {
  children: "cộng các dòng dưới",
  sources: "cộng các nguồn, năm",
  product: "số lượng × đơn giá",
};

/** How a finding is told beside its cell: what the figure comes to. */
export function hintOf({ kind, computed }: Finding): string {
  return `${kindWords[kind]}: ${formatNumber(computed)}`;
}

/**
 * The rows of a plan as a sheet: arrows and Enter move, Alt with arrows moves a line in and out,
 * Ctrl+Enter adds a line, and a range pasted from a spreadsheet fills the cells from here.
 */
export function SheetGrid({
  rows,
  columns,
  faults,
  findings,
  onRows,
  onPasted,
  newId,
}: {
  rows: readonly TypedLine[];
  columns: readonly SheetColumn[];
  faults: CellFaults;
  findings: CellFindings;
  onRows: (rows: readonly TypedLine[]) => void;
  onPasted: (pasted: Pasted<TypedLine>) => void;
  newId: () => string;
}) {
  const names = columns.map(({ id }) => id);
  const edit = (at: number, cell: CellName, text: string) =>
    onRows(
      rows.map((row, i) => (i === at ? { ...row, cells: { ...row.cells, [cell]: text } } : row)),
    );
  const act: RowActs = {
    add: (at) =>
      onRows(
        rows.toSpliced(at + 1, 0, {
          id: newId(),
          depth: Math.max(rows[at]?.depth ?? 1, 1),
          partial: false,
          cells: {},
        }),
      ),
    remove: (at) => onRows(rows.toSpliced(at, 1)),
    move: (at, by) =>
      onRows(
        rows.map((row, i) =>
          i === at
            ? {
                ...row,
                depth: Math.min(Math.max(row.depth + by, 1), (rows[at - 1]?.depth ?? 0) + 1),
              }
            : row,
        ),
      ),
  };
  const paste = (event: ClipboardEvent, row: number, column: CellName) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    onPasted(pasteInto(rows, { row, column }, text, { columns: names, newId }));
  };
  return (
    <section className="sheet-box" aria-label="Bảng kế hoạch">
      <table className="sheet">
        <thead>
          <tr>
            {columns.map(({ id, label, isAmount }) => (
              <th
                key={id}
                scope="col"
                className={id === "name" ? "line-name" : isAmount ? "amount" : ""}
              >
                {label}
              </th>
            ))}
            <th scope="col">Dòng</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id} className={isHeading(rows, at) ? "is-heading" : ""}>
              {columns.map((column) => (
                <Cell
                  key={column.id}
                  row={row}
                  at={at}
                  column={column}
                  fault={faults[row.id]?.[column.id]}
                  findings={findings.get(`${row.id} ${column.id}`) ?? []}
                  onEdit={edit}
                  onPaste={paste}
                  act={act}
                />
              ))}
              <td>
                <LineTools at={at} act={act} name={row.cells.name ?? ""} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowActs = {
  readonly add: (at: number) => void;
  readonly remove: (at: number) => void;
  readonly move: (at: number, by: -1 | 1) => void;
};

function isHeading(rows: readonly TypedLine[], at: number): boolean {
  return (rows[at + 1]?.depth ?? 0) > (rows[at]?.depth ?? 0);
}

function Cell({
  row,
  at,
  column,
  fault,
  findings,
  onEdit,
  onPaste,
  act,
}: {
  row: TypedLine;
  at: number;
  column: SheetColumn;
  fault: string | undefined;
  findings: readonly Finding[];
  onEdit: (at: number, cell: CellName, text: string) => void;
  onPaste: (event: ClipboardEvent, at: number, cell: CellName) => void;
  act: RowActs;
}) {
  const { id, label, isAmount } = column;
  const hints = fault === undefined ? findings.map(hintOf) : [fault];
  const hintId = hints.length > 0 ? `hint-${row.id}-${id}` : undefined;
  const classes = [
    id === "name" ? "line-name" : isAmount ? "amount" : id === "number" ? "" : "wide",
    fault === undefined ? (findings.length > 0 ? "differs" : "") : "is-wrong",
  ].join(" ");
  return (
    <td className={classes}>
      <input
        value={row.cells[id] ?? ""}
        aria-label={`${label}, dòng ${at + 1}`}
        aria-invalid={fault !== undefined}
        aria-describedby={hintId}
        data-row={at}
        data-column={id}
        inputMode={isAmount ? "decimal" : "text"}
        style={id === "name" ? { paddingLeft: `${0.4 + row.depth * 0.8}rem` } : undefined}
        onChange={(event) => onEdit(at, id, event.currentTarget.value)}
        onPaste={(event) => onPaste(event, at, id)}
        onKeyDown={(event) => moveBy(event, at, id, act)}
      />
      {hintId && (
        <span id={hintId} className="hint">
          {hints.join("; ")}
        </span>
      )}
    </td>
  );
}

function moveBy(
  event: KeyboardEvent<HTMLInputElement>,
  at: number,
  column: CellName,
  act: RowActs,
) {
  const { key, altKey, ctrlKey } = event;
  const to = (row: number) => {
    const next = event.currentTarget
      .closest("table")
      ?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`);
    next?.focus();
    next?.select();
  };
  if (altKey && at > 0 && (key === "ArrowRight" || key === "ArrowLeft"))
    act.move(at, key === "ArrowRight" ? 1 : -1);
  else if (ctrlKey && key === "Enter") act.add(at);
  else if (key === "Enter" || key === "ArrowDown") to(at + 1);
  else if (key === "ArrowUp") to(at - 1);
  else return;
  event.preventDefault();
}

function LineTools({ at, act, name }: { at: number; act: RowActs; name: string }) {
  const tools: readonly (readonly [string, string, () => void])[] = [
    ["+", "Thêm dòng sau", () => act.add(at)],
    ...(at === 0
      ? []
      : ([
          ["←", "Đưa ra một bậc", () => act.move(at, -1)],
          ["→", "Đưa vào một bậc", () => act.move(at, 1)],
          ["×", "Bỏ dòng", () => act.remove(at)],
        ] as const)),
  ];
  return (
    <span className="line-tools">
      {tools.map(([sign, label, onClick]) => (
        <button
          key={sign}
          type="button"
          aria-label={`${label} ${at + 1}${name ? `: ${name}` : ""}`}
          title={label}
          onClick={onClick}
        >
          {sign}
        </button>
      ))}
    </span>
  );
}
