import type { Question } from "./plan-model.ts";
import type { ProblemKind } from "./problems.ts";
import type { RawRow } from "./rows.ts";

/** Problems that no other text in their cell would settle. */
const beyondTheCell: ReadonlySet<ProblemKind> = new Set([
  "duplicate",
  "alreadyKept",
  "repeatedRound",
  "outsideScope",
  "sameNameWritten",
]);

/** The question about a cell itself; null where the sheet has no such column, or it would not help. */
export function questionAt(
  row: RawRow,
  column: string | undefined,
  kind: ProblemKind,
): Question | null {
  if (column === undefined || beyondTheCell.has(kind)) return null;
  const fields = [row.fields, ...row.rounds].flatMap((some) => Object.values(some));
  const field = fields.find((one) => one.column === column);
  return field === undefined ? null : { kind: "cell", text: field.text };
}
