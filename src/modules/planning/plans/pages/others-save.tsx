import { Alert, Button, Group } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { planDifference } from "../diff.ts";
import type { PlanMoney, TargetTable } from "../model.ts";
import { readSheet, type TypedLine } from "../sheet.ts";
import { Differences } from "./difference-list.tsx";

/** What a draft says, as its pages have it. */
export type DraftContent = {
  readonly rows: readonly TypedLine[];
  readonly themes: Readonly<Record<string, string>>;
  readonly tables: readonly TargetTable[];
};

/** A state of a draft that was saved, known by its lock. */
export type SavedDraft = { readonly lock: number; readonly content: DraftContent };

/**
 * The state that what is typed here began from: what was loaded while nobody else saved, what was
 * saved here since, and what the person has seen of others' saves.
 */
export function useBase(loaded: SavedDraft): [SavedDraft, (base: SavedDraft) => void] {
  const [base, setBase] = useState(loaded);
  if (base.lock === loaded.lock && base.content !== loaded.content) setBase(loaded);
  return [base, setBase];
}

/** Somebody else saved first: what they changed, and what to do with what was typed here. */
export function OthersSave({
  money,
  before,
  after,
  onKeepMine,
  onTakeTheirs,
}: {
  money: PlanMoney;
  before: DraftContent;
  after: DraftContent;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}) {
  // The button that was pressed may stand far below.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const compared = ({ rows, ...rest }: DraftContent) => ({
    ...rest,
    lines: readSheet(rows, money).lines,
  });
  return (
    <Alert ref={box} tabIndex={-1} color="yellow" title="Người khác vừa thay đổi" mb="sm">
      <Differences difference={planDifference(compared(before), compared(after), money)} />
      <Group mt="sm">
        <Button size="sm" onClick={onKeepMine}>
          Đã xem, giữ nội dung tôi nhập
        </Button>
        <Button size="sm" variant="default" onClick={onTakeTheirs}>
          Bỏ nội dung tôi nhập, lấy bản mới
        </Button>
      </Group>
    </Alert>
  );
}
