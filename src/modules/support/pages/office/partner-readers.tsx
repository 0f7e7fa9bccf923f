import { Text } from "@mantine/core";
import type { Loaded } from "./partner.tsx";

type Shown = NonNullable<Loaded["partner"]>;

/** Whose business plans the partner's accounts read by its contracts, or what is missing for that. */
export function PlanReaders({ partner: { readers, values } }: { partner: Shown }) {
  const { accounts, producers } = readers;
  if (producers.length === 0) return null;
  const whose = `phương án kinh doanh của ${producers.join(", ")}`;
  if (accounts.length > 0)
    return (
      <Text size="sm" mb="xs">
        Theo hợp đồng còn hiệu lực, {accounts.join(", ")} đọc được {whose} và ghi được lần đến cơ
        sở; những tài khoản này không thẩm tra, chấm điểm sản phẩm của các chủ thể ấy.
      </Text>
    );
  return (
    <Text size="sm" mb="xs">
      Để đơn vị này tự đọc {whose} và ghi lần đến cơ sở:{" "}
      {values.agencyId === null ? "chọn cơ quan của đơn vị ở cuối trang này, rồi mở" : "mở"} tài
      khoản vai trò Thành viên tổ tư vấn thuộc cơ quan đó.
    </Text>
  );
}
