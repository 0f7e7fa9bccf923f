import { type Answer, failureOf } from "#ui/office/act.tsx";
import type { decisionPage } from "#modules/recognition/pages/office/decision.server.ts";

/** What the page of a decision was given. */
export type Loaded = Awaited<ReturnType<typeof decisionPage>>;

type Texts = Readonly<Record<string, string | undefined>>;

/** What had been typed into the form with this intent, and what is wrong with it. */
export function typedIn(answer: Answer | undefined, intent: string) {
  const failure = failureOf(answer, intent);
  return { values: (failure?.values ?? {}) as Texts, errors: (failure?.errors ?? {}) as Texts };
}
