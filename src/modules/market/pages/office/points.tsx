import { Anchor, Badge, Button, Group, Table, Text, TextInput } from "@mantine/core";
import { Form, Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { mayWrite, openArea, pageOf } from "#modules/market/pages/office/ground.server.ts";
import { listPoints, pointsPerPage } from "#modules/market/service/points.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { pointKinds, pointLevels, pointStates } from "../../model.ts";
import { pointPaths } from "../../paths.ts";
import { Pager } from "#ui/office/pager.tsx";
import type { Route } from "./+types/points.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "point");
  const url = new URL(args.request.url);
  const text = (url.searchParams.get("tim") ?? "").slice(0, 120);
  const page = pageOf(url);
  const { points, total } = await listPoints(db, actor, { text, page });
  return {
    points: points.map(({ id, name, kind, level, address, state, isDemo, latitude }) => ({
      id,
      name,
      kind,
      level,
      address,
      state,
      isDemo,
      isOnMap: latitude !== null,
    })),
    total,
    text,
    page,
    perPage: pointsPerPage,
    mayKeep: mayWrite(actor, "point"),
  };
});

/** The points of sale of the office. */
export default function Points({ loaderData }: Route.ComponentProps) {
  const { points, total, text, page, perPage, mayKeep } = loaderData;
  return (
    <OfficePage
      title="Điểm giới thiệu, bán sản phẩm OCOP"
      description="Điểm đang mở hiện trên trang công khai và bản đồ."
      action={
        mayKeep && (
          <Button component={Link} to={pointPaths.add}>
            Thêm điểm bán
          </Button>
        )
      }
    >
      <title>Điểm giới thiệu, bán sản phẩm OCOP – OCOP</title>
      <Form method="get">
        <Group align="flex-end" mb="sm">
          <TextInput name="tim" label="Tìm theo tên" defaultValue={text} />
          <Button type="submit" variant="default">
            Tìm
          </Button>
        </Group>
      </Form>
      {points.length === 0 ? (
        <Text>{text === "" ? "Chưa có điểm bán nào." : "Không tìm thấy điểm bán nào."}</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Điểm bán">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tên</Table.Th>
              <Table.Th>Loại</Table.Th>
              <Table.Th>Địa chỉ</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {points.map((point) => (
              <Table.Tr key={point.id}>
                <Table.Td>
                  <Anchor component={Link} to={pointPaths.one(point.id)} fw={600}>
                    {point.name}
                  </Anchor>{" "}
                  {point.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                </Table.Td>
                <Table.Td>
                  {pointKinds[point.kind].vi}
                  <Text size="sm" c="dimmed">
                    {pointLevels[point.level].vi}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {point.address}
                  {!point.isOnMap && (
                    <Text size="sm" c="dimmed">
                      Chưa có vị trí trên bản đồ
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{pointStates[point.state].vi}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Pager page={page} perPage={perPage} total={total} />
    </OfficePage>
  );
}
