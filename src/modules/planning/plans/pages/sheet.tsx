import { Button, Card, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { planHead } from "#modules/planning/plans/pages/plan.server.ts";
import { saveSheet } from "#modules/planning/plans/service/edit.server.ts";
import { authorisedPlan, contentOf } from "#modules/planning/plans/service/load.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { LeaveUnsaved, useUnsaved } from "#ui/office/unsaved.tsx";
import { findingsOf } from "../findings.ts";
import type { SaveSheet } from "../inputs.ts";
import {
  isFilled,
  readSheet,
  sheetYears,
  type TypedLine,
  typedOf,
  withBlankLine,
} from "../sheet.ts";
import { withoutCells } from "./cell-faults.ts";
import { PlanPage } from "./head.tsx";
import { type DraftContent, OthersSave, useBase } from "./others-save.tsx";
import { type LastPaste, PasteNote } from "./paste-note.tsx";
import stylesheet from "./plans.css?url";
import { type SheetColumn, sheetColumns } from "../sheet-columns.ts";
import { byCell, SheetGrid } from "./sheet-grid.tsx";
import type { Route } from "./+types/sheet.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openPlanPage(args);
  const { row, newest, head } = await planHead(ground, args.params.plan, "edit");
  if (newest.state === "issued")
    throw new AppError("unprocessable", {
      vi: "Kế hoạch đã ban hành nên không sửa được. Hãy lập bản điều chỉnh ở trang kế hoạch.",
    });
  const { lines } = await contentOf(ground.db, newest);
  return {
    head,
    content: {
      rows: lines.map((line) => typedOf(line, row.money)),
      themes: newest.themes,
      tables: newest.tables,
    },
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPlanPage(args);
  await authorisedPlan(db, actor, "edit", args.params.plan);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const fields = formFields(form);
    const { lock } = await saveSheet(db, actor, {
      ...fields,
      planId: args.params.plan,
      // What the form lacks or adds is for the service to refuse.
    } as SaveSheet);
    return { done: "Đã lưu bảng.", lock };
  });
});

export const shouldRevalidate = readAnew;

/** Of the sheet only: two lines of one plan must not share it. */
const newId = () => Math.random().toString(36).slice(2, 10);

/** The sheet of a draft: typed or pasted, its sums checked as it is typed. */
export default function Sheet({ loaderData, actionData }: Route.ComponentProps) {
  const { head, content } = loaderData;
  const theirs = { lock: head.lock, content };
  const [base, setBase] = useBase(theirs);
  const [rows, keepRows] = useState<readonly TypedLine[]>(() => withBlankLine(content.rows, newId));
  const [paste, setPaste] = useState<LastPaste<TypedLine> | null>(null);
  const setRows = (next: readonly TypedLine[]) => {
    setPaste(null);
    keepRows(withBlankLine(next, newId));
  };
  const filled: readonly TypedLine[] = rows.filter(isFilled);
  const [themes, setThemes] = useState(content.themes);
  const { leave, setSaved } = useUnsaved<Pick<DraftContent, "rows" | "themes">>({
    rows: filled,
    themes,
  });
  const [sent, setSent] = useState<Pick<DraftContent, "rows" | "themes">>(content);
  const [answered, setAnswered] = useState(actionData);
  if (actionData !== answered) {
    setAnswered(actionData);
    // What was sent is what was saved: what has been typed since is not.
    if (actionData && "done" in actionData) {
      setBase({ lock: actionData.lock, content: { ...base.content, ...sent } });
      setSaved(sent);
    }
  }
  const years = sheetYears(head);
  const { lines, faults } = readSheet(filled, head.money);
  const findings = findingsOf({ lines, breakdowns: [], tables: [], money: head.money });
  const columns = sheetColumns(years);
  const [extras, setExtras] = useState(() => usedExtras(columns, content.rows));
  const isStale = actionData !== undefined && "ok" in actionData && base.lock !== head.lock;
  return (
    <PlanPage head={head} part="Bảng kế hoạch">
      <LeaveUnsaved leave={leave} />
      <Outcome answer={actionData && "ok" in actionData ? withoutCells(actionData) : actionData} />
      {isStale && (
        <OthersSave
          money={head.money}
          before={base.content}
          after={content}
          onKeepMine={() => setBase(theirs)}
          onTakeTheirs={() => {
            setBase(theirs);
            setRows(content.rows);
            setThemes(content.themes);
            setSaved({ rows: content.rows.filter(isFilled), themes: content.themes });
          }}
        />
      )}
      <Stack gap="sm">
        <Checkbox.Group value={extras} onChange={setExtras} label="Cột thêm">
          <Group gap="md" mt={4}>
            {columns
              .filter(({ isExtra }) => isExtra)
              .map(({ id, label }) => (
                <Checkbox key={id} value={id} label={label} size="sm" />
              ))}
          </Group>
        </Checkbox.Group>
        <SheetGrid
          rows={rows}
          columns={columns.filter(({ id, isExtra }) => !isExtra || extras.includes(id))}
          faults={faults}
          findings={byCell(findings)}
          onRows={setRows}
          onPasted={(pasted) => {
            setRows(pasted.rows);
            setPaste({ ...pasted, before: rows });
          }}
          newId={newId}
        />
        <PasteNote paste={paste} onUndo={setRows} />
        <Text size="sm" aria-live="polite">
          {Object.keys(faults).length > 0
            ? `${Object.keys(faults).length} dòng có ô chưa đọc được.`
            : findings.length === 0
              ? "Mọi tổng đã nhập đều khớp."
              : `${findings.length} chỗ không khớp, tô vàng trong bảng. Vẫn lưu được; số liệu giữ nguyên như đã nhập.`}
        </Text>
        <Text size="sm" c="dimmed">
          Dán vùng ô từ Excel vào ô bắt đầu. Enter, mũi tên: chuyển dòng; Ctrl+Enter: thêm dòng;
          Alt+→, Alt+←: đổi bậc. Số tiền gõ như 1.234,5 hoặc 1,2 tỷ; “1.234” là một nghìn hai trăm
          ba mươi tư.
        </Text>
        <Card withBorder>
          <Group align="end">
            {Array.from({ length: head.to - head.from + 1 }, (_, at) => String(head.from + at)).map(
              (year) => (
                <TextInput
                  key={year}
                  label={`Chủ đề trọng tâm năm ${year}`}
                  value={themes[year] ?? ""}
                  onChange={(event) => setThemes({ ...themes, [year]: event.currentTarget.value })}
                  style={{ flex: "1 1 20rem" }}
                />
              ),
            )}
          </Group>
        </Card>
        <SaveForm
          lock={base.lock}
          rows={filled}
          themes={themes}
          onSend={() => setSent({ rows: filled, themes })}
        />
      </Stack>
    </PlanPage>
  );
}

/** Extra columns in which something stands already. */
function usedExtras(columns: readonly SheetColumn[], rows: readonly TypedLine[]): string[] {
  return columns
    .filter(({ id, isExtra }) => isExtra && rows.some(({ cells }) => cells[id] !== undefined))
    .map(({ id }) => id);
}

function SaveForm({
  lock,
  rows,
  themes,
  onSend,
}: {
  lock: number;
  rows: readonly TypedLine[];
  themes: Readonly<Record<string, string>>;
  onSend: () => void;
}) {
  const { state } = useNavigation();
  return (
    <Form method="post" onSubmit={onSend}>
      <input type="hidden" name="lock" value={lock} />
      <input type="hidden" name="rows" value={JSON.stringify(rows)} />
      <input type="hidden" name="themes" value={JSON.stringify(themes)} />
      <Button type="submit" loading={state === "submitting"}>
        Lưu bảng
      </Button>
    </Form>
  );
}
