import { Tag } from "#ui/public/notice.tsx";
import { type IdeaState, ideaStates } from "../../model.ts";

/** The state of an idea as a short word. */
export function StateTag({ state }: { state: IdeaState }) {
  const kind =
    state === "chosen"
      ? "good"
      : state === "returned"
        ? "error"
        : state === "withdrawn" || state === "nextYear"
          ? "past"
          : "warning";
  return <Tag kind={kind}>{ideaStates[state]}</Tag>;
}
