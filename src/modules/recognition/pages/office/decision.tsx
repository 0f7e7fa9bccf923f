import { Alert, Badge, Stack, Text } from "@mantine/core";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnDecision } from "#modules/recognition/pages/office/decision-acts.server.ts";
import { decisionPage } from "#modules/recognition/pages/office/decision.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { authorisedDecision } from "#modules/recognition/service/load.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { decisionKinds, decisionStates } from "../../model.ts";
import type { Route } from "./+types/decision.ts";
import { DraftForm } from "./parts/draft-form.tsx";
import { IssueForm } from "./parts/issue-form.tsx";
import { Papers } from "./parts/papers.tsx";
import { Products } from "./parts/products.tsx";
import { CopyForm, Steps } from "./parts/steps.tsx";

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
        {decision.numberText !== null && (
          <Text fw={600}>
            Số {decision.numberText}
            {decision.signedOn && `, ngày ${dayText(decision.signedOn, "vi")}`}
            {decision.signerName && `, ${decision.signerName} ký`}
          </Text>
        )}
        {answers !== null && (
          <Alert color="blue">
            {decision.issuer} không còn từ tháng 7/2025. Nay {answers} chịu trách nhiệm về quyết
            định và giấy chứng nhận này.
          </Alert>
        )}
        {decision.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        {may.issue && <IssueForm loaded={loaderData} answer={actionData} />}
        <Papers loaded={loaderData} />
        <Products loaded={loaderData} />
        {may.edit && <DraftForm loaded={loaderData} answer={actionData} />}
        <Steps loaded={loaderData} />
        {may.keepCopy && <CopyForm answer={actionData} />}
      </Stack>
    </OfficePage>
  );
}
