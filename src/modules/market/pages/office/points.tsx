import { Anchor, Badge, Button, Table, Text, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { today } from "#core/calendar/today.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formatNumber } from "#core/input/number.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { mayWrite, openArea } from "#modules/market/pages/office/ground.server.ts";
import { listPoints, pointsPerPage } from "#modules/market/service/points.server.ts";
import { countPoints, standingOf } from "#modules/market/points/sums.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { pointKinds, pointLevels, pointStates } from "../../model.ts";
import { pointPaths } from "../../paths.ts";
import { Filter, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import type { Route } from "./+types/points.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "point");
  const url = new URL(args.request.url);
  const text = (url.searchParams.get("tim") ?? "").slice(0, 120);
  const page = pageAsked(url.searchParams);
  const { points, total } = await listPoints(db, actor, { text, page });
  const standing = await standingOf(
    db,
    points.map(({ id }) => id),
  );
  return {
    counts: await countPoints(db, actor),
    today: await today(db),
    points: points.map(({ id, name, kind, level, address, state, isDemo, latitude }) => ({
      standing: standing.get(id),
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
      <Counts counts={loaderData.counts} />
      <Filter verb="Tìm">
        <TextInput name="tim" label="Tìm theo tên" defaultValue={text} />
      </Filter>
      {points.length === 0 ? (
        <NoneFound what="điểm bán">Chưa có điểm bán nào.</NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Điểm bán">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tên</Table.Th>
              <Table.Th>Loại</Table.Th>
              <Table.Th>Địa chỉ</Table.Th>
              <Table.Th>Đánh giá, kiểm tra</Table.Th>
              <Table.Th ta="right">Hỗ trợ (đồng)</Table.Th>
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
                <Table.Td>
                  <Anchor component={Link} to={pointPaths.keeping(point.id)}>
                    {point.standing?.assessedOn
                      ? `Đánh giá ${formatDay(point.standing.assessedOn)}`
                      : "Chưa đánh giá"}
                  </Anchor>
                  {point.standing?.remedyBy && (
                    <Text
                      size="sm"
                      c={point.standing.remedyBy < loaderData.today ? "red.9" : "dimmed"}
                    >
                      Khắc phục trước {formatDay(point.standing.remedyBy)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" data-label="Hỗ trợ">
                  {point.standing && point.standing.support !== "0"
                    ? formatNumber(point.standing.support)
                    : "–"}
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

/** Open points by kind and level, as the provinces' schemes put them side by side. */
function Counts({ counts }: { counts: Route.ComponentProps["loaderData"]["counts"] }) {
  const kinds = namesOf(pointKinds).filter((kind) => counts.some((one) => one.kind === kind));
  const levels = namesOf(pointLevels).filter((level) => counts.some((one) => one.level === level));
  if (kinds.length === 0) return null;
  const of = (wanted: Partial<(typeof counts)[number]>) =>
    counts
      .filter((one) =>
        Object.entries(wanted).every(([name, value]) => one[name as keyof typeof one] === value),
      )
      .reduce((total, { count }) => total + count, 0);
  return (
    <Table className="stacking" verticalSpacing={4} mb="sm" aria-label="Điểm đang mở theo cấp">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Đang mở</Table.Th>
          {levels.map((level) => (
            <Table.Th key={level} ta="right">
              {pointLevels[level].vi}
            </Table.Th>
          ))}
          <Table.Th ta="right">Cộng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kinds.map((kind) => (
          <Table.Tr key={kind}>
            <Table.Td>{pointKinds[kind].vi}</Table.Td>
            {levels.map((level) => (
              <Table.Td key={level} ta="right" data-label={pointLevels[level].vi}>
                {of({ kind, level })}
              </Table.Td>
            ))}
            <Table.Td ta="right" data-label="Cộng">
              {of({ kind })}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>Cộng</Table.Th>
          {levels.map((level) => (
            <Table.Th key={level} ta="right" data-label={pointLevels[level].vi}>
              {of({ level })}
            </Table.Th>
          ))}
          <Table.Th ta="right" data-label="Cộng">
            {of({})}
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

const namesOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as Key[];
