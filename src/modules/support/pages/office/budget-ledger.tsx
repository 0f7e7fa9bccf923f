import { Anchor, Card, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import type { drawnLedger } from "#modules/support/pages/office/budget.server.ts";
import { Heading } from "./parts.tsx";

/** Of a later module, whose figure is counted from this ledger: no import. */
const paidFigure = "/bao-cao/chi-so/funds-paid";

/** The year's ledger: what was paid on claims and what fairs gave, each đồng once. */
export function Ledger({
  ledger: { claims, fairs, total, entries },
  year,
}: {
  ledger: Awaited<ReturnType<typeof drawnLedger>>;
  year: number;
}) {
  return (
    <Card withBorder component="section">
      <Heading>Sổ chi hỗ trợ năm {year}</Heading>
      <Text size="sm" mb="xs">
        Đã chi {total} đồng: qua đề nghị hỗ trợ {claims} đồng, qua hội chợ {fairs} đồng. Khoản hội
        chợ đã chi bằng đề nghị chỉ tính một lần.{" "}
        <Anchor component={Link} to={`${paidFigure}?nam=${year}`} underline="always">
          Chỉ số kinh phí đã chi
        </Anchor>{" "}
        đếm từ chính sổ này.
      </Text>
      {entries.length === 0 ? (
        <Text size="sm">Năm này chưa có khoản chi nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Sổ chi hỗ trợ">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Ngày</Table.Th>
              <Table.Th>Chủ thể</Table.Th>
              <Table.Th>Nội dung</Table.Th>
              <Table.Th>Chứng từ, căn cứ</Table.Th>
              <Table.Th>Nguồn</Table.Th>
              <Table.Th ta="right">Số tiền (đồng)</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{dayText(one.day, "vi")}</Table.Td>
                <Table.Td>{one.producer ?? "Chung cho cả đoàn"}</Table.Td>
                <Table.Td>
                  {one.page === null ? (
                    one.what
                  ) : (
                    <Anchor component={Link} to={one.page} underline="always">
                      {one.what}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{one.paper ?? "chưa ghi"}</Table.Td>
                <Table.Td>{one.sourceName}</Table.Td>
                <Table.Td ta="right" data-label="Số tiền">
                  {one.amount}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
