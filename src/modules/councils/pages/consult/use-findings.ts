import { useEffect, useRef, useState } from "react";
import { fieldStore } from "#core/field/store.ts";
import { postFromField } from "#core/field/send.ts";
import type { ReviewStanding } from "../../consult/disagreement.ts";
import { consultPaths } from "../../consult/paths.ts";
import { type Draft, FindingKeeper, type Held, type Unsent } from "./keeper.ts";
import type { ReviewPageData } from "./review-data.ts";

const unsentStore = fieldStore<Readonly<Record<string, Unsent>>>("ocop-findings", "unsent");

/** How often what is on this device only is sent again, in milliseconds. */
const retryMs = 15_000;

/**
 * The findings of a review, saved as they are made; what the network did not take stays on the
 * device and goes by itself.
 */
export function useFindings({ head, findings, standing: first }: ReviewPageData) {
  const { assignmentId } = head;
  const [held, setHeld] = useState<Readonly<Record<string, Held>>>(() =>
    Object.fromEntries(
      Object.entries(findings).map(([code, one]) => [code, { ...one, status: "saved" as const }]),
    ),
  );
  const [standing, setStanding] = useState<ReviewStanding>(first);
  const keeper = useRef<FindingKeeper<ReviewStanding>>(null);

  useEffect(() => {
    const made = new FindingKeeper<ReviewStanding>({
      initial: findings,
      send: async (write) => {
        const answer = await postFromField(
          consultPaths.saveFinding(assignmentId),
          JSON.stringify({ ...write, version: undefined, expectedVersion: write.version }),
        );
        if (!answer.ok)
          return { ok: false, isOffline: answer.why.kind === "offline", says: answer.why.says };
        return answer.made as { ok: true; version: number; standing: ReviewStanding };
      },
      keep: async (unsent) =>
        Object.keys(unsent).length === 0
          ? unsentStore.forget(assignmentId)
          : unsentStore.keep(assignmentId, unsent),
      onChange: (now, counted) => {
        setHeld(now);
        if (counted) setStanding(counted);
      },
      newId: () => crypto.randomUUID(),
    });
    keeper.current = made;
    void unsentStore.find(assignmentId).then((left) => left && made.resume(left));
    const flush = () => void made.flush();
    const timer = setInterval(flush, retryMs);
    window.addEventListener("online", flush);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", flush);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for the page of a review
  }, [assignmentId]);

  const change = (criterion: string, part: Partial<Draft>, isFinal: boolean) =>
    keeper.current?.change(criterion, part, isFinal);
  const flush = () => void keeper.current?.flush();
  return { held, standing, change, flush };
}
