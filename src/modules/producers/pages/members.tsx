import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { addMember, listMembers, removeMember } from "#modules/producers/service/members.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { hasRole } from "#core/access/actor.ts";
import type { AddMember } from "../model.ts";
import type { Route } from "./+types/members.ts";
import { Choice, FormMessage, formValues, Line } from "../widgets/fields.tsx";

const roleNames = { producerOwner: "Chủ cơ sở", producerStaff: "Nhân viên" };

export const loader = forPage(async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { producer, abilities } = await getProducer(db, actor, id);
  return {
    name: producer.name,
    members: await listMembers(db, actor, id),
    mayManage: abilities.includes("manageMembers"),
    mayOpenAccounts: hasRole(actor, "communeOfficer", "provinceOfficer"),
  };
});

export const action = forPage(async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const { intent, userId, ...fields } = formFields(form);
  await getProducer(db, actor, id);
  return orBackToForm(context, form, async () => {
    if (intent === "remove") {
      await removeMember(db, actor, { producerId: id, userId: String(userId) });
      return { done: "Tài khoản đã thôi làm việc cho cơ sở.", password: null };
    }
    if (intent !== "add") throw new AppError("invalid");
    const { password } = await addMember(db, actor, id, fields as AddMember);
    return { done: "Đã thêm tài khoản.", password };
  });
});

/** Accounts that work for a producer. */
export default function Members({ loaderData, actionData }: Route.ComponentProps) {
  const { name, members, mayManage, mayOpenAccounts } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { field } = formValues(failure, { role: "producerStaff" });
  return (
    <OfficePage title="Tài khoản của cơ sở" description={name}>
      <title>{`Tài khoản – ${name} – OCOP`}</title>
      <Stack maw={640}>
        {actionData && "done" in actionData && (
          <Alert color="leaf">
            {actionData.done}
            {actionData.password && (
              <Text>
                Mật khẩu dùng một lần, chỉ hiện lúc này: <strong>{actionData.password}</strong>
              </Text>
            )}
          </Alert>
        )}
        {members.length === 0 && (
          <Text>Chưa có tài khoản nào; cán bộ đang nhập giúp cơ sở này.</Text>
        )}
        {members.map((member) => (
          <Card key={member.userId} withBorder padding="sm">
            <Group justify="space-between">
              <div>
                <Text fw={600}>{member.name}</Text>
                <Text size="sm">
                  {member.username} · {roleNames[member.role]}{" "}
                  {member.isDisabled && <Badge color="red">Bị khóa</Badge>}
                </Text>
              </div>
              {mayManage && (
                <Form method="post">
                  <input type="hidden" name="userId" value={member.userId} />
                  <Button type="submit" name="intent" value="remove" variant="default">
                    Thôi
                  </Button>
                </Form>
              )}
            </Group>
          </Card>
        ))}
        {mayManage && (
          <Card withBorder component="section">
            <Title order={2} size="h4" mb="sm">
              Thêm người
            </Title>
            <Form method="post" noValidate>
              <Stack>
                <FormMessage failure={failure} />
                <Line
                  of={field}
                  name="username"
                  label="Số điện thoại hoặc tên đăng nhập"
                  autoComplete="off"
                  autoCapitalize="none"
                  required
                />
                {mayOpenAccounts ? (
                  <Line
                    of={field}
                    name="name"
                    label="Họ tên, nếu mở tài khoản mới"
                    description="Để trống khi người đó đã có tài khoản"
                    autoComplete="off"
                  />
                ) : (
                  <input type="hidden" name="name" value="" />
                )}
                <Choice of={field} name="role" label="Vai trò" options={roleNames} />
                <div>
                  <Button type="submit" name="intent" value="add" size="md">
                    Thêm
                  </Button>
                </div>
              </Stack>
            </Form>
          </Card>
        )}
      </Stack>
    </OfficePage>
  );
}
