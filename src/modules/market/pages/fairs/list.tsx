import { Anchor, Badge, Button, Table, Text, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formatNumber } from "#core/input/number.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { fairsPerPage, fairYears, listFairs } from "#modules/market/fairs/fairs.server.ts";
import { mayWrite, openArea } from "#modules/market/pages/office/ground.server.ts";
import { Filter, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { fairLevels, fairStates } from "../../fairs/model.ts";
import { fairPaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "fair");
  const url = new URL(args.request.url);
  const text = (url.searchParams.get("tim") ?? "").slice(0, 120);
  const page = pageAsked(url.searchParams);
  const asked = Number(url.searchParams.get("nam"));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : undefined;
  const found = await listFairs(db, actor, { text, page, ...(year ? { year } : {}) });
  return {
    fairs: found.fairs.map(
      ({ sharedSupport: _shared, createdBy: _by, unitPath: _path, ...fair }) => fair,
    ),
    total: found.total,
    years: await fairYears(db, actor),
    text,
    year: year ?? null,
    page,
    perPage: fairsPerPage,
    mayKeep: mayWrite(actor, "fair"),
  };
});

type Loaded = Route.ComponentProps["loaderData"];

/** Fairs with what came of each, and the sums of every year. */
export default function Fairs({ loaderData }: Route.ComponentProps) {
  const { fairs, total, years, text, year, page, perPage, mayKeep } = loaderData;
  return (
    <OfficePage
      title={year === null ? "Hội chợ, triển lãm" : `Hội chợ, triển lãm năm ${year}`}
      description="Doanh số và hợp đồng do chủ thể ghi sau mỗi hội chợ; tổng do máy cộng."
      action={
        mayKeep && (
          <Button component={Link} to={fairPaths.add}>
            Thêm hội chợ
          </Button>
        )
      }
    >
      <title>Hội chợ, triển lãm – OCOP</title>
      <Years years={years} />
      <Filter verb="Tìm">
        {year !== null && <input type="hidden" name="nam" value={year} />}
        <TextInput name="tim" label="Tìm theo tên" defaultValue={text} />
      </Filter>
      {fairs.length === 0 ? (
        <NoneFound what="hội chợ">Chưa có hội chợ nào.</NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Hội chợ">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Hội chợ</Table.Th>
              <Table.Th>Thời gian</Table.Th>
              <Table.Th ta="right">Chủ thể (đã ghi kết quả)</Table.Th>
              <Table.Th ta="right">Doanh số (đồng)</Table.Th>
              <Table.Th ta="right">Hợp đồng</Table.Th>
              <Table.Th ta="right">Kinh phí hỗ trợ (đồng)</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fairs.map((fair) => (
              <Row key={fair.id} fair={fair} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Pager page={page} perPage={perPage} total={total} />
    </OfficePage>
  );
}

function Row({ fair }: { fair: Loaded["fairs"][number] }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={fairPaths.one(fair.id)} fw={600}>
          {fair.name}
        </Anchor>{" "}
        {fair.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}{" "}
        {fair.state === "cancelled" && <Badge color="gray">{fairStates.cancelled}</Badge>}
        <Text size="sm" c="dimmed">
          {fairLevels[fair.level]} · {fair.place}
        </Text>
      </Table.Td>
      <Table.Td>
        {formatDay(fair.startsOn)} – {formatDay(fair.endsOn)}
      </Table.Td>
      <Table.Td ta="right" data-label="Chủ thể (đã ghi kết quả)">
        {fair.participants} ({fair.told})
      </Table.Td>
      <Table.Td ta="right" data-label="Doanh số">
        {formatNumber(fair.sales)}
      </Table.Td>
      <Table.Td ta="right" data-label="Hợp đồng">
        {fair.contracts}
        {fair.contractsWorth !== "0" && (
          <Text size="sm" c="dimmed">
            {formatNumber(fair.contractsWorth)} đồng
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" data-label="Kinh phí hỗ trợ">
        {formatNumber(fair.support)}
      </Table.Td>
    </Table.Tr>
  );
}

function Years({ years }: { years: Loaded["years"] }) {
  if (years.length === 0) return null;
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Tổng theo năm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Năm</Table.Th>
          <Table.Th ta="right">Hội chợ</Table.Th>
          <Table.Th ta="right">Lượt chủ thể</Table.Th>
          <Table.Th ta="right">Lượt sản phẩm</Table.Th>
          <Table.Th ta="right">Doanh số (đồng)</Table.Th>
          <Table.Th ta="right">Hợp đồng</Table.Th>
          <Table.Th ta="right">Giá trị hợp đồng (đồng)</Table.Th>
          <Table.Th ta="right">Kinh phí hỗ trợ (đồng)</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {years.map((of) => (
          <Table.Tr key={of.year}>
            <Table.Td>
              <Anchor component={Link} to={`?nam=${of.year}`}>
                Năm {of.year}
              </Anchor>
            </Table.Td>
            <Table.Td ta="right" data-label="Hội chợ">
              {of.fairs}
            </Table.Td>
            <Table.Td ta="right" data-label="Lượt chủ thể">
              {of.participants} ({of.told} đã ghi)
            </Table.Td>
            <Table.Td ta="right" data-label="Lượt sản phẩm">
              {of.products}
            </Table.Td>
            <Table.Td ta="right" data-label="Doanh số">
              {formatNumber(of.sales)}
            </Table.Td>
            <Table.Td ta="right" data-label="Hợp đồng">
              {of.contracts}
            </Table.Td>
            <Table.Td ta="right" data-label="Giá trị hợp đồng">
              {formatNumber(of.contractsWorth)}
            </Table.Td>
            <Table.Td ta="right" data-label="Kinh phí hỗ trợ">
              {formatNumber(of.support)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
