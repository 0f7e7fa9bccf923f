import { Text, Timeline } from "@mantine/core";
import { instantText } from "#ui/dates.ts";
import { dossierStates, type DossierState } from "../../../model.ts";
import { transitions } from "../../../transitions.ts";

/** A step that a dossier took. */
export type ShownEvent = {
  readonly seq: number;
  readonly action: string;
  readonly toState: DossierState;
  readonly reason: string | null;
  readonly at: Date;
};

const names = new Map<string, string>([
  ["open", "Mở hồ sơ"],
  ...transitions.map(({ action, vi }) => [action, vi] as const),
]);

/** What happened to the dossier, the latest first. */
export function History({ events }: { events: readonly ShownEvent[] }) {
  return (
    <Timeline bulletSize={14} lineWidth={2} active={0}>
      {events.toReversed().map((event) => (
        <Timeline.Item
          key={event.seq}
          title={names.get(event.action) ?? dossierStates[event.toState]}
        >
          <Text size="xs" c="dimmed">
            {instantText(event.at, "vi")}
          </Text>
          {event.reason && (
            <Text size="sm" style={{ whiteSpace: "pre-line" }}>
              {event.reason}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
