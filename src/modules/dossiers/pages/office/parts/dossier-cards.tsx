import { Alert, Anchor, Button, Card, Text, Textarea, Title } from "@mantine/core";
import { Form, Link } from "react-router";
import { dayText, instantText } from "#ui/dates.ts";
import { downloadPaths } from "../../../documents/paths.ts";
import { officePaths } from "../paths.ts";
import { type SignedPaper, signedPapers } from "../signed-papers.ts";
import type { Route } from "../+types/dossier.ts";

type Data = Route.ComponentProps["loaderData"];

/** What the producer has been asked for and not answered yet. */
export function OpenReturn({ reason, items }: NonNullable<Data["openReturn"]>) {
  const open = items.filter(({ answered }) => !answered).length;
  return (
    <Alert color="orange" title={`Đã trả lại để bổ sung, còn ${open}/${items.length} mục`}>
      <Text size="sm">{reason}</Text>
      <ul className="tight">
        {items.map((item) => (
          <li key={item.item}>
            {item.reason} {item.answered && "(chủ thể báo đã sửa)"}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** What the dossier still lacks, its samples and its round. */
export function Completeness({ completeness, samples, round }: Data) {
  const lacking = completeness.filter(({ ok }) => !ok);
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        {lacking.length === 0 ? "Hồ sơ đủ thành phần" : `Còn thiếu ${lacking.length} mục`}
      </Title>
      {lacking.length > 0 && (
        <ul className="tight">
          {lacking.map((item) => (
            <li key={item.code}>
              <Text
                size="sm"
                span
                {...(item.severity === "must" ? { className: "late-text" } : {})}
              >
                {item.label}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {samples.needed !== null && samples.needed > 0 && (
        <Text size="sm">
          Mẫu sản phẩm: nhận {samples.received}/{samples.needed}, đang giữ {samples.held}
        </Text>
      )}
      {round && (
        <Text size="sm">
          Đợt {round.code}/{round.year}, đánh giá trước {dayText(round.heldBefore, "vi")}
        </Text>
      )}
    </Card>
  );
}

/** The commune's report and letter, as printed and as signed. */
export function CommunePapers({
  id,
  signed,
}: {
  id: string;
  signed: Readonly<Record<SignedPaper, string | null>>;
}) {
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        Văn bản của cấp xã
      </Title>
      <ul className="tight">
        {(Object.keys(signedPapers) as SignedPaper[]).map((name) => {
          const { title, document } = signedPapers[name];
          const digest = signed[name];
          return (
            <li key={name}>
              <Text size="sm" span>
                {title}:{" "}
                {digest ? (
                  <Anchor href={downloadPaths.attachment(id, digest)} target="_blank" fw={600}>
                    bản đã ký
                  </Anchor>
                ) : (
                  "chưa có bản đã ký"
                )}
                {" · "}
                <Anchor href={downloadPaths.document(id, document, "pdf")}>bản in</Anchor>
              </Text>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Every time it was filed, with its receipt. */
export function Filings({ filings }: { filings: Data["filings"] }) {
  if (filings.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        Các lần nộp
      </Title>
      {filings.map((filing) => (
        <Text size="sm" key={filing.seq}>
          Lần {filing.seq}: {instantText(filing.filedAt, "vi")}, biên nhận{" "}
          <Anchor href={`/bien-nhan/${filing.receiptCode}`}>{filing.receiptCode}</Anchor>
        </Text>
      ))}
    </Card>
  );
}

/** The last words exchanged with the producer, and a box for more. */
export function Messages({
  messages,
  mayWrite,
  failed,
}: {
  messages: Data["messages"];
  mayWrite: boolean;
  failed: { intent: string; values: Readonly<Record<string, string>> } | null;
}) {
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        Trao đổi
      </Title>
      {messages.length === 0 && <Text size="sm">Chưa có tin nào gửi đến cơ quan của bạn.</Text>}
      {messages.slice(0, 5).map((message) => (
        <div key={message.id}>
          <Text size="sm" fw={600}>
            {message.subject}
          </Text>
          <Text size="xs" c="dimmed">
            {instantText(message.createdAt, "vi")}
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-line" }}>
            {message.body}
          </Text>
        </div>
      ))}
      {messages.length > 5 && (
        <Anchor component={Link} to={officePaths.messages} size="sm">
          Xem tất cả
        </Anchor>
      )}
      {mayWrite && (
        <Form method="post">
          <Textarea
            name="body"
            label="Nhắn chủ thể"
            rows={2}
            mt="xs"
            key={messages.length}
            defaultValue={failed?.intent === "message" ? (failed.values["body"] ?? "") : ""}
          />
          <Button type="submit" name="intent" value="message" variant="default" size="xs" mt={6}>
            Gửi
          </Button>
        </Form>
      )}
    </Card>
  );
}
