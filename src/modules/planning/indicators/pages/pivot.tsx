import { Anchor, Button, Card, NativeSelect, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { today } from "#core/calendar/today.ts";
import { openFigures, unitChoices } from "#modules/planning/dashboards/pages/ground.server.ts";
import { askedScope } from "#modules/planning/indicators/asked-scope.server.ts";
import { askedOf } from "#modules/planning/indicators/compute.server.ts";
import { indicatorDefinitions } from "#modules/planning/indicators/definitions.server.ts";
import { pivotOf } from "#modules/planning/indicators/pivot.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { PeriodFields } from "../../dashboards/pages/period-fields.tsx";
import { UnitPicker } from "../../dashboards/pages/unit-picker.tsx";
import { figurePaths, withQuery } from "../../paths.ts";
import { unitText, valueText } from "../../reports/words.ts";
import { dimensions } from "../model.ts";
import { canCross, crossedUnit, dimensionChoices, pivotAsked } from "../pivot-asked.ts";
import { periodInSentence } from "../period.ts";
import type { Route } from "./+types/pivot.ts";
import "../../dashboards/pages/figures.css";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openFigures(args);
  const { db, query } = ground;
  const { definition, rows, columns } = pivotAsked(query, indicatorDefinitions());
  const { scope, period } = await askedScope(ground, Number((await today(db)).slice(0, 4)));
  const asked = await askedOf(db, period, scope);
  return {
    choices: await unitChoices(ground, scope),
    indicators: [...indicatorDefinitions().values()]
      .filter(canCross)
      .map(({ id, vi }) => ({ value: id, label: vi })),
    definition,
    rows,
    columns,
    unitName: scope.name,
    year: period.year,
    quarter: period.quarter ?? null,
    pivot: await pivotOf(db, definition, asked, { rows, columns }),
  };
});

/** An indicator crossed by two dimensions; each cell opens its rows. */
export default function PivotPage({ loaderData }: Route.ComponentProps) {
  const { choices, indicators, definition, rows, columns, year, quarter, pivot } = loaderData;
  const sheet = withQuery(figurePaths.pivotSheet, {
    unit: choices.value,
    year,
    quarter,
    parts: { "chi-so": definition.id, dong: rows, cot: columns },
  });
  return (
    <OfficePage
      title="Bảng chéo"
      description={`${definition.vi} (${unitText(crossedUnit(definition))}): ${loaderData.unitName}, ${periodInSentence({ year, quarter })}. Bấm một ô để xem những dòng tạo nên nó.`}
    >
      <title>Bảng chéo – OCOP</title>
      <UnitPicker {...choices}>
        <NativeSelect
          key={definition.id}
          name="chi-so"
          label="Chỉ số"
          defaultValue={definition.id}
          data={indicators}
        />
        <NativeSelect
          key={`rows ${rows}`}
          name="dong"
          label="Dòng"
          defaultValue={rows}
          data={dimensionChoices(definition)}
        />
        <NativeSelect
          key={`columns ${columns}`}
          name="cot"
          label="Cột"
          defaultValue={columns}
          data={dimensionChoices(definition)}
        />
        <PeriodFields year={year} quarter={quarter} />
      </UnitPicker>
      <Card withBorder component="section">
        {pivot.rows.length === 0 ? (
          <Text>Không có dòng nào.</Text>
        ) : (
          <>
            <Button
              component="a"
              href={sheet}
              variant="default"
              size="compact-md"
              mb="xs"
              w="fit-content"
            >
              Tải Excel
            </Button>
            <Crossed of={loaderData} />
          </>
        )}
      </Card>
    </OfficePage>
  );
}

function Crossed({
  of: { choices, definition, rows, columns, year, quarter, pivot },
}: {
  of: Route.ComponentProps["loaderData"];
}) {
  const to = (parts: Readonly<Record<string, string>>) =>
    withQuery(figurePaths.rows(definition.id), { unit: choices.value, year, quarter, parts });
  const cell = (value: number, parts: Readonly<Record<string, string>>) => (
    <Anchor component={Link} to={to(parts)} underline="always">
      {valueText(value, definition.measure === "share" ? "" : definition.unit)}
    </Anchor>
  );
  return (
    <div className="pivot wide-print">
      <Table
        verticalSpacing={4}
        aria-label={`${definition.vi} (${unitText(crossedUnit(definition))})`}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{dimensions[rows]}</Table.Th>
            {pivot.columns.map(({ key, label }) => (
              <Table.Th key={key} className="number">
                {label}
              </Table.Th>
            ))}
            <Table.Th className="number">Tổng số</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pivot.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row">{row.label}</Table.Th>
              {pivot.columns.map((column) => {
                const value = pivot.cells[row.key]?.[column.key] ?? 0;
                return (
                  <Table.Td key={column.key} className="number">
                    {value !== 0 && cell(value, { [rows]: row.key, [columns]: column.key })}
                  </Table.Td>
                );
              })}
              <Table.Td className="number">{cell(row.value, { [rows]: row.key })}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">Tổng số</Table.Th>
            {pivot.columns.map((column) => (
              <Table.Td key={column.key} className="number">
                {cell(column.value, { [columns]: column.key })}
              </Table.Td>
            ))}
            <Table.Td className="number">{cell(pivot.total, {})}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}
