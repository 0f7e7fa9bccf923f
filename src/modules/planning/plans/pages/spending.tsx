import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { today } from "#core/calendar/today.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { formatIn } from "#core/money.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { planHead } from "#modules/planning/plans/pages/plan.server.ts";
import { authorisedPlan, contentOf } from "#modules/planning/plans/service/load.server.ts";
import {
  cancelSpending,
  listSpending,
  recordSpending,
} from "#modules/planning/plans/service/spending.server.ts";
import { claimsPaidBy } from "#modules/support/service/vouchers.server.ts";
import { dayText } from "#ui/dates.ts";
import { type Answer, Confirm, Outcome, readAnew, typedIn } from "#ui/office/act.tsx";
import type { CancelSpending, RecordSpending } from "../inputs.ts";
import { fundSourceIds, fundSources, planMoneyUnits } from "../model.ts";
import { supportPaths } from "#modules/support/paths.ts";
import { voucherKey } from "#modules/support/vouchers.ts";
import { planPaths } from "../paths.ts";
import { PlanPage } from "./head.tsx";
import type { Route } from "./+types/spending.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openPlanPage(args);
  const { row, newest, head } = await planHead(ground, args.params.plan);
  const { lines } = await contentOf(ground.db, newest);
  const names = new Map(lines.map(({ id, number, name }) => [id, `${number} ${name}`.trim()]));
  const entries = await listSpending(ground.db, row.id);
  const voucherOf = ({ paper, spentOn }: (typeof entries)[number]) => ({
    number: paper,
    day: spentOn,
  });
  const standing = entries.filter(({ cancelledBy }) => cancelledBy === null);
  const paid = await claimsPaidBy(ground.db, ground.actor, {
    provinceCode: row.provinceCode,
    vouchers: standing.map(voucherOf),
  });
  return {
    head,
    today: await today(ground.db),
    lines: [...names].map(([value, label]) => ({ value, label: label.slice(0, 120) })),
    entries: entries.map((entry) => ({
      id: entry.id,
      line: names.get(entry.lineId) ?? "(dòng đã bỏ)",
      source: entry.source,
      spentOn: entry.spentOn,
      amount: formatIn(entry.amount, row.money),
      paper: entry.paper,
      cancelReason: entry.cancelReason,
      lineHref: names.has(entry.lineId) ? planPaths.line(row.id, entry.lineId) : null,
      claims: (entry.cancelledBy === null && paid.get(voucherKey(voucherOf(entry)))) || [],
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPlanPage(args);
  const planId = args.params.plan;
  await authorisedPlan(db, actor, "edit", planId);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    if (intent === "record") {
      await recordSpending(db, actor, { ...fields, planId } as RecordSpending);
      return { done: "Đã ghi khoản chi." };
    }
    if (intent !== "cancel") throw new AppError("invalid");
    await cancelSpending(db, actor, { ...fields, planId } as CancelSpending);
    return { done: "Đã hủy khoản chi; dòng cũ vẫn giữ lại." };
  });
});

export const shouldRevalidate = readAnew;

/** What has been spent against a plan, entry by entry. */
export default function Spending({ loaderData, actionData }: Route.ComponentProps) {
  const { head, entries } = loaderData;
  return (
    <PlanPage head={head} part="Chi theo kế hoạch">
      <Outcome answer={actionData} />
      <Stack>
        {head.mayEdit && <Record of={loaderData} answer={actionData} />}
        {entries.length === 0 ? (
          <Text c="dimmed">Chưa ghi khoản chi nào.</Text>
        ) : (
          <Table className="stacking" aria-label="Các khoản chi">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Hoạt động</Table.Th>
                <Table.Th>Ngày</Table.Th>
                <Table.Th>Nguồn</Table.Th>
                <Table.Th ta="right">Số tiền ({planMoneyUnits[head.money]})</Table.Th>
                <Table.Th>Chứng từ</Table.Th>
                {head.mayEdit && <Table.Th>Hủy</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Table.Tr key={entry.id} td={entry.cancelReason ? "line-through" : "none"}>
                  <Table.Td>
                    {entry.lineHref === null ? (
                      entry.line
                    ) : (
                      <Anchor component={Link} to={entry.lineHref} underline="always">
                        {entry.line}
                      </Anchor>
                    )}
                  </Table.Td>
                  <Table.Td data-label="Ngày">{dayText(entry.spentOn, "vi")}</Table.Td>
                  <Table.Td data-label="Nguồn">{fundSources[entry.source]}</Table.Td>
                  <Table.Td data-label="Số tiền" ta="right">
                    {entry.amount}
                  </Table.Td>
                  <Table.Td data-label="Chứng từ">
                    {entry.paper}
                    {entry.claims.map(({ claimId, producerName }) => (
                      <Text key={claimId} size="sm">
                        Đề nghị hỗ trợ:{" "}
                        <Anchor
                          component={Link}
                          to={supportPaths.claim(claimId)}
                          underline="always"
                          inherit
                        >
                          {producerName}
                        </Anchor>
                      </Text>
                    ))}
                  </Table.Td>
                  {head.mayEdit && (
                    <Table.Td td="none">
                      {entry.cancelReason ? (
                        <Text size="sm">Đã hủy: {entry.cancelReason}</Text>
                      ) : (
                        <Confirm
                          intent="cancel"
                          label="Hủy khoản chi"
                          colour="red"
                          values={{ spendingId: entry.id }}
                          says="Khoản này không còn tính; dòng vẫn giữ lại để đối chiếu."
                        >
                          <TextInput name="reason" label="Lý do hủy" />
                        </Confirm>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </PlanPage>
  );
}

function Record({
  of,
  answer,
}: {
  of: Route.ComponentProps["loaderData"];
  answer: Answer | undefined;
}) {
  const { state } = useNavigation();
  const { values, errors } = typedIn(answer, "record");
  return (
    <Card withBorder component="section" maw={760}>
      <Title order={2} size="h5" mb="xs">
        Ghi khoản chi
      </Title>
      <Form method="post" noValidate>
        <Stack gap="xs">
          <NativeSelect
            name="lineId"
            label="Hoạt động"
            defaultValue={values["lineId"] ?? ""}
            error={errors["lineId"]}
            data={[{ value: "", label: "Chọn hoạt động" }, ...of.lines]}
          />
          <Group grow align="start">
            <NativeSelect
              name="source"
              label="Nguồn"
              defaultValue={values["source"] ?? "state"}
              error={errors["source"]}
              data={fundSourceIds.map((value) => ({ value, label: fundSources[value] }))}
            />
            <TextInput
              name="spentOn"
              type="date"
              label="Ngày chi"
              defaultValue={values["spentOn"] ?? of.today}
              error={errors["spentOn"]}
            />
            <TextInput
              name="amount"
              label={`Số tiền (${planMoneyUnits[of.head.money]})`}
              inputMode="decimal"
              defaultValue={values["amount"] ?? ""}
              error={errors["amount"]}
            />
          </Group>
          <TextInput
            name="paper"
            label="Chứng từ"
            description="Khoản chi theo đề nghị hỗ trợ: ghi đúng số và ngày chứng từ đã ghi ở đề nghị, hai nơi tự dẫn đến nhau."
            defaultValue={values["paper"] ?? ""}
            error={errors["paper"]}
          />
          <Button
            type="submit"
            name="intent"
            value="record"
            loading={state === "submitting"}
            w="fit-content"
          >
            Ghi khoản chi
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
