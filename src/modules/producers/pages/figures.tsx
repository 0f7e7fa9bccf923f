import { Anchor, Badge, NativeSelect, Table, TextInput } from "@mantine/core";
import { hasRole } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { formatNumber } from "#core/input/number.ts";
import { requireActor } from "#core/session/session.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { producerPermissions } from "#modules/producers/access.ts";
import {
  figuresPerPage,
  listFigures,
  type ToldFilter,
} from "#modules/producers/service/figures.server.ts";
import { Filter, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { figureSources } from "../figures/model.ts";
import { figurePaths } from "../figures/paths.ts";
import type { Route } from "./+types/figures.ts";

const toldFilters = {
  all: "Tất cả",
  told: "Đã có số liệu",
  silent: "Chưa có số liệu",
} as const satisfies Record<ToldFilter, string>;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const officials = producerPermissions.see.roles.filter((role) => !role.startsWith("producer"));
  if (!hasRole(actor, "auditor", ...officials))
    throw new AppError("forbidden", { denied: "figures.pages", roles: ["auditor", ...officials] });
  const { db } = context.get(requestContext).database;
  const asked = new URL(request.url).searchParams;
  const lastYear = Number((await today(db)).slice(0, 4)) - 1;
  const wanted = Number(asked.get("nam") ?? lastYear);
  const year = Number.isInteger(wanted) && wanted >= 2000 && wanted <= 2100 ? wanted : lastYear;
  const typed = asked.get("co") ?? "all";
  const told = Object.hasOwn(toldFilters, typed) ? (typed as ToldFilter) : "all";
  const text = (asked.get("tim") ?? "").slice(0, 120);
  const page = pageAsked(asked);
  const found = await listFigures(db, actor, { year, told, text, page });
  return { ...found, year, lastYear, told, text, page, perPage: figuresPerPage };
});

const shown = (value: string | number | null) => (value === null ? "–" : formatNumber(value));

/** The amounts of a row, in their order; `head` where the column says more than a phone's label. */
const amounts = [
  { name: "revenue", label: "Doanh thu", head: "Doanh thu (đồng)" },
  { name: "exportRevenue", label: "Xuất khẩu", head: "Xuất khẩu (đồng)" },
  { name: "labour", label: "Lao động", head: null },
  { name: "womenLabour", label: "Nữ", head: null },
  { name: "minorityLabour", label: "Dân tộc thiểu số", head: null },
] as const;
type Amount = (typeof amounts)[number]["name"];

/** The amounts of a producer, or their sums. */
function Amounts({
  of,
  isSum = false,
}: {
  of: Readonly<Record<Amount, string | number | null>>;
  isSum?: boolean;
}) {
  const Cell = isSum ? Table.Th : Table.Td;
  return amounts.map(({ name, label }) => (
    <Cell key={name} ta="right" data-label={label}>
      {shown(of[name])}
    </Cell>
  ));
}

/** Eight years up to `last`, newest first, and the one that is looked at where it is none of them. */
function yearsUpTo(last: number, year: number): number[] {
  const offered = Array.from({ length: 8 }, (_, ago) => last - ago);
  return [...new Set([...offered, year])].toSorted((a, b) => b - a);
}

/** What producers told of a year, with sums; the way to enter it for one that has not. */
export default function Figures({ loaderData }: Route.ComponentProps) {
  const { items, totals, year, lastYear, told, text, page, perPage } = loaderData;
  return (
    <OfficePage
      title={`Số liệu năm ${year} của chủ thể`}
      description={`${formatNumber(totals.told)} trên ${formatNumber(totals.producers)} chủ thể đã có số liệu. Số liệu không hiện trên trang công khai.`}
    >
      <title>{`Số liệu năm ${year} của chủ thể – OCOP`}</title>
      <Filter>
        <NativeSelect
          name="nam"
          label="Năm"
          defaultValue={String(year)}
          data={yearsUpTo(lastYear + 1, year).map(String)}
        />
        <NativeSelect
          name="co"
          label="Tình trạng"
          defaultValue={told}
          data={Object.entries(toldFilters).map(([value, label]) => ({ value, label }))}
        />
        <TextInput name="tim" label="Tìm theo tên" defaultValue={text} />
      </Filter>
      {items.length === 0 ? (
        <NoneFound what="chủ thể">Chưa có chủ thể nào trong phạm vi của bạn.</NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Số liệu của chủ thể">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Chủ thể</Table.Th>
              {amounts.map(({ name, head, label }) => (
                <Table.Th key={name} ta="right">
                  {head ?? label}
                </Table.Th>
              ))}
              <Table.Th>Nguồn</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>
                  <Anchor href={figurePaths.year(item.id, year)} fw={600}>
                    {item.name}
                  </Anchor>{" "}
                  {item.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                </Table.Td>
                <Amounts of={item} />
                <Table.Td data-label="Nguồn">
                  {item.source ? figureSources[item.source] : item.isTold ? "Không ghi" : "Chưa có"}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>Cộng {told === "all" && text === "" ? "" : "theo bộ lọc"}</Table.Th>
              <Amounts of={totals} isSum />
              <Table.Th />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
      <Pager page={page} perPage={perPage} total={totals.producers} />
    </OfficePage>
  );
}
