import { Anchor, Card, Group, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { formatNumber } from "#core/input/number.ts";
import { type FundSource, fundSources, planMoneyUnits } from "../model.ts";
import { planPaths } from "../paths.ts";
import { fieldName, findingNames } from "../report.ts";
import { sheetYears } from "../sheet.ts";
import type { LoadedPlan } from "./plan.tsx";
import { Progress } from "./progress.tsx";
import { ScrollBox } from "./scroll-box.tsx";
import { sheetColumns } from "../sheet-columns.ts";
import { byCell, hintOf } from "./sheet-grid.tsx";

const show = (value: number | string | null) => (value === null ? "–" : formatNumber(value));

/** Total, sources and years, what has been spent, the focus of each year. */
export function Summary({ of }: { of: LoadedPlan }) {
  const { report, head, breakdowns, spentTotal, themes } = of;
  const unit = planMoneyUnits[head.money];
  const sources = Object.entries(report.bySource) as [FundSource, number | string][];
  const others = breakdowns.filter(({ id }) => id !== "byYear");
  return (
    <Group align="stretch" gap="md">
      {report.total !== null && (
        <Card withBorder component="section" style={{ flex: "1 1 18rem" }}>
          <Title order={2} size="h5">
            Tổng kinh phí
          </Title>
          <Text size="xl" fw={700}>
            {show(report.total)} {unit}
          </Text>
          <Figures
            rows={sources.map(([id, value]) => [fundSources[id], show(value)])}
            label="Theo nguồn"
          />
          {spentTotal !== "0" && (
            <Progress
              label="Đã chi"
              done={Number(spentTotal)}
              of={Number(report.total)}
              unit={unit}
            />
          )}
        </Card>
      )}
      {Object.keys(report.byYear).length > 0 && (
        <Card withBorder component="section" style={{ flex: "1 1 14rem" }}>
          <Title order={2} size="h5">
            {breakdowns.find(({ id }) => id === "byYear")?.label ?? "Theo năm"}
          </Title>
          <Figures
            rows={Object.entries(report.byYear).map(([year, value]) => [year, show(value)])}
            label="Theo năm"
          />
        </Card>
      )}
      {others.map(({ id, label, parts }) => (
        <Card key={id} withBorder component="section" style={{ flex: "1 1 18rem" }}>
          <Title order={2} size="h5">
            {label}
          </Title>
          <Figures rows={parts.map((part) => [part.label, show(part.amount)])} label={label} />
        </Card>
      ))}
      {themes.length > 0 && (
        <Card withBorder component="section" style={{ flex: "1 1 18rem" }}>
          <Title order={2} size="h5">
            Chủ đề trọng tâm
          </Title>
          {themes.map(([year, theme]) => (
            <Text key={year} size="sm">
              <strong>{year}:</strong> {theme}
            </Text>
          ))}
        </Card>
      )}
    </Group>
  );
}

function Figures({ rows, label }: { rows: readonly (readonly [string, string])[]; label: string }) {
  return (
    <Table aria-label={label} verticalSpacing={2}>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th fw={400}>{name}</Table.Th>
            <Table.Td ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>
              {value}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Where the plan's own figures do not agree: both are shown, none is changed. */
export function Findings({ of: { findings, rows } }: { of: LoadedPlan }) {
  if (rows.length === 0 && findings.length === 0) return null;
  const known = new Set(rows.map(({ id }) => id));
  return (
    <Card withBorder component="section" aria-labelledby="findings">
      <Title order={2} size="h5" id="findings">
        {findings.length === 0
          ? "Mọi tổng ghi trong kế hoạch đều khớp"
          : `${findings.length} chỗ số liệu không khớp`}
      </Title>
      {findings.length > 0 && (
        <Table className="stacking" aria-labelledby="findings" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Dòng</Table.Th>
              <Table.Th ta="right">Ghi trong kế hoạch</Table.Th>
              <Table.Th ta="right">Tính được</Table.Th>
              <Table.Th>Không khớp vì</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {findings.map(({ node, name, field, kind, stated, computed }) => (
              <Table.Tr key={`${node} ${field} ${kind}`}>
                <Table.Td>
                  {known.has(node) ? (
                    <Anchor href={`#line-${node}`} underline="always">
                      {name}
                    </Anchor>
                  ) : (
                    name
                  )}
                </Table.Td>
                <Table.Td ta="right" data-label="Ghi">
                  {show(stated)}
                </Table.Td>
                <Table.Td ta="right" data-label="Tính được">
                  {show(computed)}
                </Table.Td>
                <Table.Td>
                  {fieldName(field)}: {findingNames[kind]}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}

/** The lines as they stand, findings at their figures, and what has been spent on each. */
export function PlanLines({ of: { rows, head, findings, spent, overspent } }: { of: LoadedPlan }) {
  if (rows.length === 0) return null;
  // A printed plan has no columns in which nothing stands.
  const columns = sheetColumns(sheetYears(head)).filter(({ id }) =>
    rows.some(({ cells }) => cells[id] !== undefined),
  );
  const found = byCell(findings);
  const hasSpending = Object.keys(spent).length > 0;
  return (
    <section aria-labelledby="lines">
      <Title order={2} size="h5" id="lines" mb="xs">
        Bảng kế hoạch ({rows.length} dòng)
      </Title>
      <ScrollBox labelledBy="lines">
        <table className="sheet sheet-read">
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
              {hasSpending && <th scope="col">Đã chi</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr
                key={row.id}
                id={`line-${row.id}`}
                className={(rows[at + 1]?.depth ?? 0) > row.depth ? "is-heading" : ""}
              >
                {columns.map(({ id, isAmount }) => {
                  const hints = (found.get(`${row.id} ${id}`) ?? []).map(hintOf);
                  const isLong = id === "lead" || id === "supporting" || id === "note";
                  const kind = isAmount ? "amount" : isLong ? "wide" : "";
                  const classes = `${kind} ${hints.length > 0 ? "differs" : ""}`;
                  const text = row.cells[id] ?? "";
                  if (id === "name")
                    return (
                      <th
                        key={id}
                        scope="row"
                        className="line-name"
                        style={{ paddingLeft: `${0.4 + row.depth * 0.8}rem` }}
                      >
                        {text}
                      </th>
                    );
                  return (
                    <td key={id} className={classes}>
                      {text}
                      {hints.map((hint) => (
                        <span key={hint} className="hint">
                          {hint}
                        </span>
                      ))}
                    </td>
                  );
                })}
                {hasSpending && (
                  <td className="amount">
                    {spent[row.id] !== undefined && (
                      <>
                        <Anchor
                          component={Link}
                          to={planPaths.spending(head.id)}
                          underline="always"
                        >
                          {show(spent[row.id] ?? null)}
                        </Anchor>
                        {overspent.includes(row.id) && <span className="hint">vượt kế hoạch</span>}
                      </>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
