import { Anchor, Button, Card, Group, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { today } from "#core/calendar/today.ts";
import { openFigures, unitChoices } from "#modules/planning/dashboards/pages/ground.server.ts";
import { askedScope } from "#modules/planning/indicators/asked-scope.server.ts";
import { askedOf, figureOf } from "#modules/planning/indicators/compute.server.ts";
import { indicatorDefinitions } from "#modules/planning/indicators/definitions.server.ts";
import { rowsToOpen } from "#modules/planning/indicators/open-rows.server.ts";
import { listRows, rowPageSize } from "#modules/planning/indicators/rows.server.ts";
import { dayText } from "#ui/dates.ts";
import { Pager } from "#ui/office/pager.tsx";
import { isOnMenu } from "#ui/office/menu.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { PeriodFields } from "../../dashboards/pages/period-fields.tsx";
import { UnitPicker } from "../../dashboards/pages/unit-picker.tsx";
import { figurePaths, withQuery } from "../../paths.ts";
import { unitText, valueText } from "../../reports/words.ts";
import { type Dimension, dimensions, type FigureRow, rowUnitOf } from "../model.ts";
import { partsAsked } from "../parts-asked.ts";
import { periodInSentence } from "../period.ts";
import type { Route } from "./+types/rows.ts";
import "../../dashboards/pages/figures.css";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openFigures(args);
  const { db, query } = ground;
  const definition = indicatorDefinitions().get(args.params.indicator);
  if (!definition) throw new AppError("notFound", { vi: "Không có chỉ số này." });
  const { scope, period } = await askedScope(ground, Number((await today(db)).slice(0, 4)));
  const asked = await askedOf(db, period, scope);
  const parts = partsAsked(query, definition);
  const figure = await figureOf(db, definition, asked);
  const page = pageAsked(query);
  const { rows, total } = await listRows(db, definition, asked, {
    part: parts,
    offset: (page - 1) * rowPageSize,
  });
  return {
    choices: await unitChoices(ground, scope),
    definition,
    unitName: scope.name,
    year: period.year,
    quarter: period.quarter ?? null,
    figure,
    parts,
    rows:
      figure.value === null
        ? []
        : await rowsToOpen(db, ground.actor, rows, (desk) => isOnMenu(ground.actor, desk)),
    total: figure.value === null ? 0 : total,
    page,
    perPage: rowPageSize,
  };
});

/** One indicator: its figure, its breakdowns, and the rows that it is counted from. */
export default function Rows({ loaderData }: Route.ComponentProps) {
  const { choices, definition, figure, parts, rows, total, year, quarter, page, perPage } =
    loaderData;
  const asked = { unit: choices.value, year, quarter };
  const here = (more: Readonly<Record<string, string>>) =>
    withQuery(figurePaths.rows(definition.id), { ...asked, parts: more });
  return (
    <OfficePage
      title={definition.vi}
      description={`${loaderData.unitName}, ${periodInSentence({ year, quarter })}`}
    >
      <title>{`${definition.vi} – OCOP`}</title>
      <Anchor
        component={Link}
        to={withQuery(figurePaths.indicators, asked)}
        size="sm"
        underline="always"
      >
        ← Tất cả chỉ số
      </Anchor>
      <UnitPicker {...choices}>
        <PeriodFields year={year} quarter={quarter} />
      </UnitPicker>
      <Card withBorder component="section" className="figures" mb="md">
        <Text size="xl" fw={600}>
          {figure.value === null
            ? figure.reason
            : `${valueText(figure.value, definition.unit)}${figure.of === null ? "" : `/${figure.of}`} ${unitText(definition.unit)}`}
        </Text>
        <div className="breakdowns">
          {definition.by.map((dimension) => (
            <Breakdown key={dimension} dimension={dimension} of={loaderData} here={here} />
          ))}
        </div>
      </Card>
      {figure.value !== null && (
        <Card withBorder component="section" className="figures">
          <Group justify="space-between" mb="xs">
            <Text>
              {total.toLocaleString("vi-VN")} dòng
              {Object.keys(parts).length > 0 && (
                <>
                  {" thuộc phần đã chọn. "}
                  <Anchor component={Link} to={here({})} underline="always">
                    Xem tất cả
                  </Anchor>
                </>
              )}
            </Text>
            <Button
              component="a"
              href={withQuery(figurePaths.rowsSheet(definition.id), { ...asked, parts })}
              variant="default"
              size="compact-md"
            >
              Tải Excel
            </Button>
          </Group>
          <RowTable rows={rows} unit={rowUnitOf(definition)} />
          <Pager page={page} perPage={perPage} total={total} />
        </Card>
      )}
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Breakdown({
  dimension,
  of: { figure, definition, parts },
  here,
}: {
  dimension: Dimension;
  of: Loaded;
  here: (parts: Readonly<Record<string, string>>) => string;
}) {
  const all = figure.by[dimension] ?? [];
  if (all.length === 0) return null;
  return (
    <details open={parts[dimension] !== undefined || all.length <= 6}>
      <summary>{dimensions[dimension]}</summary>
      <ul className="parts">
        {all.map(({ key, label, value }) => (
          <li key={key}>
            <Anchor
              component={Link}
              underline="always"
              to={here({ ...parts, [dimension]: key })}
              aria-current={parts[dimension] === key ? "true" : undefined}
            >
              {label}
            </Anchor>
            <span className="number">{valueText(value, definition.unit)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function RowTable({ rows, unit }: { rows: readonly FigureRow[]; unit: string | null }) {
  const has = (column: "day" | "stars" | "met") => rows.some((row) => row[column] !== null);
  const shown = { day: has("day"), stars: has("stars"), met: has("met") };
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Các dòng">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Tên</Table.Th>
          <Table.Th>Địa bàn</Table.Th>
          {shown.day && <Table.Th>Ngày</Table.Th>}
          {shown.stars && <Table.Th className="number">Sao</Table.Th>}
          {unit && <Table.Th className="number">{`Số ${unitText(unit)}`}</Table.Th>}
          {shown.met && <Table.Th>Đạt</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>
              {row.href ? (
                <Anchor href={row.href} underline="always">
                  {row.label}
                </Anchor>
              ) : (
                row.label
              )}
              {row.note && <Text size="sm">{row.note}</Text>}
            </Table.Td>
            <Table.Td>{row.unitName}</Table.Td>
            {shown.day && <Table.Td>{row.day && dayText(row.day, "vi")}</Table.Td>}
            {shown.stars && (
              <Table.Td className="number" data-label="Sao">
                {row.stars}
              </Table.Td>
            )}
            {unit && (
              <Table.Td className="number" data-label={`Số ${unitText(unit)}`}>
                {row.amount !== null && valueText(row.amount, unit)}
              </Table.Td>
            )}
            {shown.met && <Table.Td data-label="Đạt">{row.met ? "Có" : "Không"}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
