import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const ownProduct = (named: Things) => `/trang-cong-khai/san-pham/${named.product}`;
const ownProducer = (named: Things) => `/trang-cong-khai/chu-the/${named.producer}`;
const judged = (named: Things) => `/noi-dung-cong-khai/${named.profile}`;
const point = (named: Things) => `/quan-ly-diem-ban/${named.point}`;
const piece = (named: Things) => `/quan-ly-tin/${named.piece}`;
const keeping = (named: Things) => `/quan-ly-diem-ban/${named.point}/theo-doi`;
const fair = (named: Things) => `/thi-truong/hoi-cho/${named.fair}`;
const part = (named: Things) => `/hoi-cho/${named.participant}`;
const result = { expectedVersion: "1", sales: "1.000.000", source: "told" };
const noResult = { contracts: "", contractsWorth: "", resultNote: "" };
const ownArea = (named: Things) => `/vung-nguyen-lieu-cua-toi/${named.growingArea}`;
const judgedArea = (named: Things) => `/vung-trong/${named.growingArea}`;
/** A growing area as its form sends it. */
const grown = {
  name: "Vùng",
  crop: "Chè",
  areaCode: "",
  area: "1",
  areaUnit: "ha",
  areaNote: "",
  standard: "none",
  standardName: "",
  paperId: "",
  standardUntil: "",
  communeCode: "",
  position: "21.673, 105.834",
  drawn: "",
  epsg: "",
};
/** One's own thing behind the address, another's in what is sent. */
const at = (own: (named: Things) => string) => (_named: Things, home: Things) => own(home);

/** The figures of a year as their form sends them. */
const told = () => {
  const empty =
    "localLabour womenLabour minorityLabour communeMaterialPercent exportRevenue profit";
  const more = "provinceMaterialPercent materialArea standardArea materialStandard sourceNote";
  const last = "cooperativeGrade capacity markets";
  return {
    ...Object.fromEntries(`${empty} ${more} ${last}`.split(" ").map((name) => [name, ""])),
    version: "0",
    labour: "3",
    revenue: "250 triệu",
    source: "told",
  };
};

/** What names a public page, a point of sale or a piece of news of somebody's. */
export const marketProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/trang-cong-khai/san-pham/:product": [
    get(ownProduct),
    post(ownProduct, () => ({ intent: "send", expectedSeq: "2", shortLine: "Chè" })),
    post(at(ownProduct), (named) => ({ intent: "drop", versionId: named.pendingVersion })),
    post(at(ownProduct), (named) => ({ intent: "withdraw", versionId: named.acceptedVersion })),
  ],
  "/trang-cong-khai/chu-the/:producer": [
    get(ownProducer),
    post(ownProducer, () => ({ intent: "send", expectedSeq: "0", intro: "Cơ sở" })),
  ],
  "/co-so/:id/so-lieu": [get((named) => `/co-so/${named.producer}/so-lieu`)],
  "/co-so/:id/so-lieu/:year": [
    get((named) => `/co-so/${named.producer}/so-lieu/2025`),
    post((named) => `/co-so/${named.producer}/so-lieu/2025`, told),
    // Another's product among one's own figures.
    post(
      (_named, home) => `/co-so/${home.producer}/so-lieu/2025`,
      (named) => ({ ...told(), [`output.${named.product}`]: "1", [`unit.${named.product}`]: "kg" }),
    ),
  ],
  "/hoi-cho/:participant": [
    get(part),
    post(part, () => ({ ...result, ...noResult })),
    // Another's product at one's own stand.
    post(at(part), (named) => ({ ...result, ...noResult, products: named.product })),
  ],
  "/thi-truong/hoi-cho/:fair": [
    get(fair),
    post(fair, () => ({ intent: "move", step: "cancel", expectedVersion: "1" })),
    post(at(fair), (named) => ({ intent: "join", producerId: named.producer })),
    post(at(fair), (named) => ({ intent: "leave", participantId: named.participant })),
    post(at(fair), (named) => ({
      intent: "participant",
      participantId: named.participant,
      expectedVersion: "1",
      stand: "7",
      support: "",
    })),
  ],
  "/noi-dung-cong-khai/:profile": [
    get(judged),
    post(judged, (named) => ({ intent: "accept", versionId: named.pendingVersion })),
    post(at(judged), (named) => ({ intent: "accept", versionId: named.pendingVersion })),
    post(at(judged), (named) => ({
      intent: "return",
      versionId: named.pendingVersion,
      reason: "Sửa",
    })),
    post(at(judged), (named) => ({
      intent: "withdraw",
      versionId: named.acceptedVersion,
      reason: "Gỡ",
    })),
  ],
  "/vung-nguyen-lieu-cua-toi/:area": [
    get(ownArea),
    get((named) => `/vung-nguyen-lieu-cua-toi/moi?co-so=${named.producer}`),
    post(ownArea, () => ({ ...grown, intent: "send", expectedSeq: "2" })),
    post(at(ownArea), (named) => ({
      ...grown,
      intent: "send",
      expectedSeq: "2",
      products: named.product,
    })),
    post(at(ownArea), (named) => ({ intent: "drop", versionId: named.pendingArea })),
  ],
  "/vung-trong/:area": [
    get(judgedArea),
    get((named) => `/vung-trong/moi?co-so=${named.producer}`),
    post(judgedArea, (named) => ({ intent: "accept", versionId: named.pendingArea })),
    post(at(judgedArea), (named) => ({ intent: "accept", versionId: named.pendingArea })),
    post(at(judgedArea), (named) => ({
      intent: "return",
      versionId: named.pendingArea,
      reason: "Vẽ lại",
    })),
  ],
  "/quan-ly-diem-ban/:point": [
    get(point),
    post(point, () => ({ intent: "move", step: "close", expectedVersion: "1" })),
    post(at(point), (named) => ({ intent: "add", productId: named.product })),
  ],
  "/quan-ly-diem-ban/:point/theo-doi": [
    get(keeping),
    post(keeping, () => ({
      intent: "inspect",
      inspectedOn: "2026-03-01",
      inspectors: "Đoàn",
      finding: "Tốt",
      remedyBy: "",
    })),
    post(at(keeping), (named) => ({
      intent: "strike",
      supportId: named.pointSupport,
      reason: "Nhầm",
    })),
    post(at(keeping), (named) => ({
      intent: "close",
      inspectionId: named.pointInspection,
      expectedVersion: "1",
      result: "remedied",
      closedOn: "2026-03-20",
      closing: "Đã xong",
    })),
  ],
  "/quan-ly-tin/:news": [
    get(piece),
    post(piece, () => ({ intent: "move", step: "publish", expectedVersion: "1" })),
    post(at(piece), (named) => ({ intent: "link", productId: named.product })),
    post(at(piece), (named) => ({ intent: "link", producerId: named.producer })),
    post(
      () => "/quan-ly-tin/moi",
      (named) => ({
        intent: "save",
        newsId: named.piece,
        expectedVersion: "0",
        kind: "news",
        title: "Tin",
        lead: "Mở",
        body: "Thân",
        titleEn: "",
        leadEn: "",
        bodyEn: "",
        pictureAlt: "",
        pictureAltEn: "",
      }),
    ),
  ],
  "GET /quan-ly-tin/:news/anh": [get((named) => `${piece(named)}/anh`)],
  "GET /api/v1/profiles/:id/pictures/:digest": [
    get((named) => `/api/v1/profiles/${named.profile}/pictures/${named.pictureDigest}`),
    get((named, home) => `/api/v1/profiles/${home.profile}/pictures/${named.pictureDigest}`),
  ],
};
