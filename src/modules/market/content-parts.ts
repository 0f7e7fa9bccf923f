import { formatPhone } from "#core/input/phone.ts";
import type { Bilingual, ProfileContent } from "./model.ts";

/** One thing that a profile says, with its words in Vietnamese. */
export type ContentPart = { readonly name: string; readonly label: string; readonly text: string };

/** What the texts of a profile are called, in the order in which they are read. */
const textLabels: Readonly<Record<string, string>> = {
  shortLine: "Câu giới thiệu",
  intro: "Giới thiệu",
  description: "Mô tả",
  story: "Câu chuyện",
  usage: "Cách dùng",
  keeping: "Bảo quản",
  packaging: "Quy cách đóng gói",
  price: "Giá bán",
  openingHours: "Giờ đón khách",
};

/** Everything that a profile says and that is not empty, in the order in which it is read. */
export function partsOf(content: ProfileContent): ContentPart[] {
  const texts = Object.entries(textLabels).flatMap(([name, label]) => {
    const value = (content as unknown as Record<string, Bilingual | undefined>)[name];
    return value
      ? [
          { name, label, text: value.vi },
          { name: `${name}En`, label: `${label} (tiếng Anh)`, text: value.en },
        ]
      : [];
  });
  const rest =
    content.kind === "product"
      ? [
          { name: "buyLinks", label: "Nơi mua", text: content.buyLinks.join("\n") },
          { name: "traceLink", label: "Truy xuất nguồn gốc", text: content.traceLink },
        ]
      : [
          { name: "address", label: "Địa chỉ", text: content.address },
          {
            name: "phone",
            label: "Điện thoại",
            text: content.phone === null ? null : formatPhone(content.phone),
          },
          { name: "email", label: "Thư điện tử", text: content.email },
          { name: "website", label: "Trang web", text: content.website },
          { name: "socialLinks", label: "Mạng xã hội", text: content.socialLinks.join("\n") },
        ];
  return [...texts, ...rest].flatMap(({ name, label, text }) =>
    text === null || text === "" ? [] : [{ name, label, text }],
  );
}
