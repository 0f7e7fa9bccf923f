import { Anchor, Button, Card, Group, Stack, Text, Textarea } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openFigures } from "#modules/planning/dashboards/pages/ground.server.ts";
import { describeBlock } from "#modules/planning/reports/service/describe.server.ts";
import { authorisedReport } from "#modules/planning/reports/service/load.server.ts";
import { writeBlock } from "#modules/planning/reports/service/write.server.ts";
import { Outcome, readAnew, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { figurePaths } from "../../paths.ts";
import { blockHints, TextBlock, textBlocks, type WriteBlock } from "../model.ts";
import type { Route } from "./+types/block.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The part that an address names; `notFound` for any other. */
function blockOf(name: string): TextBlock {
  const found = TextBlock.safeParse(name);
  if (!found.success) throw new AppError("notFound");
  return found.data;
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openFigures(args);
  return describeBlock(db, actor, args.params.report, blockOf(args.params.block));
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openFigures(args);
  const { report } = args.params;
  await authorisedReport(db, actor, "report", report);
  const block = blockOf(args.params.block);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    const text = intent === "propose" ? "" : fields["text"];
    await writeBlock(db, actor, report, { ...fields, block, text } as WriteBlock);
    throw redirect(figurePaths.report(report));
  });
});

export const shouldRevalidate = readAnew;

/** One part of a report to write. */
export default function Block({ loaderData: block, actionData }: Route.ComponentProps) {
  const { values, errors } = typedIn(actionData, "write");
  return (
    <OfficePage title={textBlocks[block.block]} description={`Báo cáo ${block.title}`}>
      <title>{`${textBlocks[block.block]} – Báo cáo – OCOP`}</title>
      <Anchor component={Link} to={figurePaths.report(block.id)} size="sm" underline="always">
        ← Về báo cáo
      </Anchor>
      <Outcome answer={actionData} />
      <Card withBorder component="section" mt="xs">
        <Form method="post" noValidate>
          <VersionField name="version" version={block.version} />
          <Stack gap="sm">
            <Textarea
              name="text"
              label="Nội dung"
              description={blockHints[block.block] ?? "Mỗi dòng là một đoạn."}
              autosize
              minRows={blockHints[block.block] === undefined ? 8 : 3}
              maxLength={8000}
              defaultValue={values["text"] ?? block.text}
              error={errors["text"]}
            />
            <Group>
              <Button type="submit" name="intent" value="write">
                Lưu
              </Button>
              <Button type="submit" name="intent" value="propose" variant="default">
                Dùng lời đề xuất
              </Button>
            </Group>
            <details>
              <summary>Lời đề xuất từ số liệu</summary>
              <Text style={{ whiteSpace: "pre-wrap" }}>{block.proposed}</Text>
            </details>
          </Stack>
        </Form>
      </Card>
    </OfficePage>
  );
}
