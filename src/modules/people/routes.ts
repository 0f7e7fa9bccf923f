import { route } from "@react-router/dev/routes";

const pages = "modules/people/pages";

/** Pages of signing in: plain HTML, open to whoever owes just that step. */
export const publicRoutes = [
  route("dang-nhap", `${pages}/sign-in.tsx`),
  route("dang-ky", `${pages}/sign-up.tsx`),
  route("dang-nhap/xac-thuc", `${pages}/second-factor.tsx`),
  route("bat-dau", `${pages}/start.ts`),
  route("dang-xuat", `${pages}/sign-out.ts`),
  route("doi-mat-khau", `${pages}/new-password.tsx`),
  route("tai-khoan/xac-thuc-hai-buoc", `${pages}/enrolment.tsx`),
];

/** Pages of signed-in work. */
export const officeRoutes = [
  route("tai-khoan", `${pages}/own-account.tsx`),
  route("quan-tri/tai-khoan", `${pages}/accounts.tsx`),
  route("quan-tri/tai-khoan/moi", `${pages}/new-account.tsx`),
  route("quan-tri/tai-khoan/:id", `${pages}/account.tsx`),
  route("quan-tri/co-quan", `${pages}/agencies.tsx`),
  route("quan-tri/co-quan/:agency", `${pages}/agency.tsx`),
];
