import { type Entry, everyone, signedIn, only, byInterface, noId, desks, open } from "./rules.ts";

/** The desk's page of a dossier that is not there. */
const noDossier = "/van-phong/ho-so/00000000-0000-4000-8000-0000000000d0";

const atDesk = (path: string): Entry => ({
  at: `${noDossier}${path}`,
  GET: only(404, desks),
  POST: only(404, desks),
});

/** Dossiers: the producers' and the desks'. */
export const dossiersAccess: Readonly<Record<string, Entry>> = {
  // A producer's dossiers: foreign ones are as if they were not there
  "/ho-so": { GET: signedIn(200) },
  "/ho-so/mo": { GET: signedIn(200), POST: signedIn(400) },
  "/ho-so/tin-nhan": { GET: signedIn(200), POST: signedIn(303) },
  "/ho-so/:id": { at: `/ho-so/${noId}`, GET: signedIn(404), POST: signedIn(400) },
  "/ho-so/:id/phan/:section": {
    at: `/ho-so/${noId}/phan/general`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/ho-so/:id/tieu-chi/:code": {
    at: `/ho-so/${noId}/tieu-chi/1.1`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/ho-so/:id/loi-khuyen": { at: `/ho-so/${noId}/loi-khuyen`, GET: signedIn(404) },
  "/ho-so/:id/nop": { at: `/ho-so/${noId}/nop`, GET: signedIn(404), POST: signedIn(400) },
  "/ho-so/:id/bien-nhan": { at: `/ho-so/${noId}/bien-nhan`, GET: signedIn(404) },
  "/ho-so/:id/rut": { at: `/ho-so/${noId}/rut`, GET: signedIn(404), POST: signedIn(400) },
  "/ho-so/:id/xac-nhan": { at: `/ho-so/${noId}/xac-nhan`, GET: signedIn(404), POST: signedIn(400) },
  "/ho-so/:id/luu": { at: `/ho-so/${noId}/luu`, GET: everyone(400), POST: byInterface(400) },
  "/sw.js": open,
  // What a receipt says of itself, to whoever holds one
  "/bien-nhan/:code": { at: "/bien-nhan/2222-2222-2222-2223", GET: everyone(404) },
  "/ho-so/:id/phuong-an": {
    at: `/ho-so/${noId}/phuong-an`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  // The offices' desks: a dossier that is not there looks the same to all of them
  "/van-phong": { GET: only(200, desks) },
  "/van-phong/bang": { GET: only(200, desks) },
  "/van-phong/tiep-nhan": { GET: only(200, desks), POST: only(400, desks) },
  "/van-phong/dot": { GET: only(200, ["provinceOfficer"]), POST: only(400, ["provinceOfficer"]) },
  "/van-phong/tin-nhan": { GET: only(200, desks), POST: only(200, desks) },
  "/van-phong/worker.js": open,
  "/van-phong/nhap-thay": { GET: only(200, ["communeOfficer", "provinceOfficer"]) },
  "/van-phong/ghi-ho-so-cu/:product": {
    at: `/van-phong/ghi-ho-so-cu/${noId}`,
    GET: only(404, desks),
    POST: only(400, desks),
  },
  "/van-phong/ho-so/:id": atDesk(""),
  "/van-phong/ho-so/:id/xac-nhan": atDesk("/xac-nhan"),
  "/van-phong/ho-so/:id/ban-ky": atDesk("/ban-ky"),
  "/van-phong/ho-so/:id/dien-bien": { at: `${noDossier}/dien-bien`, GET: only(404, desks) },
  "/van-phong/ho-so/:id/tra-lai": atDesk("/tra-lai"),
  "/van-phong/ho-so/:id/bao-cao": atDesk("/bao-cao"),
  "/van-phong/ho-so/:id/thuc-dia": { at: `${noDossier}/thuc-dia`, GET: only(404, desks) },
  "/van-phong/ho-so/:id/thuc-dia/luu": {
    at: `${noDossier}/thuc-dia/luu`,
    GET: everyone(400),
    POST: only(404, desks),
  },
  "/van-phong/ho-so/:id/anh": {
    at: `${noDossier}/anh`,
    GET: everyone(400),
    POST: only(404, desks),
  },
  "/van-phong/ho-so/:id/anh/:digest": { at: `${noDossier}/anh/0`, GET: only(404, desks) },
  "/van-phong/ho-so/:id/mau-san-pham": atDesk("/mau-san-pham"),
  "/van-phong/ho-so/:id/mau-san-pham/:seq": {
    at: `${noDossier}/mau-san-pham/1`,
    GET: only(404, desks),
  },
  // What can be downloaded from a dossier: a dossier of others is not there.
  "GET /ho-so/:id/tai-ve/ho-so.zip": {
    at: `/ho-so/${noId}/tai-ve/ho-so.zip`,
    GET: byInterface(404),
  },
  "GET /ho-so/:id/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/ho-so/${noId}/tai-ve/bien-nhan.pdf`,
    GET: byInterface(404),
  },
  "GET /ho-so/:id/giay-to/:paper": { at: `/ho-so/${noId}/giay-to/${noId}`, GET: byInterface(404) },
  "GET /ho-so/:id/tep/:digest": {
    at: `/ho-so/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
};
