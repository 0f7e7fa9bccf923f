import { route } from "@react-router/dev/routes";

const pages = "modules/supervision/cases/pages";

/** Files of cases, in no shell. */
export const caseResources = [
  route("thu-hoi/:case/tep/:digest", `${pages}/file.ts`, { id: "case-file" }),
  route("giai-trinh/:case/tep/:digest", `${pages}/file.ts`, { id: "question-file" }),
];

/** Cases about revocation, in the shell of signed-in work; see `paths.ts`. */
export const caseRoutes = [
  route("thu-hoi", `${pages}/list.tsx`),
  route("thu-hoi/mo", `${pages}/open.tsx`),
  route("thu-hoi/ngung-san-xuat", `${pages}/stopped.tsx`),
  route("thu-hoi/:case", `${pages}/case.tsx`),
];

/** What a producer is asked; plain HTML in the producer's shell. */
export const questionRoutes = [
  route("giai-trinh", `${pages}/questions.tsx`),
  route("giai-trinh/:case", `${pages}/question.tsx`),
];
