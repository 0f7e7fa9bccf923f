import { Badge, Button, Card, Group, List, Radio, Stack, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import { formatDay } from "#core/input/day.ts";
import { formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { type Answer, failureOf } from "#ui/office/act.tsx";
import { certainties } from "../../points/checklist.ts";
import { checkAnswers } from "../../points/model.ts";
import type { Kept } from "./keeping.tsx";

const verdict = (isMet: boolean | null) =>
  isMet === null ? "Chưa rõ" : isMet ? "Đạt" : "Chưa đạt";
const colour = (isMet: boolean | null) => (isMet === null ? "yellow" : isMet ? "leaf" : "red");

/** A point judged by the checklist: the last time and before, and the form of a new one. */
export function Assessments({ kept, answer }: { kept: Kept; answer: Answer | undefined }) {
  const { checklist, assessments, mayInspect } = kept;
  const failure = failureOf(answer, "assess");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Đánh giá theo tiêu chí
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {checklist.decision}. {checklist.about}
      </Text>
      {assessments.length === 0 && <Text size="sm">Chưa đánh giá lần nào.</Text>}
      {assessments.map((one) => (
        <div key={one.id}>
          <Group gap="xs">
            <Text fw={600}>{formatDay(one.assessedOn)}</Text>
            <Badge color={colour(one.isMet)}>{verdict(one.isMet)} các tiêu chí đã biết</Badge>
            <Text size="sm">{one.assessors}</Text>
          </Group>
          <List size="sm" mb="xs">
            {one.parts.map((part) => (
              <List.Item key={part.title}>
                {part.title}: {verdict(part.isMet).toLowerCase()} ({part.yes}/{part.items} mục đạt)
              </List.Item>
            ))}
          </List>
          {one.note && (
            <Text size="sm" className="typed">
              {one.note}
            </Text>
          )}
        </div>
      ))}
      {mayInspect && (
        <details open={failure !== undefined}>
          <summary>Đánh giá lần mới</summary>
          <NewAssessment kept={kept} failure={failure} />
        </details>
      )}
    </Card>
  );
}

function NewAssessment({
  kept: { checklist, assessments },
  failure,
}: {
  kept: Kept;
  failure: ReturnType<typeof failureOf>;
}) {
  const { field } = formValues(failure);
  // A new assessment starts from what was found last.
  const last = assessments[0]?.answers ?? {};
  return (
    <Form method="post" noValidate>
      <Stack gap="sm" mt="sm">
        <Line of={field} name="assessedOn" label="Ngày đánh giá" type="date" required />
        <Line of={field} name="assessors" label="Đoàn, đơn vị đánh giá" required />
        {checklist.parts.map((part) => (
          <fieldset key={part.id} className="plain-fields">
            <legend>
              <Text component="span" fw={600}>
                {part.title}
              </Text>
            </legend>
            <Text size="sm" c="dimmed">
              {certainties[part.certainty]}
            </Text>
            {part.items.map(({ code, title }) => (
              <Radio.Group
                key={code}
                name={`answer.${code}`}
                label={title}
                mt={6}
                defaultValue={failure?.values[`answer.${code}`] ?? last[code] ?? "unclear"}
              >
                <Group gap="md" mt={2}>
                  {Object.entries(checkAnswers).map(([value, label]) => (
                    <Radio key={value} value={value} label={label} />
                  ))}
                </Group>
              </Radio.Group>
            ))}
          </fieldset>
        ))}
        <Lines of={field} name="note" label="Ghi chú" />
        <div>
          <Button type="submit" name="intent" value="assess">
            Lưu đánh giá
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
