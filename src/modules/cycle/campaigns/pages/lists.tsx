import { Anchor, Badge, Button, Card, Stack, Table, Text, Title } from "@mantine/core";
import { Form, Link } from "react-router";
import { formatDay } from "#core/input/day.ts";
import { formatCount } from "#core/input/text.ts";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { mediaKinds } from "../../model.ts";
import { cyclePaths } from "../../paths.ts";
import type { Route } from "./+types/campaign.ts";
import { MediaFields, MeetingFields } from "./fields.tsx";
import { MonthBars } from "./months.tsx";

type Loaded = Route.ComponentProps["loaderData"];

/** What the media brought, by month against the goal and one by one. */
export function Media({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { media, months, goal, year, mayRecord } = loaderData;
  const below = months.filter(({ isBelow }) => isBelow);
  const typed = typedIn(answer, "media");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Tin, bài, phóng sự
      </Title>
      <Text size="sm">
        {formatCount(media.length)} tin, bài trong năm {year}. Chỉ tiêu: ít nhất {goal.perMonth} mỗi
        tháng ({goal.source}).{" "}
        {below.length > 0 && (
          <strong>Tháng chưa đạt: {below.map(({ month }) => month).join(", ")}.</strong>
        )}
      </Text>
      <MonthBars months={months} perMonth={goal.perMonth} />
      {media.length > 0 && (
        <Table className="stacking" verticalSpacing={4} aria-label="Tin, bài">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Ngày</Table.Th>
              <Table.Th>Tin, bài</Table.Th>
              <Table.Th>Nơi đăng</Table.Th>
              <Table.Th>Thể loại</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {media.map((piece) => (
              <Table.Tr key={piece.id}>
                <Table.Td>{formatDay(piece.on)}</Table.Td>
                <Table.Td>
                  {piece.mayOpen ? (
                    <Anchor component={Link} to={cyclePaths.media(piece.id)} fw={600}>
                      {piece.title}
                    </Anchor>
                  ) : (
                    piece.title
                  )}{" "}
                  {piece.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                  {piece.url && (
                    <Text size="sm">
                      <Anchor
                        href={piece.url}
                        rel="noopener noreferrer nofollow"
                        underline="always"
                      >
                        {new URL(piece.url).hostname}
                      </Anchor>
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{piece.outlet}</Table.Td>
                <Table.Td>{mediaKinds[piece.kind]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayRecord && (
        <details open={Object.keys(typed.errors).length > 0}>
          <summary>
            <Text component="span" size="sm">
              Ghi tin, bài
            </Text>
          </summary>
          <Form method="post" noValidate aria-label="Ghi tin, bài">
            <Stack gap="xs" mt="xs" maw={640}>
              <MediaFields {...typed} />
              <div>
                <Button type="submit" name="intent" value="media">
                  Ghi tin, bài
                </Button>
              </div>
            </Stack>
          </Form>
        </details>
      )}
    </Card>
  );
}

/** The meetings of a year, with how many came. */
export function Meetings({
  loaderData,
  answer,
}: {
  loaderData: Loaded;
  answer: Answer | undefined;
}) {
  const { meetings, mayRecord } = loaderData;
  const typed = typedIn(answer, "meeting");
  const sum = (of: (one: Loaded["meetings"][number]) => number) =>
    formatCount(meetings.reduce((total, one) => total + of(one), 0));
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Cuộc họp, hội nghị
      </Title>
      <Text size="sm">
        {meetings.length} cuộc, {sum(({ attendance }) => attendance)} lượt người dự, trong đó{" "}
        {sum(({ women }) => women ?? 0)} lượt phụ nữ.
      </Text>
      {meetings.length > 0 && (
        <Table className="stacking" verticalSpacing={4} aria-label="Cuộc họp">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Ngày</Table.Th>
              <Table.Th>Nội dung</Table.Th>
              <Table.Th>Nơi họp</Table.Th>
              <Table.Th>Số người</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {meetings.map((meeting) => (
              <Table.Tr key={meeting.id}>
                <Table.Td>{formatDay(meeting.on)}</Table.Td>
                <Table.Td>
                  <Anchor component={Link} to={cyclePaths.meeting(meeting.id)} fw={600}>
                    {meeting.topics}
                  </Anchor>{" "}
                  {meeting.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                  <Text size="sm" c="dimmed">
                    {meeting.calledBy}
                  </Text>
                </Table.Td>
                <Table.Td>{meeting.place}</Table.Td>
                <Table.Td>
                  {formatCount(meeting.attendance)}
                  {meeting.women !== null && ` (nữ ${formatCount(meeting.women)})`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayRecord && (
        <details open={Object.keys(typed.errors).length > 0}>
          <summary>
            <Text component="span" size="sm">
              Ghi cuộc họp
            </Text>
          </summary>
          <Form method="post" noValidate aria-label="Ghi cuộc họp">
            <Stack gap="xs" mt="xs" maw={640}>
              <MeetingFields {...typed} />
              <div>
                <Button type="submit" name="intent" value="meeting">
                  Ghi cuộc họp
                </Button>
              </div>
            </Stack>
          </Form>
        </details>
      )}
    </Card>
  );
}
