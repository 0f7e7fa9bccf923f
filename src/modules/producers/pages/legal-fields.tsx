import { companyForms, producerKinds } from "../model.ts";
import { Choice, type Fields, Line, Lines } from "../widgets/fields.tsx";

const kinds = Object.fromEntries(Object.entries(producerKinds).map(([kind, { vi }]) => [kind, vi]));

/** What the law calls the producer. */
export function LegalFields({ of }: { of: Fields }) {
  return (
    <>
      <Line of={of} name="name" label="Tên chủ thể" required />
      <Choice of={of} name="kind" label="Loại hình tổ chức" options={kinds} />
      <Choice
        of={of}
        name="companyForm"
        label="Nếu là công ty: loại công ty"
        options={companyForms}
        empty="Không phải công ty"
      />
      <Line
        of={of}
        name="taxCode"
        label="Mã số thuế"
        description="10 hoặc 13 chữ số; hộ và trang trại có thể dùng số định danh cá nhân"
        inputMode="numeric"
        autoComplete="off"
      />
      <Line of={of} name="registrationNumber" label="Số giấy đăng ký kinh doanh, đăng ký HTX" />
      <Line
        of={of}
        name="communityCapitalPercent"
        label="Tỷ lệ vốn của cộng đồng địa phương (%)"
        description="Chỉ cần với công ty cổ phần (tiêu chí 3.1), ví dụ: 51"
        inputMode="decimal"
      />
    </>
  );
}

/** How the producer is reached, and what it does. */
export function ContactFields({ of }: { of: Fields }) {
  return (
    <>
      <Line of={of} name="address" label="Địa chỉ: số nhà, thôn, bản, tổ dân phố" required />
      <Line of={of} name="phone" label="Số điện thoại" type="tel" autoComplete="tel" />
      <Line of={of} name="email" label="Thư điện tử" type="email" autoComplete="email" />
      <Line of={of} name="website" label="Trang web" inputMode="url" />
      <Line of={of} name="foundedOn" label="Ngày thành lập" placeholder="ngày/tháng/năm" />
      <Lines of={of} name="mainActivity" label="Ngành nghề chính" />
    </>
  );
}
