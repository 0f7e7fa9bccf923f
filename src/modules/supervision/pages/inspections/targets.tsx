import {
  Anchor,
  Button,
  Card,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { today } from "#core/calendar/today.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPlanning } from "#modules/supervision/pages/inspections/ground.server.ts";
import { describePlan } from "#modules/supervision/service/describe.server.ts";
import { authorisedPlan } from "#modules/supervision/service/load.server.ts";
import { addToPlan, possibleLeads } from "#modules/supervision/service/schedule.server.ts";
import { rankTargets } from "#modules/supervision/service/targets.server.ts";
import { dayText } from "#ui/dates.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { AddToPlan } from "../../inputs.ts";
import { inspectionKinds } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { drawnPercent, riskWeights } from "../../risk.ts";
import { Reasons } from "./table.tsx";
import { returned, VisitFields } from "./visit-fields.tsx";
import type { Route } from "./+types/targets.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPlanning(args);
  const { plan, visits } = await describePlan(db, actor, args.params.plan);
  const targets = await rankTargets(db, actor, plan.id);
  const chosen = new Set(
    visits.filter(({ state }) => state !== "cancelled").map((one) => one.recognitionId),
  );
  const leads = await possibleLeads(db, plan.provinceCode);
  const on = await today(db);
  return {
    plan: { id: plan.id, title: plan.title, fromOn: plan.fromOn, toOn: plan.toOn },
    // A visit is planned from today on, also where the plan began before.
    firstDay: plan.fromOn > on ? plan.fromOn : on,
    leads: leads.map(({ id, name, agencyName }) => ({ id, name, agencyName })),
    targets: targets.map(({ recognition, reasons, score, isDrawn }) => ({
      id: recognition.id,
      productName: recognition.productName,
      producerName: recognition.producerName,
      stars: recognition.stars,
      expiresOn: recognition.extendedUntil ?? recognition.expiresOn,
      reasons,
      score,
      isDrawn,
      isChosen: chosen.has(recognition.id),
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPlanning(args);
  const { id: planId } = await authorisedPlan(db, actor, "plan", args.params.plan);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    await addToPlan(db, actor, { ...formFields(form), planId } as AddToPlan);
    throw redirect(inspectionPaths.plan(planId));
  });
});

/** The products in force, ranked by what is known of them; the officer picks. */
export default function Targets({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, leads, targets } = loaderData;
  const form = returned(actionData);
  return (
    <OfficePage
      title="Chọn sản phẩm để kiểm tra"
      description={`${plan.title}. Hệ thống chỉ xếp thứ tự và nói lý do; cán bộ chọn.`}
    >
      <title>Chọn sản phẩm để kiểm tra – OCOP</title>
      <Anchor className="back" component={Link} to={inspectionPaths.plan(plan.id)} size="sm">
        ← {plan.title}
      </Anchor>
      <Outcome answer={actionData} />
      <Form method="post" noValidate>
        <Stack mt="xs">
          <Card withBorder component="section">
            <Title order={2} size="h4" mb="xs">
              {targets.length} sản phẩm còn hiệu lực
            </Title>
            <TargetTable targets={targets} />
            <Weights />
          </Card>
          <Card withBorder component="section">
            <Title order={2} size="h4" mb="xs">
              Đưa vào kế hoạch
            </Title>
            <Group align="start">
              <NativeSelect
                name="kind"
                label="Hình thức"
                defaultValue={form.values["kind"] ?? "periodic"}
                error={form.errors["kind"]}
                data={(["periodic", "postCheck", "unannounced"] as const).map((value) => ({
                  value,
                  label: inspectionKinds[value],
                }))}
              />
              <VisitFields leads={leads} form={form} plannedOn={loaderData.firstDay} />
            </Group>
            <Textarea
              name="note"
              label="Lý do của cán bộ (không bắt buộc)"
              autosize
              maxLength={2000}
              defaultValue={form.values["note"]}
              error={form.errors["note"]}
              my="sm"
              maw={640}
            />
            <Button type="submit">Đưa các sản phẩm đã chọn vào kế hoạch</Button>
          </Card>
        </Stack>
      </Form>
    </OfficePage>
  );
}

function TargetTable({ targets }: Pick<Route.ComponentProps["loaderData"], "targets">) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Sản phẩm theo mức rủi ro">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Sản phẩm</Table.Th>
          <Table.Th>Hạng</Table.Th>
          <Table.Th>Hết hạn</Table.Th>
          <Table.Th>Điểm</Table.Th>
          <Table.Th>Vì sao</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {targets.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Checkbox
                name="recognitionIds"
                value={one.id}
                disabled={one.isChosen}
                label={one.productName}
                description={
                  one.isChosen ? `${one.producerName}. Đã có trong kế hoạch.` : one.producerName
                }
              />
            </Table.Td>
            <Table.Td>{one.stars} sao</Table.Td>
            <Table.Td data-label="Hết hạn">{dayText(one.expiresOn, "vi")}</Table.Td>
            <Table.Td data-label="Điểm">{one.score}</Table.Td>
            <Table.Td>
              <Reasons reasons={one.reasons} isDrawn={one.isDrawn} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** By which numbers; nothing is ranked in secret. */
function Weights() {
  return (
    <details>
      <summary>Cách tính điểm</summary>
      <Text size="sm">
        Các trọng số do phần mềm đặt, không do văn bản quy định. Ngoài ra {drawnPercent}% số sản
        phẩm được rút thăm, để không ai biết chắc mình không bị kiểm tra; kết quả rút thăm của một
        kế hoạch không đổi khi mở lại trang.
      </Text>
      <ul className="tight">
        {Object.entries(riskWeights).map(([kind, { vi, each, most }]) => (
          <li key={kind}>
            {vi}: {each} điểm{most > each && ` mỗi việc, nhiều nhất ${most} điểm`}
          </li>
        ))}
      </ul>
    </details>
  );
}
