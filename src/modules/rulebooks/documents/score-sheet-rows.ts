import { lastCountedLeaf, readAnswers } from "../answers.ts";
import type { CompiledSet } from "../compiled.ts";
import { isLeaf } from "../model.ts";
import type { Answers, Criterion, LeafCriterion, Note, Option } from "../model.ts";
import type { RuleSet, Score, Verdict } from "../model.ts";
import { effectivePoints, score } from "../score.ts";

/** How a filled sheet was scored, by leaf code. */
export type Marks = {
  readonly score: Score;
  readonly points: ReadonlyMap<string, number>;
  readonly chosen: ReadonlyMap<string, number>;
  readonly stopAt: string | null;
};

/** A row of the sheet: the heading of a group, or a criterion with its options. */
export type SheetRow = {
  readonly kind: "group" | "leaf";
  readonly code: string;
  readonly title: string;
  readonly max: number;
  /** Points as they count; null on a blank sheet. */
  readonly points: number | null;
  readonly notes: readonly SheetNote[];
  /** A filled sheet left this criterion without an answer. */
  readonly unanswered: boolean;
  /** Could be taller than a page, so that keeping it whole is not possible. */
  readonly long: boolean;
  /** Options by case, in the cases' order; one block without a title where there are no cases. */
  readonly blocks: readonly OptionBlock[];
};

/** `box`: someone must confirm this note, ticked or not; null: there is nothing to confirm. */
type SheetNote = {
  readonly kind: Note["kind"];
  readonly text: string;
  readonly box: boolean | null;
};

type OptionBlock = {
  readonly title: string | null;
  readonly options: readonly {
    readonly label: string;
    readonly points: number;
    readonly minStar: number | null;
    readonly chosen: boolean;
  }[];
};

/** Scores a filled sheet; throws `AnswersError` for answers that are not of this set. */
export function markSheet(set: CompiledSet, answers: Answers, verdict: Verdict = {}): Marks {
  const choices = readAnswers(set, answers);
  const points = effectivePoints(set, choices, lastCountedLeaf(set, verdict.stopAt));
  return {
    score: score(set, answers, verdict),
    points: new Map(set.leaves.map(({ code, index }) => [code, points[index] ?? 0])),
    chosen: new Map(set.leaves.map(({ code, index }) => [code, choices[index] ?? 0])),
    stopAt: verdict.stopAt ?? null,
  };
}

/** A criterion and what it contains, in the sheet's order. */
export function rowsOf(criterion: Criterion, marks: Marks | null): readonly SheetRow[] {
  const row = {
    code: criterion.code,
    title: criterion.title,
    max: criterion.max,
    points: marks ? pointsWithin(criterion, marks) : null,
    notes: notesOf(criterion, marks),
  };
  if (!isLeaf(criterion)) {
    const inner = criterion.criteria ?? [];
    const heading = { kind: "group", ...row, unanswered: false, long: false, blocks: [] } as const;
    return [heading, ...inner.flatMap((child) => rowsOf(child, marks))];
  }
  const chosen = marks?.chosen.get(criterion.code) ?? 0;
  const unanswered = marks !== null && chosen === 0;
  const blocks = blocksOf(criterion, chosen);
  return [{ kind: "leaf", ...row, unanswered, long: isLong(criterion), blocks }];
}

/** Whether any option of the set is the least one for a star level. */
export function hasGates(set: RuleSet): boolean {
  const leaves = set.parts.flatMap((part) => part.criteria).flatMap(leavesOf);
  return leaves.some((leaf) => leaf.options.some((option) => minStarOf(option) !== null));
}

function isLong({ title, notes = [], options }: LeafCriterion): boolean {
  const texts = [title, ...notes.map(({ text }) => text), ...options.map(({ label }) => label)];
  return texts.join("").length + options.length * 60 > 2500;
}

function blocksOf(leaf: LeafCriterion, chosen: number): readonly OptionBlock[] {
  const cases = leaf.cases ?? [{ id: null, title: null }];
  return cases.map(({ id, title }) => ({
    title: title === null ? null : `Trường hợp ${id}: ${title}`,
    options: leaf.options
      .filter((option) => id === null || option.case === id)
      .map((option) => ({
        label: option.label,
        points: option.points,
        minStar: minStarOf(option),
        chosen: option.n === chosen,
      })),
  }));
}

function minStarOf(option: Option): number | null {
  return option.minStar ?? null;
}

function notesOf(
  { code, notes = [], appliesWhen }: Criterion,
  marks: Marks | null,
): readonly SheetNote[] {
  const condition = appliesWhen
    ? [
        {
          kind: "require" as const,
          text: `Chỉ chấm khi tiêu chí ${appliesWhen.criterion} được từ ${appliesWhen.pointsAtLeast} điểm trở lên`,
          box: null,
        },
      ]
    : [];
  return [
    ...condition,
    ...notes.map((note) => ({ kind: note.kind, text: note.text, box: boxOf(note, code, marks) })),
  ];
}

function boxOf(note: Note, code: string, marks: Marks | null): boolean | null {
  if (note.kind === "stop") return marks?.stopAt === code;
  return note.kind === "reject" ? false : null;
}

function leavesOf(criterion: Criterion): readonly LeafCriterion[] {
  return isLeaf(criterion) ? [criterion] : (criterion.criteria ?? []).flatMap(leavesOf);
}

function pointsWithin(criterion: Criterion, marks: Marks): number {
  return leavesOf(criterion).reduce((sum, leaf) => sum + (marks.points.get(leaf.code) ?? 0), 0);
}
