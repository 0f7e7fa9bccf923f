import type { ReactNode } from "react";
import { data } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { cooperativeGrades } from "#modules/producers/model.ts";
import { getFigures, saveFigures } from "#modules/products/service/figures.server.ts";
import { CheckboxField, RadioField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field, SelectField, TextField } from "#ui/forms/text-field.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import {
  boxValues,
  errorsByBox,
  sentFigures,
  shownNumber,
  type YearRow,
} from "../../figures/boxes.ts";
import { outputUnits, type SaveFigures } from "../../figures/inputs.ts";
import { figurePaths } from "#modules/producers/figures/paths.ts";
import type { Route } from "./+types/year.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  return getFigures(db, actor, params.id, Number(params.year));
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await getFigures(db, actor, params.id, Number(params.year));
  const form = await request.formData();
  const sent = sentFigures(formFields(form));
  const answer = await orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    await saveFigures(db, actor, params.id, {
      ...(sent as SaveFigures),
      year: Number(params.year),
    });
    return { done: "Đã lưu số liệu. Cảm ơn cơ sở!" };
  });
  if (!("init" in answer)) return answer;
  const outputs = sent["outputs"] as { productId?: unknown }[];
  const { errors, ...failure } = answer.data;
  return data(
    { ...failure, errors: errorsByBox(errors, outputs) },
    { status: answer.init?.status ?? 400 },
  );
});

type Shown = {
  readonly value: (name: string) => string;
  readonly error: (name: string) => string | undefined;
  /** What the year before said, for the hint below a label. */
  readonly before: (name: string, unit?: string) => string | undefined;
};

/** One year's figures of a producer, with the year before beside every box; for a phone. */
export default function FiguresYear({ loaderData, actionData }: Route.ComponentProps) {
  const { producer, year, figures, before, products, isOwn, mayUpdate } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const stored: Record<string, string> = { ...boxValues(figures) };
  const last: Record<string, string> = { ...boxValues(before) };
  for (const { id, now, before: then } of products) {
    stored[`output.${id}`] = shownNumber(now?.output ?? null) ?? "";
    stored[`unit.${id}`] = now?.unit ?? then?.unit ?? "";
    if (then) last[`output.${id}`] = `${shownNumber(then.output)} ${then.unit}`;
  }
  const of: Shown = {
    value: (name) => (failure ? failure.values[name] : stored[name]) ?? "",
    error: (name) => failure?.errors[name],
    before: (name, unit = "") => (last[name] ? `Năm ${year - 1}: ${last[name]}${unit}` : undefined),
  };
  return (
    <>
      <title>{`Số liệu năm ${year} – ${producer.name} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[{ href: figurePaths.list(producer.id), name: "Số liệu từng năm" }]}
      />
      <h1>Số liệu năm {year}</h1>
      <p>
        {producer.name}. Số liệu chỉ để cơ quan quản lý tổng hợp và cơ sở tự theo dõi, không hiện
        trên trang công khai. Ô nào chưa rõ thì để trống.
      </p>
      {actionData && "done" in actionData && <Notice title={actionData.done} />}
      {failure?.message && <Notice kind="error" title={failure.message} />}
      {mayUpdate ? (
        <form method="post" noValidate>
          <ErrorSummary errors={failure?.errors} />
          <VersionField name="version" version={figures?.version ?? 0} />
          <Money of={of} />
          <Products of={of} products={products} />
          <People of={of} />
          <Material of={of} />
          <More of={of} isCooperative={producer.kind === "cooperative"} row={figures} />
          {!isOwn && <Source of={of} />}
          {of.error("confirmed") && (
            <CheckboxField
              name="confirmed"
              label="Tôi đã xem lại các số được hỏi, số liệu đúng như vậy"
              error={of.error("confirmed")}
            />
          )}
          <p className="actions">
            <button>Lưu số liệu năm {year}</button>
          </p>
        </form>
      ) : (
        <Notice kind="warning" title="Bạn chỉ xem được số liệu này.">
          <a href={figurePaths.list(producer.id)}>Xem số liệu từng năm</a>
        </Notice>
      )}
      <datalist id="units">
        {outputUnits.map((unit) => (
          <option key={unit} value={unit}>
            {unit}
          </option>
        ))}
      </datalist>
    </>
  );
}

function Box({
  of,
  name,
  label,
  unit,
  inputMode = "decimal",
  hint,
}: {
  of: Shown;
  name: string;
  label: ReactNode;
  unit?: string;
  inputMode?: "decimal" | "numeric" | "text";
  hint?: string;
}) {
  return (
    <TextField
      name={name}
      label={label}
      hint={[hint, of.before(name, unit)].filter(Boolean).join(" ")}
      inputMode={inputMode}
      defaultValue={of.value(name)}
      error={of.error(name)}
      autoComplete="off"
    />
  );
}

function Money({ of }: { of: Shown }) {
  const dong = { unit: " đồng", inputMode: "text" } as const;
  return (
    <fieldset className="card">
      <legend>Doanh thu</legend>
      <Box
        of={of}
        name="revenue"
        label="Doanh thu cả năm (đồng)"
        hint="Ví dụ: 1.250.000.000, hoặc 1,25 tỷ, 850 triệu."
        {...dong}
      />
      <Box
        of={of}
        name="exportRevenue"
        label="Trong đó bán ra nước ngoài (đồng)"
        hint="Không xuất khẩu thì ghi 0."
        {...dong}
      />
      <Box
        of={of}
        name="profit"
        label="Lợi nhuận (đồng)"
        hint="Lỗ thì ghi dấu trừ ở trước."
        {...dong}
      />
    </fieldset>
  );
}

function Products({
  of,
  products,
}: {
  of: Shown;
  products: readonly { id: string; name: string }[];
}) {
  if (products.length === 0) return null;
  return (
    <fieldset className="card">
      <legend>Sản lượng từng sản phẩm</legend>
      {products.map(({ id, name }) => (
        <div key={id}>
          <Box of={of} name={`output.${id}`} label={`${name}: làm ra bao nhiêu`} />
          <TextField
            name={`unit.${id}`}
            label={`${name}: đơn vị tính`}
            list="units"
            maxLength={30}
            defaultValue={of.value(`unit.${id}`)}
            error={of.error(`unit.${id}`)}
          />
        </div>
      ))}
    </fieldset>
  );
}

function People({ of }: { of: Shown }) {
  const people = { unit: " người", inputMode: "numeric" } as const;
  return (
    <fieldset className="card">
      <legend>Lao động</legend>
      <p className="hint">Người làm thường xuyên. Một người có thể tính ở nhiều ô dưới.</p>
      <Box of={of} name="labour" label="Tổng số lao động" {...people} />
      <Box of={of} name="womenLabour" label="Trong đó nữ" {...people} />
      <Box of={of} name="minorityLabour" label="Trong đó người dân tộc thiểu số" {...people} />
      <Box of={of} name="localLabour" label="Trong đó người của xã" {...people} />
    </fieldset>
  );
}

function Material({ of }: { of: Shown }) {
  return (
    <fieldset className="card">
      <legend>Nguyên liệu</legend>
      <Box of={of} name="materialArea" label="Vùng nguyên liệu (ha)" unit=" ha" />
      <Box of={of} name="standardArea" label="Trong đó đạt tiêu chuẩn (ha)" unit=" ha" />
      <Box
        of={of}
        name="materialStandard"
        label="Tiêu chuẩn nào"
        hint="Ví dụ: VietGAP, hữu cơ."
        inputMode="text"
      />
      <Box of={of} name="communeMaterialPercent" label="Nguyên liệu trong xã (%)" unit="%" />
      <Box
        of={of}
        name="provinceMaterialPercent"
        label="Nguyên liệu trong tỉnh, kể cả trong xã (%)"
        unit="%"
      />
    </fieldset>
  );
}

function More({
  of,
  isCooperative,
  row,
}: {
  of: Shown;
  isCooperative: boolean;
  row: YearRow | null;
}) {
  const areas = [
    ["capacity", "Năng lực sản xuất"],
    ["markets", "Thị trường"],
  ] as const;
  return (
    <details
      className="card"
      open={Boolean(row?.capacity ?? row?.markets ?? of.error("cooperativeGrade"))}
    >
      <summary>Thông tin thêm cho hồ sơ đánh giá (không bắt buộc)</summary>
      {isCooperative ? (
        <SelectField
          name="cooperativeGrade"
          label="Xếp loại hợp tác xã"
          options={[
            { value: "", label: "Chưa xếp loại" },
            ...Object.entries(cooperativeGrades).map(([value, label]) => ({ value, label })),
          ]}
          defaultValue={of.value("cooperativeGrade")}
          error={of.error("cooperativeGrade")}
        />
      ) : (
        <input type="hidden" name="cooperativeGrade" value="" />
      )}
      {areas.map(([name, label]) => (
        <Field key={name} name={name} label={label} error={of.error(name)}>
          {(control) => <textarea {...control} rows={3} defaultValue={of.value(name)} />}
        </Field>
      ))}
    </details>
  );
}

function Source({ of }: { of: Shown }) {
  return (
    <fieldset className="card">
      <legend>Nhập thay chủ thể</legend>
      <RadioField
        name="source"
        legend="Số liệu lấy từ đâu?"
        options={[
          { value: "told", label: "Theo lời kể của chủ thể" },
          { value: "papers", label: "Theo sổ sách, giấy tờ" },
        ]}
        value={of.value("source")}
        error={of.error("source")}
      />
      <Box of={of} name="sourceNote" label="Ai kể, giấy tờ nào (không bắt buộc)" inputMode="text" />
    </fieldset>
  );
}
