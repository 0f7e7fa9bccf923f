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
import { Form } from "react-router";
import { dayText, instantText } from "#ui/dates.ts";
import { type Answer, failureOf } from "#ui/office/act.tsx";
import { findingStates } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { findingSteps, next } from "../../states.ts";
import type { Loaded } from "./inspection.tsx";
import { stepWords } from "../step-words.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What was found, what the producer answers, and what is made of it. */
export function Findings({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { findings, row, may, today } = loaded;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Nội dung phải khắc phục, xử lý
      </Title>
      <Stack component="ul" gap="md" style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {findings.map((finding) => (
          <li key={finding.id}>
            <Group gap="xs">
              <Text fw={600}>{finding.title}</Text>
              <Badge variant="default">{findingStates[finding.state]}</Badge>
              {finding.state === "open" && finding.dueOn !== null && finding.dueOn < today && (
                <Badge color="red.9" variant="filled">
                  Quá hạn
                </Badge>
              )}
            </Group>
            <Text size="sm">Ghi nhận: {finding.found}</Text>
            <Text size="sm">
              Yêu cầu: {finding.demand}
              {finding.dueOn && ` Hạn: ${dayText(finding.dueOn, "vi")}.`}
            </Text>
            <Log inspectionId={row.id} log={finding.log} />
            {may.judge && next(findingSteps.accept, finding.state) !== null && (
              <Judge finding={finding} answer={answer} />
            )}
          </li>
        ))}
      </Stack>
    </Card>
  );
}

type Finding = Loaded["findings"][number];

function Log({ inspectionId, log }: { inspectionId: string; log: Finding["log"] }) {
  if (log.length === 0) return null;
  return (
    <ul className="tight">
      {log.map(({ id, step, text, evidence, by, at }) => (
        <li key={id}>
          {instantText(new Date(at), "vi")}, {by}: {stepWords[step]}. {text}{" "}
          {evidence.map((digest, number) => (
            <Anchor
              key={digest}
              underline="always"
              href={inspectionPaths.file(inspectionId, digest)}
              mr="xs"
            >
              Minh chứng {number + 1}
            </Anchor>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Judge({ finding, answer }: { finding: Finding; answer: Answer | undefined }) {
  const failure = failureOf(answer, "judge");
  const mine = failure?.values["findingId"] === finding.id ? failure : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>Xem xét kết quả khắc phục</summary>
      <Form method="post" noValidate>
        <input type="hidden" name="findingId" value={finding.id} />
        <VersionField version={finding.version} />
        <Stack gap="xs" maw={640} my="xs">
          <Group align="start">
            <NativeSelect
              name="step"
              label="Cách xử lý"
              defaultValue={mine?.values["step"] ?? "accept"}
              data={[
                { value: "accept", label: "Đã khắc phục" },
                ...(finding.state === "answered"
                  ? [{ value: "sendBack", label: "Chưa đạt, cho hạn mới" }]
                  : []),
                { value: "refer", label: "Chuyển đề nghị xử lý" },
              ]}
            />
            {finding.state === "answered" && (
              <TextInput
                type="date"
                name="dueOn"
                label="Hạn mới"
                description="Khi chưa đạt"
                defaultValue={mine?.values["dueOn"]}
                error={mine?.errors["dueOn"]}
              />
            )}
          </Group>
          <Textarea
            name="text"
            label="Nhận xét"
            required
            autosize
            defaultValue={mine?.values["text"]}
            error={mine?.errors["text"]}
          />
          <Group>
            <Button type="submit" name="intent" value="judge" variant="default">
              Ghi kết quả
            </Button>
          </Group>
        </Stack>
      </Form>
    </details>
  );
}
