import { Alert, Badge, Stack } from "@mantine/core";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnDecision } from "#modules/recognition/pages/office/decision-acts.server.ts";
import { decisionPage } from "#modules/recognition/pages/office/decision.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { authorisedDecision } from "#modules/recognition/service/load.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { decisionKinds, decisionStates } from "../../model.ts";
import type { Route } from "./+types/decision.ts";
import { CopyForm } from "../parts/copy-form.tsx";
import { IssueForm } from "../parts/issue-form.tsx";
import { NumberLine } from "../parts/number-line.tsx";
import { type WordsField, WordsForm } from "../parts/words-form.tsx";
import { draftFieldNames, draftFields } from "../../drafting.ts";
import { Papers } from "./parts/papers.tsx";
import { Products } from "./parts/products.tsx";
import { Steps } from "./parts/steps.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, session } = await openPage(args);
  return decisionPage(db, session, args.params.decision);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  await authorisedDecision(ground.db, ground.actor, "see", args.params.decision);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnDecision(ground, args.params.decision, form));
});

export const shouldRevalidate = readAnew;

/** A decision: its words while it is a draft, its products, papers and certificates. */
export default function Decision({ loaderData, actionData }: Route.ComponentProps) {
  const { decision, answers, may } = loaderData;
  return (
    <OfficePage
      title={decision.title}
      description={`${decisionKinds[decision.kind]} · ${decision.issuer} · ${decisionStates[decision.state]}`}
    >
      <title>{`${decision.title} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Stack>
        <NumberLine {...decision} on={decision.signedOn} />
        {answers !== null && (
          <Alert color="blue">
            {decision.issuer} không còn từ tháng 7/2025. Nay {answers} chịu trách nhiệm về quyết
            định và giấy chứng nhận này.
          </Alert>
        )}
        {decision.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        {may.issue && (
          <IssueForm
            loaded={loaderData}
            answer={actionData}
            says="Khi ban hành, hệ thống cấp số và thực hiện quyết định cùng lúc. Quyết định đã ban hành không sửa được."
          />
        )}
        <Papers loaded={loaderData} />
        <Products loaded={loaderData} />
        {may.edit && (
          <WordsForm version={decision.version} fields={wordsOf(loaderData)} answer={actionData} />
        )}
        <Steps loaded={loaderData} />
        {may.keepCopy && <CopyForm answer={actionData} />}
      </Stack>
    </OfficePage>
  );
}

/** What may be worded while it is a draft. */
function wordsOf({ decision, usual }: Route.ComponentProps["loaderData"]): WordsField[] {
  return [
    { name: "title", label: "Trích yếu", value: decision.title, minRows: 1 },
    {
      name: "legalBasis",
      label: "Căn cứ (mỗi dòng một căn cứ)",
      description:
        "Bổ sung căn cứ về thẩm quyền của cơ quan ban hành. Dấu cuối dòng do hệ thống đặt.",
      value: decision.legalBasis,
      minRows: 4,
    },
    ...draftFieldNames.map((name) => ({
      name,
      label: draftFields[name],
      usual: usual[name],
      value: decision.texts[name] ?? "",
      errorAt: `texts.${name}`,
    })),
  ];
}
