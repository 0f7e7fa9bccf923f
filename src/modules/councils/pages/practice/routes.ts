import { route } from "@react-router/dev/routes";

const practice = "modules/councils/pages/practice";

/** Practice on reference dossiers, and results of councils beside each other. */
export const practiceRoutes = [
  route("tap-cham", `${practice}/list.tsx`),
  route("tap-cham/moi", `${practice}/begin.tsx`),
  route("tap-cham/:case", `${practice}/case.tsx`),
  route("tap-cham/:case/soan", `${practice}/edit.tsx`),
  route("so-sanh-ket-qua", `${practice}/levels.tsx`),
];
