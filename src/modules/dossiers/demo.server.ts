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
import { builtYear } from "#modules/producers/factory.ts";
import { saveYear } from "#modules/producers/service/years.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { playDossier } from "./demo/play.server.ts";
import { type DemoProducer, demoPapers, demoProducers } from "./demo/producers.ts";
import { dossiers } from "./schema.server.ts";

const province = "19";
/** The commune whose officer has a demo account. */
const desk = "05692";
const template = new URL("./demo/paper.typ", import.meta.url);

type Cast = { owner: string; commune: UserActor; province: UserActor };
type Ground = { db: Db; files: FileStore };

/**
 * Fills a demo installation that has no dossier yet with invented producers, papers and
 * dossiers in several communes, on every desk up to the council's; all of them say that they are
 * samples. Needs the demo accounts. `isDemo`: `isDemoInstallation`. True when it filled anything.
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
    grants: [{ role: "admin", jurisdiction: { kind: "unit", ...placeAt(province) } }],
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
  const atCommune = await find(officers.commune, "communeOfficer", `${province}/${desk}`);
  const atProvince = await find(officers.province, "provinceOfficer", province);
  return owner && atCommune && atProvince
    ? { owner: owner.userId, commune: atCommune, province: atProvince }
    : null;
}

async function enact(ground: Ground, cast: Cast, wanted: DemoProducer): Promise<void> {
  const { db } = ground;
  const path = `${province}/${wanted.commune ?? desk}`;
  const producer = await buildProducer(db, {
    path,
    name: wanted.name,
    kind: wanted.kind,
    ...(wanted.kind === "company" ? { companyForm: "limited" as const } : {}),
    address: "Xóm Mẫu",
    phone: "0912345678",
    mainActivity: wanted.activity,
    isDemo: true,
  });
  const owner: UserActor = wanted.isHelped
    ? cast.commune
    : {
        kind: "user",
        userId: cast.owner,
        grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
      };
  if (!wanted.isHelped) {
    const held = { userId: cast.owner, role: "producerOwner", producerId: producer.id } as const;
    await db.transaction((tx) => holdProducer(tx, { ...held, place: placeAt(path) }));
  }
  await describeProducer(db, owner, producer.id, wanted);
  const papers = await keepPapers(ground, owner, producer);
  for (const [at, { stop, kind = "first", ...product }] of wanted.products.entries()) {
    const { id: productId } = await buildProduct(db, {
      producer,
      ...product,
      yearlyOutput: "8 tấn",
      isDemo: true,
    });
    const modest = 3 + 2 * at;
    const players = { ...cast, owner };
    await playDossier(db, players, { productId, kind, stop, papers, modest });
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
  const lastYear = Number((await today(db)).slice(0, 4)) - 1;
  // The year before and the last one, a little better.
  for (const [ago, revenue, profit, labour] of [
    [1, "1.080.000.000", "150.000.000", "11"],
    [0, "1.250.000.000", "180.000.000", "12"],
  ] as const)
    await saveYear(
      db,
      owner,
      producerId,
      builtYear({
        year: lastYear - ago,
        labour,
        localLabour: "10",
        womenLabour: "7",
        minorityLabour: "8",
        communeMaterialPercent: "70",
        provinceMaterialPercent: "100",
        revenue,
        exportRevenue: "0",
        materialArea: "6,5",
        standardArea: "4",
        materialStandard: "VietGAP (số liệu mẫu)",
        profit,
        source: "told",
        capacity: "Nhà xưởng 200 m² (số liệu mẫu)",
        markets: "Chợ, cửa hàng trong tỉnh (số liệu mẫu)",
      }),
    );
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
