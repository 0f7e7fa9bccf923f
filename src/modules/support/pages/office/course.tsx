import { Anchor, Button, Card, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openArea, requireKeeper } from "#modules/support/pages/office/ground.server.ts";
import {
  moveCourse,
  openClass,
  saveCourse,
} from "#modules/support/training/service/courses.server.ts";
import { describeCourse } from "#modules/support/training/service/list.server.ts";
import { authorisedCourse } from "#modules/support/training/service/load.server.ts";
import { Choice, formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { dayText } from "#ui/dates.ts";
import { type Answer, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { supportPaths } from "../../paths.ts";
import type { MoveCourse, OpenClass, SaveCourse } from "../../training/inputs.ts";
import { audiences, courseStates, courseSteps } from "../../training/model.ts";
import { Heading, Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/course.ts";

/** The last part of the address of a course that is only being entered. */
const isNew = (id: string) => id === "moi";

async function openCourse(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openArea(args, "training");
  const { course } = args.params;
  if (isNew(course)) requireKeeper(ground.actor, "training");
  return { ...ground, id: isNew(course) ? null : course };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, id } = await openCourse(args);
  const year = Number((await today(db)).slice(0, 4));
  if (id === null) return { course: null, classes: [], mayKeep: true, year };
  const { course, classes, mayKeep } = await describeCourse(db, actor, id);
  return {
    course,
    classes: classes.map(({ group, ...counts }) => ({
      id: group.id,
      name: group.name,
      place: group.place,
      ...counts,
    })),
    mayKeep,
    year,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, id } = await openCourse(args);
  if (id !== null) await authorisedCourse(db, actor, "keep", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const on: unknown = id === null ? fields : { ...fields, courseId: id };
    if (intent === "save") {
      const saved = await saveCourse(db, actor, id, fields as unknown as SaveCourse);
      if (id === null) return redirect(supportPaths.course(saved.id), 303);
      return { done: "Đã lưu khóa." };
    }
    if (id === null) throw new AppError("invalid");
    if (intent === "move") {
      await moveCourse(db, actor, on as MoveCourse);
      return { done: "Đã đổi tình trạng khóa." };
    }
    if (intent !== "class") throw new AppError("invalid");
    const opened = await openClass(db, actor, on as OpenClass);
    return redirect(supportPaths.class(opened.id), 303);
  });
});

type Loaded = Route.ComponentProps["loaderData"];

/** One course: what it is about, and its classes. */
export default function CoursePage({ loaderData, actionData }: Route.ComponentProps) {
  const { course, mayKeep, year } = loaderData;
  const failure = failureOf(actionData, "save");
  const { field } = formValues(
    failure,
    course ?? { audience: "producers", sharePercent: 80, year },
  );
  const title = course?.title ?? "Thêm khóa đào tạo";
  return (
    <OfficePage
      title={title}
      description={course ? courseStates[course.state] : undefined}
      action={
        course &&
        loaderData.classes.some(({ trainees }) => trainees > 0) && (
          <Button component="a" href={supportPaths.courseBook(course.id)} variant="default">
            Tải bảng tính học viên, điểm danh
          </Button>
        )
      }
    >
      <title>{`${title} – OCOP`}</title>
      <Up to={supportPaths.courses}>Đào tạo, tập huấn</Up> <Sample when={course?.isDemo ?? false} />
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={860}>
        {course && <Classes loaded={loaderData} answer={actionData} />}
        <Card withBorder component="section">
          <Form method="post" noValidate key={course?.version ?? 0}>
            <fieldset className="plain-fields" disabled={!mayKeep}>
              <input type="hidden" name="expectedVersion" value={course?.version ?? 0} />
              <Stack gap="sm">
                <Line of={field} name="title" label="Tên khóa" required />
                <SimpleGrid cols={{ base: 1, sm: 2 }}>
                  <Line of={field} name="year" label="Năm" inputMode="numeric" required />
                  <Choice of={field} name="audience" label="Đối tượng" options={audiences} />
                  <Line of={field} name="organiser" label="Đơn vị tổ chức" required />
                  <Line
                    of={field}
                    name="sharePercent"
                    label="Dự ít nhất (% số buổi) để được xác nhận"
                    inputMode="numeric"
                    required
                  />
                </SimpleGrid>
                <Lines of={field} name="topics" label="Nội dung" />
                <div>
                  <Button type="submit" name="intent" value="save">
                    Lưu khóa
                  </Button>
                </div>
              </Stack>
            </fieldset>
          </Form>
        </Card>
      </Stack>
    </OfficePage>
  );
}

function Classes({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { course, classes, mayKeep } = loaded;
  const { field } = formValues(failureOf(answer, "class"));
  if (!course) return null;
  const step = course.state === "open" ? "finish" : "open";
  return (
    <Card withBorder component="section">
      <Group justify="space-between">
        <Heading>Các lớp</Heading>
        {mayKeep && (
          <Form method="post">
            <input type="hidden" name="expectedVersion" value={course.version} />
            <input type="hidden" name="step" value={step} />
            <Button type="submit" name="intent" value="move" variant="default">
              {courseSteps[step].vi}
            </Button>
          </Form>
        )}
      </Group>
      {classes.length === 0 ? (
        <Text size="sm">Chưa có lớp nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Các lớp">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Lớp</Table.Th>
              <Table.Th>Buổi đầu</Table.Th>
              <Table.Th ta="right">Số buổi</Table.Th>
              <Table.Th ta="right">Học viên</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {classes.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={supportPaths.class(one.id)} fw={600}>
                    {one.name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {one.place}
                  </Text>
                </Table.Td>
                <Table.Td data-label="Buổi đầu">
                  {one.firstOn ? dayText(one.firstOn, "vi") : "–"}
                </Table.Td>
                <Table.Td ta="right" data-label="Số buổi">
                  {one.sessions}
                </Table.Td>
                <Table.Td ta="right" data-label="Học viên">
                  {one.trainees}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayKeep && course.state !== "done" && (
        <Form method="post" noValidate>
          <Group align="flex-end" mt="sm">
            <Line of={field} name="name" label="Tên lớp" required />
            <Line of={field} name="place" label="Nơi học" required />
            <Line of={field} name="trainer" label="Giảng viên" />
            <Button type="submit" name="intent" value="class" variant="default">
              Mở lớp
            </Button>
          </Group>
        </Form>
      )}
    </Card>
  );
}
