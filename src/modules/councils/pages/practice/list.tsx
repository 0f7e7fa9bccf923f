import { Anchor, Badge, Button, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openedFor } from "#modules/councils/pages/practice/ground.server.ts";
import { listCases } from "#modules/councils/practice/cases.server.ts";
import { ownTendency } from "#modules/councils/practice/sheets.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { practicePaths } from "../../practice/paths.ts";
import "../councils.css";
import "../consult/consult.css";
import { tendencyWords } from "./tendency-words.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, "practise");
  const cases = await listCases(db, actor);
  return {
    mayKeep: cases.some(({ mayKeep }) => mayKeep) || isKeeper(actor),
    tendency: await ownTendency(db, actor),
    cases: cases.map(({ row, isWhole, mayKeep, submittedAt, handedIn }) => ({
      id: row.id,
      title: row.title,
      regime: row.regime,
      setCode: row.setCode,
      isDemo: row.isDemo,
      isClosed: row.closedAt !== null,
      createdOn: row.createdAt.toISOString().slice(0, 10),
      isWhole,
      mayKeep,
      isIn: submittedAt !== null,
      handedIn,
    })),
  };
});

function isKeeper({ grants }: { grants: readonly { role: string }[] }): boolean {
  return grants.some(({ role }) => role === "provinceOfficer" || role === "centralOfficer");
}

export default function PracticeListPage({ loaderData }: Route.ComponentProps) {
  const { cases, mayKeep, tendency } = loaderData;
  return (
    <OfficePage
      title="Tập chấm"
      description="Chấm hồ sơ mẫu, so với đáp án đã thống nhất và với đồng nghiệp"
      action={
        mayKeep && (
          <Button component={Link} to={practicePaths.begin}>
            Soạn hồ sơ mẫu
          </Button>
        )
      }
    >
      <title>Tập chấm – OCOP</title>
      {tendency && (
        <Text mb="md">
          Xu hướng của bạn qua {tendency.cases} hồ sơ mẫu: <b>{tendencyWords(tendency)}</b>. Chỉ
          mình bạn thấy, chỉ để tham khảo.
        </Text>
      )}
      {cases.length === 0 ? (
        <Text>Chưa có hồ sơ mẫu nào để tập chấm.</Text>
      ) : (
        <Table className="stacking" aria-label="Hồ sơ mẫu">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Hồ sơ mẫu</Table.Th>
              <Table.Th>Bộ</Table.Th>
              <Table.Th>Bài của tôi</Table.Th>
              <Table.Th>Đã nộp</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cases.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {one.isWhole ? (
                    <Anchor component={Link} to={practicePaths.case(one.id)} fw={600}>
                      {one.title}
                    </Anchor>
                  ) : (
                    <Text fw={600}>{one.title}</Text>
                  )}{" "}
                  {one.isDemo && (
                    <Badge size="sm" className="sample-badge">
                      Dữ liệu mẫu
                    </Badge>
                  )}
                  {one.isClosed && (
                    <Badge size="sm" color="gray">
                      Đã đóng
                    </Badge>
                  )}
                  {one.mayKeep && (
                    <Text size="sm">
                      <Anchor component={Link} to={practicePaths.edit(one.id)}>
                        {one.isWhole ? "Xem, sửa đáp án" : "Soạn tiếp"}
                      </Anchor>
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  Bộ {one.setCode}, {dayText(one.createdOn, "vi")}
                </Table.Td>
                <Table.Td>
                  {one.isIn ? "Đã nộp, xem so sánh" : one.isWhole ? "Chưa nộp" : "Đang soạn đáp án"}
                </Table.Td>
                <Table.Td>{one.handedIn} người</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
