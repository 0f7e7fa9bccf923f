import { Text } from "@mantine/core";
import { formatNumber } from "#core/input/number.ts";

/** How far something has come of what was meant, in words and as a bar. */
export function Progress({
  label,
  done,
  of,
  unit,
}: {
  label: string;
  done: number;
  of: number;
  unit: string;
}) {
  const percent = of === 0 ? null : Math.floor((done / of) * 100);
  return (
    <div>
      <Text size="sm">
        {label}: {formatNumber(done)}/{formatNumber(of)} {unit}
        {percent !== null && ` (${percent}%)`}
      </Text>
      <div className="progress" aria-hidden="true">
        <span style={{ width: `${Math.min(percent ?? 0, 100)}%` }} />
      </div>
    </div>
  );
}
