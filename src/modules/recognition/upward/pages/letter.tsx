import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { actOnLetter, letterPage } from "#modules/recognition/upward/pages/letter.server.ts";
import { authorisedLetter } from "#modules/recognition/upward/service/load.server.ts";
import { Confirm, Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { CopyForm } from "../../pages/parts/copy-form.tsx";
import { IssueForm } from "../../pages/parts/issue-form.tsx";
import { NumberLine } from "../../pages/parts/number-line.tsx";
import { type WordsField, WordsForm } from "../../pages/parts/words-form.tsx";
import { recognitionPaths } from "../../paths.ts";
import { packageKinds, upwardFieldNames, upwardFields, upwardStates } from "../model.ts";
import { upwardPaths } from "../paths.ts";
import type { Route } from "./+types/letter.ts";
import { Results } from "./parts/results.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, session } = await openPage(args);
  return letterPage(db, session, args.params.letter);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  await authorisedLetter(ground.db, ground.actor, "see", args.params.letter);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const acted = await actOnLetter(ground, args.params.letter, form);
    if ("draftedId" in acted) throw redirect(recognitionPaths.decision(acted.draftedId));
    return acted;
  });
});

export const shouldRevalidate = readAnew;

/** A letter to the Ministry: its words, its package, and what came back of each product. */
export default function Letter({ loaderData, actionData }: Route.ComponentProps) {
  const { letter, may } = loaderData;
  return (
    <OfficePage
      title={letter.subject}
      description={`Văn bản đề nghị · ${packageKinds[letter.kind]} · ${upwardStates[letter.state]}`}
    >
      <title>{`${letter.subject} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Stack>
        <Anchor underline="always" component={Link} to={upwardPaths.list}>
          Trình Trung ương
        </Anchor>
        <NumberLine {...letter} on={letter.signedOn} />
        {letter.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        {may.issue && (
          <IssueForm
            loaded={loaderData}
            answer={actionData}
            says="Khi ban hành, hệ thống cấp số và chuyển các hồ sơ lên hội đồng cấp trên cùng lúc. Văn bản đã ban hành không sửa được."
          />
        )}
        <Package loaded={loaderData} />
        <Results loaded={loaderData} answer={actionData} />
        {may.edit && (
          <WordsForm
            version={loaderData.decision.version}
            fields={wordsOf(loaderData)}
            answer={actionData}
          >
            <Confirm
              intent="drop"
              label="Bỏ dự thảo"
              says="Sản phẩm trong dự thảo có thể đưa vào văn bản khác."
              values={{ expectedVersion: String(loaderData.decision.version) }}
              colour="red"
            />
          </WordsForm>
        )}
        {may.enter && !letter.hasCopy && <CopyForm answer={actionData} />}
      </Stack>
    </OfficePage>
  );
}

type Part = { readonly loaded: Route.ComponentProps["loaderData"] };

function Package({ loaded: { letter, items } }: Part) {
  const lacking = items.filter(({ hasReport }) => !hasReport);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Hồ sơ trình
      </Title>
      <Group mb="xs">
        <Button component="a" href={upwardPaths.package(letter.id)}>
          Tải cả hồ sơ trình (zip)
        </Button>
      </Group>
      <ul>
        <li>
          Văn bản đề nghị:{" "}
          <Anchor underline="always" href={upwardPaths.paper(letter.id, "letter", "pdf")}>
            PDF
          </Anchor>
          {", "}
          <Anchor underline="always" href={upwardPaths.paper(letter.id, "letter", "docx")}>
            Word
          </Anchor>
          {letter.hasCopy && (
            <>
              {", "}
              <Anchor underline="always" href={upwardPaths.copy(letter.id)}>
                bản đã ký, đóng dấu
              </Anchor>
            </>
          )}
        </li>
        {letter.kind === "renewal" && (
          <li>
            Báo cáo của cơ quan tham mưu:{" "}
            <Anchor underline="always" href={upwardPaths.paper(letter.id, "report", "pdf")}>
              PDF
            </Anchor>
            {", "}
            <Anchor underline="always" href={upwardPaths.paper(letter.id, "report", "docx")}>
              Word
            </Anchor>
          </li>
        )}
      </ul>
      {lacking.length > 0 && (
        <Text size="sm" c="red.8">
          Chưa có báo cáo của tổ tư vấn trên hệ thống, gửi kèm bằng bản giấy:{" "}
          {lacking.map(({ productName }) => productName).join("; ")}.
        </Text>
      )}
    </Card>
  );
}

function wordsOf({ letter, usual }: Part["loaded"]): WordsField[] {
  const names = upwardFieldNames.filter((name) => name !== "report" || letter.kind === "renewal");
  return [
    { name: "subject", label: "Trích yếu", value: letter.subject, minRows: 1 },
    ...names.map((name) => ({
      name,
      label: upwardFields[name],
      usual: usual[name],
      value: letter.texts[name] ?? "",
      errorAt: `texts.${name}`,
      minRows: 3,
    })),
  ];
}
