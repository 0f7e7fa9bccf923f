import { Alert, Anchor, Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { Form, Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { requireActor } from "#core/session/session.ts";
import {
  listMessages,
  markRead,
  messagesPerPage,
  namesOfDossiers,
} from "#modules/dossiers/service/messages.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { instantText } from "#ui/dates.ts";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { leadOf } from "../../messages/lead.ts";
import { messageKinds, type MessageKind } from "../../model.ts";
import { requireDesk } from "./desk.ts";
import "./office.css";
import { officePaths } from "./paths.ts";
import type { Route } from "./+types/messages.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const page = pageAsked(new URL(request.url).searchParams);
  const asked = { page, limit: messagesPerPage };
  const { messages, total, unread } = await listMessages(db, actor, asked);
  const names = await namesOfDossiers(
    db,
    messages.flatMap(({ dossierId }) => dossierId ?? []),
  );
  return {
    unread,
    page,
    total,
    perPage: messagesPerPage,
    messages: messages.map(({ id, kind, subject, body, createdAt, readAt, ...about }) => {
      const { href, text } = leadOf({ kind, body });
      const plan = href?.startsWith("/phuong-an/") ? { href, text: "Mở phương án" } : null;
      return {
        id,
        link: plan ?? linkOf(about, names),
        kind,
        subject,
        body: text,
        createdAt,
        isRead: readAt !== null,
      };
    }),
  };
});

/** Where a message leads: to its dossier, or to the producer that it is about. */
function linkOf(
  { dossierId, aboutProducerId }: { dossierId: string | null; aboutProducerId: string | null },
  names: ReadonlyMap<string, string>,
): { href: string; text: string } | null {
  if (dossierId !== null)
    return {
      href: officePaths.dossier(dossierId),
      text: `Mở hồ sơ ${names.get(dossierId) ?? ""}`,
    };
  return aboutProducerId === null
    ? null
    : { href: producerPaths.home(aboutProducerId), text: "Xem chủ thể" };
}

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const ids = (await request.formData()).getAll("message").map(String);
  return { marked: await markRead(db, actor, ids) };
});

const looks: Readonly<Partial<Record<MessageKind, object>>> = {
  overdue: { color: "red.9", variant: "filled" },
  dueSoon: { className: "soon-badge" },
  note: { color: "blue" },
};

export default function MessagesPage({ loaderData }: Route.ComponentProps) {
  const { messages, unread, page, perPage, total } = loaderData;
  const newHere = messages.filter(({ isRead }) => !isRead);
  return (
    <OfficePage
      title="Tin nhắn"
      description={unread > 0 ? `${unread} tin chưa đọc` : "Đã đọc hết"}
      action={
        newHere.length > 0 && (
          <Form method="post">
            {newHere.map(({ id }) => (
              <input key={id} type="hidden" name="message" value={id} />
            ))}
            <Button type="submit" variant="default">
              {unread > newHere.length ? "Đánh dấu đã đọc trang này" : "Đánh dấu đã đọc hết"}
            </Button>
          </Form>
        )
      }
    >
      <title>Tin nhắn – OCOP</title>
      {messages.length === 0 && (
        <Alert color="leaf">
          Chưa có tin nào. Hồ sơ mới nộp, được bổ sung, sắp đến hạn hay quá hạn đều được báo ở đây.
        </Alert>
      )}
      <Stack gap="xs" maw={860}>
        {messages.map((message) => (
          <Card key={message.id} withBorder p="sm" bg={message.isRead ? "white" : "leaf.0"}>
            <Group justify="space-between" align="flex-start" gap="xs">
              <Group gap="xs">
                <Badge {...(looks[message.kind] ?? { color: "gray" })}>
                  {messageKinds[message.kind]}
                </Badge>
                <Text fw={message.isRead ? 400 : 700}>{message.subject}</Text>
              </Group>
              <Text size="xs" c="gray.7">
                {instantText(message.createdAt, "vi")}
              </Text>
            </Group>
            <Text size="sm" style={{ whiteSpace: "pre-line" }}>
              {message.body}
            </Text>
            <Group gap="md" mt={4}>
              {message.link && (
                <Anchor component={Link} to={message.link.href} size="sm">
                  {message.link.text}
                </Anchor>
              )}
              {!message.isRead && (
                <Form method="post">
                  <Button
                    type="submit"
                    name="message"
                    value={message.id}
                    variant="subtle"
                    size="compact-xs"
                    aria-label={`Đánh dấu đã đọc: ${message.subject}`}
                  >
                    Đã đọc
                  </Button>
                </Form>
              )}
            </Group>
          </Card>
        ))}
      </Stack>
      <Pager page={page} perPage={perPage} total={total} />
    </OfficePage>
  );
}
