const vi = {
  title: "Tin và câu chuyện OCOP",
  description: "Tin của văn phòng điều phối và câu chuyện của những người làm ra sản phẩm OCOP.",
  lead: "Tin của văn phòng điều phối, câu chuyện của người làm ra sản phẩm.",
  all: "Tất cả",
  kinds: "Loại bài",
  none: "Chưa có tin, bài nào",
  noneMore:
    "Văn phòng điều phối đăng tin trong mục Quản lý tin. Trong lúc chờ, hãy xem sản phẩm mới được công nhận.",
  products: "Sản phẩm mới",
  feed: "Nhận tin mới (Atom)",
  trail: "Đường dẫn",
  home: "Trang chủ",
  about: "Nói về",
  onlyVietnamese: "Bài này chỉ có bằng tiếng Việt.",
};
const en: typeof vi = {
  title: "OCOP news and stories",
  description: "News of the coordination office and stories of the people who make OCOP products.",
  lead: "News of the coordination office, stories of the people who make the products.",
  all: "All",
  kinds: "Kind",
  none: "There is nothing yet",
  noneMore:
    "The coordination office publishes news here. Meanwhile, see what was newly recognised.",
  products: "New products",
  feed: "Follow the news (Atom)",
  trail: "Where you are",
  home: "Home",
  about: "About",
  onlyVietnamese: "This piece is in Vietnamese only.",
};

/** Texts of news and stories. */
export const newsTexts = { vi, en };
