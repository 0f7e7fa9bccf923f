import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import { saveFair } from "./fairs/fairs.server.ts";
import type { SaveFair } from "./fairs/inputs.ts";
import { describeFair, joinFair } from "./fairs/participants.server.ts";
import { describeKeeping, inspectPoint, supportPoint } from "./points/keeping.server.ts";
import type { SaveNews, SavePoint } from "./office-inputs.ts";
import type { ProposeProducer, ProposeProduct } from "./profile-inputs.ts";
import { acceptVersion } from "./service/decide.server.ts";
import { versionsOf } from "./service/load.server.ts";
import { moveNews, saveNews } from "./service/news.server.ts";
import { savePoint } from "./service/points.server.ts";
import { proposeProducer, proposeProduct } from "./service/propose.server.ts";

/** A product's page as a form sends it, with total defaults. */
export function builtProductPage(
  productId: string,
  wanted: Partial<ProposeProduct> = {},
): ProposeProduct {
  return {
    productId,
    expectedSeq: 0,
    position: "",
    pictures: [],
    cover: "",
    shortLine: "Rau non hái sớm mai",
    shortLineEn: "",
    description: "",
    descriptionEn: "",
    story: "",
    storyEn: "",
    usage: "",
    usageEn: "",
    keeping: "",
    keepingEn: "",
    packaging: "",
    packagingEn: "",
    price: "",
    priceEn: "",
    buyLinks: "",
    traceLink: "",
    ...wanted,
  };
}

/** A producer's own page as a form sends it; nothing is ticked. */
export function builtProducerPage(
  producerId: string,
  wanted: Partial<ProposeProducer> = {},
): ProposeProducer {
  return {
    producerId,
    expectedSeq: 0,
    position: "",
    pictures: [],
    cover: "",
    intro: "Trồng rau trên nương.",
    introEn: "",
    story: "",
    storyEn: "",
    openingHours: "",
    openingHoursEn: "",
    address: "",
    showAddress: "",
    phone: "",
    showPhone: "",
    email: "",
    showEmail: "",
    website: "",
    showWebsite: "",
    socialLinks: "",
    ...wanted,
  };
}

/** A page proposed by its producer and, unless it is to wait, accepted by the office. */
export async function buildProfile(
  db: Db,
  { owner, office }: { owner: UserActor; office: UserActor | null },
  page: ProposeProduct | ProposeProducer,
): Promise<{ profileId: string; versionId: string }> {
  const { profileId } =
    "productId" in page
      ? await proposeProduct(db, owner, page)
      : await proposeProducer(db, owner, page);
  const [newest] = await versionsOf(db, [profileId]);
  const versionId = newest?.id ?? "";
  if (office) await acceptVersion(db, office, { versionId });
  return { profileId, versionId };
}

/** An open point of sale of the office, with total defaults. */
export async function buildPoint(
  db: Db,
  office: UserActor,
  wanted: Partial<SavePoint> = {},
): Promise<string> {
  const { id } = await savePoint(db, office, null, {
    expectedVersion: 0,
    name: "Điểm bán thử nghiệm",
    kind: "point",
    level: "commune",
    address: "Xóm thử nghiệm",
    communeCode: "05692",
    position: "21.6012, 105.8521",
    openingHours: "7 giờ đến 17 giờ",
    phone: "0208 3 123 456",
    runBy: "Hợp tác xã thử nghiệm",
    ...wanted,
  });
  return id;
}

/** Help that a point had, and an inspection of it with something to mend, with total defaults. */
export async function buildKeeping(
  db: Db,
  office: UserActor,
  pointId: string,
  word = "thử nghiệm",
): Promise<{ pointSupport: string; pointInspection: string }> {
  await supportPoint(db, office, {
    pointId,
    year: 2025,
    amount: "60 triệu",
    source: "localBudget",
    legalBasis: `Kế hoạch ${word}`,
    purpose: "Kệ trưng bày",
  });
  await inspectPoint(db, office, {
    pointId,
    inspectedOn: "2026-03-12",
    inspectors: "Đoàn kiểm tra",
    finding: `Bảng giá thiếu, ${word}`,
    remedyBy: "2026-03-31",
  });
  const { supports, inspections } = await describeKeeping(db, office, pointId);
  return { pointSupport: supports[0]?.id ?? "", pointInspection: inspections[0]?.id ?? "" };
}

/** A fair of the office that is over, with total defaults, and these producers at it. */
export async function buildFair(
  db: Db,
  office: UserActor,
  { producerIds = [], ...wanted }: Partial<SaveFair> & { producerIds?: readonly string[] } = {},
): Promise<{ fairId: string; participantIds: readonly string[] }> {
  const { id: fairId } = await saveFair(db, office, null, {
    expectedVersion: 0,
    name: "Hội chợ thử nghiệm",
    level: "province",
    place: "Quảng trường thử nghiệm",
    organiser: "Sở Công Thương",
    startsOn: "2026-03-06",
    endsOn: "2026-03-10",
    sharedSupport: "",
    supportSource: "",
    legalBasis: "",
    note: "",
    ...wanted,
  });
  const participantIds: string[] = [];
  for (const producerId of producerIds) {
    await joinFair(db, office, { fairId, producerId });
    const one = (await describeFair(db, office, fairId)).participants.find(
      (participant) => participant.producerId === producerId,
    );
    participantIds.push(one?.id ?? "");
  }
  return { fairId, participantIds };
}

/** A piece of news of the office, published unless it is to stay a draft. */
export async function buildNews(
  ground: { db: Db; files: FileStore },
  office: UserActor,
  {
    isDraft = false,
    picture = null,
    ...wanted
  }: Partial<SaveNews> & { isDraft?: boolean; picture?: Blob | null } = {},
): Promise<string> {
  const { id } = await saveNews(
    ground,
    office,
    {
      newsId: randomUUID(),
      expectedVersion: 0,
      kind: "news",
      title: "Tin thử nghiệm",
      lead: "Mở đầu của tin thử nghiệm.",
      body: "Đoạn một.\n\nĐoạn hai.",
      titleEn: "",
      leadEn: "",
      bodyEn: "",
      pictureAlt: "Ảnh thử nghiệm",
      pictureAltEn: "",
      dropPicture: "",
      ...wanted,
    },
    picture,
  );
  if (!isDraft)
    await moveNews(ground.db, office, {
      newsId: id,
      expectedVersion: 1,
      step: "publish",
      reason: "",
    });
  return id;
}
