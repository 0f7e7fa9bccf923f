import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { listWaitingTests } from "#modules/councils/consult/lab.server.ts";
import { offices, openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { consultPaths } from "../../consult/paths.ts";
import "../councils.css";
import "./consult.css";
import type { Route } from "./+types/tests.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, offices);
  const tests = await listWaitingTests(db, actor);
  return {
    tests: tests.map(({ test, row, isOverdue }) => ({
      id: test.id,
      dossierId: row.id,
      product: row.productName,
      producer: row.producerName,
      indicators: test.indicators,
      lab: test.lab,
      askedOn: test.askedOn,
      dueOn: test.dueOn,
      isOverdue,
    })),
  };
});

export default function WaitingTestsPage({ loaderData: { tests } }: Route.ComponentProps) {
  return (
    <OfficePage
      title="Kiểm nghiệm đang chờ kết quả"
      description={
        <Anchor className="back" component={Link} to={consultPaths.teams} size="sm">
          ← Tổ tư vấn
        </Anchor>
      }
    >
      <title>Kiểm nghiệm đang chờ – OCOP</title>
      {tests.length === 0 ? (
        <Text>Không có yêu cầu kiểm nghiệm nào đang chờ kết quả.</Text>
      ) : (
        <Table className="stacking" aria-label="Kiểm nghiệm đang chờ kết quả">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Sản phẩm</Table.Th>
              <Table.Th>Chỉ tiêu</Table.Th>
              <Table.Th>Yêu cầu</Table.Th>
              <Table.Th>Hạn trả</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tests.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={consultPaths.dossier(one.dossierId)} fw={600}>
                    {one.product}
                  </Anchor>
                  <Text size="sm">{one.producer}</Text>
                </Table.Td>
                <Table.Td style={{ whiteSpace: "pre-line" }}>
                  {one.indicators}
                  {one.lab && <Text size="sm">{one.lab}</Text>}
                </Table.Td>
                <Table.Td>{dayText(one.askedOn, "vi")}</Table.Td>
                <Table.Td className={one.isOverdue ? "late-day" : undefined}>
                  {one.dueOn === null
                    ? "Không ghi hạn"
                    : `${one.isOverdue ? "Quá hạn " : ""}${dayText(one.dueOn, "vi")}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
