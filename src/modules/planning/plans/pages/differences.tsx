import { Button, Card, Group, NativeSelect, Stack } from "@mantine/core";
import { Form } from "react-router";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { planHead } from "#modules/planning/plans/pages/plan.server.ts";
import { contentOf, versionsOf } from "#modules/planning/plans/service/load.server.ts";
import { spentByLine } from "#modules/planning/plans/service/spending.server.ts";
import { planDifference, spendingDifferences } from "../diff.ts";
import { planMoneyUnits } from "../model.ts";
import { Differences, SpentWhereChanged } from "./difference-list.tsx";
import { PlanPage } from "./head.tsx";
import type { Route } from "./+types/differences.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openPlanPage(args);
  const { row, newest, head } = await planHead(ground, args.params.plan);
  const versions = await versionsOf(ground.db, row.id);
  const query = new URL(args.request.url).searchParams;
  const find = (name: string, fallback: number) => {
    const asked = query.get(name) ?? String(fallback);
    const version = versions.find(({ number }) => String(number) === asked);
    if (!version) throw new AppError("notFound", { vi: "Không có bản này của kế hoạch." });
    return version;
  };
  const from = find("tu", Math.max(newest.number - 1, 1));
  const to = find("den", newest.number);
  const before = await contentOf(ground.db, from);
  const after = await contentOf(ground.db, to);
  return {
    head,
    numbers: versions.map(({ number }) => number).toReversed(),
    from: from.number,
    to: to.number,
    reason: to.reason,
    difference: planDifference(
      { ...before, themes: from.themes },
      { ...after, themes: to.themes },
      row.money,
    ),
    spending: spendingDifferences(
      before.lines,
      after.lines,
      await spentByLine(ground.db, row.id),
      row.money,
    ),
  };
});

/** What two versions of a plan say differently. */
export default function VersionDifferences({ loaderData }: Route.ComponentProps) {
  const { head, numbers, from, to, reason, difference, spending } = loaderData;
  const choices = numbers.map((number) => ({
    value: String(number),
    label: number === 1 ? "Bản đầu" : `Bản điều chỉnh ${number - 1}`,
  }));
  return (
    <PlanPage head={head} part="Thay đổi">
      <Stack>
        <Form method="get">
          <Group align="end">
            <NativeSelect name="tu" label="Từ" defaultValue={String(from)} data={choices} />
            <NativeSelect name="den" label="Đến" defaultValue={String(to)} data={choices} />
            <Button type="submit" variant="default">
              So sánh
            </Button>
          </Group>
        </Form>
        <Card withBorder>
          {reason && <p>Lý do điều chỉnh: {reason}</p>}
          <Differences difference={difference} />
          <SpentWhereChanged spending={spending} unit={planMoneyUnits[head.money]} />
        </Card>
      </Stack>
    </PlanPage>
  );
}
