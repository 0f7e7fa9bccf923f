import { Anchor, Badge, Button, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { openOffice } from "#modules/tracing/areas/pages/office/ground.server.ts";
import {
  type AreaFilter,
  areaFilters,
  areasPerPage,
  listAreas,
} from "#modules/tracing/areas/service/read.server.ts";
import { instantText } from "#ui/dates.ts";
import { Pager } from "#ui/office/pager.tsx";
import { FilterLinks } from "#ui/office/filter-links.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { areaText } from "../../area-text.ts";
import { standards, versionStates } from "../../model.ts";
import { officePaths } from "../../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openOffice(args);
  const query = new URL(args.request.url).searchParams;
  const asked = query.get("xem") ?? "";
  const filter: AreaFilter = Object.hasOwn(areaFilters, asked) ? (asked as AreaFilter) : "pending";
  const page = pageAsked(query);
  const found = await listAreas(db, actor, { filter, page });
  return { ...found, filter, page, perPage: areasPerPage, filters: Object.entries(areaFilters) };
});

/** Growing areas: those that wait come first, the longest waiting on top. */
export default function Areas({ loaderData }: Route.ComponentProps) {
  const { items, total, filter, filters, page, perPage } = loaderData;
  return (
    <OfficePage
      title="Vùng nguyên liệu"
      description="Nơi trồng, nuôi nguyên liệu của sản phẩm, do chủ thể khai và văn phòng duyệt. Khai thay một chủ thể: mở trang của chủ thể đó."
      action={
        <Button component={Link} to="/van-phong/chu-the" variant="default">
          Chọn chủ thể để khai thay
        </Button>
      }
    >
      <title>Vùng nguyên liệu – OCOP</title>
      <FilterLinks filters={filters} filter={filter} />
      {items.length === 0 ? (
        <Text>{filter === "pending" ? "Không có vùng nào chờ duyệt." : "Chưa có vùng nào."}</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Vùng nguyên liệu">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Vùng</Table.Th>
              <Table.Th>Chủ thể</Table.Th>
              <Table.Th>Diện tích</Table.Th>
              <Table.Th>Tiêu chuẩn</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>
                  <Anchor component={Link} to={officePaths.one(item.id)} fw={600}>
                    {item.name}
                  </Anchor>{" "}
                  {item.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                  <Text size="sm" c="dimmed">
                    {[item.crop, item.code].filter(Boolean).join(", ")}
                  </Text>
                </Table.Td>
                <Table.Td>{item.producerName}</Table.Td>
                <Table.Td>{areaText(item.areaM2)}</Table.Td>
                <Table.Td>{standards[item.standard].vi}</Table.Td>
                <Table.Td>
                  {versionStates[item.state]}
                  <Text size="sm" c="dimmed">
                    {instantText(new Date(item.proposedAt), "vi")}
                    {item.holds && item.state !== "accepted" && "; bản trước vẫn đang dùng"}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Pager page={page} perPage={perPage} total={total} />
    </OfficePage>
  );
}
