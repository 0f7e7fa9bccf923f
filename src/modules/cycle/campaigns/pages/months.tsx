import type { MonthCount } from "../months.ts";

const width = 432;
const height = 150;
const base = 122;

/**
 * Pieces of each month as bars against the goal; a month below it is red and says so. The text
 * above it and the list below it say the same.
 */
export function MonthBars({
  months,
  perMonth,
}: {
  months: readonly MonthCount[];
  perMonth: number;
}) {
  const most = Math.max(perMonth, 1, ...months.map(({ count }) => count));
  const step = width / months.length;
  const tall = (count: number) => (count / most) * (base - 30);
  const goal = base - tall(perMonth);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ width: "100%", maxWidth: 620 }}
    >
      <line x1="0" y1={base} x2={width} y2={base} stroke="#717c74" />
      {months.map(({ month, count, isBelow, isOver }, at) => (
        <g key={month} fontSize="13" textAnchor="middle" fill="#1d2721">
          {isBelow && (
            <rect
              x={at * step + 3}
              y={goal}
              width={step - 6}
              height={base - goal}
              fill="none"
              stroke="#a3231c"
              strokeDasharray="3 3"
            />
          )}
          <rect
            x={at * step + 7}
            y={base - tall(count)}
            width={step - 14}
            height={tall(count)}
            fill={isBelow ? "#a3231c" : "#1f6a4a"}
          />
          {(count > 0 || isOver) && (
            <text
              x={at * step + step / 2}
              y={base - tall(count) - 5}
              fill={isBelow ? "#a3231c" : "#1d2721"}
              fontWeight={isBelow ? 700 : 400}
            >
              {count}
            </text>
          )}
          <text x={at * step + step / 2} y={base + 20}>
            T{month}
          </text>
        </g>
      ))}
      {perMonth > 0 && (
        <line x1="0" y1={goal} x2={width} y2={goal} stroke="#717c74" strokeDasharray="6 4" />
      )}
    </svg>
  );
}
