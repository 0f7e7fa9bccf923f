import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openedFor } from "#modules/councils/pages/practice/ground.server.ts";
import {
  describePractice,
  savePractice,
  submitPractice,
} from "#modules/councils/practice/sheets.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { type ShownCriterion, shownParts } from "../../consult/criteria.ts";
import { practicePaths } from "../../practice/paths.ts";
import "../councils.css";
import "../consult/consult.css";
import { readPracticeForm } from "./case-form.ts";
import { Compared } from "./compared.tsx";
import type { Route } from "./+types/case.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, "practise");
  const { set, ...view } = await describePractice(db, actor, args.params.case);
  return { ...view, parts: shownParts(set), setCode: set.code, setTitle: set.title };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openedFor(args, "practise");
  const form = await args.request.formData();
  const caseId = args.params.case;
  return orBackToForm(args.context, form, async () => {
    await savePractice(db, actor, readPracticeForm(caseId, form));
    if (form.get("intent") !== "submit") return { done: "Đã lưu bài, chưa nộp." };
    await submitPractice(db, actor, { caseId });
    return { done: "Đã nộp bài." };
  });
});

export default function PracticePage({ loaderData, actionData }: Route.ComponentProps) {
  const { title, description, isDemo, isClosed, parts, result } = loaderData;
  const { state } = useNavigation();
  return (
    <OfficePage
      title={`Tập chấm: ${title}`}
      description={`Bộ ${loaderData.setCode} ${loaderData.setTitle}`}
    >
      <title>{`Tập chấm ${title} – OCOP`}</title>
      <Group gap="xs" mb="xs">
        <Anchor className="back" component={Link} to={practicePaths.list} size="sm">
          ← Tập chấm
        </Anchor>
        {isDemo && <Badge className="sample-badge">Dữ liệu mẫu</Badge>}
      </Group>
      <Outcome answer={actionData} />
      <Text mb="md" style={{ whiteSpace: "pre-line" }}>
        {description}
      </Text>
      {result ? (
        <Compared data={{ ...loaderData, result }} />
      ) : isClosed ? (
        <Alert color="yellow">Hồ sơ mẫu này đã đóng, không nhận bài mới.</Alert>
      ) : (
        <Form method="post" noValidate>
          {parts.map((part) => (
            <section key={part.code}>
              <Title order={2} size="h4" mt="md" mb="xs">
                Phần {part.code}. {part.title} ({part.max} điểm)
              </Title>
              <Stack gap="sm">
                {part.criteria.map((criterion) => (
                  <PracticeCriterion
                    key={criterion.code}
                    criterion={criterion}
                    fact={loaderData.facts[criterion.code] ?? null}
                    chosen={loaderData.answers[criterion.code] ?? null}
                  />
                ))}
              </Stack>
            </section>
          ))}
          <Group mt="md">
            <Button type="submit" name="intent" value="submit" loading={state === "submitting"}>
              Nộp bài, xem đáp án
            </Button>
            <Button type="submit" name="intent" value="save" variant="default">
              Lưu, làm tiếp sau
            </Button>
          </Group>
        </Form>
      )}
    </OfficePage>
  );
}

function PracticeCriterion({
  criterion: { code, title, max, options, notes },
  fact,
  chosen,
}: {
  criterion: ShownCriterion;
  fact: string | null;
  chosen: number | null;
}) {
  return (
    <fieldset className="criterion">
      <legend>
        Tiêu chí {code} {title}
      </legend>
      <Text fw={600}>
        {code}. {title} (tối đa {max} điểm)
      </Text>
      <div className="criterion-body">
        <div>
          <Text size="sm" style={{ whiteSpace: "pre-line" }}>
            {fact ?? "Hồ sơ không nói gì thêm về tiêu chí này."}
          </Text>
          {notes.map((text) => (
            <Text key={text} size="xs" c="dimmed">
              {text}
            </Text>
          ))}
        </div>
        <div>
          {options.map(({ n, label, points, caseTitle }, at) => (
            <div key={n}>
              {caseTitle !== null && caseTitle !== options[at - 1]?.caseTitle && (
                <Text size="xs" fw={600} mt={4}>
                  {caseTitle}
                </Text>
              )}
              <label className="choice">
                <input
                  type="radio"
                  name={`option:${code}`}
                  value={n}
                  defaultChecked={chosen === n}
                />
                <b>{points} đ</b>
                <span>{label}</span>
              </label>
            </div>
          ))}
        </div>
      </div>
    </fieldset>
  );
}
