import { type UnitType, unitTypes } from "../model.ts";

/** Texts of the search page. */
export const searchTexts = {
  vi: {
    title: "Tra cứu địa danh",
    lead: "Tìm xã, huyện, tỉnh trước ngày 01/7/2025 và biết nay thuộc xã, phường nào; hoặc xem một xã, phường hiện nay được hình thành từ đâu.",
    label: "Tên địa danh",
    hint: "Có dấu hay không dấu đều được. Ví dụ: van lang thai nguyen, TP Bắc Kạn, xã Văn Lăng, huyện Đồng Hỷ",
    scope: "Tìm trong",
    all: "Tất cả",
    current: "Đơn vị hiện nay",
    former: "Đơn vị trước 01/7/2025",
    submit: "Tìm",
    found: "Kết quả",
    count: (n: number) => `Tìm thấy ${n} đơn vị`,
    more: (n: number) => `${n} kết quả phù hợp nhất. Hãy gõ thêm tên huyện hoặc tỉnh để thu hẹp.`,
    none: "Không tìm thấy địa danh nào",
    noneMore:
      "Hãy kiểm tra lại chính tả, thử bỏ bớt tên huyện hoặc tỉnh. Đơn vị đã sáp nhập trước tháng 3/2025 không có trong danh mục.",
    provinces: "34 tỉnh, thành phố hiện nay",
  },
  en: {
    title: "Find a place",
    lead: "Find a commune, district or province from before 1 July 2025 and see where it is today, or see what today's commune or ward was formed from.",
    label: "Name of a place",
    hint: "With or without Vietnamese letters, for example: van lang thai nguyen, TP Bac Kan",
    scope: "Search in",
    all: "Everything",
    current: "Units of today",
    former: "Units before 1 July 2025",
    submit: "Search",
    found: "Results",
    count: (n: number) => (n === 1 ? "1 unit found" : `${n} units found`),
    more: (n: number) =>
      `The best ${n} matches. Add the district or province to narrow the search.`,
    none: "No place found",
    noneMore:
      "Check the spelling, or leave out the district or province. Units merged before March 2025 are not in the list.",
    provinces: "The 34 provinces and cities of today",
  },
} as const;

/** What a unit is called when no single one is named: "xã này", "this commune". */
const thisVi: Record<UnitType, string> = {
  province: "tỉnh này",
  city: "thành phố này",
  urbanDistrict: "quận này",
  ruralDistrict: "huyện này",
  town: "thị xã này",
  ward: "phường này",
  commune: "xã này",
  township: "thị trấn này",
  specialZone: "đặc khu này",
};

/** Texts of the page of one unit, and of what search results say of former ones. */
export const unitTexts = {
  vi: {
    trail: "Vị trí trang",
    inForce: "Hiện nay",
    past: "Trước 01/7/2025",
    belongs: "Thuộc",
    became: "Nay là",
    divided: "Đã chia về nhiều đơn vị",
    abolished: "Không còn cấp huyện; nay thuộc",
    dividedTitle: "Địa bàn này được chia về nhiều đơn vị",
    dividedMore: (type: UnitType) =>
      `Không thể biết một địa chỉ ở ${thisVi[type]} nay thuộc đơn vị nào nếu chỉ dựa vào tên. Hãy hỏi UBND các đơn vị dưới đây.`,
    abolishedMore:
      "Cấp huyện kết thúc từ ngày 01/7/2025. Địa bàn nay thuộc toàn bộ hoặc một phần các đơn vị sau:",
    origins: "Được hình thành từ",
    part: "một phần",
    originsMore: "“Một phần”: đơn vị cũ được chia về nhiều đơn vị mới.",
    children: "Đơn vị trực thuộc",
    facts: "Thông tin",
    code: "Mã đơn vị",
    area: "Diện tích",
    noFigure: "Chưa có số liệu tin cậy",
    population: "Dân số",
    populationNote: "theo số liệu công bố tháng 7/2025",
    position: "Tọa độ",
    aliases: "Còn được viết hoặc gọi là",
    changes: "Thay đổi tên gọi, loại đơn vị",
    original: "Từ 01/7/2025",
    from: (day: string) => `Từ ${day}`,
    basis: (act: string) => `Nghị quyết ${act}`,
    note: "Lưu ý về dữ liệu",
    sources:
      "Nguồn: danh mục theo Quyết định 19/2025/QĐ-TTg và dữ liệu mở; chưa đối chiếu với bản gốc các nghị quyết. Khi lập hồ sơ, văn bản gốc là căn cứ.",
    search: "Tra cứu địa danh khác",
  },
  en: {
    trail: "Where you are",
    inForce: "Today",
    past: "Before 1 July 2025",
    belongs: "In",
    became: "Today",
    divided: "Divided between several units",
    abolished: "Districts no longer exist; today in",
    dividedTitle: "This unit was divided between several",
    dividedMore: (type: UnitType) =>
      `The name of this ${unitTypes[type].en.toLowerCase()} alone does not tell where an address in it belongs today. Please ask the People's Committees of the units below.`,
    abolishedMore:
      "Districts ended on 1 July 2025. The land now belongs, wholly or in part, to these units:",
    origins: "Formed from",
    part: "in part",
    originsMore: "“In part”: the former unit was divided between several new ones.",
    children: "Units in it",
    facts: "Facts",
    code: "Code",
    area: "Area",
    noFigure: "No reliable figure yet",
    population: "Population",
    populationNote: "as published in July 2025",
    position: "Position",
    aliases: "Also written or called",
    changes: "Changes of name and type",
    original: "From 1 July 2025",
    from: (day: string) => `From ${day}`,
    basis: (act: string) => `Resolution ${act}`,
    note: "About this data",
    sources:
      "Source: the list of Decision 19/2025/QĐ-TTg and open data, not compared with the signed resolutions. For a dossier, the original text prevails.",
    search: "Find another place",
  },
} as const;
