import { Text } from "@mantine/core";
import { formatNumber } from "#core/input/number.ts";
import type { Change, LineDifference } from "../diff.ts";

const kinds = { added: "Thêm", removed: "Bỏ", changed: "Sửa" } as const;

/** What changed, line by line. */
export function Differences({ differences }: { differences: readonly LineDifference[] }) {
  if (differences.length === 0) return <Text size="sm">Các dòng không có gì khác.</Text>;
  return (
    <ul className="tight">
      {differences.map(({ id, number, name, kind, changes }) => (
        <li key={id}>
          <strong>
            {kinds[kind]}: {number} {name}
          </strong>
          {kind === "changed" && (
            <ul className="tight">
              {changes.map((change) => (
                <li key={change.field}>{wordsOf(change)}</li>
              ))}
            </ul>
          )}
          {kind === "added" && changes.some(({ field }) => field === "Thành tiền") && (
            <> – {changes.filter(({ field }) => field === "Thành tiền").map(wordsOf)}</>
          )}
        </li>
      ))}
    </ul>
  );
}

function wordsOf({ field, before, after }: Change): string {
  const show = (value: string | null) =>
    value === null ? "không ghi" : /^-?\d+(\.\d+)?$/.test(value) ? formatNumber(value) : value;
  return before === null
    ? `${field}: ${show(after)}`
    : `${field}: ${show(before)} → ${show(after)}`;
}
