import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { Form, Link, redirect, useNavigation } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { today } from "#core/calendar/today.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { openPlan } from "#modules/planning/plans/service/edit.server.ts";
import { listPlans, unitsToPlanFor } from "#modules/planning/plans/service/list.server.ts";
import { formatIn } from "#core/money.ts";
import { Outcome } from "#ui/office/act.tsx";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { planPermissions } from "../access.ts";
import type { OpenPlan } from "../inputs.ts";
import { planLevelIds, planLevels, planMoneyUnits } from "../model.ts";
import { planPaths } from "../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPlanPage(args);
  const query = new URL(args.request.url).searchParams;
  const year = /^\d{4}$/.exec(query.get("nam") ?? "")?.[0] ?? "";
  const level = planLevelIds.find((one) => one === query.get("cap"));
  const rows = await listPlans(db, actor, {
    level,
    year: year === "" ? undefined : Number(year),
  });
  return {
    year,
    level: level ?? "",
    thisYear: Number((await today(db)).slice(0, 4)),
    units: await unitsToPlanFor(db, actor),
    rows: rows.map((row) => ({
      id: row.id,
      title: row.title,
      unitName: row.unitName,
      level: row.level,
      period: row.fromYear === row.toYear ? `${row.fromYear}` : `${row.fromYear}–${row.toYear}`,
      total: row.total === null ? null : formatIn(row.total, row.money),
      money: row.money,
      version: row.version,
      state: row.state,
      isDemo: row.isDemo,
      source: row.source,
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPlanPage(args);
  if (!hasRole(actor, ...planPermissions.edit.roles))
    throw new AppError("forbidden", { denied: "plan.edit", roles: planPermissions.edit.roles });
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { id } = await openPlan(db, actor, formFields(form) as OpenPlan);
    throw redirect(planPaths.sheet(id));
  });
});

/** Plans by unit and period, with the form that opens one. */
export default function Plans({ loaderData, actionData }: Route.ComponentProps) {
  const { rows, units, thisYear, year, level } = loaderData;
  return (
    <OfficePage
      title="Kế hoạch"
      description="Kế hoạch, kinh phí và chỉ tiêu theo năm, theo giai đoạn của tỉnh và xã."
      action={
        <Button component={Link} to={planPaths.tasks} variant="default">
          Nhiệm vụ được giao
        </Button>
      }
    >
      <title>Kế hoạch – OCOP</title>
      <Outcome answer={actionData} />
      <Stack>
        <Filter>
          <TextInput name="nam" label="Năm" defaultValue={year} inputMode="numeric" w={110} />
          <FilterSelect
            name="cap"
            label="Cấp"
            value={level}
            options={planLevelIds.map((value) => [value, planLevels[value]])}
            all="Mọi cấp"
          />
        </Filter>
        {units.length > 0 && <NewPlan answer={actionData} thisYear={thisYear} units={units} />}
        {rows.length === 0 ? (
          <NoneFound what="kế hoạch">Chưa có kế hoạch nào.</NoneFound>
        ) : (
          <Table className="stacking" aria-label="Kế hoạch">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Kế hoạch</Table.Th>
                <Table.Th>Kỳ</Table.Th>
                <Table.Th ta="right">Tổng kinh phí</Table.Th>
                <Table.Th>Tình trạng</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>
                    <Anchor component={Link} to={planPaths.one(row.id)} fw={600}>
                      {row.title}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {row.unitName} · {planLevels[row.level]}
                    </Text>
                    {row.source && (
                      <Text size="sm" c="dimmed">
                        Số liệu từ văn bản: {row.source}
                      </Text>
                    )}
                    {row.isDemo && <Badge color="yellow">Dữ liệu minh họa</Badge>}
                  </Table.Td>
                  <Table.Td data-label="Kỳ">{row.period}</Table.Td>
                  <Table.Td data-label="Tổng kinh phí" ta="right">
                    {row.total === null ? "không ghi" : `${row.total} ${planMoneyUnits[row.money]}`}
                  </Table.Td>
                  <Table.Td data-label="Tình trạng">
                    {row.state === "issued" ? "Đã ban hành" : "Dự thảo"}
                    {row.version > 1 && `, bản điều chỉnh ${row.version - 1}`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </OfficePage>
  );
}

function NewPlan({
  answer,
  thisYear,
  units,
}: {
  answer: Route.ComponentProps["actionData"];
  thisYear: number;
  units: Route.ComponentProps["loaderData"]["units"];
}) {
  const { state } = useNavigation();
  const failed = answer && "ok" in answer ? answer : undefined;
  const value = (name: string, fallback = "") => failed?.values[name] ?? fallback;
  return (
    <details open={failed !== undefined}>
      <summary>Lập kế hoạch mới</summary>
      <Card withBorder mt="xs" maw={640}>
        <Form method="post" noValidate>
          <Stack gap="sm">
            <TextInput
              name="title"
              label="Tên kế hoạch"
              defaultValue={value("title")}
              error={failed?.errors["title"]}
            />
            <NativeSelect
              name="unitCode"
              label="Kế hoạch của"
              defaultValue={value("unitCode")}
              error={failed?.errors["unitCode"]}
              data={[...units]}
            />
            <Group grow align="start">
              <TextInput
                name="from"
                label="Từ năm"
                inputMode="numeric"
                defaultValue={value("from", String(thisYear))}
                error={failed?.errors["from"]}
              />
              <TextInput
                name="to"
                label="Đến năm"
                inputMode="numeric"
                defaultValue={value("to", String(thisYear))}
                error={failed?.errors["to"]}
              />
              <NativeSelect
                name="money"
                label="Đơn vị tiền"
                defaultValue={value("money", "million")}
                error={failed?.errors["money"]}
                data={Object.entries(planMoneyUnits).map(([value, label]) => ({ value, label }))}
              />
            </Group>
            <Alert color="gray" py="xs">
              Số tiền gõ như 1.234.567 hoặc 27.338,8: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần
              lẻ.
            </Alert>
            <Button type="submit" loading={state === "submitting"}>
              Lập kế hoạch
            </Button>
          </Stack>
        </Form>
      </Card>
    </details>
  );
}
