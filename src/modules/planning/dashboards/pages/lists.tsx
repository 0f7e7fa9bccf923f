import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import { whole } from "../../charts/columns.ts";
import { figurePaths, withQuery } from "../../paths.ts";
import type { Progress } from "#modules/planning/dashboards/progress.server.ts";
import type { Waiting } from "#modules/planning/dashboards/waiting.server.ts";
import { type WaitingKind, waitingKinds } from "../waiting-kinds.ts";
import { amount } from "./words.ts";

/** Targets of the year beside what has been reached. */
export function ProgressList({
  progress,
  unit,
  year,
}: {
  progress: readonly Progress[];
  unit: string;
  year: number;
}) {
  if (progress.length === 0)
    return (
      <Text>{`Chưa có kế hoạch nào đã ban hành giao chỉ tiêu năm ${year} cho đơn vị này.`}</Text>
    );
  return (
    <ul className="progress">
      {progress.map(({ indicatorId, label, unit: of, target, actual, reason, plan }) => (
        <li key={`${plan.id} ${indicatorId} ${label}`}>
          <Anchor
            underline="always"
            component={Link}
            to={withQuery(figurePaths.rows(indicatorId), { unit, year })}
          >
            {label}
          </Anchor>
          <span>
            {actual === null ? (reason ?? "") : amount(actual, of)} / {amount(target, of)}
            {actual !== null && target > 0 && ` (${Math.round((100 * actual) / target)}%)`}
          </span>
          {actual !== null && target > 0 && <Bar share={actual / target} />}
        </li>
      ))}
    </ul>
  );
}

/** How far a target has been reached; the words beside it say the same. */
function Bar({ share }: { share: number }) {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return (
    <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100} height={6} fill="#e2efe6" />
      <rect width={width} height={6} fill={share >= 1 ? "#0f3325" : "#3f8f66"} />
    </svg>
  );
}

/** What waits, and for how long. `closed`: kinds whose page is not for who reads this. */
export function WaitingList({
  waiting,
  closed,
  day,
}: {
  waiting: readonly Waiting[];
  closed: readonly WaitingKind[];
  day: string;
}) {
  if (waiting.length === 0) return <Text>Không có việc nào đang chờ.</Text>;
  return (
    <ul className="progress">
      {waiting.map(({ kind, count, overdue, oldest }) => (
        <li key={kind}>
          {closed.includes(kind) ? (
            waitingKinds[kind].vi
          ) : (
            <Anchor underline="always" component={Link} to={waitingKinds[kind].href}>
              {waitingKinds[kind].vi}
            </Anchor>
          )}
          <span>
            {whole(count)}
            {overdue > 0 && (
              <>
                {", "}
                <strong className="late">{whole(overdue)} quá hạn</strong>
              </>
            )}
            {oldest &&
              oldest < day &&
              `, lâu nhất ${daysBetween(oldest, day)} ngày (từ ${dayText(oldest, "vi")})`}
          </span>
        </li>
      ))}
    </ul>
  );
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
