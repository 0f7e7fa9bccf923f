import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { workingDaysBetween } from "#core/calendar/working-days.ts";
import type { Db } from "#core/database/connection.ts";
import { type Clock, dueDay } from "#modules/dossiers/clocks.ts";
import {
  type BuiltGround,
  buildGround,
  builtReport,
  fillDossier,
  recordAnyFile,
} from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import {
  forwardDossier,
  receiveDossier,
  recordSamples,
  returnDossier,
  saveReview,
} from "#modules/dossiers/service/commune.server.ts";
import { attachEvidence, saveSection } from "#modules/dossiers/service/draft.server.ts";
import { fileDossier } from "#modules/dossiers/service/file.server.ts";
import { openDossier } from "#modules/dossiers/service/open.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { papers } from "#modules/producers/schema.server.ts";

/** What the producer of a test writes about itself and its product. */
const written = {
  general: {
    labour: "18",
    localLabour: "15",
    ingredients: "Củ dong riềng trồng tại xóm Khe Vai và hai xóm bên, mua của 42 hộ.",
    productDescription:
      "Miến làm từ tinh bột dong riềng, phơi nắng trên phên tre theo nghề có từ năm 1985 của xóm.",
  },
  results: { localMaterial: "82", provinceMaterial: "18", revenue: "1450000000" },
} as const;

/** A paper in the vault of a built producer; `digest` names a stored content. */
export async function buildPaper(
  db: Db,
  { producerId }: Pick<BuiltGround, "producerId">,
  wanted: Partial<typeof papers.$inferInsert> = {},
): Promise<string> {
  const [row] = await db
    .insert(papers)
    .values({
      provinceCode: "19",
      producerId,
      kind: "businessRegistration",
      title: "Giấy đăng ký hợp tác xã",
      digest: await recordAnyFile(db),
      mediaType: "application/pdf",
      pageCount: 2,
      ...wanted,
    })
    .returning({ id: papers.id });
  if (!row) throw new Error("the paper was not stored");
  return row.id;
}

/** A filed dossier of a new producer in the commune 19/05692, with figures and some evidence. */
export async function buildFiled(
  db: Db,
  {
    productName,
    name,
    picture,
    path,
  }: { productName: string; name?: string; picture?: string; path?: string },
): Promise<{ dossierId: string; ground: BuiltGround }> {
  const ground = await buildGround(db, {
    productName,
    setCode: "07",
    ...(name ? { name } : {}),
    ...(path ? { path } : {}),
  });
  const { id: dossierId } = await openDossier(db, ground.owner, {
    productId: ground.productId,
    kind: "first",
    setCode: null,
    previousId: null,
    previousStars: null,
    certificateExpiresOn: null,
  });
  for (const [section, data] of Object.entries(written))
    await saveSection(db, ground.owner, {
      dossierId,
      section: section as keyof typeof written,
      data,
    });
  await fillDossier(db, ground.owner, dossierId);
  const registration = await buildPaper(db, ground);
  const photo = await buildPaper(db, ground, {
    kind: "materialOrigin",
    title: "Ảnh vùng trồng dong riềng",
    mediaType: "image/jpeg",
    pageCount: 1,
    ...(picture ? { digest: picture } : {}),
  });
  for (const [criterion, paperId] of [
    ["1.1", photo],
    ["3.1", registration],
  ] as const)
    await attachEvidence(db, ground.owner, { dossierId, criterion, paperId });
  await fileDossier(db, ground.owner, { dossierId });
  return { dossierId, ground };
}

/** Makes a dossier as old as if it had been filed so many days ago. */
export async function age(db: Db, dossierId: string, days: number): Promise<void> {
  const started = addDays(await today(db), -days);
  const [row] = await db.select().from(dossiers).where(eq(dossiers.id, dossierId));
  if (!row?.clock) throw new Error("no clock to set back");
  const used =
    row.clock.runningSince === null ? workingDaysBetween(started, await today(db)) : row.clock.used;
  const clock: Clock = {
    ...row.clock,
    used,
    startedOn: started,
    runningSince: row.clock.runningSince === null ? null : started,
  };
  await db
    .update(dossiers)
    .set({ clock, dueOn: dueDay(clock), filedOn: started })
    .where(eq(dossiers.id, dossierId));
}

/** Takes a filed dossier through the commune: received, reported on, samples in, handed up. */
export async function passCommune(db: Db, commune: UserActor, dossierId: string): Promise<void> {
  await receiveDossier(db, commune, { dossierId });
  const topics = ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"] as const;
  await saveReview(db, commune, { dossierId, expectedVersion: 0, ...builtReport(topics) });
  await takeSamples(db, commune, dossierId);
  await forwardDossier(db, commune, { dossierId });
}

/** Five samples handed in, as the sets of food ask. */
export async function takeSamples(db: Db, commune: UserActor, dossierId: string): Promise<void> {
  await recordSamples(db, commune, {
    dossierId,
    act: "received",
    quantity: "5",
    giver: "Chủ thể",
    taker: "Cán bộ xã",
    condition: "Nguyên bao bì",
    onDay: await today(db),
  });
}

/** A commune's and a province's desk with something in every pile; the officers' names for signing in. */
export async function buildDesks(db: Db, picture?: string) {
  const commune = await buildAccount(db, {
    name: "Cán bộ xã thử nghiệm",
    grants: [{ role: "communeOfficer", path: "19/05692" }],
  });
  const province = await buildAccount(db, {
    name: "Cán bộ tỉnh thử nghiệm",
    grants: [{ role: "provinceOfficer", path: "19" }],
  });
  const filed = (productName: string, name: string) =>
    buildFiled(db, { productName, name, ...(picture ? { picture } : {}) });
  const fresh = await filed("Miến dong Khe Vai", "Hợp tác xã Khe Vai (dữ liệu thử)");
  const late = await filed("Chè tôm nõn Đồi Cọ", "Tổ hợp tác Đồi Cọ (dữ liệu thử)");
  await age(db, late.dossierId, 30);
  const soon = await filed("Mật ong rừng Thác Bạc", "Hộ Nguyễn Thị Mẫu (dữ liệu thử)");
  await age(db, soon.dossierId, 18);
  const returned = await filed("Bánh chưng Bờ Đậu thử", "Cơ sở Bờ Đậu (dữ liệu thử)");
  await receiveDossier(db, commune.actor, { dossierId: returned.dossierId });
  await returnDossier(db, commune.actor, {
    dossierId: returned.dossierId,
    reason: "Thiếu phiếu kiểm nghiệm còn hạn.",
    items: [{ item: "criterion:8", reason: "Gắn phiếu kiểm nghiệm trong 12 tháng." }],
  });
  const forwarded = await filed("Nấm hương sấy Phú Lộc", "Hợp tác xã Phú Lộc (dữ liệu thử)");
  await passCommune(db, commune.actor, forwarded.dossierId);
  return { commune, province, fresh, late, soon, returned, forwarded };
}
