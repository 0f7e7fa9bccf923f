import { Title } from "@mantine/core";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { actOnTaskForm } from "#modules/planning/plans/pages/plan.server.ts";
import { listTasks } from "#modules/planning/plans/service/tasks.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { TaskList } from "./plan-tasks.tsx";
import type { Route } from "./+types/tasks.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPlanPage(args);
  return { tasks: await listTasks(db, actor) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPlanPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnTaskForm(ground, form));
});

export const shouldRevalidate = readAnew;

/** Tasks of the person and its agency first, then those that an office follows; what is due first stands first. */
export default function AllTasks({ loaderData: { tasks }, actionData }: Route.ComponentProps) {
  const own = tasks.filter(({ isOwn }) => isOwn);
  const others = tasks.filter(({ isOwn }) => !isOwn);
  return (
    <OfficePage
      title="Nhiệm vụ được giao"
      description="Nhiệm vụ theo kế hoạch của các sở, ngành và xã: hạn, kết quả, việc quá hạn."
    >
      <title>Nhiệm vụ được giao – OCOP</title>
      <Outcome answer={actionData} />
      {own.length > 0 && (
        <section aria-labelledby="own">
          <Title order={2} size="h4" id="own" mb="xs">
            Việc của tôi, của cơ quan tôi
          </Title>
          <TaskList tasks={own} answer={actionData} withPlan />
          {others.length > 0 && (
            <Title order={2} size="h4" mt="md" mb="xs">
              Việc giao các cơ quan khác
            </Title>
          )}
        </section>
      )}
      {(others.length > 0 || own.length === 0) && (
        <TaskList tasks={others} answer={actionData} withPlan />
      )}
    </OfficePage>
  );
}
