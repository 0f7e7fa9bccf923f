import type { AddMedia, AddMeeting } from "./campaigns/inputs.ts";
import type { RegisterIdea } from "./ideas/inputs.ts";

/** What everything in the demo says of itself. */
export const mark = "(dữ liệu mẫu)";

/** An idea of the demo: who brings it, and how far it has come. */
export type DemoIdea = Pick<RegisterIdea, "title" | "kind" | "story" | "track"> &
  Partial<Record<"market" | "materials" | "labour" | "investment", string>> & {
    /** The product set that the offices find for it. */
    readonly setCode: string;
    readonly by: "producer" | Pick<RegisterIdea, "applicantName" | "applicantKind" | "phone">;
    readonly stop: "registered" | "taken" | "returned" | "forwarded" | "chosen" | "nextYear";
  };

/** Somebody who does not exist, at a number that is written like one. */
const person = (name: string, last: string) => ({
  applicantName: `${name} ${mark}`,
  applicantKind: "person" as const,
  phone: `0900 000 ${last}`,
});

/** Ideas at every stage; two of the start-up tracks. */
export const demoIdeas: readonly DemoIdea[] = [
  {
    title: `Bột matcha từ chè trung du ${mark}`,
    setCode: "11",
    kind: "potential",
    story: "Lá chè che bóng, hấp và nghiền mịn để pha và làm bánh.",
    materials: "Vườn chè của các hộ thành viên.",
    track: "general",
    by: "producer",
    stop: "chosen",
  },
  {
    title: `Miến dong sợi nhỏ đóng gói 200 g ${mark}`,
    setCode: "06",
    kind: "unfinished",
    story: "Miến của nhà đã bán ở chợ, nay muốn làm gói nhỏ, có nhãn.",
    market: "Khách mua làm quà, quán ăn.",
    track: "women",
    by: { ...person("Nguyễn Thị Mẫu", "001"), applicantKind: "cooperativeGroup" },
    stop: "forwarded",
  },
  {
    title: `Nghỉ đêm ở nhà sàn, hái chè ${mark}`,
    setCode: "26",
    kind: "potential",
    story: "Khách ở lại nhà sàn, sáng đi hái và sao chè cùng chủ nhà.",
    track: "youth",
    by: person("Lý Văn Mẫu", "002"),
    stop: "taken",
  },
  {
    title: `Mật ong rừng ${mark}`,
    setCode: "04",
    kind: "unfinished",
    story: "Mật lấy từ đàn ong nuôi ven rừng.",
    track: "general",
    by: person("Hoàng Văn Mẫu", "003"),
    stop: "returned",
  },
  {
    title: `Măng khô cắt sợi ${mark}`,
    setCode: "07",
    kind: "potential",
    story: "Măng tự trồng, luộc và sấy bằng nhà kính năng lượng mặt trời.",
    track: "general",
    by: person("Triệu Thị Mẫu", "004"),
    stop: "nextYear",
  },
  {
    title: `Bánh chưng gù nhân đậu ${mark}`,
    setCode: "06",
    kind: "potential",
    story: "Gói bằng lá dong và gạo nếp của xã, bán quanh năm.",
    track: "women",
    by: person("Dương Thị Mẫu", "005"),
    stop: "registered",
  },
];

/** Meetings of the demo; `day` of the year that it is made in, only days that have been. */
export const demoMeetings: readonly (Omit<AddMeeting, "on"> & { readonly day: string })[] = [
  {
    day: "02-26",
    calledBy: `Ủy ban nhân dân xã ${mark}`,
    place: "Nhà văn hóa xã",
    topics: "Giới thiệu chu trình năm, cách đăng ký ý tưởng",
    attendance: "64",
    women: "31",
    guests: "",
  },
  {
    day: "03-18",
    calledBy: `Hội Liên hiệp Phụ nữ xã ${mark}`,
    place: "Xóm Mẫu",
    topics: "Phụ nữ khởi nghiệp từ sản phẩm quê nhà",
    attendance: "38",
    women: "36",
    guests: "",
  },
];

const piece = (
  day: string,
  kind: AddMedia["kind"],
  title: string,
): Omit<AddMedia, "on"> & { readonly day: string } => ({
  day,
  kind,
  title: `${title} ${mark}`,
  outlet: "Báo tỉnh",
  url: "https://example.com/",
});

/** What the media brought in the demo's year: some months below the goal. */
export const demoMedia: readonly (Omit<AddMedia, "on"> & { readonly day: string })[] = [
  piece("01-12", "news", "Phát động đăng ký ý tưởng"),
  piece("01-27", "article", "Chuyện một tổ hợp tác làm chè"),
  piece("02-20", "news", "Tập huấn cán bộ cấp xã"),
  piece("03-05", "report", "Một ngày ở xóm chè"),
  piece("03-19", "news", "Phụ nữ xã bàn chuyện khởi nghiệp"),
  piece("03-30", "video", "Hướng dẫn đăng ký ý tưởng trên điện thoại"),
];
