import type { Figures } from "../figures.ts";

/** What the money of a plan comes to: break-even, payback, and the cash flow year by year. Plain HTML. */
export function FinanceFigures({ figures }: { figures: Figures }) {
  const { breakEven, breaksEvenIn, unit } = figures;
  return (
    <>
      <ul>
        <li>
          <strong>Điểm hòa vốn:</strong>{" "}
          {breakEven
            ? `${breakEven.units} ${unit} một năm, tương đương ${breakEven.money} đồng doanh thu${breaksEvenIn === null ? "; chưa năm nào bán được nhiều như vậy" : `; đạt từ năm ${breaksEvenIn}`}.`
            : "không có, vì giá bán không cao hơn chi phí cho một đơn vị sản phẩm: bán thêm không bù được chi phí trong năm."}
        </li>
        <li>
          <strong>Thời gian hoàn vốn:</strong>{" "}
          {figures.payback === null
            ? `chưa hoàn vốn trong ${figures.years.length} năm của phương án.`
            : figures.payback === "0"
              ? "không phải bỏ vốn trước."
              : `khoảng ${figures.payback} năm.`}
        </li>
        <li>
          <strong>Tổng đầu tư:</strong> {figures.invested} đồng; <strong>tổng lãi, lỗ:</strong>{" "}
          {figures.profit} đồng.
        </li>
      </ul>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways on a phone: a keyboard must reach it */}
      <section className="plan-scroll" aria-label="Dòng tiền từng năm" tabIndex={0}>
        <table className="plan-figures">
          <caption>Dòng tiền (đồng)</caption>
          <thead>
            <tr>
              <th scope="col">Năm</th>
              {figures.years.map(({ year }) => (
                <th scope="col" key={year}>
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, label]) => (
              <tr key={key}>
                <th scope="row">{key === "volume" ? `Sản lượng bán (${unit})` : label}</th>
                {figures.years.map((one) => (
                  <td key={one.year}>{one[key]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const rows = [
  ["volume", "Sản lượng bán"],
  ["revenue", "Doanh thu"],
  ["cost", "Chi phí"],
  ["profit", "Lãi, lỗ"],
  ["invested", "Đầu tư"],
  ["flow", "Dòng tiền trong năm"],
  ["cumulative", "Dòng tiền lũy kế"],
] as const;
