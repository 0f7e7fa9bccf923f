import { Anchor, Badge, Button, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { keepsAgencies, listAgencies } from "#modules/people/service/agencies.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { requireAgencyDesk } from "../access.ts";
import { agencyKinds } from "../model.ts";
import { agencyPaths } from "../paths.ts";
import type { Route } from "./+types/agencies.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireAgencyDesk(actor);
  const found = await listAgencies(context.get(requestContext).database.db, actor);
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return {
    agencies: found.map((one) => ({
      id: one.id,
      name: one.name,
      kind: one.kind,
      otherNames: one.otherNames,
      since: one.since,
      until: one.until,
      isThere: one.isThere,
      isDemo: one.isDemo,
      accounts: one.accounts,
      successor: one.successorId === null ? null : (names.get(one.successorId) ?? null),
    })),
    mayKeep: keepsAgencies(actor),
  };
});

/** The province's own list of offices and departments, those that have ended at its end. */
export default function Agencies({ loaderData: { agencies, mayKeep } }: Route.ComponentProps) {
  return (
    <OfficePage
      title="Cơ quan, sở, ngành"
      description="Danh sách của tỉnh: việc, biện pháp hỗ trợ, tài khoản và kinh phí của từng cơ quan theo danh sách này. Cơ quan sáp nhập thì ghi ngày và cơ quan kế thừa, không xóa."
      action={
        mayKeep && (
          <Button component={Link} to={agencyPaths.add}>
            Thêm cơ quan
          </Button>
        )
      }
    >
      <title>Cơ quan, sở, ngành – OCOP</title>
      {agencies.length === 0 ? (
        <Text>
          Chưa có cơ quan nào. Hãy thêm các sở, ngành của tỉnh, rồi mở từng tài khoản để chọn cơ
          quan cho cán bộ.
        </Text>
      ) : (
        <Table striped className="stacking" aria-label="Cơ quan">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tên</Table.Th>
              <Table.Th>Loại</Table.Th>
              <Table.Th>Tài khoản</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {agencies.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={agencyPaths.one(one.id)}>
                    {one.name}
                  </Anchor>{" "}
                  {one.isDemo && <Badge color="yellow">Dữ liệu minh họa</Badge>}
                  {one.otherNames.length > 0 && (
                    <Text size="sm" c="dimmed">
                      Còn ghi là: {one.otherNames.join("; ")}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td data-label="Loại">{agencyKinds[one.kind]}</Table.Td>
                <Table.Td data-label="Tài khoản">{one.accounts}</Table.Td>
                <Table.Td>
                  {one.isThere ? (
                    <Badge>Đang hoạt động</Badge>
                  ) : (
                    <>
                      <Badge color="gray">
                        {one.until === null ? "Chưa thành lập" : "Đã kết thúc"}
                      </Badge>
                      <Text size="sm" c="dimmed">
                        {one.until !== null && `Đến ${dayText(one.until, "vi")}`}
                        {one.successor !== null && `; kế thừa: ${one.successor}`}
                        {one.accounts > 0 && "; còn tài khoản chưa chuyển"}
                      </Text>
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
