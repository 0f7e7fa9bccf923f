import type { UserActor } from "#core/access/actor.ts";
import type { BusinessRole } from "#core/access/roles.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { renderPdf } from "#core/documents/typst.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { placeAt } from "#modules/people/factory.ts";
import { AccountSearch } from "#modules/people/model.ts";
import { listAccounts } from "#modules/people/service/accounts.server.ts";
import { findProducerAccount, holdProducer } from "#modules/people/service/holders.server.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { paperKinds } from "#modules/producers/model/papers.ts";
import { keepPaper } from "#modules/producers/service/keep-paper.server.ts";
import { saveRepresentative } from "#modules/producers/service/register.server.ts";
import { beginUpload, receivePiece } from "#modules/producers/service/uploads.server.ts";
import { saveYear } from "#modules/producers/service/years.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { type DemoProducer, demoPapers, demoProducers, type DemoStop } from "./demo/producers.ts";
import { builtReport, fillDossier } from "./factory.ts";
import { dossiers } from "./schema.server.ts";
import {
  forwardDossier,
  receiveDossier,
  recordSamples,
  returnDossier,
  saveReview,
} from "./service/commune.server.ts";
import { attachEvidence } from "./service/draft.server.ts";
import { fileDossier, withdrawDossier } from "./service/file.server.ts";
import { findDossier } from "./service/load.server.ts";
import { moveDossier } from "./service/move.server.ts";
import { openDossier } from "./service/open.server.ts";
import {
  isRoundSet,
  listRoundsFor,
  passToAdvice,
  rejectDossier,
  setRound,
} from "./service/province.server.ts";

const commune = "19/05692";
const template = new URL("./demo/paper.typ", import.meta.url);

type Cast = { owner: string; commune: UserActor; province: UserActor };
type Ground = { db: Db; files: FileStore };

/**
 * Fills a demo installation that has no dossier yet with invented producers, papers and a dozen
 * dossiers on every desk up to the council's; all of them say that they are samples. Needs the
 * demo accounts. `isDemo`: `isDemoInstallation`. True when it filled anything.
 */
export async function loadDemoDossiers(
  { db }: Database,
  files: FileStore,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(dossiers)) > 0) return false;
  const cast = await findCast(db);
  if (!cast) return false;
  for (const producer of demoProducers) await enact({ db, files }, cast, producer);
  return true;
}

/** The demo accounts that act; null when an installation has none of them. */
async function findCast(db: Db): Promise<Cast | null> {
  const owner = await findProducerAccount(db, "chuthe");
  const officers = { commune: "canboxa", province: "vanphong" };
  const reader: UserActor = {
    kind: "user",
    userId: "00000000-0000-0000-0000-000000000000",
    grants: [{ role: "admin", jurisdiction: { kind: "unit", ...placeAt("19") } }],
  };
  const find = async (
    text: string,
    role: BusinessRole,
    path: string,
  ): Promise<UserActor | null> => {
    const { accounts } = await listAccounts(db, reader, AccountSearch.parse({ text }));
    const account = accounts.find(({ username }) => username === text);
    return account
      ? {
          kind: "user",
          userId: account.id,
          grants: [{ role, jurisdiction: { kind: "unit", ...placeAt(path) } }],
        }
      : null;
  };
  const atCommune = await find(officers.commune, "communeOfficer", commune);
  const atProvince = await find(officers.province, "provinceOfficer", "19");
  return owner && atCommune && atProvince
    ? { owner: owner.userId, commune: atCommune, province: atProvince }
    : null;
}

async function enact(ground: Ground, cast: Cast, wanted: DemoProducer): Promise<void> {
  const { db } = ground;
  const producer = await buildProducer(db, {
    path: commune,
    name: wanted.name,
    kind: wanted.kind,
    ...(wanted.kind === "company" ? { companyForm: "limited" as const } : {}),
    address: "Xóm Mẫu",
    phone: "0912345678",
    mainActivity: wanted.activity,
    isDemo: true,
  });
  const held = { userId: cast.owner, role: "producerOwner", producerId: producer.id } as const;
  await db.transaction((tx) => holdProducer(tx, { ...held, place: placeAt(commune) }));
  const owner: UserActor = {
    kind: "user",
    userId: cast.owner,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
  };
  await describeProducer(db, owner, producer.id, wanted);
  const papers = await keepPapers(ground, owner, producer);
  for (const [at, { stop, ...product }] of wanted.products.entries()) {
    const { id: productId } = await buildProduct(db, {
      producer,
      ...product,
      yearlyOutput: "8 tấn",
      isDemo: true,
    });
    await play(db, { ...cast, owner }, { productId, stop, papers, modest: 3 + 2 * at });
  }
}

async function describeProducer(
  db: Db,
  owner: UserActor,
  producerId: string,
  wanted: DemoProducer,
): Promise<void> {
  await saveRepresentative(db, owner, producerId, {
    fullName: `${wanted.representative} (dữ liệu mẫu)`,
    position: "Người đại diện",
    phone: "",
    sex: "",
    ethnicity: "",
    isDisabled: "",
    version: 1,
  });
  const year = Number((await today(db)).slice(0, 4)) - 1;
  await saveYear(db, owner, producerId, {
    year,
    labour: "12",
    localLabour: "10",
    communeMaterialPercent: "70",
    provinceMaterialPercent: "100",
    revenue: "1.250.000.000",
    profit: "180.000.000",
    cooperativeGrade: "",
    capacity: "Nhà xưởng 200 m² (số liệu mẫu)",
    markets: "Chợ, cửa hàng trong tỉnh (số liệu mẫu)",
    version: 0,
  });
}

/** The sample papers, taken in as anybody's: as files that say on their face what they are. */
async function keepPapers(
  ground: Ground,
  owner: UserActor,
  producer: { id: string; name: string },
): Promise<string[]> {
  const now = await today(ground.db);
  const kept: string[] = [];
  for (const [at, { kind, title, expires }] of demoPapers.entries()) {
    const number = `MẪU-${at + 1}`;
    const facts = { kind: paperKinds[kind].vi, title, producer: producer.name, number };
    const bytes = Buffer.from(
      await renderPdf(template, facts, { title, createdAt: new Date(`${now}T00:00:00Z`) }),
    );
    const upload = await beginUpload(ground.db, owner, {
      producerId: producer.id,
      fileName: `mau-${at + 1}.pdf`,
      length: bytes.length,
      digest: null,
    });
    await receivePiece(ground, owner, { id: upload.id, start: 0, bytes });
    const { id } = await keepPaper(ground, owner, {
      producerId: producer.id,
      kind,
      title,
      number,
      issuer: "Cơ quan mẫu",
      issuedOn: addDays(now, -200),
      expiresOn: expires ? addDays(now, 500) : "",
      note: "",
      uploads: [upload.id],
      url: "",
      replaces: "",
    });
    kept.push(id);
  }
  return kept;
}

type Players = { owner: UserActor; commune: UserActor; province: UserActor };

type DemoPart = {
  productId: string;
  stop: DemoStop;
  papers: readonly string[];
  /** See `fillDossier`. */
  modest: number;
};

/** Takes a dossier by the real services as far as it is to come. */
async function play(
  db: Db,
  { owner, commune: desk, province }: Players,
  { productId, stop, papers, modest }: DemoPart,
): Promise<void> {
  const { id: dossierId } = await openDossier(db, owner, {
    productId,
    kind: "first",
    setCode: null,
    previousId: null,
    previousStars: null,
    certificateExpiresOn: null,
  });
  if (stop === "empty") return;
  await fillDossier(db, owner, dossierId, modest);
  for (const paperId of papers)
    await attachEvidence(db, owner, { dossierId, criterion: "1.1", paperId });
  if (stop === "draft") return;
  await fileDossier(db, owner, { dossierId });
  if (stop === "filed") return;
  if (stop === "withdrawn")
    return withdrawDossier(db, owner, { dossierId, reason: "Sẽ nộp ở đợt sau (dữ liệu mẫu)." });
  await receiveDossier(db, desk, { dossierId });
  if (stop === "returned")
    return returnDossier(db, desk, {
      dossierId,
      reason: "Cần bổ sung minh chứng về nguồn nguyên liệu (dữ liệu mẫu).",
      items: [{ item: "criterion:1.1", reason: "Chưa có hợp đồng mua nguyên liệu." }],
    });
  await report(db, desk, dossierId);
  if (stop === "underCommuneReview") return;
  await forwardDossier(db, desk, { dossierId });
  if (stop === "forwarded") return;
  await receiveDossier(db, province, { dossierId });
  if (stop === "checking") return;
  if (stop === "rejected")
    return rejectDossier(db, province, { dossierId, reason: "Hồ sơ giả mạo (tình huống mẫu)." });
  const { proposed } = await listRoundsFor(db, province, dossierId);
  await setRound(db, province, { dossierId, roundId: proposed ?? "" });
  await passToAdvice(db, province, { dossierId });
  if (stop === "inSession") await enterSession(db, province, dossierId);
}

async function report(db: Db, desk: UserActor, dossierId: string): Promise<void> {
  const topics = ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"] as const;
  await saveReview(db, desk, { dossierId, expectedVersion: 0, ...builtReport(topics) });
  await recordSamples(db, desk, {
    dossierId,
    act: "received",
    quantity: 5,
    giver: "Chủ thể (dữ liệu mẫu)",
    taker: "Cán bộ xã (dữ liệu mẫu)",
    condition: "Nguyên vẹn",
    onDay: await today(db),
  });
}

async function enterSession(db: Db, province: UserActor, dossierId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const on = await today(tx);
    const guards = { roundSet: isRoundSet(row, on) };
    await moveDossier(tx, province, row, { action: "enterSession", on, guards });
  });
}
