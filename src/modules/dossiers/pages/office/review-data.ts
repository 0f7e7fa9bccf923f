import { askedCriteria } from "../../filing/criteria.ts";
import { reviewTopics } from "../../model.ts";
import { reviewGaps, topicsOf } from "../../review.ts";
import type { DossierView } from "../../service/describe.server.ts";
import { boxesOfTopic, criteriaOfTopic } from "./parts/topic-figures.ts";
import { claimsOf, writtenParts } from "./present.ts";

/** What the page of the commune's report shows. */
export function reviewPage(view: DossierView) {
  const { review } = view;
  const forward = view.abilities.find(({ action }) => action === "forward");
  const stage = view.path.find(({ id }) => id === review?.stage) ?? view.stage ?? undefined;
  return {
    version: review?.version ?? 0,
    completeness: view.completeness,
    checked: review?.checked ?? [],
    topics: topicPages(view, stage),
    visit: review?.visit ?? null,
    meeting: review?.meeting ?? null,
    request: review?.request ?? proposedRequest(view),
    isSigned: (review?.signedDigest ?? review?.signedRequestDigest ?? null) !== null,
    gaps: reviewGaps(stage, review),
    mayWrite: forward !== undefined,
    forward: forward ? { unmet: forward.unmet.map(({ vi }) => vi) } : null,
    samplesHeld: view.samples.held,
  };
}

function topicPages(view: DossierView, stage: DossierView["path"][number] | undefined) {
  const boxes = new Map(
    writtenParts(view).flatMap((part) => part.boxes.map((box) => [box.key, box] as const)),
  );
  const claims = new Map(
    claimsOf(view)
      .flatMap((part) => part.claims)
      .map((claim) => [claim.code, claim]),
  );
  const asked = askedCriteria(view.set);
  return topicsOf(stage).map((name) => ({
    name,
    ...reviewTopics[name],
    finding: view.review?.topics[name]?.finding ?? null,
    comment: view.review?.topics[name]?.comment ?? "",
    figures: boxesOfTopic[name].flatMap((key) => boxes.get(key) ?? []),
    claims: criteriaOfTopic(asked, name).flatMap(({ leaf }) => claims.get(leaf.code) ?? []),
  }));
}
export type TopicPage = ReturnType<typeof topicPages>[number];

/** A request to start from; the officer makes it their own. */
function proposedRequest({ dossier, unitName }: DossierView): string {
  const commune = unitName.charAt(0).toLocaleLowerCase("vi") + unitName.slice(1);
  return `Ủy ban nhân dân ${commune} đề nghị cấp tỉnh tổ chức đánh giá, phân hạng sản phẩm ${dossier.productName} của ${dossier.producerName}.`;
}
