import { Anchor, Badge, Table, Text } from "@mantine/core";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { channelsPerPage, listChannels } from "#modules/market/channels/list.server.ts";
import { openArea } from "#modules/market/pages/office/ground.server.ts";
import { instantText } from "#ui/dates.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { type ChannelState, channelStates } from "../../channels/model.ts";
import { type PlatformId, platforms } from "../../channels/platforms.ts";
import { daysToDie } from "../../channels/rules.ts";
import { hostOf } from "../../web-links.ts";
import type { Route } from "./+types/channels.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "profile");
  const url = new URL(args.request.url);
  const [state, platform] = [url.searchParams.get("co"), url.searchParams.get("san")];
  const wanted = {
    ...(state && Object.hasOwn(channelStates, state) ? { state: state as ChannelState } : {}),
    ...(platform && Object.hasOwn(platforms, platform) ? { platform: platform as PlatformId } : {}),
  };
  const page = pageAsked(url.searchParams);
  const found = await listChannels(db, actor, { ...wanted, page });
  return { ...found, ...wanted, page, perPage: channelsPerPage };
});

type Loaded = Route.ComponentProps["loaderData"];

const colours = { unchecked: "gray", alive: "leaf", dead: "red" } as const;
const statesInOrder = Object.keys(channelStates) as ChannelState[];

/** Where products are sold on the web, and which of the links still lead somewhere. */
export default function Channels({ loaderData }: Route.ComponentProps) {
  const { items, total, counts, state, platform, page, perPage } = loaderData;
  return (
    <OfficePage
      title="Kênh bán trên mạng"
      description={`Lấy từ các trang công khai đã duyệt; máy thử lại mỗi tuần. Không truy cập được trong ${daysToDie} ngày khác nhau thì tạm không hiện cho người mua.`}
    >
      <title>Kênh bán trên mạng – OCOP</title>
      <Counts counts={counts} />
      <Filter>
        <FilterSelect
          name="co"
          label="Tình trạng"
          value={state ?? ""}
          options={statesInOrder.map((value) => [value, channelStates[value]])}
        />
        <FilterSelect
          name="san"
          label="Sàn, trang"
          value={platform ?? ""}
          options={Object.entries(platforms).map(([value, { name }]) => [value, name])}
        />
      </Filter>
      {items.length === 0 ? (
        <NoneFound what="đường dẫn">
          Chưa có đường dẫn nào. Chủ thể ghi nơi bán ở trang công khai của mình.
        </NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Kênh bán trên mạng">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Sản phẩm</Table.Th>
              <Table.Th>Kênh</Table.Th>
              <Table.Th>Từ ngày</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Pager page={page} perPage={perPage} total={total} />
    </OfficePage>
  );
}

function Row({ item }: { item: Loaded["items"][number] }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>
          {item.productName} {item.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        </Text>
        <Text size="sm" c="dimmed">
          {item.producerName}
        </Text>
      </Table.Td>
      <Table.Td>
        {platforms[item.platform].name}
        <Text size="sm">
          <Anchor href={item.url} rel="nofollow noopener noreferrer">
            {hostOf(item.url)}
          </Anchor>
        </Text>
      </Table.Td>
      <Table.Td data-label="Từ ngày">{formatDay(item.since)}</Table.Td>
      <Table.Td>
        <Badge color={colours[item.state]}>{channelStates[item.state]}</Badge>
        {item.checkedAt && (
          <Text size="sm" c="dimmed">
            Thử lúc {instantText(new Date(item.checkedAt), "vi")}. {item.failure}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Counts({ counts }: { counts: Loaded["counts"] }) {
  const named = (Object.keys(platforms) as PlatformId[]).filter((platform) =>
    counts.some((one) => one.platform === platform),
  );
  if (named.length === 0) return null;
  const of = (platform: PlatformId | null, state: ChannelState | null) =>
    counts
      .filter(
        (one) =>
          (platform === null || one.platform === platform) &&
          (state === null || one.state === state),
      )
      .reduce((total, { count }) => total + count, 0);
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Kênh theo sàn">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Sàn, trang</Table.Th>
          {statesInOrder.map((state) => (
            <Table.Th key={state} ta="right">
              {channelStates[state]}
            </Table.Th>
          ))}
          <Table.Th ta="right">Cộng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {named.map((platform) => (
          <Table.Tr key={platform}>
            <Table.Td>{platforms[platform].name}</Table.Td>
            {statesInOrder.map((state) => (
              <Table.Td key={state} ta="right" data-label={channelStates[state]}>
                {of(platform, state)}
              </Table.Td>
            ))}
            <Table.Td ta="right" data-label="Cộng">
              {of(platform, null)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>Cộng</Table.Th>
          {statesInOrder.map((state) => (
            <Table.Th key={state} ta="right" data-label={channelStates[state]}>
              {of(null, state)}
            </Table.Th>
          ))}
          <Table.Th ta="right" data-label="Cộng">
            {of(null, null)}
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
