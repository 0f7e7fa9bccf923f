import { Anchor, Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { OfficePage } from "#ui/office/shell.tsx";
import { planLevels, type PlanLevel, type PlanMoney, planMoneyUnits } from "../model.ts";
import { planPaths } from "../paths.ts";

/** What every page of one plan says at its head. */
export type PlanHead = {
  readonly id: string;
  readonly title: string;
  readonly unitName: string;
  readonly from: number;
  readonly to: number;
  readonly money: PlanMoney;
  readonly level: PlanLevel;
  readonly source: string | null;
  readonly isDemo: boolean;
  readonly version: number;
  readonly lock: number;
  readonly state: "draft" | "issued";
  readonly mayEdit: boolean;
};

/** A page of a plan; `part`: what this page is about, none on the plan's own. */
export function PlanPage({
  head,
  part,
  children,
}: {
  head: PlanHead;
  part?: string;
  children: ReactNode;
}) {
  const { title, unitName, from, to, money, level, state, version } = head;
  const period = from === to ? `năm ${from}` : `giai đoạn ${from}–${to}`;
  return (
    <OfficePage
      title={part ? `${part}: ${title}` : title}
      description={`${unitName} (${planLevels[level].toLowerCase()}), ${period}. Đơn vị: ${planMoneyUnits[money]}.`}
    >
      <title>{`${part ? `${part}: ` : ""}${title} – OCOP`}</title>
      <Group gap="xs" mb="sm">
        {part && (
          <Anchor component={Link} to={planPaths.one(head.id)} underline="always">
            Về trang kế hoạch
          </Anchor>
        )}
        <Badge color={state === "issued" ? "leaf" : "gray"} variant="light">
          {state === "issued" ? "Đã ban hành" : "Dự thảo"}
          {version > 1 && ` – bản điều chỉnh ${version - 1}`}
        </Badge>
        {head.isDemo && <Badge color="yellow">Dữ liệu minh họa</Badge>}
        {head.source && (
          <Text size="sm" c="dimmed">
            Số liệu từ văn bản: {head.source}
          </Text>
        )}
      </Group>
      {children}
    </OfficePage>
  );
}
