import { Card, Table, Text, Title } from "@mantine/core";
import type { ShownPart } from "../../consult/criteria.ts";
import type { PracticeView } from "#modules/councils/practice/sheets.server.ts";
import { tendencyWords } from "./tendency-words.ts";

type Shown = {
  readonly parts: readonly ShownPart[];
  readonly result: NonNullable<PracticeView["result"]>;
};

/** A practice sheet beside the agreed answers and the colleagues, the widest apart first. */
export function Compared({ data: { parts, result } }: { data: Shown }) {
  const { calibration, reasons, tendency } = result;
  const { own, agreed, colleagues } = calibration;
  const criteria = new Map(
    parts.flatMap((part) => part.criteria.map((criterion) => [criterion.code, criterion])),
  );
  const rows = calibration.rows.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const off = rows.filter(({ difference }) => difference !== 0).length;
  const middle = colleagues[Math.floor(colleagues.length / 2)];
  return (
    <>
      <Card withBorder mb="md">
        <Text>
          Bạn: <b>{own.total} điểm</b>, {own.stars} sao. Đáp án: <b>{agreed.total} điểm</b>,{" "}
          {agreed.stars} sao. Khác ở {off} tiêu chí.
        </Text>
        <Text>
          {middle === undefined
            ? "Chưa có đồng nghiệp nào nộp bài."
            : `${colleagues.length} đồng nghiệp: từ ${colleagues[0]} đến ${colleagues.at(-1)} điểm, ở giữa ${middle} điểm.`}
        </Text>
        {tendency && (
          <Text>
            Qua {tendency.cases} hồ sơ mẫu, bạn {tendencyWords(tendency)} (chỉ để tham khảo).
          </Text>
        )}
      </Card>
      <Title order={2} size="h4" mb="xs">
        Từng tiêu chí, lệch nhiều nhất trước
      </Title>
      <Table className="stacking" aria-label="So sánh từng tiêu chí">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="28%">Tiêu chí</Table.Th>
            <Table.Th>Bạn chọn</Table.Th>
            <Table.Th>Đáp án</Table.Th>
            <Table.Th>Lệch</Table.Th>
            <Table.Th>Đồng nghiệp</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const options = criteria.get(row.criterion)?.options ?? [];
            const words = (n: number | null) => {
              const option = options.find((one) => one.n === n);
              return option ? `${option.points} điểm: ${option.label}` : "Không chọn";
            };
            const points = (n: number | null) => options.find((one) => one.n === n)?.points ?? 0;
            return (
              <Table.Tr key={row.criterion}>
                <Table.Td>
                  <b>{row.criterion}</b> {criteria.get(row.criterion)?.title}
                </Table.Td>
                <Table.Td>
                  <OnPhone>Bạn: </OnPhone>
                  {words(row.own)}
                </Table.Td>
                <Table.Td>
                  <OnPhone>Đáp án: </OnPhone>
                  {words(row.agreed)}
                  {reasons[row.criterion] && (
                    <Text size="sm" style={{ whiteSpace: "pre-line" }}>
                      {reasons[row.criterion]}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className={row.difference === 0 ? undefined : "differs-text"}>
                  <OnPhone>Lệch: </OnPhone>
                  {row.difference > 0
                    ? `+${row.difference}`
                    : `${row.difference}`.replace("-", "−")}
                </Table.Td>
                <Table.Td>
                  {row.colleagues.map(({ option, count }) => (
                    <div key={option ?? 0}>
                      {count} người: {points(option)} điểm
                    </div>
                  ))}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </>
  );
}

/** The head of a column, where a narrow screen stacks the cells. */
function OnPhone({ children }: { children: string }) {
  return (
    <Text span hiddenFrom="sm" size="sm" c="dimmed">
      {children}
    </Text>
  );
}
