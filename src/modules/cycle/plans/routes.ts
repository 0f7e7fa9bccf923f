import { route } from "@react-router/dev/routes";

const own = "modules/cycle/plans/pages/own";
const office = "modules/cycle/plans/pages/office";

/** Photos of visits, in no shell. */
export const planResources = [route("phuong-an/:plan/anh/:digest", `${office}/photo.ts`)];

/** Business plans at the offices' desks; see `paths.ts`. */
export const planRoutes = [
  route("phuong-an", `${office}/list.tsx`),
  route("phuong-an/:plan", `${office}/plan.tsx`),
];

/** A producer's own business plans; plain HTML in the producer's shell. */
export const ownPlanRoutes = [
  route("phuong-an-cua-toi", `${own}/list.tsx`),
  route("phuong-an-cua-toi/mo", `${own}/open.tsx`),
  route("phuong-an-cua-toi/:plan", `${own}/hub.tsx`),
  route("phuong-an-cua-toi/:plan/phan/:part", `${own}/part.tsx`),
  route("phuong-an-cua-toi/:plan/hien-trang", `${own}/standing.tsx`),
  route("phuong-an-cua-toi/:plan/viec", `${own}/works.tsx`),
];
