import { Card, Stack, Table, Text } from "@mantine/core";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { readScanFigures } from "#modules/recognition/service/scan-figures.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { certificateStates } from "../../model.ts";
import { scanPatterns } from "../../scan-patterns.ts";
import type { Route } from "./+types/scans.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  return { rows: await readScanFigures(context.get(requestContext).database.db, actor) };
});

/** How certificates are looked up, and what is unusual about it. */
export default function Scans({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <OfficePage
      title="Lượt tra cứu giấy chứng nhận"
      description="28 ngày gần đây. Chỉ đếm theo ngày và theo vùng mạng thô, đổi dấu mỗi ngày; không lưu địa chỉ hay người tra cứu."
    >
      <title>Lượt tra cứu giấy chứng nhận – OCOP</title>
      <Stack>
        <Card withBorder component="section">
          {rows.length === 0 ? (
            <Text>Chưa có lượt tra cứu nào.</Text>
          ) : (
            <Table className="stacking" aria-label="Lượt tra cứu">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Sản phẩm, chủ thể</Table.Th>
                  <Table.Th>Trạng thái</Table.Th>
                  <Table.Th>28 ngày</Table.Th>
                  <Table.Th>Hôm nay</Table.Th>
                  <Table.Th>Điều bất thường</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.number}>
                    <Table.Th scope="row">
                      {row.productName}
                      <Text size="sm">
                        {row.producerName}, số {row.number}
                      </Text>
                    </Table.Th>
                    <Table.Td>{row.state && certificateStates[row.state]}</Table.Td>
                    <Table.Td data-label="28 ngày">{row.total}</Table.Td>
                    <Table.Td data-label="Hôm nay">{row.today}</Table.Td>
                    <Table.Td>
                      {row.patterns.map((pattern) => (
                        <Text size="sm" key={pattern}>
                          {scanPatterns[pattern]}
                        </Text>
                      ))}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Card>
        <Text size="sm">
          Dấu hiệu ở cột cuối chỉ để xem lại, không phải kết luận. Các ngưỡng do phần mềm đặt.
        </Text>
      </Stack>
    </OfficePage>
  );
}
