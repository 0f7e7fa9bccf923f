import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { type ClipboardEvent, useState } from "react";
import { Form, Link, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { formatNumber } from "#core/input/number.ts";
import { parsePastedRange } from "#core/sheets/paste.ts";
import { indicatorDefinitions } from "#modules/planning/indicators/definitions.server.ts";
import { openPlanPage } from "#modules/planning/plans/pages/ground.server.ts";
import { planHead } from "#modules/planning/plans/pages/plan.server.ts";
import { authorisedPlan } from "#modules/planning/plans/service/load.server.ts";
import { saveTargets, targetTableId } from "#modules/planning/plans/service/targets.server.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { listSubtree } from "#modules/places/service/units.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import type { SaveTargets } from "../inputs.ts";
import { planPaths } from "../paths.ts";
import { withoutCells } from "./cell-faults.ts";
import { PlanPage } from "./head.tsx";
import stylesheet from "./plans.css?url";
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
  return {
    head,
    year,
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

type Row = { readonly unit: string; readonly cells: readonly string[] };
const blankRow: Row = { unit: "", cells: [] };

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
  const { head, year, indicators, communes } = loaderData;
  const [lock, setLock] = useState(head.lock);
  const [columns, setColumns] = useState<readonly string[]>(loaderData.columns);
  const [stated, setStated] = useState<readonly string[]>(loaderData.stated);
  const [rows, setRows] = useState<readonly Row[]>(() => [
    ...loaderData.rows.map(({ name, cells }) => ({ unit: name, cells })),
    blankRow,
  ]);
  const failed = actionData && "ok" in actionData ? actionData : undefined;
  const [answered, setAnswered] = useState(actionData);
  if (actionData !== answered) {
    setAnswered(actionData);
    if (actionData && "done" in actionData) setLock(actionData.lock);
  }
  const isStale = failed !== undefined && lock !== head.lock;
  return (
    <PlanPage head={head} part={`Chỉ tiêu năm ${year}`}>
      <Outcome answer={failed ? withoutCells(failed) : actionData} />
      {isStale && (
        <Group mb="sm">
          <Button size="sm" onClick={() => setLock(head.lock)}>
            Đã xem trang kế hoạch, giữ nội dung tôi nhập
          </Button>
        </Group>
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
          columns={columns.map((id) => indicators.find(({ value }) => value === id)?.label ?? id)}
          rows={rows}
          stated={stated}
          errors={failed?.errors ?? {}}
          onRows={setRows}
          onStated={setStated}
        />
        <datalist id="communes">
          {communes.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
        <Text size="sm" c="dimmed">
          Ghi xã, phường hiện nay (tên hoặc mã), hoặc dán vùng ô từ Excel vào ô đầu tiên. Dòng tổng
          là số ghi trong kế hoạch; hệ thống cộng lại và chỉ ra chỗ khác.
        </Text>
        <SaveForm
          values={{
            lock: String(lock),
            year: String(year),
            columns: JSON.stringify(columns),
            // The blank line at the end waits to be typed into: it is none yet.
            rows: JSON.stringify(rows.filter(({ unit }) => unit.trim() !== "")),
            stated: JSON.stringify(stated),
          }}
        />
      </Stack>
    </PlanPage>
  );
}

function SaveForm({ values }: { values: Readonly<Record<string, string>> }) {
  const { state } = useNavigation();
  return (
    <Form method="post">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" loading={state === "submitting"}>
        Lưu chỉ tiêu
      </Button>
    </Form>
  );
}

function TargetGrid({
  columns,
  rows,
  stated,
  errors,
  onRows,
  onStated,
}: {
  columns: readonly string[];
  rows: readonly Row[];
  stated: readonly string[];
  errors: Readonly<Record<string, string>>;
  onRows: (rows: readonly Row[]) => void;
  onStated: (stated: readonly string[]) => void;
}) {
  const withBlank = (next: readonly Row[]) =>
    next.at(-1)?.unit === "" ? next : [...next, blankRow];
  const cellsOf = (cells: readonly string[], at: number, text: string) =>
    columns.map((_, column) => (column === at ? text : (cells[column] ?? "")));
  const edit = (at: number, change: Partial<Row>) =>
    onRows(withBlank(rows.map((row, i) => (i === at ? { ...row, ...change } : row))));
  const paste = (event: ClipboardEvent, at: number) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const pasted = parsePastedRange(text).map(([unit = "", ...cells]) => ({ unit, cells }));
    onRows(withBlank([...rows.slice(0, at), ...pasted, ...rows.slice(at + pasted.length)]));
  };
  // What the service answers about counts lines that name a unit.
  const sentAt = (at: number) => rows.slice(0, at).filter(({ unit }) => unit.trim() !== "").length;
  return (
    <section className="sheet-box" aria-label="Bảng chỉ tiêu">
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col" className="line-name">
              Đơn vị
            </th>
            {columns.map((label) => (
              <th
                key={label}
                scope="col"
                className="amount"
                style={{ whiteSpace: "normal", maxWidth: "13rem" }}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const wrong = row.unit.trim() === "" ? undefined : errors[`unit.${sentAt(at)}`];
            return (
              <tr key={at}>
                <td className={`line-name ${wrong ? "is-wrong" : ""}`}>
                  <input
                    value={row.unit}
                    list="communes"
                    aria-label={`Đơn vị, dòng ${at + 1}`}
                    aria-invalid={wrong !== undefined}
                    onChange={(event) => edit(at, { unit: event.currentTarget.value })}
                    onPaste={(event) => paste(event, at)}
                  />
                  {wrong && <span className="hint">{wrong}</span>}
                </td>
                {columns.map((label, column) => (
                  <NumberCell
                    key={label}
                    label={`${label}, dòng ${at + 1}`}
                    value={row.cells[column] ?? ""}
                    wrong={
                      row.unit.trim() === "" ? undefined : errors[`cell.${sentAt(at)}.${column}`]
                    }
                    onChange={(text) => edit(at, { cells: cellsOf(row.cells, column, text) })}
                  />
                ))}
              </tr>
            );
          })}
          <tr className="is-heading">
            <th scope="row" className="line-name" style={{ padding: "0.3rem 0.4rem" }}>
              Tổng ghi trong kế hoạch
            </th>
            {columns.map((label, column) => (
              <NumberCell
                key={label}
                label={`${label}, tổng`}
                value={stated[column] ?? ""}
                wrong={errors[`cell.total.${column}`]}
                onChange={(text) => onStated(cellsOf(stated, column, text))}
              />
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function NumberCell({
  label,
  value,
  wrong,
  onChange,
}: {
  label: string;
  value: string;
  wrong: string | undefined;
  onChange: (text: string) => void;
}) {
  return (
    <td className={`amount ${wrong ? "is-wrong" : ""}`}>
      <input
        value={value}
        aria-label={label}
        aria-invalid={wrong !== undefined}
        inputMode="decimal"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {wrong && <span className="hint">{wrong}</span>}
    </td>
  );
}
