import type { RegimeState } from "../../catalogue.ts";

/** A decision's number with hyphens that no line ends at. */
const unbroken = (number: string): string => number.replaceAll("-", "\u2011");

const vi = {
  home: "Trang chủ",
  crumbs: "Vị trí trang",
  title: "Bộ tiêu chí OCOP",
  lead: "Mỗi sản phẩm được chấm theo đúng một bộ tiêu chí, tối đa 100 điểm, xếp từ 1 đến 5 sao. Ở đây có đủ ba quyết định từ năm 2019 đến nay.",
  state: {
    inForce: "Đang có hiệu lực",
    ended: "Hết hiệu lực",
    notYet: "Chưa có hiệu lực",
  } satisfies Record<RegimeState, string>,
  decision: (number: string) => `Quyết định ${unbroken(number)}`,
  issued: "Ngày ban hành",
  from: "Có hiệu lực từ",
  to: "Đến hết ngày",
  amended: "Được sửa đổi bởi",
  setCount: (count: number) => `Xem ${count} bộ tiêu chí`,
  selfScore: "Tự chấm điểm",
  unverifiedCount: (count: number) => `${count} bộ chưa đối chiếu xong với bản gốc`,
  search: "Tìm bộ tiêu chí",
  searchHint: "Gõ tên sản phẩm, ví dụ: mật ong, ca phe, tre",
  searchGo: "Tìm",
  searchAll: "Xem tất cả",
  found: (count: number) => (count === 0 ? "Không có bộ nào khớp" : `${count} bộ khớp`),
  notFoundMore: "Hãy thử từ khác, ngắn hơn, hoặc xem tất cả các bộ.",
  otherSets: "Các bộ tiêu chí",
  unverified: "Chưa đối chiếu",
  doubtful: "Có chỗ cần đối chiếu",
  set: (code: string) => `Bộ ${code}`,
  vietnameseOnly: "",
};

const en: typeof vi = {
  home: "Home",
  crumbs: "Breadcrumb",
  title: "OCOP criteria",
  lead: "Each product is scored by exactly one set of criteria, up to 100 points, and rated from 1 to 5 stars. The three decisions since 2019 are all here.",
  state: { inForce: "In force", ended: "No longer in force", notYet: "Not yet in force" },
  decision: (number) => `Decision ${unbroken(number)}`,
  issued: "Issued",
  from: "In force from",
  to: "Until",
  amended: "Amended by",
  setCount: (count) => `See the ${count} sets`,
  selfScore: "Self-score",
  unverifiedCount: (count) => `${count} sets not yet checked against the original`,
  search: "Find a set",
  searchHint: "Type a product in Vietnamese, with or without diacritics: mat ong, ca phe, tre",
  searchGo: "Find",
  searchAll: "Show all",
  found: (count) =>
    count === 0 ? "No set matches" : `${count} ${count === 1 ? "set matches" : "sets match"}`,
  notFoundMore: "Try another, shorter word, or look at all sets.",
  otherSets: "Sets of criteria",
  unverified: "Not verified",
  doubtful: "To be checked",
  set: (code) => `Set ${code}`,
  vietnameseOnly: "The criteria are quoted in Vietnamese, the language of the decision.",
};

/** Texts of the pages that list decisions and sets. */
export const listTexts = { vi, en };
