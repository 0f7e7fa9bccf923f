import { Card, Group, Radio, SimpleGrid, Stack, Text, Textarea, Title } from "@mantine/core";
import { topicFindings } from "../../../model.ts";
import type { TopicPage } from "../review-data.ts";
import { reviewBox } from "../review-form.ts";
import { NoEvidence, Papers } from "./papers.tsx";

/** One topic of Mẫu 03: what the producer says at the left, what the commune found at the right. */
export function Topic({
  topic,
  typed,
}: {
  topic: TopicPage;
  typed: (name: string, kept: string) => string;
}) {
  return (
    <Card withBorder component="section" aria-label={topic.vi}>
      <Title order={2} size="h4">
        {topic.vi}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {topic.hint}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <div>
          <Text size="sm" fw={600} mb={4}>
            Chủ thể khai
          </Text>
          {topic.figures.length === 0 ? (
            <Text size="sm" c="dimmed">
              Không khai số liệu về nội dung này.
            </Text>
          ) : (
            <dl className="facts">
              {topic.figures.map((box) => (
                <div key={box.key} style={{ display: "contents" }}>
                  <dt>{box.label}</dt>
                  <dd>{box.text}</dd>
                </div>
              ))}
            </dl>
          )}
          {topic.claims.map((claim) => (
            <div key={claim.code}>
              <Text size="sm" mt={6}>
                <b>
                  Tiêu chí {claim.code}, tự chấm {claim.points ?? 0}/{claim.max}:
                </b>{" "}
                {claim.label ?? "chưa chọn"}
              </Text>
              <Papers papers={claim.papers} />
              {claim.lacksEvidence && <NoEvidence />}
            </div>
          ))}
        </div>
        <Stack gap="xs">
          <Radio.Group
            name={reviewBox.finding(topic.name)}
            label="Cấp xã xác nhận"
            defaultValue={typed(reviewBox.finding(topic.name), topic.finding ?? "")}
          >
            <Group gap="md" mt={4}>
              {Object.entries(topicFindings).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Group>
          </Radio.Group>
          <Textarea
            name={reviewBox.comment(topic.name)}
            label="Nhận xét"
            description="Ghi số liệu, nơi đã xem, ai xác nhận"
            autosize
            minRows={3}
            defaultValue={typed(reviewBox.comment(topic.name), topic.comment)}
          />
        </Stack>
      </SimpleGrid>
    </Card>
  );
}
