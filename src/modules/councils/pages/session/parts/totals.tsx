import { Text } from "@mantine/core";
import type { ItemData } from "#modules/councils/pages/session/item.server.ts";

type Round = ItemData["rounds"][number];

const left = 16;
const wide = 568;

/**
 * The members' totals as dots on the scale of points, over the levels of stars; the mean, which
 * decides, and the median beside it.
 */
export function Totals({ round, data }: { round: Round; data: ItemData }) {
  const { reveal, outcome } = round;
  if (!reveal || outcome.mean === null) return null;
  const levels = data.levels;
  const x = (points: number) => left + (points / 100) * wide;
  const stacks = new Map<number, number>();
  const dots = reveal.totals.map((total) => {
    const height = stacks.get(total) ?? 0;
    stacks.set(total, height + 1);
    return { total, y: 86 - height * 13 };
  });
  const mean = Number(outcome.mean);
  return (
    <>
      <p className="unseen">{`Điểm các phiếu: ${reveal.totals.join(", ")}. Trung bình ${comma(outcome.mean)}, trung vị ${comma(reveal.median)}.`}</p>
      <svg viewBox="0 0 600 128" className="axis totals" aria-hidden="true">
        {levels.map(({ stars, min }, at) => {
          const to = levels[at + 1]?.min ?? 100;
          return (
            <g key={stars}>
              <rect
                x={x(min)}
                y="96"
                width={x(to) - x(min)}
                height="14"
                fill="#b45309"
                fillOpacity={0.12 + 0.17 * at}
              />
              <text x={(x(min) + x(to)) / 2} y="107" fontSize="11" textAnchor="middle">
                {stars}★
              </text>
              <text x={x(min)} y="122" fontSize="10" textAnchor="middle">
                {min}
              </text>
            </g>
          );
        })}
        {dots.map(({ total, y }, at) => (
          <circle key={round.sheets[at]?.member ?? at} cx={x(total)} cy={y} r="6" fill="#45876a">
            <title>{`${data.names[round.sheets[at]?.member ?? ""] ?? ""}: ${total} điểm`}</title>
          </circle>
        ))}
        <line x1={x(mean)} x2={x(mean)} y1="22" y2="110" stroke="#0f3325" strokeWidth="2.5" />
        <line
          x1={x(Number(reveal.median))}
          x2={x(Number(reveal.median))}
          y1="34"
          y2="110"
          stroke="#0f3325"
          strokeDasharray="3 3"
        />
        <text x={Math.min(590, x(mean) + 6)} y="18" fontSize="13" fontWeight="600" textAnchor="end">
          {`Trung bình ${comma(outcome.mean)}`}
        </text>
      </svg>
      <Text size="sm">
        Trung vị {comma(reveal.median)} (nét đứt) · chênh lệch {outcome.spread} điểm, Quy chế cho
        phép {data.spreadLimit} · {outcome.counted} phiếu được tính
      </Text>
    </>
  );
}

/** A decimal as people write it in Vietnamese. */
export function comma(text: string): string {
  return text.replace(".", ",");
}
