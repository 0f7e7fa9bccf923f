import { Anchor, Badge, Button, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { mayWrite, openArea } from "#modules/market/pages/office/ground.server.ts";
import { listNews, newsPerPage } from "#modules/market/service/news.server.ts";
import { instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { newsKinds, newsStates } from "../../model.ts";
import { newsPaths } from "../../paths.ts";
import { Pager } from "#ui/office/pager.tsx";
import type { Route } from "./+types/news.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "news");
  const page = pageAsked(new URL(args.request.url).searchParams);
  const { news, total } = await listNews(db, actor, { page });
  return {
    news: news.map(({ id, title, kind, state, publishedAt, titleEn, isDemo }) => ({
      id,
      title,
      kind,
      state,
      publishedAt,
      isDemo,
      hasEnglish: titleEn !== null,
    })),
    total,
    page,
    perPage: newsPerPage,
    mayWrite: mayWrite(actor, "news"),
  };
});

/** The office's news and stories, the latest changed first. */
export default function News({ loaderData }: Route.ComponentProps) {
  const { news, total, page, perPage, mayWrite: writes } = loaderData;
  return (
    <OfficePage
      title="Tin, câu chuyện"
      description="Bài đã đăng hiện ở trang tin công khai."
      action={
        writes && (
          <Button component={Link} to={newsPaths.add}>
            Viết bài mới
          </Button>
        )
      }
    >
      <title>Tin, câu chuyện – OCOP</title>
      {news.length === 0 ? (
        <Text>Chưa có bài nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Tin, câu chuyện">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Bài</Table.Th>
              <Table.Th>Loại</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
              <Table.Th>Đăng lần đầu</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {news.map((piece) => (
              <Table.Tr key={piece.id}>
                <Table.Td>
                  <Anchor component={Link} to={newsPaths.one(piece.id)} fw={600}>
                    {piece.title}
                  </Anchor>{" "}
                  {piece.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                  {piece.hasEnglish && (
                    <Text size="sm" c="dimmed">
                      Có bản tiếng Anh
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{newsKinds[piece.kind].vi}</Table.Td>
                <Table.Td>{newsStates[piece.state]}</Table.Td>
                <Table.Td>
                  {piece.publishedAt ? instantText(new Date(piece.publishedAt), "vi") : "–"}
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
