import { Button, Card, Group, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import type { Board, BoardSeat } from "../../../board.ts";
import { attendances, duties } from "../../../model.ts";
import type { Severity } from "../../../results/severity.ts";
import type { DeskData } from "#modules/councils/pages/session/desk.server.ts";

/** Who sits in the session, who is there, and whether they are enough. */
export function Attendance({ loaderData, board }: { loaderData: DeskData; board: Board }) {
  const { may, quorum } = loaderData;
  const isMeeting = board.mode === "meeting";
  const mayNote = may.run && isMeeting && (board.state === "open" || board.state === "planned");
  const unknown = board.seats.filter(({ attendance }) => attendance === "unknown").length;
  const scoring = board.seats.filter(({ scores }) => scores);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        {isMeeting ? "Điểm danh" : "Thành viên"}
      </Title>
      {isMeeting && <Quorum {...quorum} there={countPresent(scoring)} />}
      {mayNote && unknown > 0 && (
        <Form method="post">
          <Button type="submit" name="intent" value="allPresent" variant="light" fullWidth my="xs">
            Ghi có mặt cả {unknown} người chưa điểm danh
          </Button>
        </Form>
      )}
      <ol className="roll">
        {board.seats.map((seat) => (
          <Seat
            key={seat.userId}
            seat={seat}
            number={scoring.indexOf(seat) + 1}
            mayNote={mayNote}
          />
        ))}
      </ol>
    </Card>
  );
}

function countPresent(seats: readonly BoardSeat[]): number {
  return seats.filter(({ attendance }) => attendance === "present").length;
}

function Quorum({ eligible, needed, there }: { eligible: number; needed: number; there: number }) {
  const share = (count: number) => `${eligible === 0 ? 0 : (count / eligible) * 100}%`;
  return (
    <div>
      <Text size="sm">
        Có mặt <b>{there}</b>/{eligible} người chấm; cần ít nhất <b>{needed}</b>
      </Text>
      <div className="quorum-bar" data-met={there >= needed} aria-hidden="true">
        <span style={{ width: share(there) }} />
        <i style={{ left: share(needed) }} />
      </div>
    </div>
  );
}

function Seat({ seat, number, mayNote }: { seat: BoardSeat; number: number; mayNote: boolean }) {
  return (
    <li>
      <Text size="sm" c="dimmed">
        {number > 0 ? number : ""}
      </Text>
      <div>
        <Text size="sm" fw={600}>
          {seat.name}
        </Text>
        <Text size="xs">
          {duties[seat.duty]}, {seat.agency}
          {!mayNote && seat.attendance !== "unknown" && ` · ${attendances[seat.attendance]}`}
        </Text>
      </div>
      {mayNote && (
        <Form method="post">
          <input type="hidden" name="intent" value="attend" />
          <input type="hidden" name="userId" value={seat.userId} />
          <input type="hidden" name="seen" value={seat.attendance} />
          <Group gap={2} wrap="nowrap">
            {(["present", "absent"] as const).map((wanted) => (
              <Button
                key={wanted}
                type="submit"
                name="attendance"
                value={wanted}
                size="compact-xs"
                variant={seat.attendance === wanted ? "filled" : "default"}
                color={wanted === "present" ? "leaf" : "gray"}
                aria-pressed={seat.attendance === wanted}
                aria-label={`${seat.name}: ${attendances[wanted].toLowerCase()}`}
              >
                {wanted === "present" ? "Có" : "Vắng"}
              </Button>
            ))}
          </Group>
        </Form>
      )}
    </li>
  );
}

/** Members left and right of the others: stricter and milder. Advice only. */
export function SeverityPlot({ severity, board }: { severity: readonly Severity[]; board: Board }) {
  const told = severity.filter(({ products }) => products > 0);
  if (told.length === 0) return null;
  const furthest = Math.max(5, ...told.map(({ distance }) => Math.abs(Number(distance))));
  const names = new Map(board.seats.map(({ userId, name }) => [userId, name]));
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Xu hướng cho điểm
      </Title>
      <Text size="sm" mb="xs">
        So với trung vị của những người khác, qua các sản phẩm đã công bố. Chỉ để tham khảo, không
        làm thay đổi kết quả.
      </Text>
      <svg viewBox={`0 0 320 ${told.length * 40 + 24}`} className="axis" aria-hidden="true">
        <line x1="160" x2="160" y1="16" y2={told.length * 40 + 20} stroke="#1d2721" />
        <text x="152" y="11" fontSize="11" textAnchor="end">
          chặt hơn
        </text>
        <text x="168" y="11" fontSize="11">
          rộng hơn
        </text>
        {told.map(({ member, distance }, at) => {
          const x = 160 + (Number(distance) / furthest) * 110;
          const y = at * 40 + 34;
          // The name on a line of its own, on ground that hides the axis: names are long.
          return (
            <g key={member}>
              <rect x="0" y={y - 13} width="320" height="17" fill="#fff" />
              <text x="0" y={y} fontSize="12">
                {names.get(member) ?? "Người đã thay"}
              </text>
              <line x1="160" x2={x} y1={y + 14} y2={y + 14} stroke="#45876a" strokeWidth="8" />
              <text
                x={x < 160 ? x - 4 : x + 4}
                y={y + 18}
                fontSize="12"
                textAnchor={x < 160 ? "end" : "start"}
              >
                {distance.replace(".", ",")}
              </text>
            </g>
          );
        })}
      </svg>
      <ul className="unseen">
        {told.map(({ member, distance }) => (
          <li key={member}>{`${names.get(member) ?? "Người đã thay"}: ${distance} điểm`}</li>
        ))}
      </ul>
    </Card>
  );
}
