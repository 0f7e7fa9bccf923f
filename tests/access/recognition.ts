import {
  type Entry,
  type Visitor,
  type Rule,
  isOut,
  everyone,
  signedIn,
  only,
  byInterface,
  noToken,
  noId,
  recognitionSeers,
  open,
} from "./rules.ts";

const importers = ["provinceOfficer", "centralOfficer"] as const;

/** An interface of imports. */
const importing =
  (status: number): Rule =>
  (visitor) =>
    isOut(visitor) ? 401 : (importers as readonly Visitor[]).includes(visitor) ? status : 403;

/** Who enters decisions that were taken elsewhere. */
const recorders = ["districtOfficer", "provinceOfficer", "centralOfficer"] as const;

/** Certificates, decisions, the register and its import, what goes up. */
export const recognitionAccess: Readonly<Record<string, Entry>> = {
  // Certificates: who holds the token may ask.
  "/verify/:token": { at: `/verify/${noToken}`, GET: everyone(404) },
  "/en/verify/:token": { at: `/en/verify/${noToken}`, GET: everyone(404) },
  "/verify/*": { at: "/verify/a/b", GET: everyone(404) },
  "/en/verify/*": { at: "/en/verify/a/b", GET: everyone(404) },
  "/cong-nhan": { GET: signedIn(200), POST: signedIn(400) },
  "/cong-nhan/radar": { GET: only(200, recognitionSeers), POST: only(400, recognitionSeers) },
  "/cong-nhan/luot-quet": { GET: only(200, recognitionSeers) },
  "GET /cong-nhan/:recognition/nhan-sao.svg": {
    at: `/cong-nhan/${noId}/nhan-sao.svg`,
    GET: byInterface(404),
  },
  "GET /cong-nhan/:recognition/nhan-sao.pdf": {
    at: `/cong-nhan/${noId}/nhan-sao.pdf`,
    GET: byInterface(404),
  },
  "GET /cong-nhan/:recognition/ma-qr.svg": {
    at: `/cong-nhan/${noId}/ma-qr.svg`,
    GET: byInterface(404),
  },
  "GET /cong-nhan/:recognition/giay-chung-nhan.pdf": {
    at: `/cong-nhan/${noId}/giay-chung-nhan.pdf`,
    GET: byInterface(404),
  },
  "/chung-nhan": { GET: signedIn(200) },
  // What goes up to the Ministry
  "/trinh-trung-uong": { GET: only(200, recognitionSeers), POST: only(400, recognitionSeers) },
  "/trinh-trung-uong/:letter": {
    at: `/trinh-trung-uong/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "GET /trinh-trung-uong/:letter/tai-ve/ho-so-trinh.zip": {
    at: `/trinh-trung-uong/${noId}/tai-ve/ho-so-trinh.zip`,
    GET: byInterface(404),
  },
  "GET /trinh-trung-uong/:letter/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/trinh-trung-uong/${noId}/tai-ve/van-ban-de-nghi.pdf`,
    GET: byInterface(404),
  },
  "GET /trinh-trung-uong/:letter/ban-ky": {
    at: `/trinh-trung-uong/${noId}/ban-ky`,
    GET: byInterface(404),
  },
  "GET /trinh-trung-uong/:letter/ket-qua/:dossier": {
    at: `/trinh-trung-uong/${noId}/ket-qua/${noId}`,
    GET: byInterface(404),
  },
  "/quet": open,
  "/en/scan": open,
  // Decisions: the offices' pages and papers
  "/quyet-dinh": { GET: only(200, recognitionSeers), POST: only(400, recognitionSeers) },
  // The register's import
  "/nhap-so-dang-ky": {
    GET: only(200, importers),
    POST: only(400, importers),
  },
  "/nhap-so-dang-ky/thieu-ngay": {
    GET: only(200, importers),
    POST: only(400, importers),
  },
  "/nhap-so-dang-ky/:draft": {
    at: `/nhap-so-dang-ky/${noId}`,
    GET: only(404, importers),
    POST: only(404, importers),
  },
  "/nhap-so-dang-ky/:draft/cot": {
    at: `/nhap-so-dang-ky/${noId}/cot`,
    GET: only(404, importers),
    POST: only(404, importers),
  },
  "POST /nhap-so-dang-ky/:draft/nhap": {
    at: `/nhap-so-dang-ky/${noId}/nhap`,
    POST: importing(404),
  },
  "GET /nhap-so-dang-ky/:draft/dong-khong-nhan.xlsx": {
    at: `/nhap-so-dang-ky/${noId}/dong-khong-nhan.xlsx`,
    GET: importing(404),
  },
  "GET /nhap-so-dang-ky/:draft/bo-cuc.json": {
    at: `/nhap-so-dang-ky/${noId}/bo-cuc.json`,
    GET: importing(404),
  },
  "/quyet-dinh/nhap": { GET: only(200, recorders), POST: only(400, recorders) },
  "/quyet-dinh/ho-so/:dossier/thong-bao-ket-qua": {
    at: `/quyet-dinh/ho-so/${noId}/thong-bao-ket-qua`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/quyet-dinh/:decision/van-ban/:letter": {
    at: `/quyet-dinh/${noId}/van-ban/to-trinh`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/quyet-dinh/:decision": {
    at: `/quyet-dinh/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "GET /quyet-dinh/ho-so/:dossier/:file{thong-bao-ket-qua\\.(pdf|docx)}": {
    at: `/quyet-dinh/ho-so/${noId}/thong-bao-ket-qua.pdf`,
    GET: byInterface(404),
  },
  "GET /quyet-dinh/:decision/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/quyet-dinh/${noId}/tai-ve/quyet-dinh.pdf`,
    GET: byInterface(404),
  },
  "GET /quyet-dinh/:decision/ban-ky": {
    at: `/quyet-dinh/${noId}/ban-ky`,
    GET: byInterface(404),
  },
  "GET /quyet-dinh/:decision/giay/:certificate": {
    at: `/quyet-dinh/${noId}/giay/${noId}`,
    GET: byInterface(404),
  },
  "/cong-khai/san-pham/:recognition": { at: `/cong-khai/san-pham/${noId}`, GET: everyone(404) },
  "/en/register/product/:recognition": { at: `/en/register/product/${noId}`, GET: everyone(404) },
  // Keys, states and the log, for whoever verifies a certificate
  "GET /.well-known/jwks.json": open,
  "GET /api/v1/certificates/status": open,
  "GET /api/v1/log/checkpoint": { GET: everyone(404) },
  "GET /api/v1/log/entries": open,
  "GET /api/v1/log/consistency": { GET: everyone(400) },
  "GET /api/v1/log/proof/:token": { at: `/api/v1/log/proof/${noToken}`, GET: everyone(404) },
  "/cong-khai": open,
  "/en/register": open,
  "/cong-khai/quyet-dinh": open,
  "/en/register/decisions": open,
  "GET /cong-khai/giay-chung-nhan.csv": open,
  "GET /cong-khai/giay-chung-nhan.json": open,
  // The same addresses before they reach their page: torn codes.
  "GET /verify/*": { at: "/verify/a/b", GET: everyone(404) },
  "GET /en/verify/*": { at: "/en/verify/%E0%A4%A", GET: everyone(302) },
  "GET /verify/:token/anh": { at: `/verify/${noToken}/anh`, GET: everyone(404) },
  "GET /api/v1/certificates/:token/verification": {
    at: `/api/v1/certificates/${noToken}/verification`,
    GET: everyone(404),
  },
};
