import { Alert, Anchor, Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openFigures, unitChoices } from "#modules/planning/dashboards/pages/ground.server.ts";
import { overviewOf } from "#modules/planning/dashboards/overview.server.ts";
import { chosenScope } from "#modules/planning/indicators/choice.server.ts";
import { dayText } from "#ui/dates.ts";
import { isOnMenu } from "#ui/office/menu.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { whole } from "../../charts/columns.ts";
import { figurePaths, withQuery } from "../../paths.ts";
import { Drawing } from "./drawing.tsx";
import "./figures.css";
import { NumberTable, PlaceTable, YearTable } from "./tables.tsx";
import { ProgressList, WaitingList } from "./lists.tsx";
import { UnitPicker } from "./unit-picker.tsx";
import { amount } from "./words.ts";
import { waitingKinds } from "../waiting-kinds.ts";
import type { Route } from "./+types/overview.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openFigures(args);
  const scope = await chosenScope(ground.db, ground.actor, ground.query.get("don-vi"));
  const overview = await overviewOf(ground.db, scope);
  return {
    overview,
    closed: overview.waiting
      .map(({ kind }) => kind)
      .filter((kind) => !isOnMenu(ground.actor, waitingKinds[kind].href)),
    choices: await unitChoices(ground, scope),
  };
});

/** The programme of a unit at a glance: for leaders, on a screen and on paper. */
export default function Overview({ loaderData }: Route.ComponentProps) {
  const { overview, closed, choices } = loaderData;
  const { unitName, day, year, charts, standing, placeLevel } = overview;
  return (
    <OfficePage
      title={`Tổng quan OCOP: ${unitName}`}
      description={`Số liệu đến ngày ${dayText(day, "vi")}, tính từ dữ liệu đang có trong hệ thống.`}
    >
      <title>{`Tổng quan – OCOP`}</title>
      <UnitPicker {...choices} />
      <Stack gap="md" className="figures">
        {overview.partly.length > 0 && (
          <Alert color="yellow" title="Đơn vị cũ">
            {`Chưa tính các xã nay chỉ có một phần đất thuộc ${unitName}: ${overview.partly.join(", ")}.`}
          </Alert>
        )}
        <Headlines of={overview} />
        <SimpleGrid cols={{ base: 1, lg: 2 }} className="print-columns">
          <Panel title={`Tiến độ chỉ tiêu năm ${year}`}>
            <ProgressList progress={overview.progress} unit={overview.unit} year={year} />
          </Panel>
          <Panel title="Việc đang chờ">
            <WaitingList waiting={overview.waiting} closed={closed} day={day} />
          </Panel>
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, lg: 2 }} className="print-columns">
          <Panel title={charts.years.title}>
            <Drawing of={charts.years} />
            <YearTable years={standing.years} />
          </Panel>
          <Panel title={charts.ending.title}>
            <Drawing of={charts.ending} />
            <NumberTable
              caption="Số sản phẩm hết hạn theo tháng"
              head={["Tháng", "Sản phẩm"]}
              rows={standing.ending.map(({ month, count }) => [
                `${month.slice(5)}/${month.slice(0, 4)}`,
                whole(count),
              ])}
            />
          </Panel>
        </SimpleGrid>
        <Panel
          title={`Sản phẩm đang được công nhận theo ${placeLevel === "commune" ? "xã, phường, đặc khu" : "tỉnh, thành phố"}`}
        >
          <div className="map-beside">
            {charts.map && <Drawing of={charts.map} />}
            <PlaceTable overview={overview} />
          </div>
          {charts.map && overview.hasIndicativeCells && (
            <Text size="sm" c="dimmed">
              Ô trên bản đồ chỉ để minh họa vị trí, không phải ranh giới hành chính.
            </Text>
          )}
        </Panel>
        <Text size="sm" className="no-print">
          <Anchor
            underline="always"
            component={Link}
            to={withQuery(figurePaths.indicators, { unit: overview.unit, year })}
          >
            Tất cả chỉ số của năm {year}
          </Anchor>
          {" · "}
          <Anchor underline="always" component={Link} to={figurePaths.reports}>
            Báo cáo quý, năm
          </Anchor>
        </Text>
      </Stack>
    </OfficePage>
  );
}

function Panel({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card withBorder component="section" p="md" className="panel">
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Headlines({ of }: { of: Route.ComponentProps["loaderData"]["overview"] }) {
  const { now } = of.standing;
  const total = now[3] + now[4] + now[5];
  const href = (id: string) => withQuery(figurePaths.rows(id), { unit: of.unit, year: of.year });
  return (
    <ul className="headlines" aria-label="Số liệu chính">
      <li className="main">
        <strong>{whole(total)}</strong>
        <Anchor component={Link} to={href("products-valid")} underline="always">
          Sản phẩm đang được công nhận
        </Anchor>
        <span>
          5 sao: {whole(now[5])} · 4 sao: {whole(now[4])} · 3 sao: {whole(now[3])}
        </span>
      </li>
      {of.headlines.map(({ id, name, value, of: all, reason, unit }) => (
        <li key={id}>
          {value !== null && <Value value={value} of={all} unit={unit} />}
          <Anchor component={Link} to={href(id)} underline="always">
            {name.replace("trong kỳ", `năm ${of.year}`)}
          </Anchor>
          {value === null && <span>{reason}</span>}
        </li>
      ))}
    </ul>
  );
}

/** The figure large, what it counts small: "362,5 triệu đồng", "46 / 92". */
function Value({ value, of, unit }: { value: number; of: number | null; unit: string }) {
  const [figure = "", ...words] = amount(value, unit).split(" ");
  return (
    <strong>
      {figure}
      <small>
        {of === null ? "" : ` / ${whole(of)}`} {words.join(" ")}
      </small>
    </strong>
  );
}
