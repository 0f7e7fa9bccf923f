import type { ProducerKind } from "#modules/producers/model.ts";
import type { PaperKind } from "#modules/producers/model/papers.ts";

/** How far a dossier of the demo has come. */
export type DemoStop =
  | "empty"
  | "draft"
  | "filed"
  | "returned"
  | "underCommuneReview"
  | "forwarded"
  | "checking"
  | "underAdvice"
  | "inSession"
  | "rejected"
  | "withdrawn";

export type DemoProducer = {
  readonly name: string;
  readonly kind: ProducerKind;
  readonly representative: string;
  readonly activity: string;
  readonly products: readonly {
    readonly name: string;
    readonly set: string;
    readonly description: string;
    readonly stop: DemoStop;
  }[];
};

const mark = "(dữ liệu mẫu)";

/** Invented producers; nobody's name, and every name says that it is a sample. */
export const demoProducers: readonly DemoProducer[] = [
  {
    name: `Hợp tác xã Rau Bình Minh ${mark}`,
    kind: "cooperative",
    representative: "Nguyễn Thị Mẫu",
    activity: "Trồng và sơ chế rau an toàn quanh năm.",
    products: [
      {
        name: `Rau cải ngọt ${mark}`,
        set: "01",
        description: "Rau trồng trên đất phù sa, thu hái trong ngày.",
        stop: "empty",
      },
      {
        name: `Dưa leo ${mark}`,
        set: "01",
        description: "Dưa leo trồng giàn, quả đều, giòn.",
        stop: "filed",
      },
      {
        name: `Cà chua bi ${mark}`,
        set: "01",
        description: "Cà chua bi chín cây, đóng hộp 500 g.",
        stop: "underCommuneReview",
      },
    ],
  },
  {
    name: `Tổ hợp tác Chè Đồi Xanh ${mark}`,
    kind: "cooperativeGroup",
    representative: "Trần Văn Thử",
    activity: "Trồng, hái và sao chè theo lối thủ công.",
    products: [
      {
        name: `Chè nõn tôm ${mark}`,
        set: "11",
        description: "Chè một tôm một lá, sao chảo gang.",
        stop: "draft",
      },
      {
        name: `Chè móc câu ${mark}`,
        set: "11",
        description: "Cánh chè xoăn, nước xanh, hương cốm.",
        stop: "returned",
      },
      {
        name: `Trà túi lọc ${mark}`,
        set: "11",
        description: "Trà xanh túi lọc, hộp 20 túi.",
        stop: "checking",
      },
    ],
  },
  {
    name: `Hộ kinh doanh Mật Ong Rừng Mẫu ${mark}`,
    kind: "household",
    representative: "Lê Thị Ví Dụ",
    activity: "Nuôi ong lấy mật hoa rừng.",
    products: [
      {
        name: `Mật ong hoa rừng ${mark}`,
        set: "04",
        description: "Mật quay từ cầu già, lọc lạnh.",
        stop: "forwarded",
      },
      {
        name: `Mật ong hoa nhãn ${mark}`,
        set: "04",
        description: "Mật ong đơn hoa, màu vàng nhạt.",
        stop: "withdrawn",
      },
      {
        name: `Mật ong bạc hà ${mark}`,
        set: "04",
        description: "Mật ong mùa đông, hương bạc hà.",
        stop: "rejected",
      },
    ],
  },
  {
    name: `Công ty TNHH Nông sản Minh Họa ${mark}`,
    kind: "company",
    representative: "Phạm Văn Minh Họa",
    activity: "Chế biến nông sản của bà con trong xã.",
    products: [
      {
        name: `Miến dong ${mark}`,
        set: "07",
        description: "Miến từ củ dong riềng, phơi nắng.",
        stop: "underAdvice",
      },
      {
        name: `Gạo nếp ${mark}`,
        set: "03",
        description: "Nếp hạt tròn, dẻo, thơm.",
        stop: "inSession",
      },
      {
        name: `Bột sắn dây ${mark}`,
        set: "07",
        description: "Bột sắn dây lọc nhiều nước.",
        stop: "filed",
      },
    ],
  },
];

/** Papers that every producer of the demo has in its vault. */
export const demoPapers: readonly {
  readonly kind: PaperKind;
  readonly title: string;
  readonly expires: boolean;
}[] = [
  { kind: "businessRegistration", title: `Giấy đăng ký ${mark}`, expires: false },
  { kind: "foodSafetyCertificate", title: `Chứng nhận an toàn thực phẩm ${mark}`, expires: true },
  { kind: "testReport", title: `Phiếu kiểm nghiệm ${mark}`, expires: false },
];
