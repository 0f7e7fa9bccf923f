import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { listTeams } from "#modules/councils/consult/board.server.ts";
import { listWaitingTests } from "#modules/councils/consult/lab.server.ts";
import { offices, openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { consultPaths } from "../../consult/paths.ts";
import { councilLevels } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import "../councils.css";
import "./consult.css";
import type { Route } from "./+types/teams.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, offices);
  const teams = await listTeams(db, actor);
  const tests = await listWaitingTests(db, actor);
  return {
    teams: teams.map(({ id, name, level, decisionNumber, decisionOn, endedOn, isDemo }) => ({
      id,
      name,
      level,
      decisionNumber,
      decisionOn,
      endedOn,
      isDemo,
    })),
    tests: tests.length,
    overdue: tests.filter(({ isOverdue }) => isOverdue).length,
  };
});

export default function TeamsPage({ loaderData }: Route.ComponentProps) {
  const { teams, tests, overdue } = loaderData;
  return (
    <OfficePage title="Tổ tư vấn" description="Giao hồ sơ, theo dõi thẩm tra và kiểm nghiệm">
      <title>Tổ tư vấn – OCOP</title>
      <Text mb="md">
        <Anchor component={Link} to={consultPaths.tests}>
          {tests === 0
            ? "Không có kiểm nghiệm nào đang chờ"
            : `${tests} kiểm nghiệm đang chờ kết quả`}
        </Anchor>
        {overdue > 0 && <span className="late-day"> · {overdue} quá hạn</span>}
      </Text>
      {teams.length === 0 ? (
        <Text>
          Chưa có tổ tư vấn nào.{" "}
          <Anchor component={Link} to={councilPaths.establish}>
            Lập tổ theo quyết định
          </Anchor>
          .
        </Text>
      ) : (
        <Table className="stacking" aria-label="Các tổ tư vấn">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tổ</Table.Th>
              <Table.Th>Cấp</Table.Th>
              <Table.Th>Quyết định</Table.Th>
              <Table.Th>Thành viên</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {teams.map((team) => (
              <Table.Tr key={team.id}>
                <Table.Td>
                  <Anchor component={Link} to={consultPaths.team(team.id)} fw={600}>
                    {team.name}
                  </Anchor>{" "}
                  {team.isDemo && (
                    <Badge size="sm" className="sample-badge">
                      Dữ liệu mẫu
                    </Badge>
                  )}
                  {team.endedOn !== null && (
                    <Badge size="sm" color="gray">
                      Kết thúc {dayText(team.endedOn, "vi")}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{councilLevels[team.level]}</Table.Td>
                <Table.Td>
                  {team.decisionNumber}, {dayText(team.decisionOn, "vi")}
                </Table.Td>
                <Table.Td>
                  <Anchor component={Link} to={councilPaths.council(team.id)} size="sm">
                    Danh sách tổ
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
