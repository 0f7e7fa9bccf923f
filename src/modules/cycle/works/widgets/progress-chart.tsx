import { dayText } from "#ui/dates.ts";
import { chart, heightOf, placed, type ProgressPoint, stepPath } from "../progress.ts";

/**
 * Points of a product over time, as steps, with the least points of each star level and the
 * target. Readable without colour: the target is a broken line with its name, each point is
 * written out in the table below. Plain HTML.
 */
export function ProgressChart({
  points,
  levels,
  target,
}: {
  points: readonly ProgressPoint[];
  /** The least points of the star levels. */
  levels: readonly { readonly stars: number; readonly min: number }[];
  target: number;
}) {
  const places = placed(points);
  const last = places.at(-1);
  if (!last) return null;
  const right = chart.width - chart.right;
  return (
    <figure className="plan-progress">
      <svg viewBox={`0 0 ${chart.width} ${chart.height}`} aria-hidden="true">
        {levels.map(({ stars, min }) => (
          <g key={stars}>
            <line
              x1={chart.left}
              x2={right}
              y1={heightOf(min)}
              y2={heightOf(min)}
              stroke="#5b6660"
              strokeWidth={stars === target ? 1.6 : 0.6}
              strokeDasharray={stars === target ? "6 3" : undefined}
            />
            <text x={right + 6} y={heightOf(min) + 4} fontSize="12" fill="#33413a">
              {stars === target ? `Mục tiêu ${stars} sao` : `${stars} sao`}
            </text>
          </g>
        ))}
        {[0, 50, 100].map((total) => (
          <text
            key={total}
            x={chart.left - 6}
            y={heightOf(total) + 4}
            textAnchor="end"
            fontSize="12"
            fill="#33413a"
          >
            {total}
          </text>
        ))}
        <path d={stepPath(places)} fill="none" stroke="#0f5132" strokeWidth="2" />
        {places.map(({ x, y, on }) => (
          <circle key={on} cx={x} cy={y} r="3.5" fill="#fff" stroke="#0f5132" strokeWidth="2" />
        ))}
        <text x={chart.left} y={chart.height - 8} fontSize="12" fill="#33413a">
          {dayText(places[0]?.on ?? "", "vi")}
        </text>
        {places.length > 1 && (
          <text x={right} y={chart.height - 8} textAnchor="end" fontSize="12" fill="#33413a">
            {dayText(last.on, "vi")}
          </text>
        )}
      </svg>
      <figcaption>
        Từ {points[0]?.total ?? 0} điểm đến {last.total} điểm, đang ở {last.stars} sao; mục tiêu{" "}
        {target} sao.
        <details>
          <summary>Số liệu của hình</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Ngày</th>
                <th scope="col">Điểm</th>
                <th scope="col">Hạng</th>
              </tr>
            </thead>
            <tbody>
              {places.map(({ on, total, stars }) => (
                <tr key={on}>
                  <td>{dayText(on, "vi")}</td>
                  <td>{total}</td>
                  <td>{stars === 0 ? "Chưa có" : `${stars} sao`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figcaption>
    </figure>
  );
}
