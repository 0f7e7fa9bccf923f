import { Anchor, Badge, Card, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { formatNumber } from "#core/input/number.ts";
import { agencyPaths } from "#modules/people/paths.ts";
import { planMoneyUnits } from "../model.ts";
import type { LoadedPlan } from "./plan.tsx";

/** The plan's money by who leads, summed from its lowest lines, and names that no agency bears. */
export function FundsByLead({ of: { leads, head, report } }: { of: LoadedPlan }) {
  if (leads.rows.length === 0) return null;
  const unit = planMoneyUnits[head.money];
  const differs = report.total !== null && formatNumber(report.total) !== formatNumber(leads.total);
  return (
    <Card withBorder component="section" aria-labelledby="leads">
      <Title order={2} size="h5" id="leads">
        Kinh phí theo cơ quan chủ trì ({unit})
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Cộng từ các dòng cuối của bảng; dòng nhiều cơ quan cùng chủ trì đứng riêng, không chia.
        {differs &&
          ` Tổng các dòng là ${formatNumber(leads.total)}, khác tổng ghi trong kế hoạch: xem chỗ số liệu không khớp.`}
      </Text>
      <Table className="stacking" aria-labelledby="leads" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Chủ trì</Table.Th>
            <Table.Th ta="right">Số dòng</Table.Th>
            <Table.Th ta="right">Ngân sách nhà nước</Table.Th>
            <Table.Th ta="right">Tổng</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {leads.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td>
                {row.names.length === 0 ? "Chưa ghi cơ quan chủ trì" : row.names.join("; ")}{" "}
                {row.isOwn && <Badge>Cơ quan của bạn</Badge>}
              </Table.Td>
              <Table.Td ta="right" data-label="Số dòng">
                {row.lines}
              </Table.Td>
              <Table.Td ta="right" data-label="Ngân sách nhà nước">
                {formatNumber(row.state)}
              </Table.Td>
              <Table.Td ta="right" data-label="Tổng">
                {formatNumber(row.total)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {leads.unknown.length > 0 && (
        <Text size="sm" mt="xs">
          Chưa có trong{" "}
          {leads.mayList ? (
            <Anchor component={Link} to={agencyPaths.list} underline="always">
              danh sách cơ quan của tỉnh
            </Anchor>
          ) : (
            "danh sách cơ quan của tỉnh"
          )}
          : {leads.unknown.join("; ")}.
          {leads.mayKeep &&
            " Thêm cơ quan, hoặc ghi tên này vào “Tên gọi khác” của cơ quan, thì kinh phí được cộng đúng nơi."}
        </Text>
      )}
    </Card>
  );
}
