import { route } from "@react-router/dev/routes";

const own = "modules/market/pages/own";
const office = "modules/market/pages/office";
const fairs = "modules/market/pages/fairs";

/** What a producer lets the public see, and what it tells of fairs; plain HTML in the producer's shell. */
export const ownPageRoutes = [
  route("trang-cong-khai", `${own}/list.tsx`),
  route("trang-cong-khai/san-pham/:product", `${own}/product.tsx`),
  route("trang-cong-khai/chu-the/:producer", `${own}/producer.tsx`),
  route("hoi-cho", `${fairs}/own.tsx`),
  route("hoi-cho/:participant", `${fairs}/result.tsx`),
];

/** The office's pages: what waits to be judged, points of sale, fairs, news. */
export const marketRoutes = [
  route("noi-dung-cong-khai", `${office}/profiles.tsx`),
  route("noi-dung-cong-khai/:profile", `${office}/profile.tsx`),
  route("quan-ly-diem-ban", `${office}/points.tsx`),
  route("quan-ly-diem-ban/:point", `${office}/point.tsx`),
  route("quan-ly-diem-ban/:point/theo-doi", `${office}/keeping.tsx`),
  route("thi-truong/kenh-ban", `${office}/channels.tsx`),
  route("thi-truong/hoi-cho", `${fairs}/list.tsx`),
  route("thi-truong/hoi-cho/:fair", `${fairs}/fair.tsx`),
  route("quan-ly-tin", `${office}/news.tsx`),
  route("quan-ly-tin/:news", `${office}/piece.tsx`),
];
