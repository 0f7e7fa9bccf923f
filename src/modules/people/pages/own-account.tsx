import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  List,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { requireSession } from "#core/session/session.ts";
import { endOwnSessions, listOwnSessions } from "#modules/people/service/session.server.ts";
import { getOwnAccount } from "#modules/people/service/accounts.server.ts";
import { instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { EndSessions, roleName } from "../model.ts";
import { deviceName, needsSecondFactor } from "../rules.ts";
import type { Route } from "./+types/own-account.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const session = await requireSession(context, request);
  const { db } = context.get(requestContext).database;
  const account = await getOwnAccount(db, session);
  return {
    account,
    isExempt:
      session.account.isDemo &&
      !session.account.hasSecondFactor &&
      needsSecondFactor(account.roles.map(({ role }) => role)),
    sessions: await listOwnSessions(db, session),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const session = await requireSession(context, request);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { which } = parseInput(EndSessions, formFields(form));
    const ended = await endOwnSessions(
      context.get(requestContext).database.db,
      session,
      which === "all" ? null : which,
    );
    return { ended };
  });
});

export default function OwnAccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const { account, isExempt, sessions } = loaderData;
  const ended = actionData && "ended" in actionData ? actionData.ended : null;
  return (
    <OfficePage title="Tài khoản của tôi">
      <title>Tài khoản của tôi – OCOP</title>
      <Stack maw={860}>
        {isExempt && (
          <Alert color="yellow" title="Tài khoản mẫu">
            Vai trò này bắt buộc bật xác thực hai bước. Tài khoản mẫu của bản dùng thử được miễn để
            xem cho tiện; tài khoản thật thì không.
          </Alert>
        )}
        {ended !== null && <Alert color="leaf">Đã kết thúc {ended} lần đăng nhập.</Alert>}
        <Card withBorder>
          <Title order={2} size="h4">
            {account.name}
          </Title>
          <Text c="dimmed">
            Tên đăng nhập: {account.username}
            {account.email && ` · ${account.email}`}
            {account.title && ` · ${account.title}`}
          </Text>
          <Title order={3} size="h5" mt="md">
            Vai trò
          </Title>
          <List>
            {account.roles.map(({ id, role, unitName }) => (
              <List.Item key={id}>
                {roleName(role)} – {unitName}
              </List.Item>
            ))}
          </List>
        </Card>
        <Card withBorder>
          <Title order={2} size="h4">
            Bảo vệ tài khoản
          </Title>
          <Group mt="sm">
            <Button component="a" href="/doi-mat-khau?tiep=/tai-khoan" variant="default">
              Đổi mật khẩu
            </Button>
            <Button component="a" href="/tai-khoan/xac-thuc-hai-buoc" variant="default">
              {account.hasSecondFactor ? "Mã dự phòng" : "Bật xác thực hai bước"}
            </Button>
            <Badge color={account.hasSecondFactor ? "leaf" : "gray"}>
              Xác thực hai bước: {account.hasSecondFactor ? "đang bật" : "chưa bật"}
            </Badge>
          </Group>
        </Card>
        <SessionList sessions={sessions} />
      </Stack>
    </OfficePage>
  );
}

function SessionList({ sessions }: Pick<Route.ComponentProps["loaderData"], "sessions">) {
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Các lần đăng nhập còn hiệu lực
        </Title>
        {sessions.length > 1 && (
          <Form method="post">
            <Button type="submit" name="which" value="all" variant="default">
              Kết thúc mọi lần khác
            </Button>
          </Form>
        )}
      </Group>
      <Table className="stacking" aria-label="Các lần đăng nhập">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Bắt đầu</Table.Th>
            <Table.Th>Thiết bị</Table.Th>
            <Table.Th>Địa chỉ</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td data-label="Bắt đầu">{instantText(one.startedAt, "vi")}</Table.Td>
              <Table.Td>
                <span title={one.userAgent ?? undefined}>{deviceName(one.userAgent)}</span>
              </Table.Td>
              <Table.Td data-label="Địa chỉ">{one.ipAddress ?? "không rõ"}</Table.Td>
              <Table.Td>
                {one.isCurrent ? (
                  <Badge>Lần này</Badge>
                ) : (
                  <Form method="post">
                    <Button
                      type="submit"
                      name="which"
                      value={one.id}
                      variant="subtle"
                      size="compact-sm"
                    >
                      Kết thúc
                    </Button>
                  </Form>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        Thấy lần đăng nhập lạ: kết thúc nó rồi{" "}
        <Anchor href="/doi-mat-khau" underline="always">
          đổi mật khẩu
        </Anchor>
        .
      </Text>
    </Card>
  );
}
