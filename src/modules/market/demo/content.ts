import type { SaveNews, SavePoint } from "../office-inputs.ts";
import type { ProposeProduct } from "../profile-inputs.ts";

/** What everything in the demo says of itself. */
export const mark = "(dữ liệu mẫu)";

/** A product's page in the demo: found by the first words of the product's name. */
export type DemoPage = {
  readonly product: string;
  readonly stop: "accepted" | "pending" | "returned";
  /** Colours of its drawn picture: sky, hill behind, hill in front. */
  readonly colours: readonly [string, string, string];
  readonly alt: string;
  readonly altEn: string;
  readonly page: Partial<ProposeProduct>;
};

/** Pages of the demo's products: two in public, one that waits, one that was returned. */
export const demoPages: readonly DemoPage[] = [
  {
    product: "Chè búp tím",
    stop: "accepted",
    colours: ["#dfe9d2", "#6d4c7d", "#386641"],
    alt: `Hình vẽ đồi chè búp tím ${mark}`,
    altEn: "A drawing of a hill of purple-bud tea (sample data)",
    page: {
      shortLine: `Chè búp tím hái một tôm hai lá, sao tay ${mark}.`,
      shortLineEn: "Purple-bud tea, one bud and two leaves, pan-fired by hand (sample data).",
      description: "Nước chè tím nhạt, đổi màu khi thêm chanh, vị dịu.",
      descriptionEn: "A pale purple cup with a mild taste; its colour turns with lemon.",
      story: `Câu chuyện mẫu: người trong xóm giữ lại những gốc chè búp tím cũ và ươm dần thành nương.\n\nMỗi sớm hái một lần, sao ngay trong ngày trên chảo gang ${mark}.`,
      storyEn:
        "A sample story: the village kept its old purple-bud bushes and grew a field from their cuttings.\n\nPicked once each morning and fired on the same day (sample data).",
      usage: "Tráng ấm, pha 5 g với 200 ml nước 85 độ, hãm 2 phút.",
      keeping: "Nơi khô, mát; dùng trong 12 tháng.",
      packaging: "Hộp 100 g\nTúi 250 g",
      price: "150.000–320.000 đồng/hộp",
      // The last one leads nowhere.
      buyLinks:
        "https://example.com/che-bup-tim\nhttps://cho.example.net/che\nhttps://cu.example.org/che",
      traceLink: "https://example.com/truy-xuat/che-bup-tim",
      position: "21.6305, 105.8790",
    },
  },
  {
    product: "Gạo nương",
    stop: "accepted",
    colours: ["#f4ead0", "#a7c957", "#bc8a3c"],
    alt: `Hình vẽ nương lúa chín ${mark}`,
    altEn: "A drawing of a ripe upland rice field (sample data)",
    page: {
      shortLine: `Gạo một vụ trên nương, xay xát tại xóm ${mark}.`,
      story: `Câu chuyện mẫu: lúa gieo đầu mùa mưa, gặt tay khi trời hanh ${mark}.`,
      packaging: "Túi 2 kg, 5 kg",
      price: "38.000 đồng/kg",
      buyLinks: "https://example.com/gao-nuong",
      position: "21.6480, 105.9010",
    },
  },
  {
    product: "Mật ong hoa vải",
    stop: "pending",
    colours: ["#fdf3d0", "#e09f3e", "#6a994e"],
    alt: `Hình vẽ vườn vải mùa hoa ${mark}`,
    altEn: "A drawing of a lychee orchard in bloom (sample data)",
    page: {
      shortLine: `Mật ong quay cuối tháng tư, khi hoa vải nở rộ ${mark}.`,
      packaging: "Chai 500 ml",
      price: "140.000 đồng/chai",
    },
  },
  {
    product: "Trà hoa vàng",
    stop: "returned",
    colours: ["#e7eef3", "#f2c14e", "#386641"],
    alt: `Hình vẽ cây trà hoa vàng ${mark}`,
    altEn: "A drawing of yellow camellias (sample data)",
    page: {
      shortLine: `Trà hoa vàng sấy lạnh, chữa được nhiều bệnh ${mark}.`,
      price: "900.000 đồng/hộp 50 g",
    },
  },
];

/** What the office asks to be mended in the page that it returned. */
export const demoReturn =
  "Bỏ câu “chữa được nhiều bệnh”: thực phẩm không được quảng cáo có tác dụng chữa bệnh.";

/** Invented points of sale. */
export const demoPoints: readonly SavePoint[] = [
  {
    expectedVersion: 0,
    name: `Trung tâm giới thiệu sản phẩm OCOP tỉnh ${mark}`,
    kind: "centre",
    level: "province",
    address: "Số 1, đường mẫu",
    communeCode: "05692",
    position: "21.6012, 105.8521",
    openingHours: "7 giờ 30 đến 18 giờ, cả tuần",
    phone: "",
    runBy: `Đơn vị vận hành mẫu ${mark}`,
  },
  {
    expectedVersion: 0,
    name: `Gian hàng OCOP chợ xã ${mark}`,
    kind: "corner",
    level: "commune",
    address: "Chợ trung tâm xã",
    communeCode: "05692",
    position: "21.6190, 105.8660",
    openingHours: "5 giờ đến 11 giờ, ngày chợ phiên",
    phone: "",
    runBy: `Hợp tác xã mẫu ${mark}`,
  },
  {
    expectedVersion: 0,
    name: `Điểm trưng bày sản phẩm của tỉnh tại Hà Nội ${mark}`,
    kind: "point",
    level: "outside",
    address: "Số 2, phố mẫu",
    communeCode: "00070",
    position: "",
    openingHours: "8 giờ đến 20 giờ",
    phone: "",
    runBy: "",
  },
  {
    expectedVersion: 0,
    name: `Quầy giới thiệu sản phẩm OCOP tại trụ sở xã ${mark}`,
    kind: "counter",
    level: "commune",
    address: "Trụ sở Ủy ban nhân dân xã",
    communeCode: "05692",
    position: "",
    openingHours: "Giờ hành chính",
    phone: "",
    runBy: "",
  },
];

type DemoNews = Omit<SaveNews, "newsId" | "expectedVersion" | "dropPicture"> & {
  readonly isDraft?: true;
  /** Products that it is about, by the first words of their names. */
  readonly about: readonly string[];
};

/** Invented news. */
export const demoNews: readonly DemoNews[] = [
  {
    kind: "news",
    title: `Phiên chợ giới thiệu sản phẩm OCOP cuối năm ${mark}`,
    lead: `Tin mẫu: phiên chợ giới thiệu sản phẩm OCOP của các xã, mở cửa hai ngày cuối tuần ${mark}.`,
    body: "Các gian hàng giới thiệu chè, gạo, mật ong và rau của các chủ thể trong tỉnh.\n\nNgười mua có thể quét mã trên bao bì để xem hạng sao và hiệu lực công nhận ngay tại chỗ.",
    titleEn: "A year-end market of OCOP products (sample data)",
    leadEn: "A sample piece: a two-day market with products from the communes (sample data).",
    bodyEn:
      "Stalls show tea, rice, honey and vegetables of producers in the province.\n\nBuyers can scan the code on a pack to see its stars and whether they still hold.",
    pictureAlt: "",
    pictureAltEn: "",
    about: ["Chè búp tím", "Gạo nương"],
  },
  {
    kind: "story",
    title: `Một ngày trên nương chè búp tím ${mark}`,
    lead: `Câu chuyện mẫu: từ lúc hái đến lúc chè vào hộp ${mark}.`,
    body: "Sáng sớm, khi sương chưa tan, người hái đã lên nương.\n\nChè được làm héo, sao và vò trong ngày, để nguội rồi mới đóng hộp.",
    titleEn: "",
    leadEn: "",
    bodyEn: "",
    pictureAlt: "",
    pictureAltEn: "",
    about: ["Chè búp tím"],
  },
  {
    kind: "news",
    title: `Hướng dẫn chuẩn bị hồ sơ đợt tới ${mark}`,
    lead: `Bản nháp mẫu ${mark}.`,
    body: "Nội dung đang soạn.",
    titleEn: "",
    leadEn: "",
    bodyEn: "",
    pictureAlt: "",
    pictureAltEn: "",
    isDraft: true,
    about: [],
  },
];
