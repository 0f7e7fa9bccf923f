import { confirmablesOf } from "#modules/rulebooks/self-score/confirmations.ts";
import type { RuleSet } from "#modules/rulebooks/model.ts";
import { Field, SelectField } from "#ui/forms/text-field.tsx";
import { remarkFields } from "../../../sheet-form/fields.ts";
import type { Remarks } from "../../../sheets/outcome.ts";

/** What a member says besides the answers. */
export function RemarksForm({
  set,
  said,
  version,
  readOnly,
}: {
  set: RuleSet;
  said: Remarks;
  version: number;
  readOnly: boolean;
}) {
  const confirmables = confirmablesOf(set);
  const rejects = confirmables.filter(({ kind }) => kind === "reject");
  const stops = confirmables.filter(({ kind }) => kind === "stop");
  return (
    <section className="card" data-remarks>
      <h2>Nhận xét chung</h2>
      <fieldset disabled={readOnly}>
        <legend className="visually-hidden">Nhận xét và đề nghị</legend>
        <input type="hidden" name={remarkFields.version} defaultValue={version} />
        <Field
          name={remarkFields.comment}
          label="Nhận xét"
          hint="Không bắt buộc. Điểm mạnh, điểm cần khắc phục của sản phẩm."
        >
          {(control) => (
            <textarea {...control} rows={3} maxLength={4000} defaultValue={said.comment ?? ""} />
          )}
        </Field>
        <details open={said.proposesRejection || said.stopAt !== null}>
          <summary>Đề nghị loại hồ sơ hoặc dừng chấm</summary>
          {rejects.length > 0 && (
            <>
              <p>Hồ sơ bị loại khi vướng một trong các điều sau (thư ký xác nhận sau cùng):</p>
              <ul>
                {rejects.map(({ key, text }) => (
                  <li key={key}>{text}</li>
                ))}
              </ul>
            </>
          )}
          <label className="choice">
            <input
              type="checkbox"
              name={remarkFields.proposesRejection}
              value="1"
              defaultChecked={said.proposesRejection}
            />
            <span>Tôi đề nghị loại hồ sơ này</span>
          </label>
          <Field name={remarkFields.rejectionReason} label="Lý do đề nghị loại">
            {(control) => (
              <textarea
                {...control}
                rows={2}
                maxLength={2000}
                defaultValue={said.rejectionReason ?? ""}
              />
            )}
          </Field>
          {stops.length > 0 && (
            <SelectField
              name={remarkFields.stopAt}
              label="Dừng chấm từ tiêu chí"
              hint="Các tiêu chí phía sau tính 0 điểm."
              defaultValue={said.stopAt ?? ""}
              options={[
                { value: "", label: "Không dừng" },
                ...stops.map(({ criterion, text }) => ({
                  value: criterion ?? "",
                  label: `${criterion ?? ""}: ${text}`,
                })),
              ]}
            />
          )}
        </details>
      </fieldset>
    </section>
  );
}
