import { Box, Text } from "@mantine/core";
import type { Day } from "#core/calendar/day.ts";
import type { YearStep } from "../rules.ts";
import { pointIn, stretchIn } from "../strip.ts";

const green = "#1f6a4a";
const pale = "#d5e6dc";
const line = "#c9d1cc";

/**
 * The steps of a year as bars under its months, with a line for today. A picture of what the cards
 * below it say in words, so it is hidden from those who hear the page.
 */
export function YearStrip({
  year,
  today,
  steps,
}: {
  year: number;
  today: Day;
  steps: readonly YearStep[];
}) {
  const now = pointIn(year, today);
  return (
    <Box aria-hidden="true">
      <Text size="xs" c="dimmed" mb={4}>
        Xanh đậm: trọng tâm. Xanh nhạt: liên tục. Vạch đỏ: hôm nay.
      </Text>
      <Box>
        <Row name={null}>
          {Array.from({ length: 12 }, (_, month) => (
            <Text
              key={month}
              size="xs"
              ta="center"
              style={{ position: "absolute", left: `${(month / 12) * 100}%`, width: "8.33%" }}
            >
              T{month + 1}
            </Text>
          ))}
          {now !== null && <Today at={now} />}
        </Row>
        {steps.map((step) => (
          <Row key={step.step} name={step.title}>
            {Array.from({ length: 11 }, (_, month) => (
              <Mark key={month} at={(month + 1) / 12} width={1} colour={line} />
            ))}
            {step.isAllYear && <Bar start={0} length={1} colour={pale} />}
            {step.lastDay !== null && (
              <Bar
                {...(stretchIn(year, { from: `${year}-01-01`, to: step.lastDay }) ?? nothing)}
                colour={pale}
              />
            )}
            {step.spans.map((span) => (
              <Bar key={span.from} {...(stretchIn(year, span) ?? nothing)} colour={green} />
            ))}
            {now !== null && <Today at={now} />}
          </Row>
        ))}
      </Box>
    </Box>
  );
}

const nothing = { start: 0, length: 0 };

function Row({ name, children }: { name: string | null; children: React.ReactNode }) {
  return (
    <Box
      style={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        borderBottom: `1px solid ${line}`,
      }}
    >
      {/* Beside its bar where there is room, above it on a phone. */}
      <Text size="xs" style={{ flex: "1 1 13rem", padding: "4px 8px 4px 0", lineHeight: 1.25 }}>
        {name}
      </Text>
      <Box style={{ position: "relative", flex: "6 1 300px", minHeight: 24 }}>{children}</Box>
    </Box>
  );
}

function Bar({ start, length, colour }: { start: number; length: number; colour: string }) {
  return (
    <Box
      style={{
        position: "absolute",
        top: 6,
        bottom: 6,
        left: `${start * 100}%`,
        width: `${length * 100}%`,
        background: colour,
        borderRadius: 3,
      }}
    />
  );
}

function Mark({ at, width, colour }: { at: number; width: number; colour: string }) {
  return (
    <Box
      style={{
        position: "absolute",
        top: 0,
        bottom: 0,
        left: `${at * 100}%`,
        width,
        background: colour,
      }}
    />
  );
}

function Today({ at }: { at: number }) {
  return <Mark at={at} width={2} colour="#a3231c" />;
}
