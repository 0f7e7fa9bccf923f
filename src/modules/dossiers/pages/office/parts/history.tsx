import { Text, Timeline } from "@mantine/core";
import { instantText } from "#ui/dates.ts";
import type { HistoryStep } from "#modules/dossiers/service/history.server.ts";

/** What happened to the dossier and by whom, the latest first. */
export function History({ events }: { events: readonly HistoryStep[] }) {
  return (
    <Timeline bulletSize={14} lineWidth={2} active={0}>
      {events.toReversed().map((event) => (
        <Timeline.Item key={event.seq} title={event.title}>
          <Text size="xs" c="dimmed">
            {instantText(event.at, "vi")}
          </Text>
          <Text size="sm">{[event.name, event.role, event.agency].filter(Boolean).join(", ")}</Text>
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
