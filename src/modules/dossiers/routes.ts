import { route } from "@react-router/dev/routes";

const filing = "modules/dossiers/pages/filing";

/** Open to anyone with a receipt. */
export const publicRoutes = [route("bien-nhan/:code", `${filing}/check-receipt.tsx`)];

/** Scripts and data of the filing pages, in no shell. */
export const filingResources = [
  route("sw.js", `${filing}/worker.tsx`),
  route("ho-so/:id/luu", `${filing}/save.tsx`),
];

/** The producer's own pages; see `paths.ts`. */
export const filingRoutes = [
  route("ho-so", `${filing}/list.tsx`),
  route("ho-so/mo", `${filing}/open.tsx`),
  route("ho-so/tin-nhan", `${filing}/messages.tsx`),
  route("ho-so/:id", `${filing}/hub.tsx`),
  route("ho-so/:id/phan/:section", `${filing}/section.tsx`),
  route("ho-so/:id/tieu-chi/:code", `${filing}/criterion.tsx`),
  route("ho-so/:id/loi-khuyen", `${filing}/advice.tsx`),
  route("ho-so/:id/nop", `${filing}/file.tsx`),
  route("ho-so/:id/bien-nhan", `${filing}/receipt.tsx`),
  route("ho-so/:id/rut", `${filing}/withdraw.tsx`),
  route("ho-so/:id/xac-nhan", `${filing}/confirm.tsx`),
  route("ho-so/:id/phuong-an", `${filing}/plan.tsx`),
];

const office = "modules/dossiers/pages/office";

/** Scripts and data of the offices' pages, in no shell. */
export const officeResources = [
  route("van-phong/worker.js", `${office}/worker.ts`),
  route("van-phong/ho-so/:id/anh", `${office}/photos.ts`),
  route("van-phong/ho-so/:id/anh/:digest", `${office}/photo.ts`),
  route("van-phong/ho-so/:id/thuc-dia/luu", `${office}/save-visit.ts`),
];

/** The pages of the communes' and provinces' officers; see `pages/office/paths.ts`. */
export const officeRoutes = [
  route("van-phong", `${office}/start.tsx`),
  route("van-phong/bang", `${office}/board.tsx`),
  route("van-phong/tiep-nhan", `${office}/intake.tsx`),
  route("van-phong/dot", `${office}/rounds.tsx`),
  route("van-phong/tin-nhan", `${office}/messages.tsx`),
  route("van-phong/nhap-thay", `${office}/on-behalf.tsx`),
  route("van-phong/ghi-ho-so-cu/:product", `${office}/record.tsx`),
  route("van-phong/ho-so/:id", `${office}/dossier.tsx`),
  route("van-phong/ho-so/:id/xac-nhan", `${office}/confirm-filing.tsx`),
  route("van-phong/ho-so/:id/ban-ky", `${office}/signed.tsx`),
  route("van-phong/ho-so/:id/dien-bien", `${office}/history.tsx`),
  route("van-phong/ho-so/:id/tra-lai", `${office}/return.tsx`),
  route("van-phong/ho-so/:id/bao-cao", `${office}/review.tsx`),
  route("van-phong/ho-so/:id/thuc-dia", `${office}/visit.tsx`),
  route("van-phong/ho-so/:id/mau-san-pham", `${office}/samples.tsx`),
  route("van-phong/ho-so/:id/mau-san-pham/:seq", `${office}/slip.tsx`),
];
