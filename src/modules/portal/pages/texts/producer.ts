const vi = {
  trail: "Đường dẫn",
  home: "Trang chủ",
  products: "Sản phẩm",
  description: (name: string, place: string) =>
    `${name}, ${place}: sản phẩm OCOP, hạng sao và hiệu lực hôm nay, câu chuyện, cách liên hệ.`,
  current: "sản phẩm đang được công nhận",
  best: "hạng cao nhất đang có",
  all: "sản phẩm từng được công nhận",
  starsOf: (n: number) => `${n} sao`,
  intro: "Giới thiệu",
  story: "Câu chuyện",
  hours: "Giờ đón khách",
  contact: "Liên hệ",
  contactMore: "Chủ thể chọn công khai những cách liên hệ này.",
  noContact: "Chủ thể chưa chọn công khai cách liên hệ nào.",
  address: "Địa chỉ",
  phone: "Điện thoại",
  email: "Thư điện tử",
  website: "Trang web",
  social: "Mạng xã hội",
  ownWords: "Nội dung do chủ thể viết, cơ quan quản lý đã duyệt.",
  noProfile:
    "Chủ thể chưa giới thiệu mình. Nếu đây là cơ sở của bạn, hãy đăng nhập và viết vài dòng.",
  addProfile: "Viết giới thiệu",
  theirs: "Sản phẩm",
  news: "Tin, bài",
  locality: "Sản phẩm khác cùng địa phương",
};

const en: typeof vi = {
  trail: "Where you are",
  home: "Home",
  products: "Products",
  description: (name: string, place: string) =>
    `${name}, ${place}: OCOP products, their stars and whether they are valid today, the story, how to get in touch.`,
  current: "products recognised now",
  best: "highest level held now",
  all: "products ever recognised",
  starsOf: (n: number) => `${n} stars`,
  intro: "About",
  story: "Story",
  hours: "Visitors welcome",
  contact: "Contact",
  contactMore: "The producer chose to publish these.",
  noContact: "The producer has not chosen to publish any contact.",
  address: "Address",
  phone: "Telephone",
  email: "Mail",
  website: "Web site",
  social: "Social networks",
  ownWords: "Written by the producer, accepted by the authority.",
  noProfile:
    "The producer has not presented itself yet. If it is yours, sign in and write a few lines.",
  addProfile: "Present it",
  theirs: "Products",
  news: "News and stories",
  locality: "More from the same locality",
};

/** Texts of a producer's page. */
export const producerTexts = { vi, en };
