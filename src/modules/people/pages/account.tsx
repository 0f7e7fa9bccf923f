import { Alert, Badge, Group, Stack } from "@mantine/core";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { requestContext } from "#core/http/context.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { tick } from "#core/input/text.ts";
import { requireActor } from "#core/session/session.ts";
import { getAccount } from "#modules/people/service/accounts.server.ts";
import {
  grantRole,
  resetPassword,
  revokeRole,
  setDisabled,
  setNationalSubject,
  updateAccount,
} from "#modules/people/service/manage.server.ts";
import { chooseUnit, findUnitOptions } from "#modules/people/service/unit-choice.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { rolesOffered } from "../access.ts";
import { GrantRole, NationalSubject, roleName, UpdateAccount } from "../model.ts";
import type { Route } from "./+types/account.ts";
import { OneTimePassword } from "./one-time-password.tsx";
import { Block, Details, National, PasswordReset, Roles } from "./account-cards.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { database, env } = context.get(requestContext);
  const found = await getAccount(database.db, actor, params.id);
  return {
    ...found,
    nationalName: env.OIDC_ISSUER ? env.OIDC_NAME : null,
    roles: rolesOffered(actor, "changeRoles").map((role) => ({
      value: role,
      label: roleName(role),
    })),
  };
});

/** What one of the page's forms asks for: the account, the fields sent, and the unit among them. */
type Act = {
  db: Db;
  actor: UserActor;
  id: string;
  fields: Readonly<Record<string, string | string[]>>;
  unit: { unit: string | undefined; unitText: string };
};

/** The page's forms by the value of the button that sent them; each says what was done. */
const acts: Readonly<
  Record<string, (act: Act) => Promise<{ done: string } | { password: string }>>
> = {
  async update({ db, actor, id, fields }) {
    await updateAccount(db, actor, id, parseInput(UpdateAccount, fields));
    return { done: "Đã lưu." };
  },
  async disable({ db, actor, id }) {
    await setDisabled(db, actor, id, true);
    return { done: "Đã khóa tài khoản; mọi lần đăng nhập đã kết thúc." };
  },
  async enable({ db, actor, id }) {
    await setDisabled(db, actor, id, false);
    return { done: "Đã mở khóa." };
  },
  async resetPassword({ db, actor, id, fields }) {
    const removeFactor = tick.parse(fields["removeFactor"]);
    return { password: await resetPassword(db, actor, id, { removeFactor }) };
  },
  async grant({ db, actor, id, fields, unit }) {
    const input = parseInput(GrantRole, { ...fields, unit: unit.unit ?? "VN" });
    await grantRole(db, actor, id, { ...input, unit: await chooseUnit(db, actor, unit) });
    return { done: "Đã thêm vai trò." };
  },
  async revoke({ db, actor, id, fields }) {
    await revokeRole(db, actor, id, String(fields["grant"]));
    return { done: "Đã bỏ vai trò." };
  },
  async national({ db, actor, id, fields }) {
    await setNationalSubject(db, actor, id, parseInput(NationalSubject, fields));
    return { done: "Đã lưu mã định danh." };
  },
};

export const action = forPage(async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const { intent, unitText = "", unit: code, ...fields } = formFields(form);
  const unit = { unitText: String(unitText), unit: code === undefined ? undefined : String(code) };
  // An account that may not even be seen answers as one that is not there, whatever was sent.
  await getAccount(db, actor, id);
  return orBackToForm(
    context,
    form,
    async () => {
      const act = Object.hasOwn(acts, String(intent)) ? acts[String(intent)] : undefined;
      if (!act) throw new AppError("invalid");
      return act({ db, actor, id, fields, unit });
    },
    async () => ({ intent, options: await findUnitOptions(db, actor, unit.unitText) }),
  );
});

export default function AccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const { account, abilities } = loaderData;
  const message =
    actionData && "ok" in actionData ? actionData.message || actionData.errors["form"] : null;
  return (
    <OfficePage
      title={account.name}
      description={[account.username, account.unitName, account.agencyName]
        .filter(Boolean)
        .join(" · ")}
    >
      <title>{`${account.name} – OCOP`}</title>
      <Stack maw={760}>
        {message && (
          <Alert color="red" role="alert">
            {message}
          </Alert>
        )}
        {actionData && "done" in actionData && <Alert color="leaf">{actionData.done}</Alert>}
        {actionData && "password" in actionData && (
          <OneTimePassword username={account.username} password={actionData.password} />
        )}
        <Group gap="xs">
          {account.isDisabled && <Badge color="red">Bị khóa</Badge>}
          {account.isDemo && <Badge color="yellow">Tài khoản mẫu</Badge>}
          {account.mustChangePassword && <Badge color="gray">Chờ đặt mật khẩu</Badge>}
          <Badge variant="light" color={account.hasSecondFactor ? "leaf" : "gray"}>
            Xác thực hai bước: {account.hasSecondFactor ? "đang bật" : "chưa bật"}
          </Badge>
        </Group>
        <Roles loaderData={loaderData} actionData={actionData} />
        {abilities.includes("update") && (
          <Details loaderData={loaderData} actionData={actionData} />
        )}
        {abilities.includes("resetPassword") && (
          <PasswordReset hasFactor={account.hasSecondFactor} />
        )}
        {abilities.includes("linkNational") && loaderData.nationalName && (
          <National loaderData={loaderData} actionData={actionData} />
        )}
        {abilities.includes("disable") && <Block isDisabled={account.isDisabled} />}
      </Stack>
    </OfficePage>
  );
}
