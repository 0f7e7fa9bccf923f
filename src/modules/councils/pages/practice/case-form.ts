import type { SavePractice, WriteCase } from "../../practice/inputs.ts";

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** The criteria that a form speaks of: `option:<code>`. */
function codesOf(form: FormData): string[] {
  const prefix = "option:";
  return [...form.keys()].flatMap((name) =>
    name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
  );
}

/** What the form of a case's agreed answers says. */
export function readCaseForm(caseId: string, form: FormData): WriteCase {
  return {
    caseId,
    expectedVersion: text(form, "version"),
    criteria: Object.fromEntries(
      codesOf(form).map((code) => [
        code,
        {
          option: text(form, `option:${code}`),
          fact: text(form, `fact:${code}`),
          reason: text(form, `reason:${code}`),
        },
      ]),
    ),
  };
}

/** What a practice sheet's form says. */
export function readPracticeForm(caseId: string, form: FormData): SavePractice {
  return {
    caseId,
    answers: Object.fromEntries(
      codesOf(form).flatMap((code) => {
        const chosen = text(form, `option:${code}`);
        return chosen === "" ? [] : [[code, chosen]];
      }),
    ),
  };
}
