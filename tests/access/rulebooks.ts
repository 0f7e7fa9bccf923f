import { type Entry, everyone, noToken, open } from "./rules.ts";

/** Criteria and self-scoring. */
export const rulebooksAccess: Readonly<Record<string, Entry>> = {
  "/bo-tieu-chi": open,
  "/en/criteria": open,
  "/bo-tieu-chi/:regime": { ...open, at: "/bo-tieu-chi/26-2026" },
  "/en/criteria/:regime": { ...open, at: "/en/criteria/26-2026" },
  "/bo-tieu-chi/:regime/:set": { ...open, at: "/bo-tieu-chi/26-2026/01" },
  "/en/criteria/:regime/:set": { ...open, at: "/en/criteria/26-2026/01" },
  "/bo-tieu-chi/:regime/:set/phieu-danh-gia.pdf": {
    ...open,
    at: "/bo-tieu-chi/26-2026/01/phieu-danh-gia.pdf",
  },
  // Self-scoring: for anyone; kept under a private link, which is the only key to it
  "/tu-cham-diem": open,
  "/en/self-score": open,
  "/tu-cham-diem/bo/:regime/:set": {
    at: "/tu-cham-diem/bo/26-2026/01",
    GET: everyone(200),
    POST: everyone(422),
  },
  "/en/self-score/set/:regime/:set": {
    at: "/en/self-score/set/26-2026/01",
    GET: everyone(200),
    POST: everyone(422),
  },
  "/tu-cham-diem/:token": {
    at: `/tu-cham-diem/${noToken}`,
    GET: everyone(404),
    POST: everyone(404),
  },
  "/en/self-score/:token": {
    at: `/en/self-score/${noToken}`,
    GET: everyone(404),
    POST: everyone(404),
  },
  "/tu-cham-diem/:token/sua": {
    at: `/tu-cham-diem/${noToken}/sua`,
    GET: everyone(404),
    POST: everyone(404),
  },
  "/en/self-score/:token/edit": {
    at: `/en/self-score/${noToken}/edit`,
    GET: everyone(404),
    POST: everyone(404),
  },
  "/tu-cham-diem/:token/so-sanh/:regime": {
    at: `/tu-cham-diem/${noToken}/so-sanh/26-2026`,
    GET: everyone(404),
    POST: everyone(404),
  },
  "/en/self-score/:token/compare/:regime": {
    at: `/en/self-score/${noToken}/compare/26-2026`,
    GET: everyone(404),
    POST: everyone(404),
  },
  "/tu-cham-diem/:token/phieu.pdf": {
    at: `/tu-cham-diem/${noToken}/phieu.pdf`,
    GET: everyone(404),
  },
};
