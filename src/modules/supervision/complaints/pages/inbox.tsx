import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { requireInbox } from "#modules/supervision/complaints/pages/inbox.server.ts";
import { listComplaints } from "#modules/supervision/complaints/service/inbox.server.ts";
import { instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { complaintKinds, complaintStates } from "../model.ts";
import { inboxPaths } from "../paths.ts";
import type { Route } from "./+types/inbox.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireInbox(actor);
  return { rows: await listComplaints(context.get(requestContext).database.db, actor) };
});

/** What shoppers told about products of the area; those that wait come first. */
export default function Inbox({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <OfficePage
      title="Phản ánh về sản phẩm"
      description="Người dân gửi từ trang tra cứu, không cần tài khoản. Chưa có quyết định thì không công khai điều gì."
    >
      <title>Phản ánh về sản phẩm – OCOP</title>
      {rows.length === 0 ? (
        <Text c="dimmed">Chưa có phản ánh nào.</Text>
      ) : (
        <Table className="stacking" aria-label="Phản ánh">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Sản phẩm</Table.Th>
              <Table.Th>Việc</Table.Th>
              <Table.Th>Nhận lúc</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Anchor component={Link} to={inboxPaths.one(row.id)} fw={600}>
                    {row.productName}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {row.isNamed ? "Có giấy chứng nhận" : "Chưa rõ giấy chứng nhận"}
                    {row.hasPhoto && ", có ảnh"}
                  </Text>
                </Table.Td>
                <Table.Td>{complaintKinds[row.kind]}</Table.Td>
                <Table.Td>{instantText(new Date(row.receivedAt), "vi")}</Table.Td>
                <Table.Td>
                  <Text {...(row.state === "received" ? { fw: 600 } : { c: "dimmed" })}>
                    {complaintStates[row.state]}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
