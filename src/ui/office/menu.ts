import { type Actor, hasRole } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";

/** One entry of the menu of signed-in work; `roles` null: for everyone signed in. */
export type MenuEntry = {
  readonly href: string;
  readonly name: string;
  readonly roles: readonly Role[] | null;
};

/** Entries that belong to one part of the work; `name` null: what everybody starts from. */
export type MenuGroup = { readonly name: string | null; readonly entries: readonly MenuEntry[] };

/** Pages where somebody's work begins: what waits elsewhere is said there too. */
export const firstPages: readonly string[] = [
  "/van-phong",
  "/quyet-dinh",
  "/kiem-tra",
  "/ke-hoach/nhiem-vu",
  "/van-phong/bang",
];

/** Who works with dossiers at a desk, or looks over its shoulder. */
const desks: readonly Role[] = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
];

/** Who works with councils and their sessions. */
const councilWorkers: readonly Role[] = [
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "councilMember",
  "councilSecretary",
  "councilChair",
  "consultMember",
  "auditor",
];

/** Who works with the programme's year, or looks over its shoulder. */
const yearWorkers: readonly Role[] = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "departmentOfficer",
  "decisionMaker",
  "centralOfficer",
  "auditor",
];

/**
 * The menu, in the order of the programme. Leaving an entry out hides it only: what a page may show and do is
 * decided by the page.
 */
export const officeMenu: readonly MenuGroup[] = [
  {
    name: null,
    entries: [
      {
        href: "/van-phong",
        name: "Việc cần xử lý",
        roles: ["communeOfficer", "districtOfficer", "provinceOfficer", "centralOfficer"],
      },
      { href: "/van-phong/tin-nhan", name: "Tin nhắn", roles: desks },
    ],
  },
  {
    name: "Chu trình năm",
    entries: [
      { href: "/chu-trinh/y-tuong", name: "Ý tưởng sản phẩm", roles: yearWorkers },
      { href: "/phuong-an", name: "Phương án kinh doanh", roles: [...desks, "consultMember"] },
      { href: "/chu-trinh/lich", name: "Lịch chu trình", roles: yearWorkers },
      {
        href: "/chu-trinh/tuyen-truyen",
        name: "Tuyên truyền, vận động",
        // Of a province: nobody of the whole country has one.
        roles: yearWorkers.filter((role) => role !== "centralOfficer"),
      },
    ],
  },
  {
    name: "Hồ sơ",
    entries: [
      { href: "/van-phong/tiep-nhan", name: "Tiếp nhận hồ sơ", roles: ["provinceOfficer"] },
      { href: "/van-phong/bang", name: "Bảng hồ sơ", roles: desks },
      { href: "/van-phong/dot", name: "Các đợt đánh giá", roles: ["provinceOfficer"] },
      {
        href: "/van-phong/nhap-thay",
        name: "Nhập thay chủ thể",
        roles: ["communeOfficer", "provinceOfficer"],
      },
      {
        href: "/tu-van",
        name: "Hồ sơ tôi thẩm tra",
        roles: ["consultMember"],
      },
      {
        href: "/tu-van/to",
        name: "Giao việc thẩm tra",
        roles: ["provinceOfficer", "districtOfficer", "centralOfficer"],
      },
      { href: "/ho-so", name: "Hồ sơ của tôi", roles: ["producerOwner", "producerStaff"] },
    ],
  },
  {
    name: "Hội đồng",
    entries: [
      {
        href: "/phien",
        name: "Phiên của tôi",
        roles: ["councilMember", "councilSecretary", "councilChair"],
      },
      { href: "/hoi-dong", name: "Hội đồng, tổ tư vấn", roles: councilWorkers },
      {
        href: "/xung-dot",
        name: "Quan hệ lợi ích",
        roles: [
          "provinceOfficer",
          "centralOfficer",
          "councilMember",
          "councilSecretary",
          "councilChair",
          "consultMember",
        ],
      },
      {
        href: "/tap-cham",
        name: "Tập chấm",
        roles: [
          "provinceOfficer",
          "centralOfficer",
          "councilMember",
          "councilSecretary",
          "councilChair",
          "consultMember",
        ],
      },
      {
        href: "/so-sanh-ket-qua",
        name: "So sánh kết quả",
        roles: ["provinceOfficer", "districtOfficer", "centralOfficer", "decisionMaker", "auditor"],
      },
    ],
  },
  {
    name: "Công nhận",
    entries: [
      {
        href: "/quyet-dinh",
        name: "Quyết định công nhận",
        roles: [
          "provinceOfficer",
          "centralOfficer",
          "decisionMaker",
          "departmentOfficer",
          "inspector",
          "auditor",
        ],
      },
      {
        href: "/trinh-trung-uong",
        name: "Trình Trung ương",
        roles: ["provinceOfficer", "centralOfficer", "decisionMaker", "auditor"],
      },
      { href: "/cong-nhan/radar", name: "Giấy chứng nhận sắp hết hạn", roles: desks },
      { href: "/cong-nhan/luot-quet", name: "Lượt tra cứu mã", roles: desks },
      {
        href: "/nhap-so-dang-ky",
        name: "Nhập sổ đăng ký",
        roles: ["provinceOfficer", "centralOfficer"],
      },
    ],
  },
  {
    name: "Giám sát",
    entries: [
      {
        href: "/kiem-tra",
        name: "Kiểm tra, giám sát",
        roles: [
          "provinceOfficer",
          "centralOfficer",
          "decisionMaker",
          "departmentOfficer",
          "inspector",
          "auditor",
        ],
      },
      {
        href: "/phan-anh-san-pham",
        name: "Phản ánh về sản phẩm",
        roles: ["provinceOfficer", "centralOfficer", "departmentOfficer", "inspector", "auditor"],
      },
      { href: "/thu-hoi", name: "Thu hồi công nhận", roles: desks },
    ],
  },
  {
    name: "Quảng bá, thị trường",
    entries: [
      {
        href: "/noi-dung-cong-khai",
        name: "Nội dung công khai",
        roles: [
          "communeOfficer",
          "provinceOfficer",
          "departmentOfficer",
          "centralOfficer",
          "auditor",
        ],
      },
      {
        href: "/vung-trong",
        name: "Vùng nguyên liệu",
        roles: [
          "communeOfficer",
          "provinceOfficer",
          "departmentOfficer",
          "inspector",
          "centralOfficer",
          "auditor",
        ],
      },
      {
        href: "/quan-ly-diem-ban",
        name: "Điểm bán OCOP",
        roles: ["provinceOfficer", "departmentOfficer", "centralOfficer", "auditor"],
      },
      {
        href: "/thi-truong/kenh-ban",
        name: "Kênh bán trên mạng",
        roles: [
          "communeOfficer",
          "provinceOfficer",
          "departmentOfficer",
          "centralOfficer",
          "auditor",
        ],
      },
      {
        href: "/thi-truong/hoi-cho",
        name: "Hội chợ, triển lãm",
        roles: [
          "provinceOfficer",
          "departmentOfficer",
          "centralOfficer",
          "decisionMaker",
          "auditor",
        ],
      },
      {
        href: "/thi-truong/so-lieu",
        name: "Số liệu của chủ thể",
        roles: [
          "communeOfficer",
          "provinceOfficer",
          "decisionMaker",
          "departmentOfficer",
          "inspector",
          "centralOfficer",
          "auditor",
        ],
      },
      {
        href: "/quan-ly-tin",
        name: "Tin, câu chuyện",
        roles: ["provinceOfficer", "departmentOfficer", "centralOfficer", "auditor"],
      },
    ],
  },
  {
    name: "Kế hoạch",
    entries: [
      { href: "/ke-hoach", name: "Kế hoạch, chỉ tiêu", roles: desks },
      { href: "/ke-hoach/nhiem-vu", name: "Nhiệm vụ được giao", roles: desks },
    ],
  },
  {
    name: "Báo cáo",
    entries: [
      { href: "/tong-quan", name: "Tổng quan", roles: desks },
      { href: "/bao-cao", name: "Báo cáo quý, năm", roles: desks },
      { href: "/bao-cao/chi-so", name: "Chỉ số", roles: desks },
      { href: "/bao-cao/bang-cheo", name: "Bảng chéo", roles: desks },
    ],
  },
  {
    name: "Hỗ trợ",
    entries: [
      {
        href: "/ho-tro/bien-phap",
        name: "Biện pháp hỗ trợ",
        roles: ["provinceOfficer", "departmentOfficer", "communeOfficer", "auditor"],
      },
      {
        href: "/ho-tro/quyen-loi",
        name: "Ai được hưởng gì",
        roles: ["provinceOfficer", "departmentOfficer", "auditor"],
      },
      {
        href: "/ho-tro/de-nghi",
        name: "Đề nghị hỗ trợ",
        roles: ["provinceOfficer", "departmentOfficer", "auditor"],
      },
      {
        href: "/ho-tro/kinh-phi",
        name: "Kinh phí hỗ trợ",
        roles: [
          "provinceOfficer",
          "departmentOfficer",
          "decisionMaker",
          "centralOfficer",
          "auditor",
        ],
      },
      {
        href: "/ho-tro/dao-tao",
        name: "Đào tạo, tập huấn",
        roles: ["provinceOfficer", "departmentOfficer", "auditor"],
      },
      {
        href: "/ho-tro/doi-tac",
        name: "Tư vấn, đối tác",
        roles: ["provinceOfficer", "departmentOfficer", "auditor"],
      },
    ],
  },
  {
    name: "Chủ thể, tài khoản",
    entries: [
      {
        href: "/van-phong/chu-the",
        name: "Chủ thể",
        roles: [
          "communeOfficer",
          "provinceOfficer",
          "decisionMaker",
          "departmentOfficer",
          "inspector",
          "centralOfficer",
          "auditor",
        ],
      },
      { href: "/co-so", name: "Cơ sở của tôi", roles: ["producerOwner", "producerStaff"] },
      {
        href: "/quan-tri/tai-khoan",
        name: "Quản lý tài khoản",
        roles: ["admin", "provinceOfficer", "communeOfficer", "auditor"],
      },
      {
        href: "/quan-tri/co-quan",
        name: "Cơ quan, sở, ngành",
        roles: ["admin", "provinceOfficer", "departmentOfficer", "decisionMaker", "auditor"],
      },
      { href: "/quan-tri/ranh-gioi", name: "Ranh giới hành chính", roles: ["admin"] },
      { href: "/quan-tri/lien-thong", name: "Liên thông dữ liệu", roles: ["admin"] },
      { href: "/tai-khoan", name: "Tài khoản của tôi", roles: null },
      { href: "/", name: "Trang công khai", roles: null },
    ],
  },
];

/** The menu as an account has it: groups with something in them. */
export function menuFor(
  actor: Actor,
): { name: string | null; links: { href: string; name: string }[] }[] {
  return officeMenu
    .map(({ name, entries }) => ({
      name,
      links: entries
        .filter(({ roles }) => roles === null || hasRole(actor, ...roles))
        .map((entry) => ({ href: entry.href, name: entry.name })),
    }))
    .filter(({ links }) => links.length > 0);
}

/** Whether an entry of the menu is there for the account: a page leads only to where it may go. */
export function isOnMenu(actor: Actor, href: string): boolean {
  return menuFor(actor).some(({ links }) => links.some((link) => link.href === href));
}
