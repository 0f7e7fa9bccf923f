import type { ProducerKind } from "#modules/producers/model.ts";
import type { DossierKind } from "../model.ts";
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
  | "withdrawn"
  /** Filed, and the commune has let its days run out. */
  | "overdue"
  /** Entered by an officer; the producer has not confirmed it yet. */
  | "unconfirmed";

export type DemoProducer = {
  readonly name: string;
  readonly kind: ProducerKind;
  readonly representative: string;
  readonly activity: string;
  /** Its commune: 05692, whose officer has a demo account, unless said. */
  readonly commune?: string;
  /** Nobody works on the platform for it: the commune's officer does. */
  readonly isHelped?: boolean;
  /** The demo's account of a producer's staff works here. */
  readonly hasStaff?: boolean;
  readonly products: readonly {
    readonly name: string;
    readonly set: string;
    readonly description: string;
    readonly stop: DemoStop;
    /** First recognition unless said; the others build on one of three stars. */
    readonly kind?: Exclude<DossierKind, "first">;
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
    hasStaff: true,
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
    hasStaff: true,
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
  {
    name: `Hợp tác xã Ong Rừng Xanh ${mark}`,
    kind: "cooperative",
    representative: "Vũ Thị Thử Nghiệm",
    activity: "Nuôi ong và chế biến nông sản của thành viên.",
    products: [
      {
        name: `Gạo tẻ Khe Vai ${mark}`,
        set: "03",
        description: "Gạo tẻ hạt dài, xay xát trong ngày.",
        stop: "underAdvice",
      },
      {
        name: `Bánh khảo ${mark}`,
        set: "07",
        description: "Bánh khảo gói giấy, hai loại nhân.",
        stop: "underAdvice",
      },
      {
        name: `Rau bò khai ${mark}`,
        set: "01",
        description: "Rau rừng trồng dưới tán, bó 300 g.",
        stop: "underAdvice",
      },
    ],
  },
  {
    name: `Hợp tác xã Nấm Sạch Thử Nghiệm ${mark}`,
    kind: "cooperative",
    representative: "Hoàng Thị Thí Dụ",
    activity: "Trồng và sấy nấm của các hộ xã viên.",
    products: [
      {
        name: `Nấm sò tươi ${mark}`,
        set: "01",
        description: "Nấm sò hái trong ngày, khay 300 g.",
        stop: "overdue",
      },
      {
        name: `Mộc nhĩ khô ${mark}`,
        set: "07",
        description: "Mộc nhĩ phơi nắng, túi 100 g; đóng gói và nhãn mới so với lần trước.",
        stop: "underCommuneReview",
        kind: "upgrade",
      },
    ],
  },
  {
    name: `Hộ làm Bánh Ngải Bà Mẫu ${mark}`,
    kind: "household",
    representative: "Nông Thị Mẫu",
    activity: "Làm bánh theo phiên chợ.",
    isHelped: true,
    products: [
      {
        name: `Bánh ngải ${mark}`,
        set: "06",
        description: "Bánh nếp lá ngải, gói lá chuối.",
        stop: "unconfirmed",
      },
    ],
  },
  {
    name: `Hợp tác xã Chè Thượng Nguồn Mẫu ${mark}`,
    kind: "cooperative",
    representative: "Vũ Văn Ví Dụ",
    activity: "Trồng và chế biến chè hữu cơ.",
    commune: "05680",
    products: [
      {
        name: `Chè đinh ${mark}`,
        set: "11",
        description: "Chè búp đinh hái tay, sao lửa nhỏ.",
        stop: "filed",
        kind: "renewal",
      },
      {
        name: `Chè xanh túi 200 g ${mark}`,
        set: "11",
        description: "Chè xanh hút chân không.",
        stop: "overdue",
      },
    ],
  },
  {
    name: `Tổ hợp tác Miến Mẫu Ven Sông ${mark}`,
    kind: "cooperativeGroup",
    representative: "Đặng Thị Minh Họa",
    activity: "Làm miến và bún khô.",
    commune: "05740",
    products: [
      {
        name: `Bún khô gạo bao thai ${mark}`,
        set: "07",
        description: "Bún khô từ gạo trồng tại xã.",
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
