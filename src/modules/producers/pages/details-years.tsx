import { Button, Table, Text } from "@mantine/core";
import { formatNumber } from "#core/input/number.ts";
import type { ProducerView } from "#modules/producers/service/producers.server.ts";
import { figurePaths } from "../figures/paths.ts";
import { localLabourPercent } from "../rules.ts";

const shown = (value: string | number | null, unit = "") =>
  value === null ? "–" : `${formatNumber(value)}${unit}`;

/** The figures of every year told, and the way to the page where they are told. */
export function YearsSection({
  data: { producer, years },
  mayUpdate,
}: {
  data: ProducerView;
  mayUpdate: boolean;
}) {
  return (
    <>
      {years.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Năm</Table.Th>
                <Table.Th>Lao động (trong xã)</Table.Th>
                <Table.Th>Nguyên liệu trong xã / tỉnh</Table.Th>
                <Table.Th>Doanh thu</Table.Th>
                <Table.Th>Lợi nhuận</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {years.map((year) => (
                <Table.Tr key={year.year}>
                  <Table.Td>{year.year}</Table.Td>
                  <Table.Td>
                    {shown(year.labour)} ({shown(localLabourPercent(year), "%")})
                  </Table.Td>
                  <Table.Td>
                    {shown(year.communeMaterialPercent, "%")} /{" "}
                    {shown(year.provinceMaterialPercent, "%")}
                  </Table.Td>
                  <Table.Td>{shown(year.revenue)}</Table.Td>
                  <Table.Td>{shown(year.profit)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {years.length === 0 && <Text>Chưa nhập năm nào.</Text>}
      <Button component="a" href={figurePaths.list(producer.id)} variant="light" mt="sm">
        {mayUpdate ? "Nhập hoặc sửa số liệu từng năm" : "Xem số liệu từng năm"}
      </Button>
    </>
  );
}
