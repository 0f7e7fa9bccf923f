import {
  type Entry,
  everyone,
  signedIn,
  only,
  byInterface,
  noId,
  publicationSeers,
} from "./rules.ts";

const marketSeers = ["provinceOfficer", "departmentOfficer", "centralOfficer", "auditor"] as const;

const marketWriters = ["provinceOfficer", "centralOfficer"] as const;

const fairKeepers = ["provinceOfficer", "departmentOfficer", "centralOfficer"] as const;

/** What producers publish, points of sale, news, fairs. */
export const marketAccess: Readonly<Record<string, Entry>> = {
  // What producers publish of themselves, and the office's answer; points of sale; news
  "/trang-cong-khai": { GET: signedIn(200) },
  "/trang-cong-khai/san-pham/:product": {
    at: `/trang-cong-khai/san-pham/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/trang-cong-khai/chu-the/:producer": {
    at: `/trang-cong-khai/chu-the/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/noi-dung-cong-khai": { GET: only(200, publicationSeers) },
  "/noi-dung-cong-khai/:profile": {
    at: `/noi-dung-cong-khai/${noId}`,
    GET: only(404, publicationSeers),
    POST: only(404, publicationSeers),
  },
  "/quan-ly-diem-ban": { GET: only(200, marketSeers) },
  "/quan-ly-diem-ban/:point": {
    at: "/quan-ly-diem-ban/moi",
    GET: only(200, marketWriters),
    POST: only(400, marketWriters),
  },
  "/quan-ly-diem-ban/:point/theo-doi": {
    at: `/quan-ly-diem-ban/${noId}/theo-doi`,
    GET: only(404, marketSeers),
    POST: only(404, marketSeers),
  },
  "/quan-ly-tin": { GET: only(200, marketSeers) },
  "/quan-ly-tin/:news": {
    at: "/quan-ly-tin/moi",
    GET: only(200, marketWriters),
    POST: only(400, marketWriters),
  },
  "GET /quan-ly-tin/:news/anh": { at: `/quan-ly-tin/${noId}/anh`, GET: byInterface(404) },
  "GET /anh/:file{[0-9a-f]{64}-[0-9]{3}\\.(webp|jpg)}": {
    at: `/anh/${"0".repeat(64)}-480.webp`,
    GET: everyone(404),
  },
  "GET /api/v1/profiles/:id/pictures/:digest": {
    at: `/api/v1/profiles/${noId}/pictures/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "/thi-truong/kenh-ban": { GET: only(200, publicationSeers) },
  // Fairs: the office keeps them, producers tell what they sold
  "/hoi-cho": { GET: signedIn(200) },
  "/hoi-cho/:participant": {
    at: `/hoi-cho/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/thi-truong/hoi-cho": { GET: only(200, [...fairKeepers, "decisionMaker", "auditor"]) },
  "/thi-truong/hoi-cho/:fair": {
    at: "/thi-truong/hoi-cho/moi",
    GET: only(200, fairKeepers),
    POST: only(400, fairKeepers),
  },
};
