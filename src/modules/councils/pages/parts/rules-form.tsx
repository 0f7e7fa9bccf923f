import { Button, Card, Checkbox, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import {
  Choice,
  type Fields,
  FormMessage,
  formValues,
  Line,
} from "#modules/producers/widgets/fields.tsx";
import type { SettingName } from "../../operating-rules.ts";
import { boxOf, textBox } from "../rules-form.ts";
import type { Answer } from "#ui/office/act.tsx";

const roundingNames = {
  halfUp: "Từ 5 trở lên thì làm tròn lên",
  halfEven: "Đúng một nửa thì về chữ số chẵn",
  halfDown: "Đúng một nửa thì làm tròn xuống",
  up: "Luôn làm tròn lên",
  down: "Bỏ phần thừa",
};
const gateNames = {
  majority: "Hơn một nửa số phiếu đạt",
  all: "Mọi phiếu đều đạt",
  mean: "Điểm trung bình của tiêu chí đạt",
};
const exceededNames = { ">": "Lệch hơn số điểm này", ">=": "Lệch từ số điểm này trở lên" };

type Ground = {
  readonly today: string;
  readonly versions: readonly unknown[];
  readonly form: {
    readonly rules: Readonly<Record<string, string>>;
    readonly texts: Readonly<Record<string, string>>;
    readonly lines: readonly {
      readonly name: SettingName;
      readonly title: string;
      readonly meaning: string;
      readonly value: string;
      readonly text: string;
    }[];
  };
};

/** Adopts a version: every setting with its meaning, its value, and the council's own words for it. */
export function RulesForm({
  loaderData: { form, today, versions },
  answer,
}: {
  loaderData: Ground;
  answer: Answer | undefined;
}) {
  const failure = answer && "ok" in answer ? answer : undefined;
  const errors = Object.fromEntries(
    Object.entries(failure?.errors ?? {}).map(([name, text]) => [boxOf[name] ?? name, text]),
  );
  const shown = failure && { ...failure, errors };
  const stored = {
    ...form.rules,
    effectiveOn: today,
    ...Object.fromEntries(Object.entries(form.texts).map(([name, text]) => [`text.${name}`, text])),
  };
  const { field } = formValues(shown, stored);
  const { state } = useNavigation();
  return (
    <Card withBorder component="section" key={versions.length}>
      <Title order={2} size="h4" mb="xs">
        {versions.length === 0 ? "Ban hành Quy chế" : "Ban hành bản mới"}
      </Title>
      <Form method="post" noValidate>
        <Stack>
          <FormMessage failure={shown} />
          <div className="settings">
            {form.lines.map(({ name, title, meaning, value, text }) => (
              <section className="setting" key={name}>
                <div>
                  <Text fw={600}>{title}</Text>
                  <Text size="sm" c="dimmed" mb={4}>
                    {meaning}
                  </Text>
                  {controlOf(name, field, shown?.values ?? stored) ?? <Text>{value}</Text>}
                </div>
                <Textarea
                  label={`Lời văn của Quy chế về ${title.charAt(0).toLowerCase()}${title.slice(1)}`}
                  description={`Để trống để dùng lời văn đề xuất cho giá trị đã chọn, ví dụ: “${text}”`}
                  autosize
                  minRows={2}
                  {...field(textBox(name))}
                />
              </section>
            ))}
          </div>
          <Line of={field} name="effectiveOn" label="Có hiệu lực từ ngày" type="date" maw={260} />
          <div>
            <Button type="submit" size="md" loading={state === "submitting"}>
              Ban hành
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}

/** The boxes of a setting that can be chosen; null where there is one way so far. */
function controlOf(
  name: SettingName,
  of: Fields,
  values: Readonly<Record<string, string>>,
): ReactNode {
  if (name === "quorum")
    return (
      <Stack gap="xs">
        <Line of={of} name="fraction" label="Phần số thành viên" placeholder="3/4" maw={200} />
        <Checkbox
          name="chairOrDeputy"
          label="Phải có Chủ tịch hoặc Phó Chủ tịch"
          defaultChecked={values["chairOrDeputy"] === "on"}
        />
      </Stack>
    );
  if (name === "decimals")
    return <Line of={of} name="decimals" label="Số chữ số" inputMode="numeric" maw={200} />;
  if (name === "rounding")
    return <Choice of={of} name="rounding" label="Cách làm tròn" options={roundingNames} />;
  if (name === "spread")
    return (
      <Group align="start" grow preventGrowOverflow={false}>
        <Line of={of} name="limit" label="Số điểm" inputMode="numeric" />
        <Choice of={of} name="exceededWhen" label="Khi" options={exceededNames} />
      </Group>
    );
  if (name === "rescoreRounds")
    return <Line of={of} name="rescoreRounds" label="Nhiều nhất" inputMode="numeric" maw={200} />;
  if (name === "gateRule")
    return <Choice of={of} name="gateRule" label="Coi là đạt khi" options={gateNames} />;
  return null;
}
