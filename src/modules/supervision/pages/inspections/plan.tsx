import { Anchor, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { describePlan } from "#modules/supervision/service/describe.server.ts";
import { authorisedPlan } from "#modules/supervision/service/load.server.ts";
import {
  approvePlan,
  changePlan,
  closePlan,
  dropPlan,
} from "#modules/supervision/service/plans.server.ts";
import { dayText } from "#ui/dates.ts";
import { type Answer, Confirm, failureOf, Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { ApprovePlan, ChangePlan, OnPlan } from "../../inputs.ts";
import { planStates } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { next, planSteps } from "../../states.ts";
import { cellsOf, InspectionTable } from "./table.tsx";
import type { Route } from "./+types/plan.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const { plan, visits, mayPlan } = await describePlan(db, actor, args.params.plan);
  return {
    plan: {
      id: plan.id,
      title: plan.title,
      agency: plan.agency,
      state: plan.state,
      version: plan.version,
      fromOn: plan.fromOn,
      toOn: plan.toOn,
      decisionNumber: plan.decisionNumber,
      decisionOn: plan.decisionOn,
    },
    visits: visits.map(cellsOf),
    mayPlan,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const { id: planId } = await authorisedPlan(db, actor, "see", args.params.plan);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    const on = { ...fields, planId } as unknown;
    if (intent === "approve") {
      await approvePlan(db, actor, on as ApprovePlan);
      return { done: "Đã phê duyệt; chủ thể trong diện báo trước đã được báo." };
    }
    if (intent === "change") {
      await changePlan(db, actor, on as ChangePlan);
      return { done: "Đã sửa kế hoạch." };
    }
    if (intent === "drop") {
      await dropPlan(db, actor, on as OnPlan);
      return { done: "Đã bỏ dự thảo kế hoạch." };
    }
    if (intent !== "close") throw new AppError("invalid");
    await closePlan(db, actor, on as OnPlan);
    return { done: "Đã kết thúc kế hoạch." };
  });
});

export const shouldRevalidate = readAnew;

/** A plan with its visits; approved by a decision, closed when all are concluded. */
export default function Plan({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, visits, mayPlan } = loaderData;
  const mayApprove = mayPlan && next(planSteps.approve, plan.state) !== null;
  const mayClose = mayPlan && next(planSteps.close, plan.state) !== null;
  const failed = failureOf(actionData, "approve");
  const mayChange = mayPlan && next(planSteps.change, plan.state) !== null;
  return (
    <OfficePage
      title={plan.title}
      description={`${plan.agency}. Từ ${dayText(plan.fromOn, "vi")} đến ${dayText(plan.toOn, "vi")}. ${planStates[plan.state]}${plan.decisionNumber && plan.decisionOn ? ` theo Quyết định số ${plan.decisionNumber} ngày ${dayText(plan.decisionOn, "vi")}` : ""}.`}
      action={
        mayPlan &&
        plan.state !== "closed" &&
        plan.state !== "dropped" && (
          <Button component={Link} to={inspectionPaths.targets(plan.id)}>
            Chọn sản phẩm
          </Button>
        )
      }
    >
      <title>{`${plan.title} – OCOP`}</title>
      <Anchor className="back" component={Link} to={inspectionPaths.plans} size="sm">
        ← Kế hoạch kiểm tra
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="xs">
        {(mayApprove || mayClose || mayChange) && (
          <Group align="start">
            {mayApprove && (
              <Confirm
                intent="approve"
                label="Ghi quyết định phê duyệt"
                says="Sau khi phê duyệt, chủ thể của các lần kiểm tra báo trước nhận được tin. Kiểm tra đột xuất không báo."
                values={{ expectedVersion: String(plan.version) }}
                unmet={visits.length === 0 ? ["Kế hoạch chưa có sản phẩm nào."] : []}
                open={failed !== undefined}
              >
                <TextInput
                  name="decisionNumber"
                  label="Số quyết định"
                  required
                  defaultValue={failed?.values["decisionNumber"]}
                  error={failed?.errors["decisionNumber"]}
                />
                <TextInput
                  type="date"
                  name="decisionOn"
                  label="Ngày ký"
                  required
                  defaultValue={failed?.values["decisionOn"]}
                  error={failed?.errors["decisionOn"]}
                />
              </Confirm>
            )}
            {mayChange && <ChangeDraft plan={plan} answer={actionData} />}
            {mayClose && (
              <Confirm
                intent="close"
                label="Kết thúc kế hoạch"
                says="Kế hoạch đã kết thúc không thêm sản phẩm được nữa."
                values={{ expectedVersion: String(plan.version) }}
              />
            )}
          </Group>
        )}
        <Card withBorder component="section">
          <Title order={2} size="h4" mb="xs">
            {visits.length} lần kiểm tra
          </Title>
          {visits.length === 0 ? (
            <Text>Chưa chọn sản phẩm nào.</Text>
          ) : (
            <InspectionTable label="Các lần kiểm tra của kế hoạch" rows={visits} />
          )}
        </Card>
      </Stack>
    </OfficePage>
  );
}

/** Another name or other days while it is a draft, or no plan at all. */
function ChangeDraft({
  plan,
  answer,
}: {
  plan: Route.ComponentProps["loaderData"]["plan"];
  answer: Answer | undefined;
}) {
  const failed = failureOf(answer, "change");
  const values = { expectedVersion: String(plan.version) };
  return (
    <>
      <Confirm
        intent="change"
        label="Sửa tên, thời gian"
        says="Sửa được khi kế hoạch còn là dự thảo."
        values={values}
        open={failed !== undefined}
      >
        <TextInput
          name="title"
          label="Tên kế hoạch"
          required
          defaultValue={failed?.values["title"] ?? plan.title}
          error={failed?.errors["title"]}
        />
        <TextInput
          type="date"
          name="fromOn"
          label="Từ ngày"
          required
          defaultValue={failed?.values["fromOn"] ?? plan.fromOn}
          error={failed?.errors["fromOn"]}
        />
        <TextInput
          type="date"
          name="toOn"
          label="Đến hết ngày"
          required
          defaultValue={failed?.values["toOn"] ?? plan.toOn}
          error={failed?.errors["toOn"]}
        />
      </Confirm>
      <Confirm
        intent="drop"
        label="Bỏ dự thảo"
        says="Các lần kiểm tra đã chọn bị hủy; chưa ai được báo."
        values={values}
        colour="red"
      />
    </>
  );
}
