const width = 720;
const height = 180;
const base = 150;

/** How many recognitions end in each month, as bars; the table beside it says the same. */
export function MonthChart({
  months,
  counts,
}: {
  months: readonly string[];
  counts: readonly number[];
}) {
  const most = Math.max(1, ...counts);
  const step = width / months.length;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      style={{ width: "100%", maxWidth: width }}
    >
      <line x1="0" y1={base} x2={width} y2={base} stroke="#717c74" />
      {months.map((month, at) => {
        const count = counts[at] ?? 0;
        const tall = (count / most) * (base - 24);
        const middle = at * step + step / 2;
        return (
          <g key={month} fontSize="13" textAnchor="middle" fill="#1d2721">
            <rect
              x={at * step + 8}
              y={base - tall}
              width={step - 16}
              height={tall}
              fill={at < 2 ? "#a3231c" : "#1f6a4a"}
            />
            {count > 0 && (
              <text x={middle} y={base - tall - 6}>
                {count}
              </text>
            )}
            <text x={middle} y={base + 20}>
              {`${Number(month.slice(5))}/${month.slice(2, 4)}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
