import { Anchor, Button, Group, Stack } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { actOnPlan, planPage } from "#modules/planning/plans/pages/plan.server.ts";
import { authorisedPlan } from "#modules/planning/plans/service/load.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { planPaths } from "../paths.ts";
import { PlanPage } from "./head.tsx";
import { Findings, PlanLines, Summary } from "./plan-figures.tsx";
import { TargetTables } from "./plan-targets.tsx";
import { FundsByLead } from "./plan-leads.tsx";
import { Tasks } from "./plan-tasks.tsx";
import { Versions } from "./plan-versions.tsx";
import stylesheet from "./plans.css?url";
import type { Route } from "./+types/plan.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openPlanPage(args);
  const version = new URL(args.request.url).searchParams.get("ban");
  return planPage(ground, args.params.plan, version);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPlanPage(args);
  await authorisedPlan(ground.db, ground.actor, "see", args.params.plan);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnPlan(ground, args.params.plan, form));
});

export type LoadedPlan = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** A plan: its figures and findings, targets with what has been reached, tasks, versions. */
export default function PlanOverview({ loaderData, actionData }: Route.ComponentProps) {
  const { head, versions } = loaderData;
  const isDraft = head.state === "draft";
  const hasIssued = versions.some(({ state }) => state === "issued");
  return (
    <PlanPage head={head}>
      <Outcome answer={actionData} />
      <Stack>
        <Group gap="xs">
          {head.mayEdit && isDraft && (
            <>
              <Button component={Link} to={planPaths.sheet(head.id)}>
                Sửa bảng
              </Button>
              <Button component={Link} to={planPaths.targets(head.id)} variant="default">
                Sửa chỉ tiêu
              </Button>
            </>
          )}
          {hasIssued && (
            <Button component={Link} to={planPaths.spending(head.id)} variant="default">
              Chi theo kế hoạch
            </Button>
          )}
          {loaderData.rows.length + loaderData.tables.length > 0 && (
            <Button
              component="a"
              href={planPaths.workbook(head.id, loaderData.shown)}
              variant="default"
            >
              Tải bảng tính
            </Button>
          )}
          {versions.length > 1 && (
            <Anchor component={Link} to={planPaths.differences(head.id)} underline="always">
              Xem thay đổi giữa các bản
            </Anchor>
          )}
        </Group>
        <Summary of={loaderData} />
        <FundsByLead of={loaderData} />
        <Findings of={loaderData} />
        <TargetTables of={loaderData} />
        <PlanLines of={loaderData} />
        <Tasks of={loaderData} answer={actionData} />
        <Versions of={loaderData} answer={actionData} />
      </Stack>
    </PlanPage>
  );
}
