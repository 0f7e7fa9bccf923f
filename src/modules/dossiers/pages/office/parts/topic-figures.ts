import { foldText } from "#core/text.ts";
import type { AskedCriterion } from "../../../filing/criteria.ts";
import type { ReviewTopic } from "../../../model.ts";

/** Boxes of the report in which the producer speaks of a topic, as `section.box`. */
export const boxesOfTopic: Readonly<Record<ReviewTopic, readonly string[]>> = {
  localMaterial: [
    "general.ingredients",
    "results.localMaterial",
    "results.provinceMaterial",
    "updates.material",
  ],
  localLabour: ["general.labour", "general.localLabour"],
  ideaOrigin: ["general.productDescription", "general.intellectualProperty"],
  localIdentity: ["general.productDescription", "plan.community"],
};

/** Words in the title of a criterion that tell what it is about; without diacritics. */
const words: Readonly<Record<ReviewTopic, readonly string[]>> = {
  localMaterial: ["nguyen lieu"],
  localLabour: ["lao dong"],
  ideaOrigin: ["y tuong"],
  localIdentity: ["ban sac", "cau chuyen san pham"],
};

/** The criteria of a set that bear on a topic: decisions number them differently, their titles say it. */
export function criteriaOfTopic(
  asked: readonly AskedCriterion[],
  topic: ReviewTopic,
): readonly AskedCriterion[] {
  return asked.filter(({ leaf }) => {
    const title = foldText(leaf.title);
    return words[topic].some((word) => title.includes(word));
  });
}
