import { Anchor, Badge, Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openPlanPage } from "#modules/cycle/plans/pages/office/ground.server.ts";
import { actOnPlan, planPage } from "#modules/cycle/plans/pages/office/plan.server.ts";
import { authorisedPlan } from "#modules/cycle/plans/service/load.server.ts";
import { Confirm, Outcome, readAnew } from "#ui/office/act.tsx";
import { producerPaths } from "#modules/producers/paths.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { instantText } from "#ui/dates.ts";
import { ProgressChart } from "../../../works/widgets/progress-chart.tsx";
import { cyclePaths } from "../../../paths.ts";
import { planStates } from "../../model.ts";
import { planPaths } from "../../paths.ts";
import { Tied } from "../../../widgets/ties.tsx";
import { FinanceFigures } from "../../widgets/finance.tsx";
import "../../widgets/plans.css";
import { EvaluationForm, Evaluations } from "./evaluation.tsx";
import { Tasks } from "./tasks.tsx";
import { Visits } from "./visits.tsx";
import { Written } from "./written.tsx";
import type { Route } from "./+types/plan.ts";

export const loader = forPage(async (args: Route.LoaderArgs) =>
  planPage(await openPlanPage(args), args.params.plan),
);

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPlanPage(args);
  await authorisedPlan(ground.db, ground.actor, "see", args.params.plan);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnPlan(ground, args.params.plan, form));
});

export type LoadedPlan = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** One business plan at an office's desk: what it says, what it comes to, the decision, the carrying out. */
export default function PlanPage({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, set, works } = loaderData;
  const isCarriedOut = plan.state === "chosen" || plan.state === "completed";
  return (
    <OfficePage
      title={`Phương án: ${plan.productName}`}
      description={`${plan.producerName} · năm ${plan.year} · bộ ${set} · mục tiêu ${plan.targetStars} sao`}
    >
      <title>{`Phương án: ${plan.productName} – OCOP`}</title>
      <Anchor component={Link} to={planPaths.list} className="back">
        ← Danh sách phương án
      </Anchor>
      <Outcome answer={actionData} />
      <Text mb="sm">
        <Badge variant="light" style={{ height: "auto" }}>
          {planStates[plan.state]}
        </Badge>{" "}
        {plan.filedAt && `Nộp lúc ${instantText(new Date(plan.filedAt), "vi")}`}{" "}
        {plan.isDemo && <Badge color="yellow">Dữ liệu minh họa</Badge>}{" "}
        {plan.maySeeProducer ? (
          <Anchor component={Link} to={producerPaths.home(plan.producerId)} underline="always">
            {plan.producerName}
          </Anchor>
        ) : (
          plan.producerName
        )}
        {plan.ideaId && (
          <>
            {" · "}
            <Anchor component={Link} to={cyclePaths.idea(plan.ideaId)} underline="always">
              Ý tưởng đã chọn
            </Anchor>
          </>
        )}
      </Text>
      <Stack>
        {loaderData.tie !== null && <Tied tie={loaderData.tie} />}
        {isCarriedOut && (
          <>
            <Card withBorder component="section">
              <Title order={2} size="h4" mb="xs">
                Tiến độ đến mục tiêu
              </Title>
              <ProgressChart
                points={works.points}
                levels={works.levels}
                target={plan.targetStars}
              />
              {loaderData.mayComplete && (
                <Confirm
                  intent="complete"
                  label="Kết thúc triển khai"
                  says="Phương án chuyển sang “Đã triển khai xong”: việc và lần đến cơ sở không ghi thêm được nữa; sản phẩm có thể lập phương án mới."
                  values={{ expectedVersion: String(plan.version) }}
                />
              )}
            </Card>
            <Tasks of={loaderData} answer={actionData} />
            <Visits of={loaderData} answer={actionData} />
          </>
        )}
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Stack>
            <Written of={loaderData} />
            {loaderData.mayDecide && <EvaluationForm of={loaderData} answer={actionData} />}
          </Stack>
          <Stack>
            <Card withBorder component="section">
              <Title order={2} size="h4" mb="xs">
                Tài chính
              </Title>
              {loaderData.figures ? (
                <FinanceFigures figures={loaderData.figures} />
              ) : (
                <Text>Chưa đủ số liệu để tính.</Text>
              )}
            </Card>
            {!isCarriedOut && <ToDo of={loaderData} />}
          </Stack>
        </SimpleGrid>
        <Evaluations of={loaderData} />
      </Stack>
    </OfficePage>
  );
}

function ToDo({ of: { standing, plan } }: { of: LoadedPlan }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Việc cần làm để đạt {plan.targetStars} sao
      </Title>
      <Text mb="xs">
        Chủ thể tự trả lời {standing.answered}/{standing.asked} tiêu chí: {standing.total} điểm,{" "}
        {standing.stars} sao.{" "}
        {standing.reachable
          ? `Làm xong các việc dưới đây: ${standing.targetTotal} điểm.`
          : "Từ hiện trạng này chưa có cách nào đạt mục tiêu."}
      </Text>
      <ol className="tight">
        {standing.toDo.map((one) => (
          <li key={one.criterion}>
            {one.criterion} {one.title} (+{one.points}
            {one.gateStars === null ? "" : `, bắt buộc cho ${one.gateStars} sao`}): {one.to}
          </li>
        ))}
      </ol>
    </Card>
  );
}
