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

type Cast = { owner: string; staff: string | null; commune: UserActor; province: UserActor };
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
  const ground = { db, files };
  let entered = await enter(ground, cast, demoProducers[0]);
  // The papers of the next one are drawn and looked through while the dossiers of this one are played.
  for (let at = 1; entered !== null; at += 1)
    [entered] = await Promise.all([
      enter(ground, cast, demoProducers[at]),
      play(db, cast, entered),
    ]);
  return true;
}

/** The demo accounts that act; null when an installation has none of them. */
async function findCast(db: Db): Promise<Cast | null> {
  const owner = await findProducerAccount(db, "chuthe");
  const staff = await findProducerAccount(db, "nhanvien");
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
    ? {
        owner: owner.userId,
        staff: staff?.userId ?? null,
        commune: atCommune,
        province: atProvince,
      }
    : null;
}

type Entered = {
  readonly wanted: DemoProducer;
  readonly producer: Awaited<ReturnType<typeof buildProducer>>;
  readonly owner: UserActor;
  readonly papers: readonly string[];
};

/** A producer as it comes into the register, with its papers. */
async function enter(
  ground: Ground,
  cast: Cast,
  wanted: DemoProducer | undefined,
): Promise<Entered | null> {
  if (!wanted) return null;
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
  if (wanted.hasStaff && cast.staff !== null) {
    const held = { userId: cast.staff, role: "producerStaff", producerId: producer.id } as const;
    await db.transaction((tx) => holdProducer(tx, { ...held, place: placeAt(path) }));
  }
  await describeProducer(db, owner, producer.id, wanted);
  return { wanted, producer, owner, papers: await keepPapers(ground, owner, producer) };
}

async function play(
  db: Db,
  cast: Cast,
  { wanted, producer, owner, papers }: Entered,
): Promise<void> {
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
  const uploads = await Promise.all(
    demoPapers.map((paper, at) => sendPaper(ground, owner, { producer, paper, at, now })),
  );
  const kept: string[] = [];
  for (const [at, { kind, title, expires }] of demoPapers.entries()) {
    const { id } = await keepPaper(ground, owner, {
      producerId: producer.id,
      kind,
      title,
      number: numberOf(at),
      issuer: "Cơ quan mẫu",
      issuedOn: addDays(now, -200),
      expiresOn: expires ? addDays(now, 500) : "",
      note: "",
      uploads: [uploads[at] ?? ""],
      url: "",
      replaces: "",
    });
    kept.push(id);
  }
  return kept;
}

const numberOf = (at: number) => `MẪU-${at + 1}`;

/** Draws a paper and sends it; the upload's identifier. */
async function sendPaper(
  ground: Ground,
  owner: UserActor,
  sent: {
    readonly producer: { readonly id: string; readonly name: string };
    readonly paper: (typeof demoPapers)[number];
    readonly at: number;
    readonly now: string;
  },
): Promise<string> {
  const { producer, paper, at, now } = sent;
  const { kind, title } = paper;
  const facts = { kind: paperKinds[kind].vi, title, producer: producer.name, number: numberOf(at) };
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
  return upload.id;
}
