/** What somebody in the network is to the programme. */
export const partnerKinds = {
  consultant: "Tư vấn",
  supplier: "Doanh nghiệp cung ứng, dịch vụ",
  processor: "Doanh nghiệp chế biến",
  retailer: "Nhà phân phối, bán lẻ",
  investor: "Nhà đầu tư, ngân hàng, quỹ",
  science: "Viện, trường, nhà khoa học",
  media: "Báo, đài, truyền thông",
  donor: "Tổ chức quốc tế, nhà tài trợ",
} as const satisfies Record<string, string>;
export type PartnerKind = keyof typeof partnerKinds;

/** What consultants can do for the offices and for producers. */
export const skills = {
  programme: "Kế hoạch, tài liệu, mô hình của chương trình",
  organisation: "Phát triển HTX, doanh nghiệp nhỏ",
  finance: "Tài chính, tiếp cận vốn",
  product: "Phát triển sản phẩm, tiêu chuẩn, câu chuyện",
  trade: "Phân phối, xúc tiến thương mại",
  management: "Quản trị doanh nghiệp",
  technology: "Kỹ thuật, công nghệ",
  property: "Sở hữu trí tuệ",
  packaging: "Bao bì, nhãn mác, thiết kế",
  tracing: "Truy xuất nguồn gốc, số hóa",
} as const satisfies Record<string, string>;
export type Skill = keyof typeof skills;

/** Groups of products of the programme. */
export const sectors = {
  food: "Thực phẩm",
  drinks: "Đồ uống",
  herbs: "Dược liệu, sản phẩm từ dược liệu",
  crafts: "Thủ công mỹ nghệ",
  ornamentals: "Sinh vật cảnh",
  tourism: "Dịch vụ du lịch cộng đồng",
} as const satisfies Record<string, string>;
export type Sector = keyof typeof sectors;
