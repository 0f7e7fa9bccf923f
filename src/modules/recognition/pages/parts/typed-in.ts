import { type Answer, failureOf } from "#ui/office/act.tsx";

/** Values or errors of a form's fields, by name. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** What had been typed into the form with this intent, and what is wrong with it. */
export function typedIn(answer: Answer | undefined, intent: string) {
  const failure = failureOf(answer, intent);
  return { values: (failure?.values ?? {}) as Texts, errors: (failure?.errors ?? {}) as Texts };
}
