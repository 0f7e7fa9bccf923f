import { Card, Text, Title } from "@mantine/core";
import { formatDong } from "#core/money.ts";
import { fundSources } from "../../model.ts";
import type { LoadedPlan } from "./plan.tsx";

/** What the producer has written, part by part, and what it means to buy. */
export function Written({ of: { written, investments } }: { of: LoadedPlan }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Nội dung phương án
      </Title>
      {written.map(({ part, title, lines }) => (
        <section key={part} aria-label={title}>
          <Title order={3} size="h5" mt="sm">
            {title}
          </Title>
          {lines.length === 0 && <Text size="sm">Chưa ghi.</Text>}
          {lines.map(({ label, text }) => (
            <Text key={label} size="sm" style={{ whiteSpace: "pre-wrap" }}>
              <strong>{label}:</strong> {text}
            </Text>
          ))}
        </section>
      ))}
      {investments.length > 0 && (
        <section aria-label="Các khoản đầu tư">
          <Title order={3} size="h5" mt="sm">
            Các khoản đầu tư
          </Title>
          <ul className="tight">
            {investments.map(({ name, amount, year, source }, at) => (
              <li key={`${at}-${name}`}>
                {name}: {formatDong(BigInt(amount))} đồng, năm thứ {year},{" "}
                {fundSources[source].toLowerCase()}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
