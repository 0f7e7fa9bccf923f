import { route } from "@react-router/dev/routes";

const own = "modules/support/pages/own";
const office = "modules/support/pages/office";

/** What a producer is entitled to, asks for and has had; plain HTML in the producer's shell. */
export const ownSupportRoutes = [
  route("ho-tro-cua-toi", `${own}/home.tsx`),
  route("ho-tro-cua-toi/:claim", `${own}/claim.tsx`),
];

/** The office's pages of support, trainings and partners. */
export const supportRoutes = [
  route("ho-tro/bien-phap", `${office}/measures.tsx`),
  route("ho-tro/bien-phap/:measure", `${office}/measure.tsx`),
  route("ho-tro/quyen-loi", `${office}/rights.tsx`),
  route("ho-tro/de-nghi", `${office}/claims.tsx`),
  route("ho-tro/de-nghi/:claim", `${office}/claim.tsx`),
  route("ho-tro/kinh-phi", `${office}/budget.tsx`),
  route("ho-tro/dao-tao", `${office}/courses.tsx`),
  route("ho-tro/dao-tao/:course", `${office}/course.tsx`),
  route("ho-tro/lop/:class", `${office}/class.tsx`),
  route("ho-tro/doi-tac", `${office}/partners.tsx`),
  route("ho-tro/doi-tac/:partner", `${office}/partner.tsx`),
  route("ho-tro/hop-doi-tac", `${office}/meetings.tsx`),
  route("ho-tro/hop-doi-tac/:meeting", `${office}/meeting.tsx`),
];
