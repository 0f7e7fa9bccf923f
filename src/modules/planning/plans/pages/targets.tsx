import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Form, Link, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { formatNumber } from "#core/input/number.ts";
import { indicatorDefinitions } from "#modules/planning/indicators/definitions.server.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { planHead } from "#modules/planning/plans/pages/plan.server.ts";
import { authorisedPlan, contentOf } from "#modules/planning/plans/service/load.server.ts";
import { saveTargets, targetTableId } from "#modules/planning/plans/service/targets.server.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { listSubtree } from "#modules/places/service/units.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { LeaveUnsaved, useUnsaved } from "#ui/office/unsaved.tsx";
import type { SaveTargets } from "../inputs.ts";
import type { TargetRow } from "../pasted.ts";
import { planPaths } from "../paths.ts";
import { typedOf } from "../sheet.ts";
import { withoutCells } from "./cell-faults.ts";
import { PlanPage } from "./head.tsx";
import { OthersSave, useBase } from "./others-save.tsx";
import { type LastPaste, PasteNote } from "./paste-note.tsx";
import stylesheet from "./plans.css?url";
import { isTypedRow, TargetGrid, withBlankRow } from "./target-grid.tsx";
import type { Route } from "./+types/targets.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const ground = await openPlanPage(args);
  const { row, newest, head } = await planHead(ground, args.params.plan, "edit");
  if (newest.state === "issued")
    throw new AppError("unprocessable", {
      vi: "Kế hoạch đã ban hành nên không sửa được. Hãy lập bản điều chỉnh ở trang kế hoạch.",
    });
  const asked = Number(new URL(args.request.url).searchParams.get("nam"));
  const year = asked >= row.fromYear && asked <= row.toYear ? asked : row.fromYear;
  const table = newest.tables.find(({ id }) => id === targetTableId(year));
  const ref = { version: row.unitVersion, code: row.unitCode } as UnitRef;
  const units = ref.version === currentVersion ? await listSubtree(ground.db, ref) : [];
  const text = (cell: string | null | undefined) => (cell ? formatNumber(cell) : "");
  const columns = table?.columns.map(({ id }) => id) ?? ["products-first"];
  const { lines } = await contentOf(ground.db, newest);
  return {
    head,
    year,
    content: {
      rows: lines.map((line) => typedOf(line, row.money)),
      themes: newest.themes,
      tables: newest.tables,
    },
    indicators: [...indicatorDefinitions().values()].map(({ id, vi, unit }) => ({
      value: id,
      label: `${vi} (${unit})`,
    })),
    communes: units.filter(({ level }) => level === "commune").map(({ fullName }) => fullName),
    columns,
    rows:
      table?.rows.map(({ name, unit, cells }) => ({
        unit: unit?.code ?? name,
        name,
        cells: cells.map(text),
      })) ?? [],
    stated: columns.map((_, at) => text(table?.stated[at])),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPlanPage(args);
  await authorisedPlan(db, actor, "edit", args.params.plan);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { lock } = await saveTargets(db, actor, {
      ...formFields(form),
      planId: args.params.plan,
      // What the form lacks or adds is for the service to refuse.
    } as SaveTargets);
    return { done: "Đã lưu chỉ tiêu.", lock };
  });
});

export const shouldRevalidate = readAnew;

/** The rows as they were loaded, with a blank one to type into. */
const typedRows = ({ rows }: Route.ComponentProps["loaderData"]): readonly TargetRow[] =>
  withBlankRow(rows.map(({ name, cells }) => ({ unit: name, cells })));

/** Targets of one year: units by indicators, typed or pasted. */
export default function Targets({ loaderData, actionData }: Route.ComponentProps) {
  // Another year is another table: what was typed for this one does not go there.
  return <YearTargets key={loaderData.year} loaderData={loaderData} actionData={actionData} />;
}

function YearTargets({
  loaderData,
  actionData,
}: {
  loaderData: Route.ComponentProps["loaderData"];
  actionData: Route.ComponentProps["actionData"] | undefined;
}) {
  const { head, year, indicators, communes, content } = loaderData;
  const theirs = { lock: head.lock, content };
  const [base, setBase] = useBase(theirs);
  const [columns, setColumns] = useState<readonly string[]>(loaderData.columns);
  const [stated, setStated] = useState<readonly string[]>(loaderData.stated);
  const [rows, keepRows] = useState<readonly TargetRow[]>(() => typedRows(loaderData));
  const [paste, setPaste] = useState<LastPaste<TargetRow> | null>(null);
  const setRows = (next: readonly TargetRow[]) => {
    setPaste(null);
    keepRows(withBlankRow(next));
  };
  // The blank line at the end waits to be typed into: it is none yet.
  const typed = { columns, rows: rows.filter(isTypedRow), stated };
  const { leave, setSaved } = useUnsaved(typed);
  const [sent, setSent] = useState(typed);
  const failed = actionData && "ok" in actionData ? actionData : undefined;
  const [answered, setAnswered] = useState(actionData);
  if (actionData !== answered) {
    setAnswered(actionData);
    if (actionData && "done" in actionData) {
      setBase({ lock: actionData.lock, content: base.content });
      setSaved(sent);
    }
  }
  const isStale = failed !== undefined && base.lock !== head.lock;
  const labelOf = (id: string) => indicators.find(({ value }) => value === id)?.label ?? id;
  return (
    <PlanPage head={head} part={`Chỉ tiêu năm ${year}`}>
      <LeaveUnsaved leave={leave} />
      <Outcome answer={failed ? withoutCells(failed) : actionData} />
      {isStale && (
        <OthersSave
          money={head.money}
          before={base.content}
          after={content}
          onKeepMine={() => setBase(theirs)}
          onTakeTheirs={() => {
            setBase(theirs);
            const theirRows = typedRows(loaderData);
            setColumns(loaderData.columns);
            setStated(loaderData.stated);
            setRows(theirRows);
            setSaved({
              columns: loaderData.columns,
              rows: theirRows.filter(isTypedRow),
              stated: loaderData.stated,
            });
          }}
        />
      )}
      <Stack gap="sm">
        {head.from !== head.to && (
          <Group gap="xs">
            {Array.from({ length: head.to - head.from + 1 }, (_, at) => head.from + at).map(
              (one) => (
                <Button
                  key={one}
                  component={Link}
                  to={`${planPaths.targets(head.id)}?nam=${one}`}
                  variant={one === year ? "filled" : "default"}
                  size="compact-sm"
                >
                  {one}
                </Button>
              ),
            )}
          </Group>
        )}
        <Group align="end">
          {columns.map((id, at) => (
            <NativeSelect
              key={`${at} ${id}`}
              label={`Cột ${at + 1}`}
              value={id}
              data={indicators}
              maw={320}
              onChange={(event) => setColumns(columns.with(at, event.currentTarget.value))}
            />
          ))}
          <Button
            variant="default"
            onClick={() => {
              const next = indicators.find(({ value }) => !columns.includes(value));
              if (next) setColumns([...columns, next.value]);
            }}
          >
            Thêm cột
          </Button>
          {columns.length > 1 && (
            <Button variant="default" onClick={() => setColumns(columns.slice(0, -1))}>
              Bỏ cột cuối
            </Button>
          )}
        </Group>
        <TargetGrid
          columns={columns.map(labelOf)}
          rows={rows}
          stated={stated}
          errors={failed?.errors ?? {}}
          onRows={setRows}
          onPasted={(pasted) => {
            setRows(pasted.rows);
            setPaste({ ...pasted, before: rows });
          }}
          onStated={setStated}
        />
        <PasteNote paste={paste} onUndo={setRows} />
        <datalist id="communes">
          {communes.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
        <Text size="sm" c="dimmed">
          Ghi xã, phường hiện nay (tên hoặc mã), hoặc dán vùng ô từ Excel vào ô bắt đầu. Dòng tổng
          là số ghi trong kế hoạch; hệ thống cộng lại và chỉ ra chỗ khác.
        </Text>
        <SaveForm
          values={{
            lock: String(base.lock),
            year: String(year),
            columns: JSON.stringify(columns),
            rows: JSON.stringify(typed.rows),
            stated: JSON.stringify(stated),
          }}
          onSend={() => setSent(typed)}
        />
      </Stack>
    </PlanPage>
  );
}

function SaveForm({
  values,
  onSend,
}: {
  values: Readonly<Record<string, string>>;
  onSend: () => void;
}) {
  const { state } = useNavigation();
  return (
    <Form method="post" onSubmit={onSend}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" loading={state === "submitting"}>
        Lưu chỉ tiêu
      </Button>
    </Form>
  );
}
