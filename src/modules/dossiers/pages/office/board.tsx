import { Alert, Anchor, Card, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { withUnitNames } from "#modules/dossiers/pages/office/units.server.ts";
import { board } from "#modules/dossiers/service/boards.server.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { dossierStates, type DossierState } from "../../model.ts";
import { isAskedFor, queryOf, readSearch } from "./board-filter.ts";
import { requireDesk } from "./desk.ts";
import "./office.css";
import { DossierTable, lineOf } from "./parts/dossier-table.tsx";
import { StatePlot } from "./parts/state-plot.tsx";
import type { Route } from "./+types/board.ts";

const perPage = 100;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const search = readSearch(request.url);
  const states = search.state === undefined ? {} : { states: [search.state] };
  const everything = await withUnitNames(db, await board(db, actor, states));
  const found = everything.filter((item) => isAskedFor(item, search));
  const counts = Map.groupBy(
    everything.filter((item) => isAskedFor(item, { ...search, state: undefined })),
    ({ state }) => state,
  );
  return {
    search,
    lines: found.slice((search.page - 1) * perPage, search.page * perPage).map(lineOf),
    total: found.length,
    late: found.filter(({ clock }) => clock?.state === "running" && clock.overdue).length,
    counts: [...counts].map(([state, items]) => ({ state, count: items.length })),
    units: [...new Map(everything.map(({ unitPath, unitName }) => [unitPath, unitName]))].toSorted(
      ([, a], [, b]) => a.localeCompare(b, "vi"),
    ),
    sets: [...new Set(everything.map(({ setCode }) => setCode))].toSorted(),
  };
});

export default function BoardPage({ loaderData }: Route.ComponentProps) {
  const { search, lines, total, late, counts } = loaderData;
  return (
    <OfficePage
      title="Bảng hồ sơ"
      description={`${total} hồ sơ${search.state ? "" : " đang đi"}, xếp theo hạn`}
    >
      <title>Bảng hồ sơ – OCOP</title>
      {counts.length > 1 && (
        <Card withBorder p="sm" mb="sm">
          <StatePlot counts={counts} search={search} />
        </Card>
      )}
      {late > 0 && search.clock !== "late" && (
        <Alert color="red" mb="sm">
          <Anchor
            component={Link}
            to={queryOf({ ...search, clock: "late", page: 1 })}
            inherit
            underline="always"
          >
            Xem {late} hồ sơ quá hạn
          </Anchor>
        </Alert>
      )}
      <Filters loaderData={loaderData} />
      {lines.length === 0 ? (
        <NoneFound what="hồ sơ">
          Chưa có hồ sơ nào đang đi. Hồ sơ xuất hiện ở đây từ khi chủ thể nộp.
        </NoneFound>
      ) : (
        <DossierTable lines={lines} label="Hồ sơ đang đi" />
      )}
      <Pager page={search.page} perPage={perPage} total={total} />
    </OfficePage>
  );
}

function Filters({
  loaderData: { search, units, sets },
}: Pick<Route.ComponentProps, "loaderData">) {
  const stateNames = Object.entries(dossierStates) as [DossierState, string][];
  return (
    <Filter>
      <TextInput
        name="text"
        label="Sản phẩm, chủ thể, số phiếu"
        defaultValue={search.text}
        w={240}
      />
      <FilterSelect name="unit" label="Xã, phường" value={search.unit ?? ""} options={units} />
      <FilterSelect
        name="state"
        label="Tình trạng"
        value={search.state ?? ""}
        options={stateNames}
        all="Đang đi"
      />
      <FilterSelect
        name="set"
        label="Bộ sản phẩm"
        value={search.set ?? ""}
        options={sets.map((value) => [value, `Bộ ${value}`])}
      />
      <FilterSelect
        name="clock"
        label="Hạn"
        value={search.clock ?? ""}
        options={[
          ["late", "Quá hạn"],
          ["soon", "Còn 3 ngày trở lại"],
        ]}
      />
    </Filter>
  );
}
