import {
  Anchor,
  Button,
  Card,
  Group,
  NumberInput,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { listPlans, openPlan } from "#modules/supervision/service/plans.server.ts";
import { dayText } from "#ui/dates.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { OpenPlan } from "../../inputs.ts";
import { planStates } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { type Returned, returned } from "./visit-fields.tsx";
import type { Route } from "./+types/plans.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, mayPlan } = await openPage(args);
  const plans = await listPlans(db, actor);
  return {
    mayPlan,
    plans: plans.map(
      ({ id, title, agency, year, state, decisionNumber, visits, concluded, fromOn, toOn }) => ({
        id,
        title,
        agency,
        year,
        state,
        decisionNumber,
        visits,
        concluded,
        fromOn,
        toOn,
      }),
    ),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await openPlan(db, actor, formFields(form) as OpenPlan);
    throw redirect(inspectionPaths.plan(id));
  });
});

/** The plans of inspection, and a new one. */
export default function Plans({
  loaderData: { plans, mayPlan },
  actionData,
}: Route.ComponentProps) {
  return (
    <OfficePage title="Kế hoạch kiểm tra">
      <title>Kế hoạch kiểm tra – OCOP</title>
      <Anchor className="back" component={Link} to={inspectionPaths.list} size="sm">
        ← Kiểm tra, giám sát
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="xs">
        <Card withBorder component="section">
          {plans.length === 0 ? <Text>Chưa có kế hoạch nào.</Text> : <PlanTable plans={plans} />}
        </Card>
        {mayPlan && <NewPlan form={returned(actionData)} />}
      </Stack>
    </OfficePage>
  );
}

function PlanTable({ plans }: { plans: Route.ComponentProps["loaderData"]["plans"] }) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Kế hoạch">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Kế hoạch</Table.Th>
          <Table.Th>Thời gian</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
          <Table.Th>Đã kết luận</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {plans.map((plan) => (
          <Table.Tr key={plan.id}>
            <Table.Td>
              <Anchor component={Link} to={inspectionPaths.plan(plan.id)} fw={600}>
                {plan.title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {plan.agency}, năm {plan.year}
              </Text>
            </Table.Td>
            <Table.Td>
              {dayText(plan.fromOn, "vi")} – {dayText(plan.toOn, "vi")}
            </Table.Td>
            <Table.Td>
              {planStates[plan.state]}
              {plan.decisionNumber && <Text size="sm">{plan.decisionNumber}</Text>}
            </Table.Td>
            <Table.Td data-label="Đã kết luận">
              {plan.concluded}/{plan.visits}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function NewPlan({ form: { values, errors } }: { form: Returned }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Lập kế hoạch mới
      </Title>
      <Form method="post" noValidate>
        <Stack gap="sm" maw={640}>
          <TextInput
            name="title"
            label="Tên kế hoạch"
            required
            defaultValue={values["title"]}
            error={errors["title"]}
          />
          <Group align="start">
            <NumberInput
              name="year"
              label="Năm"
              required
              hideControls
              w={110}
              defaultValue={values["year"] ?? ""}
              error={errors["year"]}
            />
            <TextInput
              type="date"
              name="fromOn"
              label="Từ ngày"
              required
              defaultValue={values["fromOn"]}
              error={errors["fromOn"]}
            />
            <TextInput
              type="date"
              name="toOn"
              label="Đến hết ngày"
              required
              defaultValue={values["toOn"]}
              error={errors["toOn"]}
            />
          </Group>
          <Group>
            <Button type="submit">Lập kế hoạch</Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}
