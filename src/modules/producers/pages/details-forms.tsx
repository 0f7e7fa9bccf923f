import { Checkbox, Text } from "@mantine/core";
import type { FormFailure } from "#core/http/form.ts";
import { formatDay } from "#core/input/day.ts";
import { ethnicGroups, sexes } from "../model.ts";
import type { ProducerView } from "#modules/producers/service/producers.server.ts";
import { ActForm } from "./act-form.tsx";
import { ContactFields, LegalFields } from "./legal-fields.tsx";
import { Choice, FormMessage, formValues, Line } from "../widgets/fields.tsx";

type Props = { data: ProducerView; failure: FormFailure | undefined };

/** What may be corrected without being a change of legal form. */
export function ContactForm({ data: { producer }, failure }: Props) {
  const { field } = formValues(failure, {
    ...producer,
    foundedOn: producer.foundedOn && formatDay(producer.foundedOn),
  });
  return (
    <ActForm intent="contact" version={producer.version} button="Lưu liên hệ">
      <FormMessage failure={failure} />
      <ContactFields of={field} />
      <Line of={field} name="registrationNumber" label="Số giấy đăng ký kinh doanh, đăng ký HTX" />
      <Line
        of={field}
        name="communityCapitalPercent"
        label="Tỷ lệ vốn của cộng đồng địa phương (%)"
        inputMode="decimal"
      />
      <Checkbox
        name="isTourism"
        value="1"
        label="Cơ sở làm dịch vụ du lịch"
        defaultChecked={failure ? failure.values["isTourism"] === "1" : producer.isTourism}
      />
    </ActForm>
  );
}

/** The representative; why personal facts are asked is said beside them. */
export function RepresentativeForm({
  data: { producer, representative },
  failure,
  mayUpdate,
}: Props & { mayUpdate: boolean }) {
  const { field } = formValues(failure, representative ?? {});
  if (!mayUpdate) return <Text>{representative?.fullName ?? "Chưa nhập."}</Text>;
  return (
    <ActForm intent="representative" version={producer.version} button="Lưu người đại diện">
      <FormMessage failure={failure} />
      <Line of={field} name="fullName" label="Họ tên" required />
      <Line of={field} name="position" label="Chức vụ" />
      <Line of={field} name="phone" label="Số điện thoại" type="tel" />
      <Text size="sm">
        Ba mục dưới đây chỉ để tính tiêu chí 3.2 (đại diện pháp luật là nữ, người dân tộc thiểu số
        hoặc người khuyết tật được 1 điểm) và chỉ cán bộ xét hồ sơ nhìn thấy. Có thể không khai; khi
        đó không tính điểm này.
      </Text>
      <Choice of={field} name="sex" label="Giới tính" options={sexes} empty="Không khai" />
      <Line of={field} name="ethnicity" label="Dân tộc" list="ethnic-groups" autoComplete="off" />
      <datalist id="ethnic-groups">
        {ethnicGroups.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <Choice
        of={field}
        name="isDisabled"
        label="Là người khuyết tật"
        options={{ "1": "Có", "0": "Không" }}
        empty="Không khai"
      />
    </ActForm>
  );
}

/** A change of kind, name or tax code from a day on. */
export function FormChange({ data: { producer }, failure }: Props) {
  const { field } = formValues(failure, producer);
  return (
    <ActForm intent="form" version={producer.version} button="Ghi nhận thay đổi">
      <Text size="sm">
        Dùng khi cơ sở đổi loại hình (ví dụ tổ hợp tác lên hợp tác xã), đổi tên hoặc mã số thuế. Cơ
        sở vẫn là một chủ thể: sản phẩm đã công nhận vẫn được đánh giá lại bình thường.
      </Text>
      <FormMessage failure={failure} />
      <LegalFields of={field} />
      <Line of={field} name="from" label="Thay đổi từ ngày" placeholder="ngày/tháng/năm" required />
      <Line of={field} name="basis" label="Căn cứ: số, ngày, nơi cấp văn bản" required />
    </ActForm>
  );
}
