import { Text } from "@mantine/core";
import { dayText } from "#ui/dates.ts";
import type { CaseClock } from "../states.ts";

/** The days that are left to decide; late ones in red and in words. */
export function Clock({ clock }: { clock: CaseClock | null }) {
  if (clock === null) return <Text c="dimmed">Chưa tính</Text>;
  const { decideBy, daysLeft, isLate } = clock;
  if (daysLeft === null)
    return <Text>{isLate ? "Đã quyết định, quá hạn" : "Đã quyết định trong hạn"}</Text>;
  return (
    <Text fw={600} {...(isLate ? { c: "red.9" } : {})}>
      {isLate
        ? `Quá hạn ${-daysLeft} ngày`
        : daysLeft === 0
          ? "Hết hạn hôm nay"
          : `Còn ${daysLeft} ngày`}
      {`, hạn ${dayText(decideBy, "vi")}`}
    </Text>
  );
}
