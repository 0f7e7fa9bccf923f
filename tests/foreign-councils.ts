import { randomUUID } from "node:crypto";
import type { Probe, Things } from "./foreign-ids.ts";
import { sheetWrite } from "./support/council-things.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const both = (at: Probe["at"], form?: Probe["form"]): Probe[] => [get(at), post(at, form)];

const council = (path: string) => (named: Things) => `/hoi-dong/${named.council}${path}`;
const session = (path: string) => (named: Things) => `/phien/${named.session}${path}`;
const sheet = (path: string) => (named: Things) =>
  `/phien/${named.session}/phieu/${named.item}${path}`;
const paperSheet = (named: Things) =>
  `/phien/${named.session}/phieu-giay/${named.item}/${named.scorer}`;
const practice = (path: string) => (named: Things) => `/tap-cham/${named.practice}${path}`;
const work = (path: string) => (named: Things) => `/tu-van/viec/${named.assignment}${path}`;
const consulted = (path: string) => (named: Things) => `/tu-van/ho-so/${named.consulted}${path}`;
/** A foreign product behind the address of one's own session. */
const mixed = (path: string) => (named: Things, own: Things) =>
  `/phien/${own.session}/${path}/${named.item}`;

const finding = {
  criterion: "1.1",
  option: 1,
  reason: "Đúng như hồ sơ.",
  papers: [],
  expectedVersion: 0,
  writeId: randomUUID(),
};
const survey = {
  id: randomUUID(),
  on: "2026-11-01",
  latitude: null,
  longitude: null,
  accuracy: null,
  people: "Tổ tư vấn",
  findings: "Cơ sở đang sản xuất.",
  photos: [],
  signatureDigest: null,
  signedName: "",
  deviceAt: null,
};

/** Every route of councils that names somebody's thing; see `foreign-ids.ts`. */
export const councilProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/hoi-dong/:council": both(council(""), () => ({ intent: "end", endedOn: "" })),
  "/hoi-dong/:council/quyet-dinh": [get(council("/quyet-dinh"))],
  "/hoi-dong/:council/quy-che": both(council("/quy-che")),
  "/hoi-dong/:council/phien/lap": both(council("/phien/lap")),
  "/hoi-dong/:council/xep-lich": [
    ...both(council("/xep-lich"), (named) => ({
      sessionId: named.session,
      dossierIds: named.consulted,
    })),
    // A foreign session and a foreign dossier behind one's own council.
    post(
      (_named, own) => council("/xep-lich")(own),
      (named) => ({ sessionId: named.session, dossierIds: named.consulted }),
    ),
  ],
  "/phien/:session/chuong-trinh": both(session("/chuong-trinh"), (named) => ({
    intent: "up",
    itemId: named.item,
  })),
  "/phien/:session/xung-dot": both(session("/xung-dot")),
  "/phien/:session": both(session("")),
  "/phien/:session/man-chieu": [get(session("/man-chieu"))],
  "/phien/:session/san-pham/:item": [
    ...both((named) => `/phien/${named.session}/san-pham/${named.item}`),
    get(mixed("san-pham")),
  ],
  "/phien/:session/phieu": [get(session("/phieu"))],
  "/phien/:session/khai-bao": both(session("/khai-bao")),
  "/phien/:session/phieu/:item": [...both(sheet("")), get(mixed("phieu"))],
  "/phien/:session/phieu/:item/ky": both(sheet("/ky"), () => ({
    round: "1",
    digest: "0".repeat(64),
    password: "mật khẩu nào đó",
  })),
  "POST /phien/:session/luu": [
    {
      method: "POST",
      at: session("/luu"),
      json: (named: Things) => ({ itemId: named.item, round: 1, writes: [sheetWrite()] }),
    },
    {
      method: "POST",
      at: (_named, own) => session("/luu")(own),
      json: (named: Things) => ({ itemId: named.item, round: 1, writes: [sheetWrite()] }),
    },
  ],
  "GET /phien/:session/phieu/:item/du-lieu": [get(sheet("/du-lieu"))],
  "GET /phien/:session/phieu/:item/giay-to/:paper": [
    get((named) => sheet(`/giay-to/${named.filedPaper}`)(named)),
    get((named, own) => sheet(`/giay-to/${named.filedPaper}`)(own)),
  ],
  "GET /phien/:session/su-kien": [get(session("/su-kien"))],
  "GET /phien/:session/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": [
    get(session("/tai-ve/giay-moi.docx")),
  ],
  "/phien/:session/phieu-giay/:item": [
    get((named) => `/phien/${named.session}/phieu-giay/${named.item}`),
  ],
  "/phien/:session/phieu-giay/:item/:member": [
    get(paperSheet),
    // No sheet has been handed in on paper yet.
    { ...post(paperSheet, () => ({ act: "refuse", round: "1" })), absent: true },
  ],
  "GET /phien/:session/phieu-giay/:item/:member/ban-quet": [
    { ...get((named) => `${paperSheet(named)}/ban-quet`), absent: true },
  ],
  "/tap-cham/:case": both(practice("")),
  "/tap-cham/:case/soan": both(practice("/soan"), () => ({ intent: "close" })),
  "/tu-van/to/:team": both(
    (named) => `/tu-van/to/${named.team}`,
    (named) => ({ [`give:${named.consulted}`]: named.member, dueOn: "" }),
  ),
  "/tu-van/viec/:assignment": both(work("")),
  "/tu-van/viec/:assignment/luu": [{ method: "POST", at: work("/luu"), json: finding }],
  "/tu-van/viec/:assignment/khao-sat": [get(work("/khao-sat"))],
  "/tu-van/viec/:assignment/khao-sat/luu": [
    { method: "POST", at: work("/khao-sat/luu"), json: survey },
  ],
  "/tu-van/ho-so/:dossier": both(consulted(""), () => ({
    intent: "askTest",
    indicators: "Độ ẩm",
    reason: "Hồ sơ chưa có phiếu kiểm nghiệm.",
    lab: "",
    dueOn: "",
  })),
  "/tu-van/ho-so/:dossier/tep": [
    { method: "POST", at: consulted("/tep"), file: { purpose: "surveyPhoto" } },
  ],
  "GET /tu-van/ho-so/:dossier/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": [
    // The team has handed in no report yet.
    { ...get(consulted("/tai-ve/bao-cao-tham-tra.docx")), absent: true },
  ],
  "GET /tu-van/ho-so/:dossier/tep/:digest": [
    get((named) => consulted(`/tep/${named.surveyDigest}`)(named)),
    get((named, own) => consulted(`/tep/${named.surveyDigest}`)(own)),
  ],
  "GET /tu-van/ho-so/:dossier/giay-to/:paper": [
    get((named) => consulted(`/giay-to/${named.consultedPaper}`)(named)),
    get((named, own) => consulted(`/giay-to/${named.consultedPaper}`)(own)),
  ],
};
