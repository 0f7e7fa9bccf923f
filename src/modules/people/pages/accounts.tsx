import {
  Anchor,
  Badge,
  Button,
  Group,
  NativeSelect,
  Pagination,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { roles } from "#core/access/roles.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import {
  accountsPerPage,
  listAccounts,
  requireDesk,
} from "#modules/people/service/accounts.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { AccountSearch, roleName } from "../model.ts";
import type { Route } from "./+types/accounts.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const offered = requireDesk(actor);
  const search = AccountSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { accounts, total } = await listAccounts(
    context.get(requestContext).database.db,
    actor,
    search,
  );
  return {
    accounts,
    total,
    search,
    mayOpen: offered.length > 0,
    pages: Math.ceil(total / accountsPerPage),
  };
});

const states = [
  { value: "active", label: "Đang dùng" },
  { value: "disabled", label: "Bị khóa" },
  { value: "all", label: "Tất cả" },
];

export default function AccountsPage({ loaderData }: Route.ComponentProps) {
  const { accounts, total, search, mayOpen, pages } = loaderData;
  return (
    <OfficePage
      title="Quản lý tài khoản"
      description={`${total} tài khoản trong phạm vi của bạn`}
      action={
        mayOpen && (
          <Button component={Link} to="/quan-tri/tai-khoan/moi">
            Mở tài khoản
          </Button>
        )
      }
    >
      <title>Quản lý tài khoản – OCOP</title>
      <search>
        <Form method="get">
          <Group align="end" mb="md">
            <TextInput
              name="text"
              label="Họ tên, tên đăng nhập, thư điện tử"
              defaultValue={search.text}
              w={280}
            />
            <NativeSelect
              name="role"
              label="Vai trò"
              defaultValue={search.role ?? ""}
              data={[
                { value: "", label: "Mọi vai trò" },
                ...roles.map((role) => ({ value: role, label: roleName(role) })),
              ]}
            />
            <NativeSelect
              name="state"
              label="Tình trạng"
              defaultValue={search.state}
              data={states}
            />
            <Button type="submit" variant="default">
              Tìm
            </Button>
          </Group>
        </Form>
      </search>
      {accounts.length === 0 ? (
        <Text>Không có tài khoản nào như vậy. Hãy bỏ bớt điều kiện tìm.</Text>
      ) : (
        <Table striped className="stacking" aria-label="Tài khoản">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Họ tên</Table.Th>
              <Table.Th>Tên đăng nhập</Table.Th>
              <Table.Th>Vai trò</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accounts.map((account) => (
              <Table.Tr key={account.id}>
                <Table.Td>
                  <Anchor component={Link} to={`/quan-tri/tai-khoan/${account.id}`}>
                    {account.name}
                  </Anchor>
                  {account.agencyName && (
                    <Text size="sm" c="dimmed">
                      {account.agencyName}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td data-label="Tên đăng nhập">{account.username}</Table.Td>
                <Table.Td>
                  {account.roles.map(({ id, role, unitName }) => (
                    <div key={id}>
                      {roleName(role)} – {unitName}
                    </div>
                  ))}
                </Table.Td>
                <Table.Td>
                  {account.isDisabled ? (
                    <Badge color="red">Bị khóa</Badge>
                  ) : account.mustChangePassword ? (
                    <Badge color="yellow">Chờ đăng nhập lần đầu</Badge>
                  ) : (
                    <Badge>Đang dùng</Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {pages > 1 && (
        <Pagination
          mt="md"
          total={pages}
          value={search.page}
          getItemProps={(page) => ({ component: Link, to: `?${pageQuery(search, page)}` })}
          getControlProps={(control) => {
            const page =
              control === "next" ? search.page + 1 : control === "previous" ? search.page - 1 : 1;
            return {
              component: Link,
              to: `?${pageQuery(search, Math.min(Math.max(page, 1), pages))}`,
            };
          }}
        />
      )}
    </OfficePage>
  );
}

function pageQuery(search: AccountSearch, page: number): URLSearchParams {
  const entries = Object.entries({ ...search, page }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
}
