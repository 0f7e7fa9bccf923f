import { route } from "@react-router/dev/routes";

const own = "modules/cycle/plans/pages/own";
const office = "modules/cycle/plans/pages/office";

/** Photos of visits, and what scripts send; in no shell. */
export const planResources = [
  route("phuong-an/worker.js", `${office}/worker.ts`),
  route("phuong-an/:plan/anh", `${office}/photos.ts`),
  route("phuong-an/:plan/anh/:digest", `${office}/photo.ts`),
  route("phuong-an/:plan/thuc-dia/luu", `${office}/save-visit.ts`),
  route("phuong-an-cua-toi/:plan/luu", `${own}/save.tsx`),
];

/** Business plans at the offices' desks; see `paths.ts`. */
export const planRoutes = [
  route("phuong-an", `${office}/list.tsx`),
  route("phuong-an/:plan", `${office}/plan.tsx`),
  route("phuong-an/:plan/thuc-dia", `${office}/visit.tsx`),
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
