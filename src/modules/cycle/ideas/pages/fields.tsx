import { RadioField } from "#ui/forms/choices.tsx";
import { Field, SelectField, TextField } from "#ui/forms/text-field.tsx";
import {
  type IdeaKind,
  ideaKindNames,
  ideaKinds,
  type IdeaTrack,
  ideaTrackNames,
  ideaTracks,
} from "../../model.ts";

/** What had been typed or is known, and what is wrong with it, by field. */
export type Filled = {
  readonly values: Readonly<Record<string, string | null | undefined>>;
  readonly errors: Readonly<Record<string, string | undefined>>;
};

/** Names that the public form has for where a product stands. */
const kindChoices = ideaKindNames.map((value: IdeaKind) => ({ value, label: ideaKinds[value] }));
const trackChoices = ideaTrackNames.map((value: IdeaTrack) => ({
  value,
  label: ideaTracks[value],
}));

/** The questions of a registration: three that must be answered, four more for who has time. */
export function IdeaFields({ values, errors }: Filled) {
  const box = (name: string) => ({
    name,
    error: errors[name],
    defaultValue: values[name] ?? "",
  });
  const area = (name: string, label: string, hint?: string, rows = 3) => (
    <Field name={name} label={label} hint={hint} error={errors[name]}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          maxLength={name === "story" ? 4000 : 2000}
          defaultValue={values[name] ?? ""}
        />
      )}
    </Field>
  );
  const more = ["market", "materials", "labour", "investment"];
  return (
    <>
      <TextField
        {...box("title")}
        label="Tên sản phẩm hoặc ý tưởng"
        hint="Ví dụ: trà hoa vàng sấy lạnh, nghỉ đêm ở nhà sàn"
        maxLength={200}
      />
      <RadioField
        name="kind"
        legend="Đã làm đến đâu?"
        options={kindChoices}
        value={values["kind"] ?? "potential"}
        error={errors["kind"]}
      />
      {area("story", "Kể về sản phẩm", "Làm từ gì, làm thế nào, có gì riêng. Vài câu là đủ.", 5)}
      <SelectField
        name="track"
        label="Nhóm khởi nghiệp"
        hint="Chọn nếu là dự án của đoàn viên thanh niên hoặc hội viên phụ nữ."
        options={trackChoices}
        defaultValue={values["track"] ?? "general"}
        error={errors["track"]}
      />
      <details open={more.some((name) => Boolean(values[name]) || Boolean(errors[name]))}>
        <summary>Ghi thêm nếu có (không bắt buộc)</summary>
        {area("market", "Ai mua?", "Đã bán cho ai, ai hỏi mua, giá bán.")}
        {area(
          "materials",
          "Nguyên liệu lấy ở đâu?",
          "Vườn, đồi, vùng trồng; diện tích, sản lượng.",
        )}
        {area("labour", "Ai làm?", "Số người biết nghề, người trong nhà, trong tổ.")}
        {area("investment", "Có thể đầu tư những gì?", "Nhà xưởng, máy, vốn tự có hoặc vay được.")}
      </details>
    </>
  );
}
