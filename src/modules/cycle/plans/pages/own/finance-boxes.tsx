import { SelectField, TextField } from "#ui/forms/text-field.tsx";
import { fundSources } from "../../model.ts";
import type { FinanceList } from "../../part-inputs.ts";
import { mostLines, mostYears } from "../../parts.ts";

type Shown = {
  readonly value: (name: string) => string;
  readonly errors: Readonly<Record<string, string>>;
};

const years = Array.from({ length: mostYears }, (_, at) => at);

/** The boxes of a plan's finance: price, sales by year, and lists of costs, income and investments. */
export function FinanceBoxes({ value, errors }: Shown) {
  const box = (name: string, label: string, hint: string, maxLength = 40) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      error={errors[name]}
      defaultValue={value(name)}
      maxLength={maxLength}
      {...(name === "unit" ? {} : { inputMode: "decimal" as const })}
    />
  );
  return (
    <>
      <p className="hint">
        Ghi tiền bằng đồng: 60.000 hoặc 1.250.000; cũng có thể ghi 90 triệu, 1,5 triệu.
      </p>
      {box("firstYear", "Năm bắt đầu", "Năm thứ nhất của phương án, ví dụ 2026.")}
      {box("unit", "Bán theo đơn vị nào", "Ví dụ: gói 500 g, kg, lượt khách.")}
      {box("price", "Giá bán một đơn vị (đồng)", "Giá thực thu, chưa trừ chi phí.")}
      <fieldset className="field">
        <legend>Sản lượng bán từng năm</legend>
        <p className="hint">
          Điền liền nhau từ năm thứ nhất; phương án có mấy năm thì điền mấy năm.
        </p>
        {years.map((at) => (
          <TextField
            key={at}
            name={`volume.${at}`}
            label={`Năm thứ ${at + 1}`}
            inputMode="decimal"
            error={errors[`volume.${at}`]}
            defaultValue={value(`volume.${at}`)}
          />
        ))}
      </fieldset>
      <Lines
        list="unitCost"
        legend="Chi phí cho một đơn vị sản phẩm"
        hint="Nguyên liệu, bao bì, công làm, vận chuyển: tính cho một đơn vị bán ra."
        shown={{ value, errors }}
      />
      <Lines
        list="yearlyCost"
        legend="Chi phí hằng năm"
        hint="Không phụ thuộc bán nhiều hay ít: lương quản lý, khấu hao, thuê đất, lãi vay, quảng cáo."
        shown={{ value, errors }}
      />
      <Lines
        list="otherIncome"
        legend="Thu khác hằng năm (không bắt buộc)"
        hint="Phụ phẩm, dịch vụ đi kèm."
        shown={{ value, errors }}
      />
      <Lines
        list="investment"
        legend="Đầu tư"
        hint="Nhà xưởng, máy móc, vùng nguyên liệu, chứng nhận; ghi năm mua và nguồn vốn."
        shown={{ value, errors }}
      />
    </>
  );
}

/** Rows that are filled, and two more for what comes; kept ones show when the page comes back. */
function Lines({
  list,
  legend,
  hint,
  shown: { value, errors },
}: {
  list: FinanceList;
  legend: string;
  hint: string;
  shown: Shown;
}) {
  const rows = Array.from({ length: mostLines }, (_, at) => at);
  const last = rows.findLast(
    (at) => value(`${list}.${at}.name`) !== "" || value(`${list}.${at}.amount`) !== "",
  );
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <p className="hint">{hint} Hết dòng thì bấm Lưu để có thêm dòng.</p>
      {rows.slice(0, Math.min(mostLines, (last ?? -1) + 3)).map((at) => {
        const name = (part: string) => `${list}.${at}.${part}`;
        return (
          <div key={at} className={list === "investment" ? "plan-line invested" : "plan-line"}>
            <TextField
              name={name("name")}
              label={`Khoản ${at + 1}`}
              maxLength={200}
              error={errors[name("name")]}
              defaultValue={value(name("name"))}
            />
            <TextField
              name={name("amount")}
              label="Số tiền (đồng)"
              inputMode="decimal"
              error={errors[name("amount")]}
              defaultValue={value(name("amount"))}
            />
            {list === "investment" && (
              <>
                <SelectField
                  name={name("year")}
                  label="Năm thứ"
                  error={errors[name("year")]}
                  defaultValue={value(name("year")) || "1"}
                  options={years.map((year) => ({
                    value: String(year + 1),
                    label: String(year + 1),
                  }))}
                />
                <SelectField
                  name={name("source")}
                  label="Nguồn vốn"
                  error={errors[name("source")]}
                  defaultValue={value(name("source")) || "own"}
                  options={Object.entries(fundSources).map(([source, label]) => ({
                    value: source,
                    label,
                  }))}
                />
              </>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
