import { caseProbes } from "./foreign-cases.ts";
import { councilProbes } from "./foreign-councils.ts";
import { cycleProbes } from "./foreign-cycle.ts";
import { inspectionProbes } from "./foreign-inspections.ts";
import { marketProbes } from "./foreign-market.ts";
import { planProbes } from "./foreign-plans.ts";
import { reportProbes } from "./foreign-reports.ts";
import { programmeProbes } from "./foreign-programme.ts";
import { supportProbes } from "./foreign-support.ts";
import type { CouncilThings } from "./support/council-things.ts";
import type { CaseThings } from "./support/case-things.ts";
import type { CycleThings } from "./support/cycle-things.ts";
import type { InspectionThings } from "./support/inspection-things.ts";
import type { MarketThings } from "./support/market-things.ts";
import type { ProgrammeThings } from "./support/programme-things.ts";
import type { SupportThings } from "./support/support-things.ts";
import type { PlanThings } from "./support/plan-things.ts";
import type { ReportThings } from "./support/report-things.ts";

/** Things of one producer, what officers have done about them, and a council of its province. */
export type Things = CouncilThings &
  InspectionThings &
  SupportThings &
  ProgrammeThings &
  CaseThings &
  CycleThings &
  MarketThings &
  PlanThings &
  ReportThings & {
    readonly producer: string;
    readonly member: string;
    readonly product: string;
    readonly pictureDigest: string;
    readonly paper: string;
    readonly upload: string;
    /** Filed, and in the hands of the commune. */
    readonly dossier: string;
    /** Not filed. */
    readonly draft: string;
    readonly photoDigest: string;
    /** A draft of its province's office. */
    readonly decision: string;
    /** Of the product, in force, with its certificate. */
    readonly recognition: string;
    /** A draft of a letter to the Ministry over the dossier. */
    readonly letter: string;
    /** A file that an officer of its province is about to import. */
    readonly registerDraft: string;
  };

/**
 * One request that names a thing by its id. `own` is the visitor's home, `named` whose thing is
 * asked for: at home to see that the request reaches it, elsewhere to see that it is not there.
 */
export type Probe = {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly at: (named: Things, own: Things) => string;
  readonly form?: (named: Things) => Readonly<Record<string, string>>;
  readonly json?: object | ((named: Things) => object);
  /** Sent as a form with a small picture in its box `file`. */
  readonly file?: Readonly<Record<string, string>>;
  /** At home it is not there either, the thing being in another state. */
  readonly absent?: true;
  readonly headers?: (named: Things) => Readonly<Record<string, string>>;
};

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const both = (at: Probe["at"], form?: Probe["form"]): Probe[] => [get(at), post(at, form)];

const decision = (path: string) => (named: Things) => `/quyet-dinh/${named.decision}${path}`;
const importing = (path: string) => (named: Things) =>
  `/nhap-so-dang-ky/${named.registerDraft}${path}`;
const letter = (path: string) => (named: Things) => `/trinh-trung-uong/${named.letter}${path}`;
const print = (path: string) => (named: Things) => `/cong-nhan/${named.recognition}/${path}`;
const filing = (path: string) => (named: Things) => `/ho-so/${named.dossier}${path}`;
const desk = (path: string) => (named: Things) => `/van-phong/ho-so/${named.dossier}${path}`;
const place = (path: string) => (named: Things) => `/co-so/${named.producer}${path}`;
const product = (named: Things) => `/co-so/${named.producer}/san-pham/${named.product}`;
/** A foreign product behind the address of one's own producer. */
const mixed = (named: Things, own: Things) => `/co-so/${own.producer}/san-pham/${named.product}`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Parameters that name nothing of anybody's: public facts, and links that are keys themselves. */
export const publicParameters: readonly string[] = [
  "/verify/:token",
  "/en/verify/:token",
  // Nothing is there.
  "/*",
  "/verify/*",
  "/en/verify/*",
  "GET /verify/*",
  "GET /en/verify/*",
  "GET /verify/:token/anh",
  // Names of indicators; whose figures, the unit says: asked in src/modules/planning/reports/reports.test.ts.
  "/bao-cao/chi-so/:indicator",
  "GET /bao-cao/chi-so/:file{[a-z-]+\\.xlsx}",
  // Only what stands in public: asked in src/modules/market/service/market.test.ts.
  "GET /anh/:file{[0-9a-f]{64}-[0-9]{3}\\.(webp|jpg)}",
  // Only what the register shows: asked in src/modules/portal/api/api.test.ts.
  "GET /anh/chia-se/:lang{vi|en}/:file{[a-z0-9-]+\\.jpg}",
  "GET /api/v1/certificates/:token/verification",
  "GET /api/v1/log/proof/:token",
  "/dia-danh/:version/:code",
  "/en/places/:version/:code",
  "/bo-tieu-chi/:regime",
  "/en/criteria/:regime",
  "/bo-tieu-chi/:regime/:set",
  "/en/criteria/:regime/:set",
  "/bo-tieu-chi/:regime/:set/phieu-danh-gia.pdf",
  "/tu-cham-diem/bo/:regime/:set",
  "/en/self-score/set/:regime/:set",
  "/tu-cham-diem/:token",
  "/en/self-score/:token",
  "/tu-cham-diem/:token/sua",
  "/en/self-score/:token/edit",
  "/tu-cham-diem/:token/so-sanh/:regime",
  "/en/self-score/:token/compare/:regime",
  "/tu-cham-diem/:token/phieu.pdf",
  "/bien-nhan/:code",
  "/cong-khai/san-pham/:recognition",
  "/en/register/product/:recognition",
  // The portal: what decisions and accepted profiles have made public.
  "/san-pham/:slug",
  "/en/products/:slug",
  "/chu-the/:slug",
  "/en/producers/:slug",
  "/xa/:code",
  "/en/communes/:code",
  "/tinh/:code",
  "/en/provinces/:code",
  "/tin/:slug",
  "/en/news/:slug",
  "/01/:gtin",
  "/01/:gtin/10/:lot",
  "GET /sitemap/:part",
  "GET /api/v1/places/:version/:code",
  "GET /api/v1/products/:id",
  "GET /api/v1/producers/:id",
  "GET /tiles/:version/:layer/:z/:x/:file",
  // A year's own rows by scope: asked in src/modules/cycle/ideas/service/ideas.test.ts.
  "GET /chu-trinh/:file{y-tuong-20[0-9]{2}\\.xlsx}",
  // Accounts: asked in src/modules/people/access.test.ts, by every role and unit.
  "/quan-tri/tai-khoan/:id",
  // Lists of agencies: asked in src/modules/people/service/manage.test.ts.
  "/quan-tri/co-quan/:agency",
];

/**
 * Every route that names somebody's thing, in its address or in what is sent to it. A route with
 * a parameter must stand here or among the public ones.
 */
export const foreignProbes: Readonly<Record<string, readonly Probe[]>> = {
  "GET /cong-nhan/:recognition/nhan-sao.svg": [
    get((named) => `/cong-nhan/${named.recognition}/nhan-sao.svg`),
  ],
  "GET /cong-nhan/:recognition/nhan-sao.pdf": [get(print("nhan-sao.pdf"))],
  "GET /cong-nhan/:recognition/ma-qr.svg": [get(print("ma-qr.svg"))],
  // Its paper is not made: at home there is nothing either.
  "GET /cong-nhan/:recognition/giay-chung-nhan.pdf": [
    { ...get(print("giay-chung-nhan.pdf")), absent: true },
  ],
  "/nhap-so-dang-ky/:draft": both(importing("")),
  "/nhap-so-dang-ky/:draft/cot": both(importing("/cot")),
  // Without what was shown it is refused once it is known whose file it is.
  "POST /nhap-so-dang-ky/:draft/nhap": [post(importing("/nhap"))],
  "GET /nhap-so-dang-ky/:draft/dong-khong-nhan.xlsx": [get(importing("/dong-khong-nhan.xlsx"))],
  "GET /nhap-so-dang-ky/:draft/bo-cuc.json": [get(importing("/bo-cuc.json"))],
  "/trinh-trung-uong": [
    post(
      () => "/trinh-trung-uong",
      (named) => ({ dossierIds: named.dossier }),
    ),
  ],
  "/trinh-trung-uong/:letter": both(letter(""), () => ({ intent: "drop", expectedVersion: "99" })),
  "GET /trinh-trung-uong/:letter/tai-ve/ho-so-trinh.zip": [get(letter("/tai-ve/ho-so-trinh.zip"))],
  "GET /trinh-trung-uong/:letter/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": [
    get(letter("/tai-ve/van-ban-de-nghi.docx")),
  ],
  // A draft: nothing has been signed, nothing has come back.
  "GET /trinh-trung-uong/:letter/ban-ky": [{ ...get(letter("/ban-ky")), absent: true }],
  "GET /trinh-trung-uong/:letter/ket-qua/:dossier": [
    { ...get((named) => letter(`/ket-qua/${named.dossier}`)(named)), absent: true },
  ],
  ...councilProbes,
  ...inspectionProbes,
  ...caseProbes,
  ...supportProbes,
  ...programmeProbes,
  ...planProbes,
  ...reportProbes,
  ...cycleProbes,
  ...marketProbes,
  "/quyet-dinh/:decision": both(decision(""), () => ({ intent: "submit", expectedVersion: "99" })),
  // Of a day to come, so that nothing is entered at home.
  "/quyet-dinh/nhap": [
    post(
      () => "/quyet-dinh/nhap",
      (named) => ({
        regime: "26-2026",
        level: "province",
        issuer: "Chủ tịch Ủy ban nhân dân tỉnh",
        numberText: "1/QĐ-UBND",
        signedOn: "2199-01-01",
        title: "Công nhận",
        "items.0.productId": named.product,
        "items.0.stars": "3",
      }),
    ),
  ],
  "/quyet-dinh/:decision/van-ban/:letter": both(decision("/van-ban/to-trinh"), () => ({
    intent: "save",
    expectedVersion: "99",
  })),
  // Its result is enough: at home there is no such letter either.
  "/quyet-dinh/ho-so/:dossier/thong-bao-ket-qua": both(
    (named) => `/quyet-dinh/ho-so/${named.dossier}/thong-bao-ket-qua`,
    () => ({ intent: "save", expectedVersion: "0" }),
  ).map((probe) => ({ ...probe, absent: true })),
  "GET /quyet-dinh/:decision/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": [
    get(decision("/tai-ve/quyet-dinh.docx")),
  ],
  // Not signed, no certificate, no result: at home there is nothing either.
  "GET /quyet-dinh/:decision/ban-ky": [{ ...get(decision("/ban-ky")), absent: true }],
  "GET /quyet-dinh/:decision/giay/:certificate": [
    { ...get((named) => `/quyet-dinh/${named.decision}/giay/${named.dossier}`), absent: true },
  ],
  "GET /quyet-dinh/ho-so/:dossier/:file{thong-bao-ket-qua\\.(pdf|docx)}": [
    {
      ...get((named) => `/quyet-dinh/ho-so/${named.dossier}/thong-bao-ket-qua.docx`),
      absent: true,
    },
  ],
  "/ho-so/mo": [
    post(
      () => "/ho-so/mo",
      (named) => ({ productId: named.product, kind: "first" }),
    ),
  ],
  "/ho-so/:id": [
    ...both(filing(""), () => ({ intent: "message", body: "Xin chào" })),
    post(filing(""), () => ({ intent: "answered", item: "general" })),
  ],
  "/ho-so/:id/phan/:section": both(filing("/phan/registration")),
  "/ho-so/:id/tieu-chi/:code": [
    ...both(filing("/tieu-chi/1.1")),
    post(
      (_named, own) => `/ho-so/${own.draft}/tieu-chi/1.1`,
      (named) => ({ papers: named.paper }),
    ),
  ],
  "/ho-so/:id/loi-khuyen": [get(filing("/loi-khuyen"))],
  "/ho-so/:id/nop": both(filing("/nop"), () => ({ declared: "1" })),
  "/ho-so/:id/bien-nhan": [get(filing("/bien-nhan"))],
  "/ho-so/:id/rut": [
    ...both(filing("/rut"), () => ({ reason: "Chưa muốn nộp nữa" })),
    post(filing("/rut"), () => ({ act: "discard" })),
  ],
  "/ho-so/:id/xac-nhan": [
    ...both(filing("/xac-nhan"), () => ({ intent: "ask" })),
    post(filing("/xac-nhan"), () => ({ code: "123456" })),
  ],
  "/ho-so/:id/luu": [
    post(filing("/luu"), () => ({ _part: "criterion:1.1", _version: "0", option: "1" })),
    post(filing("/luu"), () => ({ _part: "section:registration", _version: "0" })),
  ],
  "/co-so/:id": [get(place(""))],
  "/co-so/:id/thong-tin": both(place("/thong-tin"), () => ({ intent: "save" })),
  "/co-so/:id/giay-to": [
    ...both(place("/giay-to")),
    post(
      (_named, own) => `/co-so/${own.producer}/giay-to`,
      (named) => ({ intent: "archive", paperId: named.paper }),
    ),
    post(
      (_named, own) => `/co-so/${own.producer}/giay-to`,
      (named) => ({
        intent: "keep",
        kind: "businessRegistration",
        title: "Giấy",
        number: "1",
        issuer: "Sở",
        issuedOn: "01/06/2025",
        uploads: named.upload,
      }),
    ),
  ],
  "/co-so/:id/giay-to/:paper": [
    ...both((named) => `/co-so/${named.producer}/giay-to/${named.paper}`),
    ...both((named, own) => `/co-so/${own.producer}/giay-to/${named.paper}`),
  ],
  "/co-so/:id/tai-khoan": [
    ...both(place("/tai-khoan"), (named) => ({ intent: "remove", userId: named.member })),
    post(
      (_named, own) => `/co-so/${own.producer}/tai-khoan`,
      (named) => ({ intent: "remove", userId: named.member }),
    ),
  ],
  "/co-so/:id/san-pham": [get(place("/san-pham"))],
  "/co-so/:id/san-pham/:productId": [
    ...both(product, () => ({ intent: "save" })),
    get(mixed),
    post(mixed, () => ({
      intent: "save",
      name: "Chè",
      regime: "26-2026",
      set: "11",
      version: "1",
    })),
    post(mixed, (named) => ({
      intent: "removePicture",
      kind: "photo",
      digest: named.pictureDigest,
    })),
    post(
      (_named, own) => product(own),
      (named) => ({ intent: "addPicture", kind: "photo", uploadId: named.upload }),
    ),
  ],
  "/van-phong/tiep-nhan": [
    post(
      () => "/van-phong/tiep-nhan",
      (named) => ({ dossierId: named.dossier }),
    ),
  ],
  "/van-phong/ho-so/:id": [
    ...both(desk(""), () => ({ intent: "receive" })),
    post(desk(""), () => ({ intent: "message", body: "Xin chào" })),
  ],
  "/van-phong/ghi-ho-so-cu/:product": both(
    (named) => `/van-phong/ghi-ho-so-cu/${named.product}`,
    () => ({
      kind: "first",
      setCode: "01",
      filedOn: "01/03/2024",
    }),
  ),
  "/van-phong/ho-so/:id/xac-nhan": [
    { ...get(desk("/xac-nhan")), absent: true },
    post(desk("/xac-nhan"), () => ({ intent: "ask" })),
    post(desk("/xac-nhan"), () => ({ intent: "code", code: "123456" })),
  ],
  "/van-phong/ho-so/:id/ban-ky": both(desk("/ban-ky"), () => ({
    intent: "remove",
    paper: "signedReport",
  })),
  "/van-phong/ho-so/:id/dien-bien": [get(desk("/dien-bien"))],
  "/van-phong/ho-so/:id/tra-lai": both(desk("/tra-lai")),
  "/van-phong/ho-so/:id/bao-cao": both(desk("/bao-cao")),
  "/van-phong/ho-so/:id/thuc-dia": [get(desk("/thuc-dia"))],
  "/van-phong/ho-so/:id/thuc-dia/luu": [
    { method: "POST", at: desk("/thuc-dia/luu"), json: { on: "2026-06-01" } },
  ],
  "/van-phong/ho-so/:id/anh": [post(desk("/anh"))],
  "/van-phong/ho-so/:id/anh/:digest": [
    get((named) => `/van-phong/ho-so/${named.dossier}/anh/${named.photoDigest}`),
    get((named, own) => `/van-phong/ho-so/${own.dossier}/anh/${named.photoDigest}`),
  ],
  "/van-phong/ho-so/:id/mau-san-pham": both(desk("/mau-san-pham")),
  "/van-phong/ho-so/:id/mau-san-pham/:seq": [get(desk("/mau-san-pham/1"))],
  "POST /api/v1/uploads": [
    {
      method: "POST",
      at: () => "/api/v1/uploads",
      headers: (named) => ({
        "Upload-Length": "10",
        "Upload-Metadata": `producer ${base64(named.producer)},filename ${base64("a.pdf")}`,
      }),
    },
  ],
  "GET /api/v1/uploads/:id": [get((named) => `/api/v1/uploads/${named.upload}`)],
  "PATCH /api/v1/uploads/:id": [
    {
      method: "PATCH",
      at: (named) => `/api/v1/uploads/${named.upload}`,
      headers: () => ({
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
      }),
    },
  ],
  "POST /api/v1/uploads/:id/finish": [
    { method: "POST", at: (named) => `/api/v1/uploads/${named.upload}/finish` },
  ],
  "DELETE /api/v1/uploads/:id": [
    { method: "DELETE", at: (named) => `/api/v1/uploads/${named.upload}` },
  ],
  "GET /ho-so/:id/tai-ve/ho-so.zip": [get(filing("/tai-ve/ho-so.zip"))],
  "GET /ho-so/:id/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": [get(filing("/tai-ve/bien-nhan.docx"))],
  "GET /ho-so/:id/giay-to/:paper": [
    get((named) => `/ho-so/${named.dossier}/giay-to/${named.paper}`),
    get((named, own) => `/ho-so/${own.dossier}/giay-to/${named.paper}`),
  ],
  "GET /ho-so/:id/tep/:digest": [
    get((named) => `/ho-so/${named.dossier}/tep/${named.photoDigest}`),
    get((named, own) => `/ho-so/${own.dossier}/tep/${named.photoDigest}`),
  ],
  "GET /api/v1/products/:id/pictures/:digest": [
    get((named) => `/api/v1/products/${named.product}/pictures/${named.pictureDigest}`),
    get((named, own) => `/api/v1/products/${own.product}/pictures/${named.pictureDigest}`),
  ],
  "GET /api/v1/papers/:id/thumbnail": [get((named) => `/api/v1/papers/${named.paper}/thumbnail`)],
  "GET /api/v1/papers/:id/file": [get((named) => `/api/v1/papers/${named.paper}/file`)],
};
