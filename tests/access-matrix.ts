import { type Role, roles } from "#core/access/roles.ts";

/**
 * Who asks: nobody, somebody whose sign-in still owes a new password, and one account for each
 * role of a province (the auditor's and the officers' unit is the province 19, the commune
 * officer's and the producers' the commune 19/05692).
 */
export const visitors = ["anonymous", "owesPassword", ...roles] as const;
export type Visitor = (typeof visitors)[number];

/** The status that each visitor is answered with. */
export type Rule = (visitor: Visitor) => number;

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/**
 * How an address answers each method that is asked of it; whatever writes is sent an empty form.
 * A page needs GET, and POST where it has an action; an interface its own method.
 */
export type Entry = Partial<Record<(typeof methods)[number], Rule>> & {
  /** The address to ask; needed where the route has parameters. */
  at?: string;
  /** What is asked here ends the sign-in: it is asked last. */
  endsSession?: true;
};

const isOut = (visitor: Visitor) => visitor === "anonymous" || visitor === "owesPassword";

/** The same for all the world. */
const everyone =
  (status: number): Rule =>
  () =>
    status;

/** Whoever is signed in; others are sent to the page that settles it. */
const signedIn =
  (status: number): Rule =>
  (visitor) =>
    isOut(visitor) ? 302 : status;

/** These roles; other signed-in people get `other`. */
const only =
  (status: number, allowed: readonly Role[], other = 403): Rule =>
  (visitor) =>
    isOut(visitor) ? 302 : allowed.includes(visitor) ? status : other;

/** An interface for signed-in people: it redirects nobody. */
const byInterface =
  (status: number): Rule =>
  (visitor) =>
    isOut(visitor) ? 401 : status;

/** As the rule, but for who owes a new password. */
const owing =
  (status: number, rule: Rule): Rule =>
  (visitor) =>
    visitor === "owesPassword" ? status : rule(visitor);

const importers = ["provinceOfficer", "centralOfficer"] as const;
/** An interface of imports. */
const importing =
  (status: number): Rule =>
  (visitor) =>
    isOut(visitor) ? 401 : (importers as readonly Visitor[]).includes(visitor) ? status : 403;
const accountDesk = ["admin", "provinceOfficer", "communeOfficer", "auditor"] as const;
const producerOpeners = ["producerOwner", "communeOfficer", "provinceOfficer"] as const;
const producerReaders = [
  "communeOfficer",
  "provinceOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "centralOfficer",
  "auditor",
] as const;
const agencyReaders = [
  "admin",
  "provinceOfficer",
  "departmentOfficer",
  "decisionMaker",
  "auditor",
] as const;
const accountOpeners = ["admin", "provinceOfficer", "communeOfficer"] as const;
/** An account of the commune that the test makes; its id stands here. */
export const sampleAccount = "00000000-0000-4000-8000-000000000001";
/** A private link that opens nothing. */
const noToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** An id that nothing has. */
const noId = "00000000-0000-4000-8000-00000000ffff";

/** Who works with dossiers at a desk, or looks over its shoulder. */
const desks = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;
/** The desk's page of a dossier that is not there. */
const noDossier = "/van-phong/ho-so/00000000-0000-4000-8000-0000000000d0";
const atDesk = (path: string): Entry => ({
  at: `${noDossier}${path}`,
  GET: only(404, desks),
  POST: only(404, desks),
});

/** Who works with councils, or looks over their shoulder. */
const councilWorkers = [
  "provinceOfficer",
  "districtOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "councilMember",
  "councilSecretary",
  "councilChair",
  "consultMember",
  "auditor",
] as const;
/** The figures of one's unit as a workbook. */
const figureSheet: Rule = (visitor) =>
  isOut(visitor) ? 401 : (recognitionSeers as readonly Visitor[]).includes(visitor) ? 200 : 403;
/** Who makes reports of a unit. */
const reporters = ["communeOfficer", "provinceOfficer", "centralOfficer"] as const;
/** Who looks over recognitions of their units. */
const recognitionSeers = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;

/** Who enters decisions that were taken elsewhere. */
const recorders = ["districtOfficer", "provinceOfficer", "centralOfficer"] as const;

/** Who sees inspections of their units; who plans them. */
const inspectionSeers = [
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;
const inspectionPlanners = ["provinceOfficer", "centralOfficer", "departmentOfficer"] as const;

/** Who reads what shoppers told. */
const complaintReaders = [
  "provinceOfficer",
  "centralOfficer",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;
/** Who looks at what producers want to publish; who sees points of sale and news in the office. */
const publicationSeers = [
  "communeOfficer",
  "provinceOfficer",
  "departmentOfficer",
  "centralOfficer",
  "auditor",
] as const;
const growingAreaSeers = [...publicationSeers, "inspector"] as const;
const marketSeers = ["provinceOfficer", "departmentOfficer", "centralOfficer", "auditor"] as const;
const marketWriters = ["provinceOfficer", "centralOfficer"] as const;
const fairKeepers = ["provinceOfficer", "departmentOfficer", "centralOfficer"] as const;
/** Who leads cases about revocation. */
const caseWorkers = [
  "provinceOfficer",
  "districtOfficer",
  "centralOfficer",
  "departmentOfficer",
  "inspector",
] as const;

/** A page of an own business plan that is not there. */
const ownPlan = (path: string): Entry => ({
  at: `/phuong-an-cua-toi/${noId}${path}`,
  GET: signedIn(404),
  POST: signedIn(404),
});

/** Who sees claims, trainings and partners, and who holds trainings. */
const supportSeers = ["provinceOfficer", "departmentOfficer", "auditor"] as const;
const trainers = ["provinceOfficer", "departmentOfficer"] as const;

/** A page of a plan of the programme that is not there. */
const inPlan = (path: string): Entry => ({
  at: `/ke-hoach/${noId}${path}`,
  GET: only(404, desks),
  POST: only(404, desks),
});

/** A page of a council or session that is not there. */
const inCouncil = (path: string): Entry => ({
  at: path,
  GET: only(404, councilWorkers),
  POST: only(404, councilWorkers),
});

/** Who gives dossiers to consultants. */
const assigners = ["provinceOfficer", "districtOfficer", "centralOfficer"] as const;
/** Who scores reference dossiers to practise. */
const practisers = [
  "provinceOfficer",
  "centralOfficer",
  "councilMember",
  "councilSecretary",
  "councilChair",
  "consultMember",
] as const;

/** Who works with the programme's year in an office, or looks over its shoulder. */
const yearWorkers = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "departmentOfficer",
  "decisionMaker",
  "centralOfficer",
  "auditor",
] as const;
const yearRecorders = ["communeOfficer", "provinceOfficer", "departmentOfficer"] as const;
const ideaTypists = ["communeOfficer", "provinceOfficer"] as const;
const ownProducers = ["producerOwner", "producerStaff"] as const;
const open: Entry = { GET: everyone(200) };

/**
 * Every address of the program, pages and interfaces, and how it answers whom. The test beside
 * this table fails for an address that has no line here, and asks each one as each visitor.
 */
export const accessMatrix: Readonly<Record<string, Entry>> = {
  // Public pages
  "/": open,
  "/en": open,
  "/san-pham": open,
  "/en/products": open,
  "/san-pham/:slug": { at: "/san-pham/khong-co-0000000000", GET: everyone(404) },
  "/en/products/:slug": { at: "/en/products/khong-co-0000000000", GET: everyone(404) },
  "/chu-the/:slug": { at: "/chu-the/khong-co-0000000000", GET: everyone(404) },
  "/en/producers/:slug": { at: "/en/producers/khong-co-0000000000", GET: everyone(404) },
  "/xa/:code": { ...open, at: "/xa/05692" },
  "/en/communes/:code": { ...open, at: "/en/communes/05692" },
  "/tinh/:code": { ...open, at: "/tinh/19" },
  "/en/provinces/:code": { ...open, at: "/en/provinces/19" },
  "/diem-ban": open,
  "/en/points-of-sale": open,
  "/vung-nguyen-lieu": open,
  "/en/growing-areas": open,
  "/tin": open,
  "/en/news": open,
  "/tin/:slug": { at: "/tin/khong-co-00000000", GET: everyone(404) },
  "/en/news/:slug": { at: "/en/news/khong-co-00000000", GET: everyone(404) },
  "/gioi-thieu": open,
  "/en/about": open,
  "/tham-gia": open,
  "/en/join": open,
  "/du-lieu": open,
  "/en/open-data": open,
  "/01/:gtin": { at: "/01/8930000000002", GET: everyone(404) },
  "/01/:gtin/10/:lot": { at: "/01/8930000000002/10/L1", GET: everyone(404) },
  "GET /robots.txt": open,
  "GET /sitemap.xml": open,
  "GET /sitemap/:part": { ...open, at: "/sitemap/pages.xml" },
  "GET /san-pham/moi.atom": open,
  "GET /tin/moi.atom": open,
  "/dia-danh": open,
  "/en/places": open,
  "/dia-danh/:version/:code": { ...open, at: "/dia-danh/2025-07-01/19" },
  "/en/places/:version/:code": { ...open, at: "/en/places/2025-07-01/19" },
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

  // Signing in
  "/dang-nhap": {
    GET: (visitor) => (visitor === "anonymous" ? 200 : 302),
    POST: (visitor) => (visitor === "anonymous" ? 400 : 302),
  },
  // Whoever is signed in has an account already.
  "/dang-ky": {
    GET: (visitor) => (visitor === "anonymous" ? 200 : 302),
    POST: (visitor) => (visitor === "anonymous" ? 400 : 302),
  },
  // The map, for everybody
  "/ban-do": { GET: everyone(200) },
  "/en/map": { GET: everyone(200) },
  "/ban-do/nhung": { GET: everyone(200) },
  "/en/map/embed": { GET: everyone(200) },
  "GET /tiles/version": { GET: everyone(200) },
  "GET /tiles/:version/:layer/:z/:x/:file": {
    at: "/tiles/0/products/0/0/0.mvt",
    GET: everyone(200),
  },
  // None of the visitors has a second factor to show.
  "/dang-nhap/xac-thuc": { GET: everyone(302), POST: everyone(302) },
  "/dang-xuat": { GET: everyone(302), POST: everyone(302), endsSession: true },
  "/doi-mat-khau": { GET: owing(200, signedIn(200)), POST: owing(400, signedIn(400)) },
  "/tai-khoan/xac-thuc-hai-buoc": { GET: signedIn(200), POST: signedIn(400) },
  // No national login in the settings of the test: there is none to go to.
  "GET /dang-nhap/quoc-gia": { GET: everyone(404) },
  "GET /dang-nhap/quoc-gia/callback/national": { GET: everyone(404) },

  // Signed-in work
  "/bat-dau": { GET: signedIn(302) },
  "/tai-khoan": { GET: signedIn(200), POST: signedIn(400) },
  "/quan-tri/lien-thong": {
    GET: only(200, ["admin", "auditor"]),
    POST: only(400, ["admin"]),
  },
  "/quan-tri/tai-khoan": { GET: only(200, accountDesk) },
  "/quan-tri/tai-khoan/moi": { GET: only(200, accountOpeners), POST: only(400, accountOpeners) },
  "/quan-tri/tai-khoan/:id": {
    at: `/quan-tri/tai-khoan/${sampleAccount}`,
    GET: only(200, accountDesk, 404),
    POST: only(400, accountDesk, 404),
  },

  "/quan-tri/co-quan": { GET: only(200, agencyReaders) },
  "/quan-tri/co-quan/:agency": {
    at: `/quan-tri/co-quan/${noId}`,
    GET: only(404, agencyReaders),
    POST: only(404, ["admin", "provinceOfficer"]),
  },

  "/quan-tri/ranh-gioi": { GET: only(200, ["admin"]), POST: only(400, ["admin"]) },

  // Producers and products: what is not the visitor's to see is not there
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
  // Inspections: the officials' pages, and what a producer has to remedy
  "/tong-quan": { GET: only(200, recognitionSeers) },
  "/bao-cao": { GET: only(200, recognitionSeers), POST: only(400, reporters) },
  "/bao-cao/chi-so": { GET: only(200, recognitionSeers) },
  "/bao-cao/chi-so/:indicator": {
    at: "/bao-cao/chi-so/products-valid",
    GET: only(200, recognitionSeers),
  },
  "/bao-cao/bang-cheo": { GET: only(200, recognitionSeers) },
  "/bao-cao/:report": {
    at: `/bao-cao/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/bao-cao/:report/phan/:block": {
    at: `/bao-cao/${noId}/phan/overview`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "GET /bao-cao/chi-so/:file{[a-z-]+\\.xlsx}": {
    at: "/bao-cao/chi-so/products-valid.xlsx",
    GET: figureSheet,
  },
  "GET /bao-cao/bang-cheo.xlsx": { GET: figureSheet },
  "GET /bao-cao/:report/bao-cao.xlsx": {
    at: `/bao-cao/${noId}/bao-cao.xlsx`,
    GET: byInterface(404),
  },
  "GET /bao-cao/:report/:file{bao-cao\\.(pdf|docx)}": {
    at: `/bao-cao/${noId}/bao-cao.pdf`,
    GET: byInterface(404),
  },
  "/kiem-tra": { GET: only(200, inspectionSeers) },
  "/kiem-tra/ke-hoach": {
    GET: only(200, inspectionSeers),
    POST: only(400, inspectionSeers),
  },
  "/kiem-tra/ke-hoach/:plan": {
    at: `/kiem-tra/ke-hoach/${noId}`,
    GET: only(404, inspectionSeers),
    POST: only(404, inspectionSeers),
  },
  "/kiem-tra/ke-hoach/:plan/chon": {
    at: `/kiem-tra/ke-hoach/${noId}/chon`,
    GET: only(404, inspectionPlanners),
    POST: only(404, inspectionPlanners),
  },
  "/kiem-tra/ngoai-ke-hoach": {
    GET: only(200, inspectionPlanners),
    POST: only(400, inspectionPlanners),
  },
  "/kiem-tra/worker.js": open,
  "/kiem-tra/:inspection": {
    at: `/kiem-tra/${noId}`,
    GET: only(404, inspectionSeers),
    POST: only(404, inspectionSeers),
  },
  "/kiem-tra/:inspection/tep": {
    at: `/kiem-tra/${noId}/tep`,
    GET: everyone(400),
    POST: only(400, inspectionSeers),
  },
  "/kiem-tra/:inspection/hien-truong": {
    at: `/kiem-tra/${noId}/hien-truong`,
    GET: only(404, inspectionSeers),
  },
  "/kiem-tra/:inspection/hien-truong/luu": {
    at: `/kiem-tra/${noId}/hien-truong/luu`,
    GET: everyone(400),
    POST: only(404, inspectionSeers),
  },
  "/kiem-tra/:inspection/ket-luan": {
    at: `/kiem-tra/${noId}/ket-luan`,
    GET: only(404, inspectionSeers),
    POST: only(404, inspectionSeers),
  },
  "GET /kiem-tra/:inspection/:file{bien-ban\\.(pdf|docx)}": {
    at: `/kiem-tra/${noId}/bien-ban.pdf`,
    GET: byInterface(404),
  },
  "GET /kiem-tra/:inspection/tep/:digest": {
    at: `/kiem-tra/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "/khac-phuc": { GET: signedIn(200) },
  "/khac-phuc/:inspection": {
    at: `/khac-phuc/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "GET /khac-phuc/:inspection/:file{bien-ban\\.(pdf|docx)}": {
    at: `/khac-phuc/${noId}/bien-ban.pdf`,
    GET: byInterface(404),
  },
  "GET /khac-phuc/:inspection/tep/:digest": {
    at: `/khac-phuc/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  // Complaints: anyone tells and asks by a code; officials read
  "/phan-anh": { GET: everyone(200), POST: everyone(400) },
  "/en/report": { GET: everyone(200), POST: everyone(400) },
  "/phan-anh/tra-cuu": open,
  "/en/report/status": open,
  "/cong-khai/san-pham/:recognition": { at: `/cong-khai/san-pham/${noId}`, GET: everyone(404) },
  "/en/register/product/:recognition": { at: `/en/register/product/${noId}`, GET: everyone(404) },
  // The programme's year: ideas from anyone, their screening, campaigns, the calendar
  "/y-tuong": { GET: everyone(200), POST: everyone(400) },
  "/y-tuong/tra-cuu": { GET: everyone(200), POST: everyone(400) },
  "/en/ideas": { GET: everyone(200), POST: everyone(400) },
  "/en/ideas/status": { GET: everyone(200), POST: everyone(400) },
  "/y-tuong-cua-toi": { GET: signedIn(200), POST: only(400, ownProducers) },
  "/y-tuong-cua-toi/moi": { GET: only(200, ownProducers), POST: only(400, ownProducers) },
  "/y-tuong-cua-toi/:idea": {
    at: `/y-tuong-cua-toi/${noId}`,
    GET: only(404, ownProducers),
    POST: only(404, ownProducers),
  },
  "/chu-trinh/y-tuong": {
    GET: only(200, yearWorkers),
    POST: only(400, ["communeOfficer", "provinceOfficer"]),
  },
  "/chu-trinh/y-tuong/moi": { GET: only(200, ideaTypists), POST: only(400, ideaTypists) },
  "/chu-trinh/y-tuong/:idea": {
    at: `/chu-trinh/y-tuong/${noId}`,
    GET: only(404, yearWorkers),
    POST: only(404, yearWorkers),
  },
  "GET /chu-trinh/:file{y-tuong-20[0-9]{2}\\.xlsx}": {
    at: "/chu-trinh/y-tuong-2026.xlsx",
    GET: (visitor) => {
      const readers: readonly Visitor[] = [...yearWorkers, ...ownProducers];
      return isOut(visitor) ? 401 : readers.includes(visitor) ? 200 : 403;
    },
  },
  "/chu-trinh/lich": { GET: only(200, yearWorkers), POST: only(400, ["provinceOfficer"]) },
  "/chu-trinh/tuyen-truyen": {
    GET: (visitor) => (visitor === "centralOfficer" ? 403 : only(200, yearWorkers)(visitor)),
    POST: only(400, yearRecorders),
  },
  "/chu-trinh/tuyen-truyen/cuoc-hop/:meeting": {
    at: `/chu-trinh/tuyen-truyen/cuoc-hop/${noId}`,
    GET: only(404, yearWorkers),
    POST: only(404, yearWorkers),
  },
  "/chu-trinh/tuyen-truyen/tin-bai/:piece": {
    at: `/chu-trinh/tuyen-truyen/tin-bai/${noId}`,
    GET: only(404, yearWorkers),
    POST: only(404, yearWorkers),
  },
  "/phan-anh-san-pham": { GET: only(200, complaintReaders) },
  "/phan-anh-san-pham/:complaint": {
    at: `/phan-anh-san-pham/${noId}`,
    GET: only(404, complaintReaders),
    POST: only(404, complaintReaders),
  },
  "/phan-anh-san-pham/:complaint/anh": {
    at: `/phan-anh-san-pham/${noId}/anh`,
    GET: only(404, complaintReaders),
  },
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
  "/vung-nguyen-lieu-cua-toi": { GET: signedIn(200) },
  "/vung-nguyen-lieu-cua-toi/:area": {
    at: `/vung-nguyen-lieu-cua-toi/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/vung-trong": { GET: only(200, growingAreaSeers) },
  "/vung-trong/:area": {
    at: `/vung-trong/${noId}`,
    GET: only(404, growingAreaSeers),
    POST: only(404, growingAreaSeers),
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
  // Yearly figures: the producer tells, officers look and tell for others
  "/so-lieu": { GET: signedIn(200) },
  "/co-so/:id/so-lieu": { at: `/co-so/${noId}/so-lieu`, GET: signedIn(404) },
  "/co-so/:id/so-lieu/:year": {
    at: `/co-so/${noId}/so-lieu/2025`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/thi-truong/so-lieu": { GET: only(200, producerReaders) },
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
  // Cases about revocation, and what a producer is asked in one
  "/thu-hoi": { GET: only(200, recognitionSeers) },
  "/thu-hoi/mo": { GET: only(200, caseWorkers), POST: only(422, caseWorkers) },
  "/thu-hoi/ngung-san-xuat": {
    GET: only(200, ["communeOfficer"]),
    POST: only(400, ["communeOfficer"]),
  },
  "/thu-hoi/:case": {
    at: `/thu-hoi/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/thu-hoi/:case/tep/:digest": {
    at: `/thu-hoi/${noId}/tep/${"0".repeat(64)}`,
    GET: signedIn(404),
  },
  "GET /thu-hoi/:case/:file{van-ban-de-nghi\\.(pdf|docx)}": {
    at: `/thu-hoi/${noId}/van-ban-de-nghi.pdf`,
    GET: byInterface(404),
  },
  "/giai-trinh": { GET: signedIn(200) },
  "/giai-trinh/:case": { at: `/giai-trinh/${noId}`, GET: signedIn(404), POST: signedIn(404) },
  "/giai-trinh/:case/tep/:digest": {
    at: `/giai-trinh/${noId}/tep/${"0".repeat(64)}`,
    GET: signedIn(404),
  },
  // Business plans
  "/phuong-an": { GET: only(200, recognitionSeers) },
  "/phuong-an/:plan": {
    at: `/phuong-an/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/phuong-an/worker.js": open,
  "/phuong-an/:plan/thuc-dia": {
    at: `/phuong-an/${noId}/thuc-dia`,
    GET: only(404, recognitionSeers),
  },
  "/phuong-an/:plan/thuc-dia/luu": {
    at: `/phuong-an/${noId}/thuc-dia/luu`,
    GET: everyone(400),
    POST: only(404, recognitionSeers),
  },
  "/phuong-an/:plan/anh": {
    at: `/phuong-an/${noId}/anh`,
    GET: everyone(400),
    POST: only(404, recognitionSeers),
  },
  "/phuong-an/:plan/anh/:digest": {
    at: `/phuong-an/${noId}/anh/${"0".repeat(64)}`,
    GET: signedIn(404),
  },
  "/phuong-an-cua-toi": { GET: signedIn(200) },
  "/phuong-an-cua-toi/mo": { GET: signedIn(200), POST: signedIn(400) },
  "/phuong-an-cua-toi/:plan": ownPlan(""),
  "/phuong-an-cua-toi/:plan/phan/:part": ownPlan("/phan/market"),
  "/phuong-an-cua-toi/:plan/luu": {
    at: `/phuong-an-cua-toi/${noId}/luu`,
    GET: everyone(400),
    POST: byInterface(404),
  },
  "/phuong-an-cua-toi/:plan/hien-trang": ownPlan("/hien-trang"),
  "/phuong-an-cua-toi/:plan/viec": ownPlan("/viec"),
  "/ho-so/:id/phuong-an": {
    at: `/ho-so/${noId}/phuong-an`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  // Support: measures, rights, claims, money, trainings, partners
  "/ho-tro-cua-toi": { GET: signedIn(200), POST: signedIn(400) },
  "/ho-tro-cua-toi/:claim": {
    at: `/ho-tro-cua-toi/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/ho-tro/bien-phap": {
    GET: only(200, [...supportSeers, "communeOfficer"]),
    POST: only(200, ["provinceOfficer"]),
  },
  "/ho-tro/bien-phap/:measure": {
    at: "/ho-tro/bien-phap/moi",
    GET: only(200, ["provinceOfficer"]),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/quyen-loi": { GET: only(200, supportSeers) },
  "/ho-tro/de-nghi": { GET: only(200, supportSeers) },
  "/ho-tro/de-nghi/:claim": {
    at: `/ho-tro/de-nghi/${noId}`,
    GET: only(404, supportSeers),
    POST: only(404, supportSeers),
  },
  "GET /ho-tro/de-nghi/:claim/giay-to/:key": {
    at: `/ho-tro/de-nghi/${noId}/giay-to/p1`,
    GET: byInterface(404),
  },
  "/ho-tro/kinh-phi": {
    GET: only(200, [...supportSeers, "decisionMaker", "centralOfficer"]),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/dao-tao": { GET: only(200, supportSeers) },
  "/ho-tro/dao-tao/:course": {
    at: "/ho-tro/dao-tao/moi",
    GET: only(200, trainers),
    POST: only(400, trainers),
  },
  "/ho-tro/lop/:class": {
    at: `/ho-tro/lop/${noId}`,
    GET: only(404, supportSeers),
    POST: only(404, supportSeers),
  },
  "GET /ho-tro/hoc-vien/:trainee/giay-xac-nhan.pdf": {
    at: `/ho-tro/hoc-vien/${noId}/giay-xac-nhan.pdf`,
    GET: byInterface(404),
  },
  "/ho-tro/doi-tac": { GET: only(200, supportSeers) },
  "/ho-tro/doi-tac/:partner": {
    at: "/ho-tro/doi-tac/moi",
    GET: only(200, ["provinceOfficer"]),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/hop-doi-tac": {
    GET: only(200, supportSeers),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/hop-doi-tac/:meeting": {
    at: `/ho-tro/hop-doi-tac/${noId}`,
    GET: only(404, supportSeers),
    POST: only(404, supportSeers),
  },
  // Plans, their targets, spending and tasks
  "/ke-hoach": { GET: only(200, desks), POST: only(400, ["communeOfficer", "provinceOfficer"]) },
  "GET /ke-hoach/nhiem-vu/:task/tep/:digest": {
    at: `/ke-hoach/nhiem-vu/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "/ke-hoach/nhiem-vu": { GET: only(200, desks), POST: only(400, desks) },
  "/ke-hoach/:plan": inPlan(""),
  "/ke-hoach/:plan/bang": inPlan("/bang"),
  "/ke-hoach/:plan/chi-tieu": inPlan("/chi-tieu"),
  "/ke-hoach/:plan/chi": inPlan("/chi"),
  "/ke-hoach/:plan/thay-doi": { at: `/ke-hoach/${noId}/thay-doi`, GET: only(404, desks) },
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

  "/co-so": { GET: signedIn(200) },
  "/co-so/moi": { GET: only(200, producerOpeners), POST: only(400, producerOpeners) },
  "/co-so/:id": { at: `/co-so/${noId}`, GET: signedIn(404) },
  "/co-so/:id/thong-tin": {
    at: `/co-so/${noId}/thong-tin`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/co-so/:id/giay-to": { at: `/co-so/${noId}/giay-to`, GET: signedIn(404), POST: signedIn(404) },
  "/co-so/:id/giay-to/:paper": {
    at: `/co-so/${noId}/giay-to/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/co-so/:id/tai-khoan": {
    at: `/co-so/${noId}/tai-khoan`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/co-so/:id/san-pham": { at: `/co-so/${noId}/san-pham`, GET: signedIn(404) },
  "/co-so/:id/san-pham/:productId": {
    at: `/co-so/${noId}/san-pham/moi`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/van-phong/chu-the": { GET: only(200, producerReaders) },

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

  // Councils and their sessions
  "/hoi-dong": { GET: only(200, councilWorkers) },
  "/hoi-dong/lap": {
    GET: only(200, ["provinceOfficer", "centralOfficer"]),
    POST: only(400, ["provinceOfficer", "centralOfficer"]),
  },
  "/hoi-dong/:council": inCouncil(`/hoi-dong/${noId}`),
  "/hoi-dong/:council/quyet-dinh": {
    at: `/hoi-dong/${noId}/quyet-dinh`,
    GET: only(404, councilWorkers),
  },
  "/hoi-dong/:council/quy-che": inCouncil(`/hoi-dong/${noId}/quy-che`),
  "/hoi-dong/:council/phien/lap": inCouncil(`/hoi-dong/${noId}/phien/lap`),
  "/hoi-dong/:council/xep-lich": inCouncil(`/hoi-dong/${noId}/xep-lich`),
  "/phien/:session": inCouncil(`/phien/${noId}`),
  "/phien/:session/san-pham/:item": inCouncil(`/phien/${noId}/san-pham/${noId}`),
  "/phien/:session/man-chieu": {
    at: `/phien/${noId}/man-chieu`,
    GET: only(404, councilWorkers),
  },
  "/phien/:session/chuong-trinh": inCouncil(`/phien/${noId}/chuong-trinh`),
  "/phien/:session/xung-dot": inCouncil(`/phien/${noId}/xung-dot`),
  "/xung-dot": { GET: only(200, councilWorkers), POST: only(400, councilWorkers) },

  // Consult teams
  "/tu-van": { GET: only(200, ["consultMember"]) },
  "/tu-van/worker.js": open,
  "/tu-van/to": { GET: only(200, assigners) },
  "/tu-van/to/:team": {
    at: `/tu-van/to/${noId}`,
    GET: only(404, assigners),
    POST: only(400, assigners),
  },
  "/tu-van/kiem-nghiem": { GET: only(200, assigners) },
  "/tu-van/viec/:assignment": {
    at: `/tu-van/viec/${noId}`,
    GET: only(404, ["consultMember"]),
    POST: only(404, ["consultMember"]),
  },
  "/tu-van/viec/:assignment/luu": {
    at: `/tu-van/viec/${noId}/luu`,
    GET: everyone(400),
    POST: only(400, ["consultMember"]),
  },
  "/tu-van/viec/:assignment/khao-sat": {
    at: `/tu-van/viec/${noId}/khao-sat`,
    GET: only(404, ["consultMember"]),
  },
  "/tu-van/viec/:assignment/khao-sat/luu": {
    at: `/tu-van/viec/${noId}/khao-sat/luu`,
    GET: everyone(400),
    POST: only(400, ["consultMember"]),
  },
  "/tu-van/ho-so/:dossier": {
    at: `/tu-van/ho-so/${noId}`,
    GET: only(404, [...assigners, "consultMember", "auditor"]),
    POST: only(404, [...assigners, "consultMember", "auditor"]),
  },
  "/tu-van/ho-so/:dossier/tep": {
    at: `/tu-van/ho-so/${noId}/tep`,
    GET: everyone(400),
    POST: only(400, [...assigners, "consultMember"]),
  },
  // Practice, and results beside each other
  "/tap-cham": { GET: only(200, practisers) },
  "/tap-cham/moi": {
    GET: only(200, ["provinceOfficer", "centralOfficer"]),
    POST: only(400, ["provinceOfficer", "centralOfficer"]),
  },
  "/tap-cham/:case": {
    at: `/tap-cham/${noId}`,
    GET: only(404, practisers),
    POST: only(404, practisers),
  },
  "/tap-cham/:case/soan": {
    at: `/tap-cham/${noId}/soan`,
    GET: only(404, ["provinceOfficer", "centralOfficer"]),
    POST: only(400, ["provinceOfficer", "centralOfficer"]),
  },
  "/so-sanh-ket-qua": {
    GET: only(200, [...assigners, "decisionMaker", "auditor"]),
  },

  // Interfaces
  "GET /healthz": open,
  "GET /readyz": open,
  // Open where no METRICS_TOKEN is set, outside production only.
  "GET /metrics": open,
  "ALL /api/v1/*": { at: "/api/v1/nothing", GET: everyone(404) },
  "GET /api/openapi.json": open,
  "GET /api/v1/products": open,
  "GET /api/v1/products.csv": open,
  "GET /api/v1/products.json": open,
  "GET /api/v1/products.geojson": open,
  "GET /api/v1/products/:id": { at: `/api/v1/products/${noId}`, GET: everyone(404) },
  "GET /api/v1/suggestions": { ...open, at: "/api/v1/suggestions?q=che" },
  "GET /api/v1/producers": open,
  "GET /api/v1/producers/:id": { at: `/api/v1/producers/${noId}`, GET: everyone(404) },
  "GET /api/v1/recognitions": open,
  "GET /api/v1/points-of-sale": open,
  "GET /api/v1/growing-areas": open,
  "GET /anh/chia-se/:lang{vi|en}/:file{[a-z0-9-]+\\.jpg}": {
    at: "/anh/chia-se/vi/khong-co-0123456789.jpg",
    GET: everyone(404),
  },
  "GET /api/v1/growing-areas.geojson": open,
  "GET /api/v1/catalog.jsonld": open,
  "GET /api/v1/places": { ...open, at: "/api/v1/places?text=van" },
  "GET /api/v1/places/:version/:code": { ...open, at: "/api/v1/places/2025-07-01/19" },
  // The live board of a session.
  "GET /phien/:session/su-kien": { at: `/phien/${noId}/su-kien`, GET: byInterface(404) },
  // Uploads and papers: whoever is signed in may ask; what is not theirs is not there.
  "OPTIONS /api/v1/uploads": { OPTIONS: everyone(204) },
  "POST /api/v1/uploads": { POST: byInterface(400) },
  "GET /api/v1/uploads/:id": { at: `/api/v1/uploads/${noId}`, GET: byInterface(404) },
  "PATCH /api/v1/uploads/:id": { at: `/api/v1/uploads/${noId}`, PATCH: byInterface(415) },
  "DELETE /api/v1/uploads/:id": { at: `/api/v1/uploads/${noId}`, DELETE: byInterface(404) },
  "POST /api/v1/uploads/:id/finish": {
    at: `/api/v1/uploads/${noId}/finish`,
    POST: byInterface(404),
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
  "GET /api/v1/products/:id/pictures/:digest": {
    at: `/api/v1/products/${noId}/pictures/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "GET /api/v1/papers/:id/thumbnail": {
    at: `/api/v1/papers/${noId}/thumbnail`,
    GET: byInterface(404),
  },
  "GET /api/v1/papers/:id/file": { at: `/api/v1/papers/${noId}/file`, GET: byInterface(404) },
  // What can be downloaded from a review and a session.
  "GET /tu-van/ho-so/:dossier/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/tu-van/ho-so/${noId}/tai-ve/bao-cao-tham-tra.pdf`,
    GET: byInterface(404),
  },
  "GET /tu-van/ho-so/:dossier/tep/:digest": {
    at: `/tu-van/ho-so/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "GET /tu-van/ho-so/:dossier/giay-to/:paper": {
    at: `/tu-van/ho-so/${noId}/giay-to/${noId}`,
    GET: byInterface(404),
  },
  "GET /phien/:session/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/phien/${noId}/tai-ve/bien-ban.pdf`,
    GET: byInterface(404),
  },
  "ALL /api/*": { at: "/api/nothing", GET: everyone(404), POST: everyone(404) },
  "ALL /assets/*": { at: "/assets/nothing.js", GET: everyone(404), POST: everyone(404) },
  // A member's sheets. Whoever is signed in has a list, however empty; a session is its members'.
  "/phien": { GET: signedIn(200) },
  "/phien/:session/phieu": { at: `/phien/${noId}/phieu`, GET: signedIn(404) },
  "/phien/:session/khai-bao": {
    at: `/phien/${noId}/khai-bao`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/phien/:session/phieu/:item": {
    at: `/phien/${noId}/phieu/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/phien/:session/phieu/:item/ky": {
    at: `/phien/${noId}/phieu/${noId}/ky`,
    GET: signedIn(404),
    POST: signedIn(400),
  },
  "/phien/:session/phieu-giay/:item": {
    at: `/phien/${noId}/phieu-giay/${noId}`,
    GET: signedIn(404),
  },
  "/phien/:session/phieu-giay/:item/:member": {
    at: `/phien/${noId}/phieu-giay/${noId}/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "GET /phien/:session/phieu-giay/:item/:member/ban-quet": {
    at: `/phien/${noId}/phieu-giay/${noId}/${noId}/ban-quet`,
    GET: byInterface(404),
  },
  "POST /phien/:session/luu": { at: `/phien/${noId}/luu`, POST: byInterface(400) },
  "GET /phien/:session/phieu/:item/du-lieu": {
    at: `/phien/${noId}/phieu/${noId}/du-lieu`,
    GET: byInterface(404),
  },
  "GET /phien/:session/phieu/:item/giay-to/:paper": {
    at: `/phien/${noId}/phieu/${noId}/giay-to/${noId}`,
    GET: byInterface(404),
  },
};
