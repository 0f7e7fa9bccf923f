import { Anchor, Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { forPage } from "#core/http/page.ts";
import { openCasePage } from "#modules/supervision/cases/pages/ground.server.ts";
import { listCases } from "#modules/supervision/cases/service/list.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { revocationGrounds } from "#modules/recognition/model.ts";
import { casePermissions } from "../access.ts";
import { caseStates } from "../model.ts";
import { casePaths } from "../paths.ts";
import { Clock } from "./clock.tsx";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openCasePage(args);
  const rows = await listCases(db, actor);
  return {
    mayOpen: hasRole(actor, ...casePermissions.work.roles),
    mayConfirm: hasRole(actor, ...casePermissions.confirm.roles),
    rows: rows.map(({ row, standing, clock }) => ({
      id: row.id,
      productName: row.productName,
      producerName: row.producerName,
      stars: row.stars,
      ground: row.ground,
      standing,
      clock,
      concludedOn: row.concludedOn,
      isDemo: row.isDemo,
    })),
  };
});

/** Cases about revocation: those whose days run first. */
export default function Cases({ loaderData: { rows, mayOpen, mayConfirm } }: Route.ComponentProps) {
  return (
    <OfficePage
      title="Thu hồi công nhận"
      description="Từ sự việc đến quyết định: thẩm tra, giải trình, kết luận, trình, quyết định trong thời hạn. Trước quyết định không công khai điều gì."
    >
      <title>Thu hồi công nhận – OCOP</title>
      <Stack>
        <Group>
          {mayOpen && (
            <Button component={Link} to={casePaths.open}>
              Mở vụ việc
            </Button>
          )}
          {mayConfirm && (
            <Button component={Link} to={casePaths.stopped} variant="default">
              Xác nhận ngừng sản xuất
            </Button>
          )}
        </Group>
        {rows.length === 0 ? (
          <Text c="dimmed">Không có vụ việc nào.</Text>
        ) : (
          <Table className="stacking" aria-label="Vụ việc">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Sản phẩm</Table.Th>
                <Table.Th>Căn cứ</Table.Th>
                <Table.Th>Tình trạng</Table.Th>
                <Table.Th>Thời hạn quyết định</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <Anchor component={Link} to={casePaths.one(row.id)} fw={600}>
                      {row.productName}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {row.producerName}, {row.stars} sao
                    </Text>
                    {row.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
                  </Table.Td>
                  <Table.Td data-label="Căn cứ">{revocationGrounds[row.ground]}</Table.Td>
                  <Table.Td data-label="Tình trạng">{caseStates[row.standing]}</Table.Td>
                  <Table.Td>
                    <Clock clock={row.clock} />
                    {row.concludedOn && (
                      <Text size="sm" c="dimmed">
                        Kết luận ngày {dayText(row.concludedOn, "vi")}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </OfficePage>
  );
}
