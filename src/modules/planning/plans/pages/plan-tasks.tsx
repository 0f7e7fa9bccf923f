import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { takerGroups } from "#modules/people/takers.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { planPaths } from "../paths.ts";
import { mostAnswerFiles, type TaskAct, taskStates } from "../tasks.ts";
import type { LoadedPlan } from "./plan.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

export type TaskShown = LoadedPlan["tasks"][number];

/** Tasks under a plan, and the form that gives one. */
export function Tasks({
  of: { tasks, takers, mayAssign, today },
  answer,
}: {
  of: LoadedPlan;
  answer: Answer | undefined;
}) {
  if (tasks.length === 0 && !mayAssign) return null;
  const { values, errors } = typedIn(answer, "give");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h5" mb="xs">
        Nhiệm vụ giao các sở, ngành và xã
      </Title>
      <TaskList tasks={tasks} answer={answer} />
      {mayAssign && (
        <details open={Object.keys(errors).length > 0}>
          <summary>Giao nhiệm vụ mới</summary>
          <Form method="post" noValidate>
            <Stack gap="xs" maw={640} mt="xs">
              <TextInput
                name="title"
                label="Nội dung"
                defaultValue={values["title"] ?? ""}
                error={errors["title"]}
              />
              <Textarea
                name="details"
                label="Yêu cầu (nếu có)"
                autosize
                minRows={2}
                defaultValue={values["details"] ?? ""}
                error={errors["details"]}
              />
              <Group grow align="start">
                <NativeSelect
                  name="to"
                  label="Giao cho"
                  defaultValue={values["to"] ?? ""}
                  error={errors["assigneeId"]}
                  data={[{ value: "", label: "Chọn nơi nhận việc" }, ...takerGroups(takers)]}
                />
                <TextInput
                  name="dueOn"
                  type="date"
                  label="Hạn"
                  defaultValue={values["dueOn"] ?? today}
                  error={errors["dueOn"]}
                />
              </Group>
              <Button type="submit" name="intent" value="give" w="fit-content">
                Giao nhiệm vụ
              </Button>
            </Stack>
          </Form>
        </details>
      )}
    </Card>
  );
}

/** Tasks with what can be done about each now; `withPlan`: each says which plan it is under. */
export function TaskList({
  tasks,
  answer,
  withPlan = false,
}: {
  tasks: readonly TaskShown[];
  answer: Answer | undefined;
  withPlan?: boolean;
}) {
  if (tasks.length === 0) return <Text c="dimmed">Chưa có nhiệm vụ.</Text>;
  return (
    <Stack gap="sm" mb="sm">
      {tasks.map((task) => (
        <Card key={task.id} withBorder p="sm" component="article">
          <Group gap="xs">
            <Text fw={600}>{task.title}</Text>
            <Badge color={task.state === "done" ? "leaf" : "gray"} variant="light">
              {taskStates[task.state]}
            </Badge>
            {task.isOverdue && <Badge color="red">Quá hạn</Badge>}
            {task.isDemo && <Badge color="yellow">Dữ liệu minh họa</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {task.assignee}; hạn {dayText(task.dueOn, "vi")}
            {withPlan && `; ${task.plan.title}`}
          </Text>
          {task.details && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
              {task.details}
            </Text>
          )}
          {task.answer && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
              <strong>Kết quả</strong>
              {task.answeredAt &&
                ` (${[task.answeredBy, instantText(new Date(task.answeredAt), "vi")].filter(Boolean).join(", ")})`}
              : {task.answer}
            </Text>
          )}
          {task.files.length > 0 && <Files task={task} />}
          {task.remark && task.state === "returned" && (
            <Text size="sm">
              <strong>Cần làm lại:</strong> {task.remark}
            </Text>
          )}
          <TaskActs task={task} answer={answer} />
        </Card>
      ))}
    </Stack>
  );
}

function Files({ task }: { task: TaskShown }) {
  return (
    <ul className="tight" aria-label="Tệp kèm theo">
      {task.files.map(({ digest, name, size }) => (
        <li key={digest}>
          <Anchor href={planPaths.taskFile(task.id, digest)} size="sm" underline="always">
            {name}
          </Anchor>{" "}
          <Text span size="sm" c="dimmed">
            ({Math.max(1, Math.round(size / 1024)).toLocaleString("vi-VN")} KB)
          </Text>
        </li>
      ))}
    </ul>
  );
}

const actNames: Readonly<Record<TaskAct, string>> = {
  answer: "Gửi kết quả",
  accept: "Chấp nhận",
  return: "Đề nghị làm lại",
  withdraw: "Rút lại",
};

function TaskActs({ task, answer }: { task: TaskShown; answer: Answer | undefined }) {
  const { state } = useNavigation();
  if (task.acts.length === 0) return null;
  const typed = typedIn(answer, "task");
  const isThis = typed.values["taskId"] === task.id;
  const needsText = task.acts.some((act) => act === "answer" || act === "return");
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <input type="hidden" name="intent" value="task" />
      <input type="hidden" name="taskId" value={task.id} />
      <VersionField version={task.version} />
      {needsText && (
        <Textarea
          name="text"
          label={task.acts.includes("answer") ? "Kết quả thực hiện" : "Nội dung cần làm lại"}
          autosize
          minRows={2}
          mt="xs"
          defaultValue={isThis ? (typed.values["text"] ?? "") : ""}
          error={isThis ? typed.errors["text"] : undefined}
        />
      )}
      {task.acts.includes("answer") && (
        <FilesField error={isThis ? typed.errors["files"] : undefined} id={`files-${task.id}`} />
      )}
      <Group gap="xs" mt="xs">
        {task.acts.map((act) => (
          <Button
            key={act}
            type="submit"
            name="act"
            value={act}
            size="compact-sm"
            variant={act === "answer" || act === "accept" ? "filled" : "light"}
            {...(act === "withdraw" ? { color: "red" } : {})}
            disabled={state === "submitting"}
          >
            {actNames[act]}
          </Button>
        ))}
      </Group>
    </Form>
  );
}

/** Files beside an answer; a plain box, so that it works without a script. */
function FilesField({ id, error }: { id: string; error: string | undefined }) {
  return (
    <div style={{ marginTop: "0.5rem" }}>
      <Text component="label" htmlFor={id} size="sm" fw={500}>
        Tệp kèm theo (nếu có)
      </Text>
      <Text size="xs" c="dimmed" id={`${id}-hint`}>
        PDF, ảnh, Word hoặc Excel; nhiều nhất {mostAnswerFiles} tệp, mỗi tệp không quá 20 MB
      </Text>
      <input
        id={id}
        aria-describedby={`${id}-hint`}
        className="file-box"
        type="file"
        name="files"
        multiple
        accept="application/pdf,image/*,.docx,.xlsx"
        aria-invalid={error !== undefined}
      />
      {error && (
        <Text size="sm" className="late-text">
          {error}
        </Text>
      )}
    </div>
  );
}
