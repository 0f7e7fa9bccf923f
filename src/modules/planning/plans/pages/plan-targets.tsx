import { Card, Group, Text, Title } from "@mantine/core";
import { formatNumber } from "#core/input/number.ts";
import { sumOf } from "../exact.ts";
import { isSummed, tableKinds } from "../model.ts";
import type { LoadedPlan } from "./plan.tsx";
import { Progress } from "./progress.tsx";
import { ScrollBox } from "./scroll-box.tsx";

/** Targets by unit, and beside them what the data say has been reached. */
export function TargetTables({ of }: { of: LoadedPlan }) {
  return of.tables.map((table) => <TargetTableCard key={table.id} of={of} table={table} />);
}

type ShownTable = LoadedPlan["tables"][number];

function TargetTableCard({ of, table }: { of: LoadedPlan; table: ShownTable }) {
  const { columns, rows, stated, actuals } = table;
  const findings = of.findings.filter(({ node }) => node === table.id);
  const measured = columns.flatMap((column, at) => {
    const actual = actuals.columns[at];
    const cells = rows.flatMap((row) => row.cells[at] ?? []);
    const target = stated[at] ?? (cells.length > 0 && isSummed(column) ? sumOf(cells) : null);
    return column.indicator !== null && actual && target !== null && table.kind === "target"
      ? [{ column, actual, target: Number(target) }]
      : [];
  });
  return (
    <Card withBorder component="section" aria-labelledby={`table-${table.id}`}>
      <Title order={2} size="h5" id={`table-${table.id}`}>
        {table.title}
      </Title>
      <Text size="sm" c="dimmed">
        {tableKinds[table.kind]}
        {measured.length > 0 && `; thực hiện tính từ dữ liệu năm ${table.year}, không nhập tay.`}
      </Text>
      {measured.length > 0 && (
        <Group gap="lg" my="xs" align="start">
          {measured.map(({ column, actual, target }) => (
            <div key={column.id} style={{ flex: "1 1 16rem", maxWidth: "26rem" }}>
              {actual.whole === null ? (
                <Text size="sm">
                  {column.label}: mục tiêu {formatNumber(target)}.{" "}
                  {actual.reason ?? "Chưa có dữ liệu."}
                </Text>
              ) : (
                <Progress label={column.label} done={actual.whole} of={target} unit={actual.unit} />
              )}
            </div>
          ))}
        </Group>
      )}
      <ScrollBox labelledBy={`table-${table.id}`}>
        <table className="sheet sheet-read">
          <thead>
            <tr>
              <th scope="col" className="line-name">
                Đơn vị, nhóm
              </th>
              {columns.map(({ id, label }) => (
                <th
                  key={id}
                  scope="col"
                  className="amount"
                  style={{ whiteSpace: "normal", maxWidth: "14rem" }}
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.name}>
                <th scope="row" className="line-name">
                  {row.name}
                </th>
                {columns.map(({ id }, column) => {
                  const actual = actuals.columns[column]?.rows[at] ?? null;
                  const cell = row.cells[column] ?? null;
                  return (
                    <td key={id} className="amount">
                      {cell === null ? "–" : formatNumber(cell)}
                      {actual !== null && (
                        <span className="hint reached">đạt {formatNumber(actual)}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr className="is-heading">
              <th scope="row" className="line-name">
                Tổng ghi trong kế hoạch
              </th>
              {columns.map(({ id }, column) => {
                const finding = findings.find(({ field }) => field === id);
                const sum = stated[column] ?? null;
                return (
                  <td key={id} className={`amount ${finding ? "differs" : ""}`}>
                    {sum === null ? "–" : formatNumber(sum)}
                    {finding && (
                      <span className="hint">cộng lại: {formatNumber(finding.computed)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  );
}
