import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { openArea } from "#modules/market/pages/office/ground.server.ts";
import {
  listProfiles,
  type ProfileFilter,
  profileFilters,
  profilesPerPage,
} from "#modules/market/service/moderation.server.ts";
import { instantText } from "#ui/dates.ts";
import { FilterLinks } from "#ui/office/filter-links.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { profileKinds } from "../../model.ts";
import { moderationPaths } from "../../paths.ts";
import { Pager } from "#ui/office/pager.tsx";
import type { Route } from "./+types/profiles.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "profile");
  const url = new URL(args.request.url);
  const asked = url.searchParams.get("xem") ?? "";
  const filter: ProfileFilter = asked in profileFilters ? (asked as ProfileFilter) : "pending";
  const page = pageAsked(url.searchParams);
  const found = await listProfiles(db, actor, { filter, page });
  return {
    ...found,
    filter,
    page,
    perPage: profilesPerPage,
    filters: Object.entries(profileFilters),
  };
});

/** What producers want to publish: those that wait come first, the longest waiting on top. */
export default function Profiles({ loaderData }: Route.ComponentProps) {
  const { items, total, filter, filters, page, perPage } = loaderData;
  return (
    <OfficePage
      title="Nội dung công khai"
      description="Lời giới thiệu, ảnh và liên hệ do chủ thể viết. Hạng sao, ngày và quyết định không nằm ở đây."
    >
      <title>Nội dung công khai – OCOP</title>
      <FilterLinks filters={filters} filter={filter} />
      {items.length === 0 ? (
        <Text>
          {filter === "pending" ? "Không có nội dung nào chờ duyệt." : "Chưa có nội dung nào."}
        </Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Nội dung công khai">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Trang của</Table.Th>
              <Table.Th>Loại</Table.Th>
              <Table.Th>Chờ duyệt từ</Table.Th>
              <Table.Th>Công khai từ</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>
                  <Anchor component={Link} to={moderationPaths.one(item.id)} fw={600}>
                    {item.name}
                  </Anchor>{" "}
                  {item.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                  {item.kind === "product" && (
                    <Text size="sm" c="dimmed">
                      {item.producerName}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{profileKinds[item.kind]}</Table.Td>
                <Table.Td>
                  {item.pendingSince ? instantText(new Date(item.pendingSince), "vi") : "–"}
                </Table.Td>
                <Table.Td>
                  {item.publicSince ? instantText(new Date(item.publicSince), "vi") : "–"}
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
