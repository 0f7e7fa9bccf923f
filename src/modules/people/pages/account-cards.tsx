import {
  Button,
  Card,
  Checkbox,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import { roleName } from "../model.ts";
import type { Route } from "./+types/account.ts";
import { UnitField } from "./unit-field.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

type Parts = {
  loaderData: Route.ComponentProps["loaderData"];
  actionData: Route.ComponentProps["actionData"] | undefined;
};

/** What came back to one of the page's forms, if it was that one. */
function failureOf({ actionData }: Pick<Parts, "actionData">, intent: string) {
  return actionData && "ok" in actionData && actionData.intent === intent ? actionData : undefined;
}

export function Roles({ loaderData, actionData }: Parts) {
  const { account, abilities, roles } = loaderData;
  const mayChange = abilities.includes("changeRoles");
  const failure = failureOf({ actionData }, "grant");
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        Vai trò
      </Title>
      {account.roles.length === 0 && <Text>Chưa có vai trò nào.</Text>}
      <Table>
        <Table.Tbody>
          {account.roles.map(({ id, role, unitName }) => (
            <Table.Tr key={id}>
              <Table.Td>{roleName(role)}</Table.Td>
              <Table.Td>{unitName}</Table.Td>
              <Table.Td>
                {mayChange && (
                  <Form method="post">
                    <input type="hidden" name="grant" value={id} />
                    <Button
                      type="submit"
                      name="intent"
                      value="revoke"
                      variant="subtle"
                      color="red"
                      size="compact-sm"
                    >
                      Bỏ
                    </Button>
                  </Form>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {mayChange && (
        <Form method="post" noValidate>
          <Stack mt="md" gap="sm">
            <NativeSelect
              name="role"
              label="Thêm vai trò"
              data={roles}
              defaultValue={failure?.values["role"] ?? ""}
              error={failure?.errors["role"]}
            />
            <UnitField
              text={failure?.values["unitText"] ?? ""}
              error={failure?.errors["unit"]}
              options={failure?.options ?? []}
            />
            <div>
              <Button type="submit" name="intent" value="grant" variant="default">
                Thêm
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}

export function Details({ loaderData: { account, agencies }, actionData }: Parts) {
  const failure = failureOf({ actionData }, "update");
  const typed = (name: "name" | "username" | "email" | "title") =>
    failure ? (failure.values[name] ?? "") : (account[name] ?? "");
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        Thông tin
      </Title>
      <Form method="post" noValidate>
        <Stack gap="sm" mt="sm" key={account.version}>
          <VersionField name="version" version={failure?.values["version"] ?? account.version} />
          <TextInput
            name="name"
            label="Họ tên"
            defaultValue={typed("name")}
            error={failure?.errors["name"]}
          />
          <TextInput
            name="username"
            label="Tên đăng nhập"
            defaultValue={typed("username")}
            error={failure?.errors["username"]}
            autoComplete="off"
          />
          <TextInput
            name="email"
            type="email"
            label="Thư điện tử"
            defaultValue={typed("email")}
            error={failure?.errors["email"]}
            autoComplete="off"
          />
          <TextInput
            name="title"
            label="Chức vụ"
            defaultValue={typed("title")}
            error={failure?.errors["title"]}
          />
          {agencies.length > 0 && (
            <NativeSelect
              name="agencyId"
              label="Cơ quan công tác"
              description="Cán bộ thấy việc và đề nghị được giao cho cơ quan của mình."
              defaultValue={failure?.values["agencyId"] ?? account.agencyId ?? ""}
              error={failure?.errors["agencyId"]}
              data={[
                { value: "", label: "Chưa chọn" },
                ...agencies.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <div>
            <Button type="submit" name="intent" value="update" variant="default">
              Lưu
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}

export function PasswordReset({ hasFactor }: { hasFactor: boolean }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        Quên mật khẩu
      </Title>
      <Text>
        Chỉ cấp lại sau khi đã xác nhận đúng người. Mọi lần đăng nhập của tài khoản sẽ kết thúc.
      </Text>
      <Form method="post">
        <Stack gap="sm" mt="sm">
          {hasFactor && (
            <Checkbox
              name="removeFactor"
              value="1"
              label="Mất điện thoại: gỡ cả xác thực hai bước"
            />
          )}
          <div>
            <Button type="submit" name="intent" value="resetPassword" variant="default">
              Cấp mật khẩu dùng một lần
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}

export function National({ loaderData, actionData }: Parts) {
  const failure = failureOf({ actionData }, "national");
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        Đăng nhập bằng {loaderData.nationalName}
      </Title>
      <Form method="post">
        <Stack gap="sm" mt="sm">
          <TextInput
            name="subject"
            label="Mã định danh của người này"
            description="Đúng mã mà hệ thống đăng nhập quốc gia trả về. Để trống: gỡ liên kết. Không bao giờ tự gắn theo thư điện tử."
            defaultValue={failure?.values["subject"] ?? loaderData.nationalSubject ?? ""}
            error={failure?.errors["subject"]}
            autoComplete="off"
          />
          <div>
            <Button type="submit" name="intent" value="national" variant="default">
              Lưu
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}

export function Block({ isDisabled }: { isDisabled: boolean }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {isDisabled ? "Mở khóa" : "Khóa tài khoản"}
      </Title>
      <Text>
        {isDisabled
          ? "Người này đăng nhập lại được với mật khẩu cũ."
          : "Người này bị đưa ra khỏi hệ thống ngay. Những gì đã làm vẫn được giữ nguyên."}
      </Text>
      <Form method="post">
        <Button
          type="submit"
          name="intent"
          value={isDisabled ? "enable" : "disable"}
          color={isDisabled ? "leaf" : "red"}
          mt="sm"
        >
          {isDisabled ? "Mở khóa" : "Khóa"}
        </Button>
      </Form>
    </Card>
  );
}
