import { Alert, Button, Card, Code, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { exchangeForm } from "#modules/exchange/pages/page.server.ts";
import { listKeys, refuseUnless } from "#modules/exchange/service/keys.server.ts";
import { listWebhooks } from "#modules/exchange/service/webhooks.server.ts";
import { type Answer, Confirm, Outcome, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { TypedInput } from "#ui/office/typed-input.tsx";
import { webhookStates } from "../model.ts";
import type { Route } from "./+types/exchange.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  return { keys: await listKeys(db, actor), hooks: await listWebhooks(db, actor) };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  refuseUnless(actor, "keep");
  const form = await request.formData();
  const { database, env } = context.get(requestContext);
  return orBackToForm(context, form, () => exchangeForm({ db: database.db, env }, actor, form));
});

/** Keys to the open interface and addresses that are told of changes. */
export default function Exchange({ loaderData, actionData }: Route.ComponentProps) {
  const shown = actionData && "secret" in actionData ? actionData : null;
  const answer: Answer | undefined = actionData;
  return (
    <OfficePage
      title="Liên thông dữ liệu"
      description="Khóa truy cập cho hệ thống khác đọc dữ liệu mở nhiều hơn mức chung, và địa chỉ nhận tin khi có công nhận, công nhận lại, thu hồi."
    >
      <title>Liên thông dữ liệu – OCOP</title>
      {shown ? (
        <Alert color="leaf" mb="sm" title={shown.done}>
          <Text size="sm">
            Chỉ hiện một lần. Hãy chép lại và chuyển cho đơn vị sử dụng qua kênh an toàn.
          </Text>
          <Code
            block
            mt="xs"
            aria-label="Khóa vừa cấp"
            style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
          >
            {shown.secret}
          </Code>
        </Alert>
      ) : (
        <Outcome answer={answer} />
      )}
      <Stack>
        <Keys keys={loaderData.keys} answer={answer} />
        <Hooks hooks={loaderData.hooks} answer={answer} />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Keys({ keys, answer }: { keys: Loaded["keys"]; answer: Answer | undefined }) {
  const typed = typedIn(answer, "key");
  const isBusy = useNavigation().state === "submitting";
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Khóa truy cập
      </Title>
      {keys.length === 0 ? (
        <Text c="dimmed" size="sm">
          Chưa cấp khóa nào. Ai cũng đọc được dữ liệu mở mà không cần khóa; khóa chỉ cho phép đọc
          nhiều lượt hơn mỗi phút.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Đơn vị, hệ thống</Table.Th>
                <Table.Th>Bắt đầu bằng</Table.Th>
                <Table.Th>Lượt mỗi phút</Table.Th>
                <Table.Th>Tình trạng</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td>
                    {key.name}
                    <Text size="sm" c="dimmed">
                      {key.contact}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Code>{key.prefix}…</Code>
                  </Table.Td>
                  <Table.Td>{key.perMinute.toLocaleString("vi")}</Table.Td>
                  <Table.Td>
                    {key.revokedAt === null ? (
                      <Confirm
                        intent="revoke"
                        label="Thu hồi"
                        colour="red"
                        values={{ id: key.id }}
                        says="Hệ thống đang dùng khóa này sẽ bị từ chối trong vòng một phút."
                      />
                    ) : (
                      "Đã thu hồi"
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Form key={keys.length} method="post" noValidate>
        <Group mt="md" align="flex-start">
          <TypedInput typed={typed} name="name" label="Đơn vị, hệ thống sử dụng" />
          <TypedInput
            typed={typed}
            name="contact"
            type="email"
            label="Thư điện tử người phụ trách"
          />
          <TypedInput
            typed={typed}
            name="perMinute"
            inputMode="numeric"
            label="Số lượt mỗi phút"
            start="600"
          />
        </Group>
        <Button type="submit" name="intent" value="key" mt="sm" loading={isBusy}>
          Cấp khóa
        </Button>
      </Form>
    </Card>
  );
}

function Hooks({ hooks, answer }: { hooks: Loaded["hooks"]; answer: Answer | undefined }) {
  const typed = typedIn(answer, "hook");
  const isBusy = useNavigation().state === "submitting";
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Địa chỉ nhận tin thay đổi
      </Title>
      {hooks.length === 0 && (
        <Text c="dimmed" size="sm">
          Chưa có địa chỉ nào. Khi có quyết định công nhận, công nhận lại, nâng hạng, gia hạn, thu
          hồi, khôi phục, chương trình gửi tin có chữ ký tới các địa chỉ ở đây, theo đúng thứ tự của
          sổ nhật ký công khai.
        </Text>
      )}
      <Stack gap="xs">
        {hooks.map((hook) => (
          <Card withBorder key={hook.id} padding="sm">
            <Text fw={600}>{hook.name}</Text>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {hook.url}
            </Text>
            <Text size="sm">
              {webhookStates[hook.state]}
              {hook.behind > 0 ? ` · còn ${hook.behind} tin chưa gửi` : " · đã gửi đủ"}
              {hook.lastError === null ? "" : ` · lần gần nhất: ${hook.lastError}`}
            </Text>
            <Group gap="xs" mt="xs">
              <Form method="post">
                <input type="hidden" name="id" value={hook.id} />
                <input
                  type="hidden"
                  name="to"
                  value={hook.state === "active" ? "paused" : "active"}
                />
                <Button type="submit" name="intent" value="move" size="sm" variant="default">
                  {hook.state === "active" ? "Tạm dừng" : "Gửi tiếp"}
                </Button>
              </Form>
              <Confirm
                intent="move"
                label="Gỡ"
                colour="red"
                values={{ id: hook.id, to: "ended" }}
                says="Địa chỉ này sẽ không nhận tin nữa; muốn nhận lại phải đăng ký mới."
              />
            </Group>
          </Card>
        ))}
      </Stack>
      <Form key={hooks.length} method="post" noValidate>
        <Group mt="md" align="flex-start">
          <TypedInput typed={typed} name="name" label="Đơn vị, hệ thống nhận" />
          <TypedInput typed={typed} name="url" type="url" label="Địa chỉ nhận (https)" miw={280} />
        </Group>
        <Button type="submit" name="intent" value="hook" mt="sm" loading={isBusy}>
          Thêm địa chỉ
        </Button>
      </Form>
    </Card>
  );
}
