import { Anchor, Badge, Button, NativeSelect, Table, Text, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { roles } from "#core/access/roles.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { requireActor } from "#core/session/session.ts";
import {
  accountsPerPage,
  listAccounts,
  requireDesk,
} from "#modules/people/service/accounts.server.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { AccountSearch, roleName } from "../model.ts";
import type { Route } from "./+types/accounts.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const offered = requireDesk(actor);
  const query = new URL(request.url).searchParams;
  const search = AccountSearch.parse({ ...Object.fromEntries(query), page: pageAsked(query) });
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
    perPage: accountsPerPage,
  };
});

const states = [
  { value: "active", label: "Đang dùng" },
  { value: "disabled", label: "Bị khóa" },
  { value: "all", label: "Tất cả" },
];

export default function AccountsPage({ loaderData }: Route.ComponentProps) {
  const { accounts, total, search, mayOpen, perPage } = loaderData;
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
      <Filter verb="Tìm">
        <TextInput
          name="text"
          label="Họ tên, tên đăng nhập, thư điện tử"
          defaultValue={search.text}
          w={280}
        />
        <FilterSelect
          name="role"
          label="Vai trò"
          value={search.role ?? ""}
          options={roles.map((role) => [role, roleName(role)])}
          all="Mọi vai trò"
        />
        <NativeSelect name="state" label="Tình trạng" defaultValue={search.state} data={states} />
      </Filter>
      {accounts.length === 0 ? (
        <NoneFound what="tài khoản">Chưa có tài khoản nào trong phạm vi của bạn.</NoneFound>
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
      <Pager page={search.page} perPage={perPage} total={total} />
    </OfficePage>
  );
}
