import { Text, Title } from "@mantine/core";
import {
  type Change,
  isSame,
  type LineDifference,
  type PlanDifference,
  shownValue,
  type SpendingDifference,
  type TitledChanges,
} from "../diff.ts";

const kinds = { added: "Thêm", removed: "Bỏ", changed: "Sửa" } as const;

/** What changed between two states of a plan, part by part. */
export function Differences({ difference }: { difference: PlanDifference }) {
  const { themes, lines, breakdowns, tables } = difference;
  if (isSame(difference)) return <Text size="sm">Hai bản không có gì khác nhau.</Text>;
  return (
    <>
      {themes.length > 0 && (
        <Part title="Chủ đề trọng tâm">
          <Changes changes={themes} />
        </Part>
      )}
      {lines.length > 0 && (
        <Part title="Hoạt động, kinh phí">
          <Lines lines={lines} />
        </Part>
      )}
      {[...breakdowns, ...tables].map((one) => (
        <Titled key={one.title} of={one} />
      ))}
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <Title order={3} size="h6" mt="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Titled({ of: { title, changes } }: { of: TitledChanges }) {
  return (
    <Part title={title}>
      <Changes changes={changes} />
    </Part>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="tight">
      {changes.map((change) => (
        <li key={change.field}>
          {change.field}: {shownValue(change.before)} → {shownValue(change.after)}
        </li>
      ))}
    </ul>
  );
}

function Lines({ lines }: { lines: readonly LineDifference[] }) {
  return (
    <ul className="tight">
      {lines.map(({ id, number, name, kind, changes }) => (
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
  return before === null
    ? `${field}: ${shownValue(after)}`
    : `${field}: ${shownValue(before)} → ${shownValue(after)}`;
}

/** Money that has been spent where the plan was changed; `unit` of its amounts. */
export function SpentWhereChanged({
  spending,
  unit,
}: {
  spending: readonly SpendingDifference[];
  unit: string;
}) {
  if (spending.length === 0) return null;
  return (
    <Part title="Đã chi ở chỗ thay đổi">
      <ul className="tight">
        {spending.map(({ id, number, name, before, after, spent, isOver }) => (
          <li key={id}>
            {number} {name}: kế hoạch {shownValue(before)} →{" "}
            {after === undefined ? "đã bỏ" : shownValue(after)} {unit}; đã chi {shownValue(spent)}{" "}
            {unit}
            {isOver && <strong> – chi vượt kế hoạch mới</strong>}
          </li>
        ))}
      </ul>
    </Part>
  );
}
