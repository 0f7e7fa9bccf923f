import { Anchor, Card, Table } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { today } from "#core/calendar/today.ts";
import { openFigures, unitChoices } from "#modules/planning/dashboards/pages/ground.server.ts";
import { askedScope } from "#modules/planning/indicators/asked-scope.server.ts";
import { computeAll } from "#modules/planning/indicators/all.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { PeriodFields } from "../../dashboards/pages/period-fields.tsx";
import { UnitPicker } from "../../dashboards/pages/unit-picker.tsx";
import { figurePaths, withQuery } from "../../paths.ts";
import { unitText, valueText } from "../../reports/words.ts";
import { figureName } from "../model.ts";
import { periodInSentence } from "../period.ts";
import type { Route } from "./+types/list.ts";
import "../../dashboards/pages/figures.css";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openFigures(args);
  const { scope, period } = await askedScope(ground, Number((await today(ground.db)).slice(0, 4)));
  const figures = await computeAll(ground.db, scope, period, { by: [] });
  return {
    choices: await unitChoices(ground, scope),
    unitName: scope.name,
    year: period.year,
    quarter: period.quarter ?? null,
    figures: figures.map(({ definition, ...figure }) => ({
      id: figure.id,
      name: figureName(definition, figure),
      unit: definition.unit,
      source: definition.source,
      value: figure.value,
      of: figure.of,
      reason: figure.reason,
    })),
  };
});

/** Every indicator of a unit and a period; each opens the rows that it is counted from. */
export default function Indicators({ loaderData }: Route.ComponentProps) {
  const { choices, figures, year, quarter } = loaderData;
  return (
    <OfficePage
      title="Chỉ số của Chương trình"
      description={`${loaderData.unitName}, ${periodInSentence({ year, quarter })}. Bấm một chỉ số để xem những dòng tạo nên nó.`}
    >
      <title>Chỉ số – OCOP</title>
      <UnitPicker {...choices}>
        <PeriodFields year={year} quarter={quarter} />
      </UnitPicker>
      <Card withBorder component="section" className="figures">
        <Table className="stacking" verticalSpacing={4} aria-label="Chỉ số">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Chỉ số</Table.Th>
              <Table.Th className="number">Kết quả</Table.Th>
              <Table.Th>Nêu trong</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.map(({ id, name, unit, value, of, reason, source }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor
                    component={Link}
                    underline="always"
                    to={withQuery(figurePaths.rows(id), { unit: choices.value, year, quarter })}
                  >
                    {name}
                  </Anchor>
                </Table.Td>
                <Table.Td className="number" data-label="Kết quả">
                  {value === null
                    ? reason
                    : `${valueText(value, unit)}${of === null ? "" : `/${of}`} ${unitText(unit)}`}
                </Table.Td>
                <Table.Td data-label="Nêu trong">{source}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
    </OfficePage>
  );
}
