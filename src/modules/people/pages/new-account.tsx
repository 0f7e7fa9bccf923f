import { Alert, Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { Form } from "react-router";
import { roleTable } from "#core/access/roles.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { requireOpening } from "#modules/people/service/accounts.server.ts";
import { listAgencies } from "#modules/people/service/agencies.server.ts";
import { createAccount } from "#modules/people/service/manage.server.ts";
import { chooseUnit, findUnitOptions } from "#modules/people/service/unit-choice.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { CreateAccount, roleName } from "../model.ts";
import type { Route } from "./+types/new-account.ts";
import { OneTimePassword } from "./one-time-password.tsx";
import { UnitField } from "./unit-field.tsx";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const offered = requireOpening(actor);
  const agencies = offered.some((role) => roleTable[role].rank === "official")
    ? await listAgencies(context.get(requestContext).database.db, actor)
    : [];
  return {
    roles: offered.map((role) => ({ value: role, label: roleName(role) })),
    agencies: agencies
      .filter(({ isThere }) => isThere)
      .map(({ id, name }) => ({ value: id, label: name })),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireOpening(actor);
  const form = await request.formData();
  const { db } = context.get(requestContext).database;
  const { unitText = "", unit, ...fields } = formFields(form);
  const typed = { unitText: String(unitText), unit: unit === undefined ? undefined : String(unit) };
  return orBackToForm(
    context,
    form,
    async () => {
      // Every field is judged before the unit is looked for, so that all that is wrong shows at once.
      const input = parseInput(CreateAccount, { ...fields, unit: typed.unit ?? "VN" });
      const chosen = await chooseUnit(db, actor, typed);
      const { id, password } = await createAccount(db, actor, { ...input, unit: chosen });
      return { created: { id, password, username: input.username } };
    },
    async () => ({ options: await findUnitOptions(db, actor, typed.unitText) }),
  );
});

export default function NewAccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  if (actionData && "created" in actionData) return <Created {...actionData.created} />;
  const typed = (name: string) => failure?.values[name] ?? "";
  const error = (name: string) => failure?.errors[name];
  return (
    <OfficePage title="Mở tài khoản">
      <title>Mở tài khoản – OCOP</title>
      <Form method="post" noValidate>
        <Stack maw={560}>
          {(failure?.message || failure?.errors["form"]) && (
            <Alert color="red" role="alert">
              {failure.message || failure.errors["form"]}
            </Alert>
          )}
          <TextInput
            name="name"
            label="Họ tên"
            defaultValue={typed("name")}
            error={error("name")}
            required
          />
          <TextInput
            name="username"
            label="Tên đăng nhập"
            description="Với chủ thể: số điện thoại di động. Với cán bộ: chữ không dấu, ví dụ tran.hat"
            defaultValue={typed("username")}
            error={error("username")}
            autoComplete="off"
            autoCapitalize="none"
            required
          />
          <TextInput
            name="email"
            type="email"
            label="Thư điện tử (không bắt buộc)"
            defaultValue={typed("email")}
            error={error("email")}
            autoComplete="off"
          />
          <TextInput
            name="title"
            label="Chức vụ (không bắt buộc)"
            defaultValue={typed("title")}
            error={error("title")}
          />
          <NativeSelect
            name="role"
            label="Vai trò"
            data={loaderData.roles}
            defaultValue={typed("role")}
            error={error("role")}
          />
          <UnitField
            text={typed("unitText")}
            error={error("unit")}
            options={failure?.options ?? []}
            hint="Đơn vị mà vai trò có hiệu lực: gõ tên xã, phường hoặc tỉnh hiện nay, có dấu hay không dấu."
          />
          {loaderData.agencies.length > 0 && (
            <NativeSelect
              name="agencyId"
              label="Cơ quan công tác (với cán bộ)"
              defaultValue={typed("agencyId")}
              error={error("agencyId")}
              data={[{ value: "", label: "Chưa chọn" }, ...loaderData.agencies]}
            />
          )}
          <div>
            <Button type="submit">Mở tài khoản</Button>
          </div>
        </Stack>
      </Form>
    </OfficePage>
  );
}

function Created({ id, username, password }: { id: string; username: string; password: string }) {
  return (
    <OfficePage title="Đã mở tài khoản">
      <title>Đã mở tài khoản – OCOP</title>
      <Stack maw={560}>
        <OneTimePassword username={username} password={password} />
        <div>
          <Button component="a" href={`/quan-tri/tai-khoan/${id}`} variant="default">
            Xem tài khoản
          </Button>
        </div>
      </Stack>
    </OfficePage>
  );
}
