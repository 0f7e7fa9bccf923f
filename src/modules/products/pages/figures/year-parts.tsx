import type { ReactNode } from "react";
import { cooperativeGrades } from "#modules/producers/model.ts";
import { RadioField } from "#ui/forms/choices.tsx";
import { Field, SelectField, TextField } from "#ui/forms/text-field.tsx";
import type { YearRow } from "../../figures/boxes.ts";

/** What the boxes of a year's form show. */
export type Shown = {
  readonly value: (name: string) => string;
  readonly error: (name: string) => string | undefined;
  /** What the year before said, for the hint below a label. */
  readonly before: (name: string, unit?: string) => string | undefined;
};

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

/** What was earned, and of it abroad. */
export function Money({ of }: { of: Shown }) {
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

/** What each product yielded, with its unit. */
export function Products({
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

/** Who works there. */
export function People({ of }: { of: Shown }) {
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

/** Where raw material grows, and where it comes from. */
export function Material({ of }: { of: Shown }) {
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

/** What only dossiers ask for. */
export function More({
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

/** How an officer who tells for the producer knows. */
export function Source({ of }: { of: Shown }) {
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
