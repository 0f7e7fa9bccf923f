import { Badge, Text } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import type { ClockReading } from "../../../clocks.ts";
import { officePaths } from "../paths.ts";

type Tone = "late" | "soon" | "well" | "still";

const looks = {
  late: { color: "red.9", variant: "filled" },
  soon: { className: "soon-badge" },
  well: { color: "leaf" },
  still: { color: "gray" },
} as const;

/** From this many working days left on, a clock is shown as one to hurry for. */
const soon = 3;

/** How a clock stands, for its colour. */
export function toneOf(clock: ClockReading | null): Tone {
  if (clock === null || clock.state !== "running" || clock.daysLeft === null) return "still";
  if (clock.overdue) return "late";
  return clock.daysLeft <= soon ? "soon" : "well";
}

/** A clock in words; days are working days. */
export function clockWords(clock: ClockReading | null): string {
  if (clock === null || clock.daysLeft === null) return "Không đặt hạn";
  const { state, daysLeft } = clock;
  if (state === "stopped") return "Đã xử lý xong";
  const left = daysLeft < 0 ? `quá ${-daysLeft} ngày` : `còn ${daysLeft} ngày`;
  if (state === "paused") return `Tạm dừng, ${left}`;
  if (daysLeft < 0) return `Quá hạn ${-daysLeft} ngày`;
  return daysLeft === 0 ? "Hết hạn hôm nay" : `Còn ${daysLeft} ngày`;
}

/** Days left in words and colour, the last day beneath. */
export function ClockBadge({ clock }: { clock: ClockReading | null }) {
  return (
    <>
      <ClockSign clock={clock} />
      {clock?.due && (
        <Text size="xs" c="dimmed">
          Hạn {dayText(clock.due, "vi")}
        </Text>
      )}
    </>
  );
}

/** Days left in words and colour, in one line. */
export function ClockSign({ clock }: { clock: ClockReading | null }) {
  return <Badge {...looks[toneOf(clock)]}>{clockWords(clock)}</Badge>;
}

type PlotItem = { readonly id: string; readonly name: string; readonly clock: ClockReading | null };

const fills = { late: "#c92a2a", soon: "#e8590c", well: "#1f6a4a", still: "#868e96" } as const;
const days = 15;
const step = 26;
const side = 18;
const mostInColumn = 8;

/**
 * Every running clock as one square over the working days that it has left: late ones stand at
 * the left, full ones at the right. A look tells how the fortnight lies; the list says it in words.
 */
export function ClockPlot({ items }: { items: readonly PlotItem[] }) {
  const columns = Array.from({ length: days + 2 }, (): PlotItem[] => []);
  for (const item of items) {
    if (item.clock?.state !== "running" || item.clock.daysLeft === null) continue;
    columns[Math.max(0, Math.min(item.clock.daysLeft, days) + 1)]?.push(item);
  }
  const tallest = Math.min(mostInColumn, Math.max(1, ...columns.map(({ length }) => length)));
  const height = tallest * step + 24;
  const width = columns.length * step + 34;
  const late = columns[0]?.length ?? 0;
  const shown = columns.reduce((sum, column) => sum + column.length, 0);
  return (
    <figure aria-label={`${shown} hồ sơ đang tính hạn, ${late} quá hạn`} style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        style={{ maxWidth: width * 1.5, display: "block" }}
      >
        {columns.map((column, at) => (
          <Column
            key={at === 0 ? "late" : at - 1}
            items={column}
            x={columnX(at)}
            floor={height - 24}
          />
        ))}
        <line x1="0" x2={width} y1={height - 21} y2={height - 21} stroke="#adb5bd" />
        {columns.map((_, at) => (
          <text
            key={at === 0 ? "late" : at - 1}
            x={columnX(at) + side / 2}
            y={height - 6}
            textAnchor="middle"
            fontSize="11"
            fill={at === 0 ? "#a51111" : "#495057"}
          >
            {at === 0 ? "quá hạn" : at - 1}
          </text>
        ))}
      </svg>
    </figure>
  );
}

/** The first column stands apart: its name is wider than a number. */
function columnX(at: number): number {
  return at === 0 ? 14 : at * step + 30;
}

function Column({ items, x, floor }: { items: readonly PlotItem[]; x: number; floor: number }) {
  const more = items.length - mostInColumn;
  return items.slice(0, mostInColumn).map((item, at) => {
    const y = floor - (at + 1) * step + (step - side);
    const isLast = at === mostInColumn - 1 && more > 0;
    return (
      <Link
        key={item.id}
        to={officePaths.dossier(item.id)}
        aria-label={`${item.name}: ${clockWords(item.clock)}`}
      >
        <title>{`${item.name}: ${clockWords(item.clock)}`}</title>
        <rect x={x} y={y} width={side} height={side} rx="3" fill={fills[toneOf(item.clock)]} />
        {isLast && (
          <text x={x + side / 2} y={y + 13} textAnchor="middle" fontSize="10" fill="#fff">
            +{more}
          </text>
        )}
      </Link>
    );
  });
}
