import type { RuleSet } from "#modules/rulebooks/model.ts";
import { filingPaths } from "../paths.ts";
import { askedCriteria } from "./criteria.ts";

/** One page of the form. */
export type Step = {
  /** `section:<name>` or `criterion:<code>`, as forms and drafts name it. */
  readonly key: string;
  readonly kind: "section" | "criterion";
  /** Name of the section, or code of the criterion. */
  readonly name: string;
  readonly title: string;
  readonly href: string;
  /** Heading under which the hub lists it: the form, or the part of the set. */
  readonly group: string;
  readonly isDone: boolean;
  /** What still wants attention, in a few words; empty when nothing does. */
  readonly wants: readonly string[];
};

/** What the steps are made from; a part of the description of a dossier. */
export type StepsInput = {
  readonly dossierId: string;
  readonly set: RuleSet;
  readonly sections: readonly {
    readonly section: { readonly name: string; readonly title: string; readonly form: string };
    readonly missing: readonly { readonly label: string }[];
  }[];
  readonly answers: Readonly<Record<string, { readonly option: number | null }>>;
  readonly missingEvidence: readonly string[];
  /** Items of an open return, with their reasons. */
  readonly returned: readonly { readonly item: string; readonly answered: boolean }[];
};

/**
 * The pages of a dossier's form in the order of the printed one: the registration, parts I and
 * II of the report, the criteria (part III), then what is planned (part IV).
 */
export function stepsOf(input: StepsInput): readonly Step[] {
  const written = input.sections.map((section) => sectionStep(input, section));
  const plan = written.filter(({ name }) => name === "plan");
  return [
    ...written.filter(({ name }) => name !== "plan"),
    ...askedCriteria(input.set).map(({ leaf, part }) =>
      criterionStep(input, leaf.code, leaf.title, `Phần ${part.code}. ${part.title}`),
    ),
    ...plan,
  ];
}

function sectionStep(
  input: StepsInput,
  { section, missing }: StepsInput["sections"][number],
): Step {
  const open = wasReturned(input, section.name);
  return {
    key: `section:${section.name}`,
    kind: "section",
    name: section.name,
    title: section.title,
    href: filingPaths.section(input.dossierId, section.name),
    group: "Phiếu đăng ký và báo cáo",
    isDone: missing.length === 0 && !open,
    wants: [
      ...(open ? ["cần bổ sung"] : []),
      ...(missing.length > 0 ? [`còn ${missing.length} ô cần điền`] : []),
    ],
  };
}

function criterionStep(input: StepsInput, code: string, title: string, group: string): Step {
  const answered = (input.answers[code]?.option ?? null) !== null;
  const open = wasReturned(input, `criterion:${code}`);
  const bare = input.missingEvidence.includes(code);
  return {
    key: `criterion:${code}`,
    kind: "criterion",
    name: code,
    title,
    href: filingPaths.criterion(input.dossierId, code),
    group,
    isDone: answered && !bare && !open,
    wants: [
      ...(open ? ["cần bổ sung"] : []),
      ...(answered ? [] : ["chưa chọn"]),
      ...(bare ? ["chưa có minh chứng"] : []),
    ],
  };
}

function wasReturned({ returned }: StepsInput, item: string): boolean {
  return returned.some((one) => one.item === item && !one.answered);
}

/** Where a step stands in the row: the one before, the one after, and its number from 1. */
export function around(
  steps: readonly Step[],
  key: string,
): { at: number; previous: Step | undefined; next: Step | undefined } | null {
  const at = steps.findIndex((step) => step.key === key);
  return at < 0 ? null : { at: at + 1, previous: steps[at - 1], next: steps[at + 1] };
}

/** The first page that still wants something, or none. */
export function nextToDo(steps: readonly Step[]): Step | undefined {
  return steps.find(({ isDone }) => !isDone);
}

/** The steps under their headings, with how many are done. */
export function progressOf(
  steps: readonly Step[],
): readonly { group: string; steps: readonly Step[]; done: number }[] {
  return [...new Set(steps.map(({ group }) => group))].map((group) => {
    const own = steps.filter((step) => step.group === group);
    return { group, steps: own, done: own.filter(({ isDone }) => isDone).length };
  });
}

/** The address where a completeness item or a returned item is mended; null where it is no page of the form. */
export function placeOf(dossierId: string, where: string, steps: readonly Step[]): string | null {
  const found = steps.find(({ key, name }) => key === where || (name === where && where !== ""));
  if (found) return found.href;
  return where === "answers" ? `${filingPaths.hub(dossierId)}#tieu-chi` : null;
}
