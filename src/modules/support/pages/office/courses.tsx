import { Anchor, Badge, Button, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { mayKeep, openArea } from "#modules/support/pages/office/ground.server.ts";
import { listCourses } from "#modules/support/training/service/list.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { supportPaths } from "../../paths.ts";
import { audiences, courseStates } from "../../training/model.ts";
import { Sample } from "./parts.tsx";
import type { Route } from "./+types/courses.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "training");
  const courses = await listCourses(db, actor);
  return {
    mayKeep: mayKeep(actor, "training"),
    courses: courses.map(({ course, ...counts }) => ({
      id: course.id,
      title: course.title,
      year: course.year,
      audience: course.audience,
      state: course.state,
      isDemo: course.isDemo,
      ...counts,
    })),
  };
});

/** Courses of the actor's province, with how many people they reached. */
export default function Courses({ loaderData: { courses, mayKeep: keeps } }: Route.ComponentProps) {
  return (
    <OfficePage
      title="Đào tạo, tập huấn"
      action={
        keeps && (
          <Button component={Link} to={supportPaths.newCourse}>
            Thêm khóa
          </Button>
        )
      }
    >
      <title>Đào tạo, tập huấn – OCOP</title>
      {courses.length === 0 ? (
        <Text>Chưa có khóa nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Các khóa">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Khóa</Table.Th>
              <Table.Th>Năm</Table.Th>
              <Table.Th ta="right">Lớp</Table.Th>
              <Table.Th ta="right">Học viên</Table.Th>
              <Table.Th ta="right">Nữ</Table.Th>
              <Table.Th ta="right">Có giấy xác nhận</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {courses.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={supportPaths.course(one.id)} fw={600}>
                    {one.title}
                  </Anchor>{" "}
                  <Sample when={one.isDemo} />
                  <Text size="sm" c="dimmed">
                    {audiences[one.audience]}
                  </Text>
                </Table.Td>
                <Table.Td>{one.year}</Table.Td>
                <Table.Td ta="right" data-label="Lớp">
                  {one.classes}
                </Table.Td>
                <Table.Td ta="right" data-label="Học viên">
                  {one.trainees}
                </Table.Td>
                <Table.Td ta="right" data-label="Nữ">
                  {one.women}
                </Table.Td>
                <Table.Td ta="right" data-label="Có giấy xác nhận">
                  {one.certified}
                </Table.Td>
                <Table.Td>
                  <Badge color={one.state === "open" ? "leaf" : "gray"}>
                    {courseStates[one.state]}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
