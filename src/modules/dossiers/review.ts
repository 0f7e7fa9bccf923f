import type { Stage } from "#modules/rulebooks/procedure.ts";
import { type ReviewTopic, reviewTopics, type TopicFinding } from "./model.ts";

type Topics = Readonly<
  Partial<Record<ReviewTopic, { finding: TopicFinding | null; comment: string }>>
>;

/** The topics that a stage asks its office to look at; none at a council's stage. */
export function topicsOf(stage: Stage | undefined): readonly ReviewTopic[] {
  return (stage?.topics ?? []).filter((topic): topic is ReviewTopic => topic in reviewTopics);
}

/** What a report still lacks before it can be issued, in Vietnamese. A confirmation needs no request. */
export function reviewGaps(
  stage: Stage | undefined,
  review: { topics: Topics; request: string | null } | null,
): readonly string[] {
  const gaps = topicsOf(stage)
    .filter((topic) => {
      const found = review?.topics[topic];
      return !found?.finding || found.comment.trim() === "";
    })
    .map((topic) => `Chưa có nhận xét về: ${reviewTopics[topic].vi.toLowerCase()}`);
  const needsRequest = stage?.kind === "review" && !review?.request;
  return needsRequest ? [...gaps, "Chưa có đề nghị của Ủy ban nhân dân cấp xã"] : gaps;
}
