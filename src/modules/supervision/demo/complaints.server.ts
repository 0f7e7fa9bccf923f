import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import { turnDraft } from "#modules/recognition/service/drafts.server.ts";
import { findRecognition } from "#modules/recognition/service/found.server.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import type { Standing } from "#modules/recognition/service/standing.server.ts";
import { revocationCases } from "../cases/schema.server.ts";
import { proposeRestoration, recoverPaper, submitCase } from "../cases/service/decide.server.ts";
import {
  askProducer,
  concludeCase,
  explainCase,
  verifyCase,
} from "../cases/service/work.server.ts";
import type { ComplaintKind } from "../complaints/model.ts";
import { complaints } from "../complaints/schema.server.ts";
import { endComplaint, toCase } from "../complaints/service/inbox.server.ts";
import { tellComplaint } from "../complaints/service/tell.server.ts";
import { type Cast, mark, ownerOf } from "./cast.server.ts";

type Store = { readonly db: Db; readonly files: FileStore };

/** The products that shoppers of the demo complain about. */
export type Complained = Readonly<
  Record<"waiting" | "verified" | "revoked" | "restored" | "ended", Standing>
>;

/** What a complaint of the demo says. */
type Told = { readonly kind: ComplaintKind; readonly seenAt: string; readonly text: string };

const wrongStars: Told = {
  kind: "label",
  seenAt: `Chợ trung tâm ${mark}`,
  text: `Bao bì in 5 sao nhưng quét mã ra hạng thấp hơn ${mark}`,
};

/**
 * Complaints at every stage: one that waits, one that was answered, and three that opened cases,
 * of which one is being verified with the producer asked, one ended in a revocation, and one in
 * a revocation that was undone.
 */
export async function playComplaints(
  store: Store,
  cast: Cast,
  { on, products }: { on: Day; products: Complained },
): Promise<void> {
  const { db } = store;
  await tell(store, products.waiting, {
    told: {
      kind: "quality",
      seenAt: `Cửa hàng đặc sản ${mark}`,
      text: `Túi bị hở, chè ẩm dù còn hạn sử dụng ${mark}`,
    },
  });
  const ended = await tell(store, products.ended, {
    told: { kind: "other", seenAt: "", text: `Không thấy bán ở siêu thị gần nhà ${mark}` },
  });
  await endComplaint(db, cast.office, {
    ...ended,
    answer: `Sản phẩm bán tại cơ sở và ở chợ phiên; cảm ơn ông, bà đã hỏi ${mark}`,
  });
  const photo = await labelPhoto();
  const verified = await openFrom(store, cast, products.verified, photo);
  await askAbout(db, cast.office, verified, on);
  await explained(store, cast, { product: products.revoked, photo, on });
  const { caseId } = await explained(store, cast, { product: products.restored, photo, on });
  const { decisionId } = await proposeRestoration(db, cast.office, {
    ...(await versionOf(db, caseId)),
    reason: `Bao bì in 5 sao là hàng giả do người khác in, không phải của chủ thể ${mark}`,
    concludedOn: on,
  });
  await sign(db, cast, decisionId);
}

async function tell(
  { db, files }: Store,
  product: Standing,
  { told, photo = null }: { told: Told; photo?: Blob | null },
): Promise<{ complaintId: string; expectedVersion: number }> {
  const formKey = randomUUID();
  const found = await findRecognition(db, product.id);
  await tellComplaint(
    { db, files },
    {
      ...told,
      formKey,
      token: found?.certificate?.token ?? "",
      productName: product.productName,
      provinceCode: product.provinceCode,
      contact: `0900 000 000 ${mark}`,
    },
    { photo, ip: "192.0.2.1", lang: "vi" },
  );
  const [row] = await db.select().from(complaints).where(eq(complaints.formKey, formKey));
  if (!row) throw new Error("the demo's complaint was not stored");
  return { complaintId: row.id, expectedVersion: row.version };
}

async function openFrom(
  store: Store,
  { office }: Cast,
  product: Standing,
  photo: Blob,
): Promise<string> {
  const complaint = await tell(store, product, { told: wrongStars, photo });
  const { caseId } = await toCase(store.db, office, {
    ...complaint,
    certificateNumber: "",
    ground: "misuseOfOcopMark",
    facts: `Ảnh của người mua: bao bì in 5 sao, sản phẩm được công nhận ${product.stars} sao ${mark}`,
  });
  return caseId;
}

async function askAbout(db: Db, office: UserActor, caseId: string, on: Day): Promise<void> {
  await verifyCase(db, office, await versionOf(db, caseId));
  await askProducer(db, office, {
    ...(await versionOf(db, caseId)),
    question: `Vì sao bao bì in 5 sao? Đã in và bán bao nhiêu bao bì như vậy? ${mark}`,
    answerBy: addDays(on, 5),
  });
}

/** A case from the complaint to the revocation, the producer heard. */
async function explained(
  store: Store,
  cast: Cast,
  { product, photo, on }: { product: Standing; photo: Blob; on: Day },
): Promise<{ caseId: string }> {
  const { db } = store;
  const caseId = await openFrom(store, cast, product, photo);
  await askAbout(db, cast.office, caseId, on);
  const heard = { ...(await versionOf(db, caseId)), answer: `Nhà in làm sai mẫu ${mark}` };
  await explainCase(store, ownerOf(cast, product), heard, null);
  await concludeCase(db, cast.office, {
    ...(await versionOf(db, caseId)),
    ground: "misuseOfOcopMark",
    conclusion: `In 5 sao trên bao bì trong khi được công nhận ${product.stars} sao ${mark}`,
    concludedOn: on,
  });
  const { decisionId } = await submitCase(db, cast.office, await versionOf(db, caseId));
  await sign(db, cast, decisionId ?? "");
  await recoverPaper(db, cast.office, { ...(await versionOf(db, caseId)), recoveredOn: on });
  return { caseId };
}

async function versionOf(db: Db, caseId: string) {
  const [row] = await db
    .select({ version: revocationCases.version })
    .from(revocationCases)
    .where(eq(revocationCases.id, caseId));
  return { caseId, expectedVersion: row?.version ?? 0 };
}

async function sign(db: Db, { office, signer }: Cast, decisionId: string): Promise<void> {
  await turnDraft(db, office, { act: "submit", decisionId, expectedVersion: 1 });
  await issueDecision(db, signer, {
    decisionId,
    expectedVersion: 2,
    signerName: `Người ký quyết định ${mark}`,
    signerTitle: "Phó Chủ tịch",
  });
}

/** What a shopper of the demo took a picture of: a drawn pack with five stars on it. */
async function labelPhoto(): Promise<Blob> {
  const star = "M0-22 6.5-7 22-7 9.5 3 14 19 0 9.5-14 19-9.5 3-22-7-6.5-7z";
  const stars = [140, 190, 240, 290, 340].map(
    (x) => `<path d="${star}" transform="translate(${x} 330)" fill="#e3a72f"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="640">
    <path d="M0 0h480v640H0z" fill="#cfc7b4"/>
    <path d="M90 90h300l20 470H70z" fill="#1f6a4a"/><path d="M90 90h300v34H90z" fill="#17533a"/>
    <circle cx="240" cy="220" r="56" fill="#fbf8f1"/>${stars.join("")}</svg>`;
  const bytes = await sharp(Buffer.from(drawing)).jpeg().toBuffer();
  return new Blob([new Uint8Array(bytes)]);
}
