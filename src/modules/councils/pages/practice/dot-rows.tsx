type DotRow = {
  readonly key: string;
  readonly name: string;
  /** Decimals of 0 to 100; null: none. */
  readonly values: readonly [string | null, string | null];
};

const height = 22;
const left = 190;
const width = 720;
const scale = (value: number) => left + (value / 100) * (width - left - 20);
const colours = ["#8f3105", "#17533a"] as const;

/**
 * Two values on each line, joined: from the first to the second. The table beside it says the
 * same in numbers, so the drawing is passed over by those who do not see it.
 */
export function DotRows({
  label,
  marks,
  rows,
}: {
  label: string;
  marks: readonly [string, string];
  rows: readonly DotRow[];
}) {
  const bottom = 34 + rows.length * height;
  return (
    <figure
      aria-label={`${label}: biểu đồ, số liệu ở bảng dưới`}
      style={{ margin: "0 0 1rem", overflowX: "auto" }}
    >
      <svg
        viewBox={`0 0 ${width} ${bottom + 8}`}
        style={{ width: "100%", maxWidth: width, height: "auto", display: "block" }}
        aria-hidden="true"
        fontSize="12"
      >
        {marks.map((mark, i) => (
          <g key={mark}>
            <circle cx={left + i * 130} cy={9} r={5} fill={colours[i]} />
            <text x={left + 10 + i * 130} y={13}>
              {mark}
            </text>
          </g>
        ))}
        {[0, 20, 40, 60, 80, 100].map((value) => (
          <g key={value}>
            <line x1={scale(value)} x2={scale(value)} y1={30} y2={bottom} stroke="#dee2e6" />
            <text x={scale(value)} y={28} textAnchor="middle" fill="#525d56">
              {value}
            </text>
          </g>
        ))}
        {rows.map(({ key, name, values }, at) => (
          <Row key={key} name={name} values={values} y={46 + at * height} />
        ))}
      </svg>
    </figure>
  );
}

function Row({ name, values, y }: Pick<DotRow, "name" | "values"> & { y: number }) {
  const dots = values.flatMap((value, i) =>
    value === null ? [] : [{ x: scale(Number(value)), colour: colours[i] ?? colours[0], i }],
  );
  const [from, to] = dots;
  return (
    <g>
      <text x={0} y={y + 4}>
        {name.length > 30 ? `${name.slice(0, 29)}…` : name}
      </text>
      {from && to && <line x1={from.x} x2={to.x} y1={y} y2={y} stroke="#868e96" strokeWidth="2" />}
      {dots.map(({ x, colour, i }) => (
        <circle key={i} cx={x} cy={y} r={5} fill={colour} />
      ))}
    </g>
  );
}
