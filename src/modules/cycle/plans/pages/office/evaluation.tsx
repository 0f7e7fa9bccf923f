import {
  Button,
  Card,
  NativeSelect,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { instantText } from "#ui/dates.ts";
import {
  evaluationMarks,
  evaluationTopicNames,
  evaluationTopics,
  planOutcomes,
} from "../../model.ts";
import { DeclareTieForm, NoTiesBox } from "../../../widgets/ties.tsx";
import type { LoadedPlan } from "./plan.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The office's findings, topic by topic, and its decision. */
export function EvaluationForm({ of, answer }: { of: LoadedPlan; answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "evaluate");
  const { state } = useNavigation();
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Xét chọn phương án
      </Title>
      <Form method="post" noValidate>
        <VersionField version={of.plan.version} />
        <Stack gap="sm">
          {evaluationTopicNames.map((topic) => (
            <SimpleGrid key={topic} cols={{ base: 1, xl: 2 }} spacing="sm">
              <NativeSelect
                name={`mark.${topic}`}
                label={evaluationTopics[topic].vi}
                description={evaluationTopics[topic].ask}
                defaultValue={values[`mark.${topic}`] ?? ""}
                error={errors[`evaluation.${topic}.mark`]}
                data={[
                  { value: "", label: "Chọn" },
                  ...Object.entries(evaluationMarks).map(([value, label]) => ({ value, label })),
                ]}
              />
              <Textarea
                name={`comment.${topic}`}
                label={`Nhận xét: ${evaluationTopics[topic].vi.toLowerCase()}`}
                description="Không bắt buộc; chủ thể đọc được."
                defaultValue={values[`comment.${topic}`]}
                error={errors[`evaluation.${topic}.comment`]}
                autosize
                minRows={1}
              />
            </SimpleGrid>
          ))}
          <Radio.Group
            name="outcome"
            label="Kết quả"
            defaultValue={values["outcome"] ?? ""}
            error={errors["outcome"]}
          >
            <Stack gap={6} mt={4}>
              {Object.entries(planOutcomes).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            name="reason"
            label="Ý kiến gửi chủ thể"
            description="Bắt buộc khi trả lại hoặc không chọn."
            defaultValue={values["reason"]}
            error={errors["reason"]}
            autosize
            minRows={2}
          />
          <NoTiesBox checked={values["noTies"] === "1"} error={errors["noTies"]} />
          <div>
            <Button type="submit" name="intent" value="evaluate" loading={state === "submitting"}>
              Ghi kết quả và báo chủ thể
            </Button>
          </div>
        </Stack>
      </Form>
      <div style={{ marginTop: "1rem" }}>
        <DeclareTieForm answer={answer} />
      </div>
    </Card>
  );
}

/** What was found and decided, the newest first. */
export function Evaluations({ of: { evaluations } }: { of: LoadedPlan }) {
  if (evaluations.length === 0) return null;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các lần xét
      </Title>
      {evaluations.map(({ id, evaluation, outcome, reason, by, at }) => (
        <div key={id}>
          <Text fw={600}>
            {instantText(new Date(at), "vi")}: {planOutcomes[outcome]} ({by})
          </Text>
          {reason && <Text size="sm">{reason}</Text>}
          <ul className="tight">
            {evaluationTopicNames.map((topic) => (
              <li key={topic}>
                {evaluationTopics[topic].vi}: {evaluationMarks[evaluation[topic].mark]}
                {evaluation[topic].comment && `. ${evaluation[topic].comment}`}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
}
