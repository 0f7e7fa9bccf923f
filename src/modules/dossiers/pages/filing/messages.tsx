import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { requireActor } from "#core/session/session.ts";
import {
  listMessages,
  markRead,
  messagesPerPage,
} from "#modules/dossiers/service/messages.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { instantText } from "#ui/dates.ts";
import { Crumbs, Empty, Tag } from "#ui/public/notice.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { leadOf } from "../../messages/lead.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/messages.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const page = pageAsked(new URL(request.url).searchParams);
  const { db } = context.get(requestContext).database;
  const asked = { page, limit: messagesPerPage };
  const { messages, total, unread } = await listMessages(db, actor, asked);
  return {
    unread,
    page,
    last: Math.max(1, Math.ceil(total / messagesPerPage)),
    messages: messages.map(
      ({ id, kind, dossierId, producerId, subject, body, createdAt, readAt }) => {
        const { href, text } = leadOf({ kind, body });
        return {
          id,
          href:
            dossierId === null
              ? (href ?? producerPaths.papers(producerId ?? ""))
              : filingPaths.hub(dossierId),
          subject,
          body: text,
          createdAt,
          isNew: readAt === null,
        };
      },
    ),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const ids = (await request.formData()).getAll("id").filter((id) => typeof id === "string");
  await markRead(context.get(requestContext).database.db, actor, ids);
  throw redirect(filingPaths.messages, 303);
});

export default function MessagesPage({ loaderData }: Route.ComponentProps) {
  const { messages, unread, page, last } = loaderData;
  const newHere = messages.filter(({ isNew }) => isNew);
  return (
    <>
      <title>Tin nhắn – OCOP</title>
      <Crumbs label="Đường dẫn" trail={[{ href: filingPaths.list, name: "Hồ sơ" }]} />
      <h1>Tin nhắn</h1>
      {messages.length === 0 && (
        <Empty title="Chưa có tin nhắn">
          <p>Khi hồ sơ sang bước mới hoặc cần bổ sung, tin sẽ hiện ở đây.</p>
        </Empty>
      )}
      {messages.map(({ id, href, subject, body, createdAt, isNew }) => (
        <article key={id} className="card message">
          <h2>
            <a href={href}>{subject}</a> {isNew && <Tag kind="warning">mới</Tag>}
          </h2>
          <p className="typed">{body}</p>
          <p className="soft small">{instantText(new Date(createdAt), "vi")}</p>
        </article>
      ))}
      {newHere.length > 0 && (
        <form method="post">
          {newHere.map(({ id }) => (
            <input key={id} type="hidden" name="id" value={id} />
          ))}
          <p className="actions">
            <button className="second">
              {unread > newHere.length ? "Đánh dấu đã đọc trang này" : "Đánh dấu đã đọc hết"}
            </button>
          </p>
        </form>
      )}
      <Pager to={filingPaths.messagesPage} page={page} last={last} />
    </>
  );
}
