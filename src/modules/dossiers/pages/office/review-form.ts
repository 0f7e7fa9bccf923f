import type { SaveReview } from "../../inputs.ts";
import { type ReviewTopic, reviewTopics } from "../../model.ts";

/** Names of the boxes of the commune's report. */
export const reviewBox = {
  finding: (topic: ReviewTopic) => `finding.${topic}`,
  comment: (topic: ReviewTopic) => `comment.${topic}`,
  hasMeeting: "hasMeeting",
  meeting: (part: "on" | "place" | "people" | "minutes") => `meeting.${part}`,
} as const;

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** The report's parts that its page sends; the visit has a page of its own and is left alone. */
export function readReviewForm(form: FormData): Omit<SaveReview, "dossierId"> {
  const topics: NonNullable<SaveReview["topics"]> = {};
  for (const topic of Object.keys(reviewTopics) as ReviewTopic[])
    if (form.has(reviewBox.comment(topic)))
      topics[topic] = {
        finding: textOf(form, reviewBox.finding(topic)),
        comment: textOf(form, reviewBox.comment(topic)),
      };
  return {
    expectedVersion: textOf(form, "version"),
    checked: form.getAll("checked").map(String),
    topics,
    meeting: form.has(reviewBox.hasMeeting)
      ? {
          on: textOf(form, reviewBox.meeting("on")),
          place: textOf(form, reviewBox.meeting("place")),
          people: textOf(form, reviewBox.meeting("people")),
          minutes: textOf(form, reviewBox.meeting("minutes")),
        }
      : null,
    request: textOf(form, "request"),
  };
}
