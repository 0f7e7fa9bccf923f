import type { Answers } from "#modules/rulebooks/model.ts";

/** What a member answers otherwise than in the round before; option numbers, null: unanswered. */
export type SheetChange = {
  readonly member: string;
  readonly criterion: string;
  readonly from: number | null;
  readonly to: number | null;
};

/** Who changed what between two rounds of sheets; members who are in one of them only are left out. */
export function changesBetween(
  before: ReadonlyMap<string, Answers>,
  after: ReadonlyMap<string, Answers>,
): readonly SheetChange[] {
  const found: SheetChange[] = [];
  for (const [member, answers] of after) {
    const old = before.get(member);
    if (!old) continue;
    for (const criterion of new Set([...Object.keys(old), ...Object.keys(answers)])) {
      const [from, to] = [old[criterion] ?? null, answers[criterion] ?? null];
      if (from !== to) found.push({ member, criterion, from, to });
    }
  }
  return found;
}
