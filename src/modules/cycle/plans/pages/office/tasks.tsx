import {
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import type { ShownTask } from "#modules/cycle/plans/pages/works.server.ts";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { blockers, taskStates, taskStepWords } from "../../../works/model.ts";
import type { LoadedPlan } from "./plan.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The tasks of a plan that is carried out: who must act where one cannot go on, and the steps. */
export function Tasks({ of, answer }: { of: LoadedPlan; answer: Answer | undefined }) {
  const { tasks, mayWork } = of.works;
  const done = tasks.filter(({ state }) => state === "done").length;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Việc phải làm ({done}/{tasks.filter(({ state }) => state !== "dropped").length} đã xong)
      </Title>
      <Table className="stacking" verticalSpacing={4} aria-label="Việc phải làm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Việc</Table.Th>
            <Table.Th>Điểm</Table.Th>
            <Table.Th>Hạn</Table.Th>
            <Table.Th>Tình trạng</Table.Th>
            <Table.Th>{mayWork ? "Ghi" : ""}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map((task) => (
            <Row key={task.id} task={task} mayWork={mayWork} answer={answer} />
          ))}
        </Table.Tbody>
      </Table>
      {mayWork && <AddTask answer={answer} />}
      {mayWork && <Standing of={of} answer={answer} />}
    </Card>
  );
}

const colours = {
  toDo: "gray",
  doing: "yellow",
  blocked: "red",
  done: "leaf",
  dropped: "gray",
} as const;

function Row({
  task,
  mayWork,
  answer,
}: {
  task: ShownTask;
  mayWork: boolean;
  answer: Answer | undefined;
}) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} size="sm">
          {task.title}
        </Text>
        <Text size="sm">{task.detail}</Text>
      </Table.Td>
      <Table.Td data-label="Điểm">{task.points > 0 ? `+${task.points}` : ""}</Table.Td>
      <Table.Td data-label="Hạn">
        {task.dueOn && dayText(task.dueOn, "vi")}
        {task.isLate && (
          <Text size="sm" fw={600} c="red.9">
            quá hạn
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label="Tình trạng">
        <Badge color={colours[task.state]} variant="light" style={{ height: "auto" }}>
          {taskStates[task.state]}
        </Badge>
        {task.doneOn && <Text size="sm">{dayText(task.doneOn, "vi")}</Text>}
        {task.papers > 0 && <Text size="sm">{task.papers} giấy tờ</Text>}
        {task.blockedBy && (
          <Text size="sm">
            {task.blockedWhy}. Chờ: <strong>{blockers[task.blockedBy]}</strong>
          </Text>
        )}
      </Table.Td>
      <Table.Td>{mayWork && <Steps task={task} answer={answer} />}</Table.Td>
    </Table.Tr>
  );
}

function Steps({ task, answer }: { task: ShownTask; answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "step:block");
  const mine = values["taskId"] === task.id;
  const plain = task.steps.filter((step) => step !== "block");
  return (
    <details className="confirm" open={mine}>
      <summary>
        <Button component="span" variant="default" size="compact-sm">
          Ghi việc này
        </Button>
      </summary>
      <Form method="post" noValidate>
        <input type="hidden" name="taskId" value={task.id} />
        <VersionField version={task.version} of={{ taskId: task.id }} />
        <Group gap={6} mt={6}>
          {plain.map((step) => (
            <Button
              key={step}
              type="submit"
              name="intent"
              value={`step:${step}`}
              size="compact-sm"
              variant="light"
            >
              {taskStepWords[step]}
            </Button>
          ))}
        </Group>
        {task.steps.includes("block") && (
          <Group gap={6} mt={6} align="end">
            <TextInput
              name="why"
              label="Vướng ở đâu"
              size="xs"
              defaultValue={mine ? values["why"] : ""}
              error={mine ? errors["why"] : undefined}
            />
            <NativeSelect
              name="by"
              label="Ai phải xử lý"
              size="xs"
              defaultValue={(mine ? values["by"] : "") ?? ""}
              error={mine ? errors["by"] : undefined}
              data={[
                { value: "", label: "Chọn" },
                ...Object.entries(blockers).map(([value, label]) => ({ value, label })),
              ]}
            />
            <Button
              type="submit"
              name="intent"
              value="step:block"
              size="compact-sm"
              variant="light"
              color="red"
            >
              {taskStepWords.block}
            </Button>
          </Group>
        )}
      </Form>
    </details>
  );
}

function AddTask({ answer }: { answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "addTask");
  return (
    <Form method="post" noValidate>
      <Group align="end" mt="sm" gap="sm">
        <TextInput
          name="title"
          label="Thêm việc khác"
          w={320}
          maw="100%"
          defaultValue={values["title"]}
          error={errors["title"]}
        />
        <TextInput
          type="date"
          name="dueOn"
          label="Hạn"
          defaultValue={values["dueOn"]}
          error={errors["dueOn"]}
        />
        <Button type="submit" name="intent" value="addTask" variant="default">
          Thêm việc
        </Button>
      </Group>
    </Form>
  );
}

/** Another standing of one criterion than the tasks say, as it was found. */
function Standing({ of, answer }: { of: LoadedPlan; answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "setStanding");
  return (
    <details>
      <summary>Ghi hiện trạng khác của một tiêu chí</summary>
      <Form method="post" noValidate>
        <Group align="end" mt="xs" gap="sm">
          <NativeSelect
            name="criterion"
            label="Tiêu chí"
            maw="100%"
            defaultValue={values["criterion"] ?? ""}
            error={errors["criterion"]}
            data={[
              { value: "", label: "Chọn" },
              ...of.criteria.flatMap(({ criteria }) =>
                criteria.map(({ code, title }) => ({
                  value: code,
                  label: `${code} ${title} (nay: mức ${of.answers[code] ?? "chưa có"})`,
                })),
              ),
            ]}
          />
          <TextInput
            name="option"
            label="Mức (số thứ tự; để trống: chưa có)"
            inputMode="numeric"
            defaultValue={values["option"]}
            error={errors["option"]}
          />
          <Button type="submit" name="intent" value="setStanding" variant="default">
            Ghi hiện trạng
          </Button>
        </Group>
      </Form>
    </details>
  );
}
