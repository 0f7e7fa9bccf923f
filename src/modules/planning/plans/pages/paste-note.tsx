import { Alert, Button, Group, Text } from "@mantine/core";
import type { Pasted } from "../pasted.ts";

/** A range that was pasted, with the rows that stood before it. */
export type LastPaste<Row> = Pasted<Row> & { readonly before: readonly Row[] };

/** What became of a pasted range; until something else is typed it can be taken back as a whole. */
export function PasteNote<Row>({
  paste,
  onUndo,
}: {
  paste: LastPaste<Row> | null;
  onUndo: (before: readonly Row[]) => void;
}) {
  return (
    <output style={{ display: "block" }}>
      {paste && (
        <Alert color={paste.ok ? "leaf" : "red"} p="xs">
          <Group gap="sm">
            <Text size="sm">{paste.vi}</Text>
            {paste.ok && (
              <Button size="sm" variant="default" onClick={() => onUndo(paste.before)}>
                Bỏ lần dán này
              </Button>
            )}
          </Group>
        </Alert>
      )}
    </output>
  );
}
