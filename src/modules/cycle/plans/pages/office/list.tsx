import { Anchor, Badge, Checkbox, Table, Text, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openPlanPage } from "#modules/cycle/plans/pages/office/ground.server.ts";
import { countWaiting, listPlans, plansPerPage } from "#modules/cycle/plans/service/list.server.ts";
import { instantText } from "#ui/dates.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { blockers } from "../../../works/model.ts";
import { type PlanState, planStates } from "../../model.ts";
import { planPaths } from "../../paths.ts";
import { readListQuery } from "./list-filter.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPlanPage(args);
  const query = readListQuery(args.request.url);
  const { text, state, year, blockedBy, overdue, page } = query;
  const found = await listPlans(db, actor, {
    text,
    overdue,
    page,
    ...(state ? { state } : {}),
    ...(year ? { year } : {}),
    ...(blockedBy ? { blockedBy } : {}),
  });
  return {
    query,
    total: found.total,
    perPage: plansPerPage,
    waiting: await countWaiting(db, actor),
    rows: found.plans.map((plan) => ({
      id: plan.id,
      productName: plan.productName,
      producerName: plan.producerName,
      year: plan.year,
      setCode: plan.setCode,
      state: plan.state,
      targetStars: plan.targetStars,
      total: plan.total,
      stars: plan.stars,
      tasks: plan.tasks,
      done: plan.done,
      blocked: plan.blocked,
      overdue: plan.overdue,
      filedAt: plan.filedAt,
      isDemo: plan.isDemo,
    })),
  };
});

type Data = Route.ComponentProps["loaderData"];

/** Business plans of the unit: what waits for a decision first, then how the chosen ones go. */
export default function PlanList({ loaderData }: Route.ComponentProps) {
  const { rows, total, perPage, query, waiting } = loaderData;
  return (
    <OfficePage
      title="Phương án kinh doanh"
      description={`${waiting.filed} chờ xét chọn · ${waiting.blocked} có việc đang vướng · ${waiting.overdue} có việc quá hạn`}
    >
      <title>Phương án kinh doanh – OCOP</title>
      <Filters query={query} />
      {rows.length === 0 ? (
        <NoneFound what="phương án">
          Chưa có phương án nào. Chủ thể lập phương án sau khi ý tưởng được chọn.
        </NoneFound>
      ) : (
        <Rows rows={rows} />
      )}
      <Pager page={query.page} perPage={perPage} total={total} />
    </OfficePage>
  );
}

function Filters({ query }: { query: Data["query"] }) {
  const states = Object.entries(planStates) as [PlanState, string][];
  return (
    <Filter>
      <TextInput name="tim" label="Sản phẩm, chủ thể" defaultValue={query.text} w={220} />
      <FilterSelect
        name="trang-thai"
        label="Tình trạng"
        value={query.state ?? ""}
        options={states}
      />
      <TextInput
        name="nam"
        label="Năm"
        inputMode="numeric"
        defaultValue={query.year ?? ""}
        w={90}
      />
      <FilterSelect
        name="vuong"
        label="Đang chờ bên nào"
        value={query.blockedBy ?? ""}
        options={Object.entries(blockers)}
      />
      <Checkbox
        name="qua-han"
        value="1"
        label="Có việc quá hạn"
        defaultChecked={query.overdue}
        mb={8}
      />
    </Filter>
  );
}

const colours: Readonly<Record<PlanState, string>> = {
  draft: "gray",
  filed: "yellow",
  returned: "red",
  chosen: "leaf",
  notChosen: "gray",
  completed: "leaf",
  withdrawn: "gray",
};

function Rows({ rows }: { rows: Data["rows"] }) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Phương án kinh doanh">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Sản phẩm, chủ thể</Table.Th>
          <Table.Th>Năm, bộ</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
          <Table.Th>Mục tiêu</Table.Th>
          <Table.Th>Đang ở</Table.Th>
          <Table.Th>Việc</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>
              <Anchor component={Link} to={planPaths.one(row.id)} fw={600}>
                {row.productName}
              </Anchor>
              <Text size="sm">
                {row.producerName}
                {row.isDemo && " · dữ liệu minh họa"}
              </Text>
            </Table.Td>
            <Table.Td data-label="Năm, bộ">
              {row.year}, bộ {row.setCode}
            </Table.Td>
            <Table.Td data-label="Tình trạng">
              <Badge color={colours[row.state]} variant="light" style={{ height: "auto" }}>
                {planStates[row.state]}
              </Badge>
              {row.state === "filed" && row.filedAt && (
                <Text size="sm">{instantText(new Date(row.filedAt), "vi")}</Text>
              )}
            </Table.Td>
            <Table.Td data-label="Mục tiêu">{row.targetStars} sao</Table.Td>
            <Table.Td data-label="Đang ở">
              {row.total !== null && `${row.total} điểm, ${row.stars ?? 0} sao`}
            </Table.Td>
            <Table.Td data-label="Việc">
              {row.tasks > 0 && `xong ${row.done}/${row.tasks}`}
              {row.blocked > 0 && (
                <Text size="sm" fw={600}>
                  {row.blocked} vướng
                </Text>
              )}
              {row.overdue > 0 && (
                <Text size="sm" fw={600} c="red.9">
                  {row.overdue} quá hạn
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
