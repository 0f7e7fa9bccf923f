import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openedFor } from "#modules/councils/pages/practice/ground.server.ts";
import {
  closeCase,
  findCase,
  setOfCase,
  writeCase,
} from "#modules/councils/practice/cases.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { shownParts, type ShownCriterion } from "../../consult/criteria.ts";
import { practicePaths } from "../../practice/paths.ts";
import "../councils.css";
import "../consult/consult.css";
import { readCaseForm } from "./case-form.ts";
import type { Route } from "./+types/edit.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, "keepPractice");
  const row = await findCase(db, actor, "keepPractice", args.params.case);
  const { set } = await setOfCase(db, row);
  const { id, title, description, version, answers, facts, reasons, closedAt } = row;
  return {
    id,
    title,
    description,
    version,
    answers,
    facts,
    reasons,
    isClosed: closedAt !== null,
    parts: shownParts(set),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openedFor(args, "keepPractice");
  const form = await args.request.formData();
  const caseId = args.params.case;
  return orBackToForm(args.context, form, async () => {
    if (form.get("intent") === "close") {
      await closeCase(db, actor, { caseId });
      return { done: "Đã đóng hồ sơ mẫu." };
    }
    await writeCase(db, actor, readCaseForm(caseId, form));
    return { done: "Đã lưu đáp án. Đủ mọi tiêu chí thì hồ sơ mẫu mở cho mọi người tập chấm." };
  });
});

export default function EditCasePage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, title, description, version, parts, answers, isClosed } = loaderData;
  const { state } = useNavigation();
  const open = parts.flatMap(({ criteria }) =>
    criteria.filter(({ code }) => answers[code] === undefined),
  );
  return (
    <OfficePage
      title={`Đáp án: ${title}`}
      description={
        <>
          <Anchor className="back" component={Link} to={practicePaths.list} size="sm">
            ← Tập chấm
          </Anchor>
          {" · "}
          {open.length === 0 ? (
            <Anchor component={Link} to={practicePaths.case(id)} size="sm">
              Mở như người tập chấm
            </Anchor>
          ) : (
            `còn ${open.length} tiêu chí chưa có đáp án`
          )}
        </>
      }
    >
      <title>{`Đáp án ${title} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Text mb="md" style={{ whiteSpace: "pre-line" }}>
        {description}
      </Text>
      <Form method="post" noValidate key={version}>
        <VersionField name="version" version={version} />
        {parts.map((part) => (
          <section key={part.code}>
            <Title order={2} size="h4" mt="md" mb="xs">
              Phần {part.code}. {part.title}
            </Title>
            <Stack gap="sm">
              {part.criteria.map((criterion) => (
                <CaseCriterion key={criterion.code} criterion={criterion} data={loaderData} />
              ))}
            </Stack>
          </section>
        ))}
        {!isClosed && (
          <Group mt="md">
            <Button type="submit" name="intent" value="write" loading={state === "submitting"}>
              Lưu đáp án
            </Button>
          </Group>
        )}
      </Form>
      {!isClosed && (
        <Card withBorder mt="lg">
          <Confirm
            intent="close"
            label="Đóng hồ sơ mẫu"
            colour="red"
            says="Không ai nộp bài mới được nữa; bài đã nộp vẫn xem được."
          />
        </Card>
      )}
    </OfficePage>
  );
}

function CaseCriterion({
  criterion: { code, title, max, options },
  data: { answers, facts, reasons },
}: {
  criterion: ShownCriterion;
  data: Route.ComponentProps["loaderData"];
}) {
  return (
    <fieldset className="criterion" data-stand={answers[code] === undefined ? "open" : "same"}>
      <legend>
        Tiêu chí {code} {title}
      </legend>
      <Text fw={600}>
        {code}. {title} (tối đa {max} điểm)
      </Text>
      <div className="criterion-body">
        <Textarea
          name={`fact:${code}`}
          label="Hồ sơ cho biết"
          autosize
          defaultValue={facts[code] ?? ""}
        />
        <div>
          <NativeSelect
            name={`option:${code}`}
            label="Đáp án"
            data={[
              { value: "", label: "Chưa chọn" },
              ...options.map(({ n, points, label, caseTitle }) => ({
                value: String(n),
                label: `${points} điểm: ${caseTitle ? `${caseTitle}, ` : ""}${label}`,
              })),
            ]}
            defaultValue={String(answers[code] ?? "")}
          />
          <Textarea
            name={`reason:${code}`}
            label="Vì sao"
            autosize
            defaultValue={reasons[code] ?? ""}
          />
        </div>
      </div>
    </fieldset>
  );
}
