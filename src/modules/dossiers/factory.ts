import { randomBytes, randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { BusinessRole } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildProducer, buildVaultPaper } from "#modules/producers/factory.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import type { SectionName } from "./forms/definitions.ts";
import type { Field, FieldValue } from "./forms/fields.ts";
import type { FilePurpose, ReviewTopic } from "./model.ts";
import { describeDossier } from "./service/describe.server.ts";
import { dossierAnswers, dossierRounds, dossiers } from "./schema.server.ts";
import { dossierFiles } from "./desk/schema.server.ts";
import { attachEvidence, saveSection } from "./service/draft.server.ts";
import { fileDossier } from "./service/file.server.ts";
import { openDossier } from "./service/open.server.ts";

/** A producer with a product, its owner, and the officers whose desks a dossier passes. */
export type BuiltGround = {
  readonly producerId: string;
  readonly productId: string;
  readonly path: string;
  readonly owner: UserActor;
  readonly commune: UserActor;
  readonly province: UserActor;
};

/** An account that holds a role over a unit, as an actor. */
export async function buildOfficer(db: Db, role: BusinessRole, path: string): Promise<UserActor> {
  return (await buildAccount(db, { grants: [{ role, path }] })).actor;
}

/** Total defaults: a cooperative of the commune Đồng Hỷ with vegetables of set 01. */
export async function buildGround(
  db: Db,
  wanted: {
    path?: string;
    setCode?: string;
    name?: string;
    productName?: string;
    isDemo?: boolean;
    owner?: UserActor;
  } = {},
): Promise<BuiltGround> {
  const { path = "19/05692", setCode = "01" } = wanted;
  const sample = wanted.isDemo === undefined ? {} : { isDemo: wanted.isDemo };
  const producer = await buildProducer(db, {
    path,
    ...sample,
    phone: "0912345678",
    mainActivity: "Trồng và chế biến nông sản",
    ...(wanted.name ? { name: wanted.name } : {}),
  });
  const { id: productId } = await buildProduct(db, {
    producer,
    set: setCode,
    description: "Sản phẩm thử nghiệm",
    yearlyOutput: "10 tấn",
    ...sample,
    name: wanted.productName ?? `Rau an toàn thử nghiệm ${randomInt(1e9)}`,
  });
  const account = await buildAccount(db, {
    grants: [{ role: "producerOwner", path, holderId: producer.id }],
  });
  return {
    producerId: producer.id,
    productId,
    path,
    owner: {
      kind: "user",
      userId: account.id,
      grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
    },
    commune: await buildOfficer(db, "communeOfficer", path),
    province: await buildOfficer(db, "provinceOfficer", path.slice(0, 2)),
  };
}

const text = () => "Nội dung mẫu";

/** A value that a field takes, by its kind. */
const anyValue: Readonly<Record<Field["kind"], (field: Field) => FieldValue>> = {
  line: text,
  text,
  whole: () => 12,
  money: () => 250_000_000,
  profit: () => 50_000_000,
  percent: () => "80",
  day: () => "2020-01-15",
  phone: () => "0912345678",
  email: () => "htx@example.vn",
  choice: ({ choices = {} }) => Object.keys(choices)[0] ?? null,
  ticks: () => [],
};

/**
 * Fills every required box and answers every criterion of its first case: with the best option,
 * or with the one before it at each `modest`-th criterion, so that dossiers differ.
 */
export async function fillDossier(
  db: Db,
  actor: UserActor,
  dossierId: string,
  modest = Infinity,
): Promise<void> {
  const { dossier, sections } = await describeDossier(db, actor, dossierId);
  for (const { section, missing } of sections)
    if (missing.length > 0)
      await saveSection(db, actor, {
        dossierId,
        section: section.name satisfies SectionName,
        data: Object.fromEntries(missing.map((field) => [field.name, anyValue[field.kind](field)])),
      });
  const leaves = getBook(dossier.regime).compiled.get(dossier.setCode)?.leaves ?? [];
  // One statement, so that building a complete dossier costs little.
  await db
    .insert(dossierAnswers)
    .values(
      leaves.map(({ code, index, options }) => {
        const [best, second = best] = options
          .filter(({ caseIndex }) => caseIndex === 0)
          .sort((one, other) => other.points - one.points);
        const chosen = (index + 1) % modest === 0 ? second : best;
        return { dossierId, criterion: code, option: chosen?.n ?? 1, updatedBy: actor.userId };
      }),
    )
    .onConflictDoNothing();
}

/** A draft that lacks nothing but papers; see `fillDossier`. */
export async function buildDraft(
  db: Db,
  ground: BuiltGround,
  { complete = true }: { complete?: boolean } = {},
): Promise<string> {
  const { id } = await openDossier(db, ground.owner, {
    productId: ground.productId,
    kind: "first",
    setCode: null,
    previousId: null,
    previousStars: null,
    certificateExpiresOn: null,
  });
  if (complete) await fillDossier(db, ground.owner, id);
  return id;
}

/** A report on every topic, as a commune would write one. */
export function builtReport(topics: readonly ReviewTopic[]) {
  return {
    topics: Object.fromEntries(
      topics.map((topic) => [
        topic,
        { finding: "confirmed" as const, comment: "Đúng như chủ thể khai." },
      ]),
    ),
    request: "Đề nghị cấp trên đánh giá, phân hạng sản phẩm.",
  };
}

/** A content in the store's list that no test reads: rows may name its digest. */
export async function recordAnyFile(db: Db): Promise<string> {
  const digest = randomBytes(32).toString("hex");
  await db.execute(
    sql`insert into stored_files (digest, size, media_type) values (${digest}, 1000, 'application/pdf')`,
  );
  return digest;
}

/** A content that an office took in for a dossier, without going through the store; its digest. */
export async function keepAnyFile(
  db: Db,
  actor: UserActor,
  { dossierId, purpose, digest }: { dossierId: string; purpose: FilePurpose; digest?: string },
): Promise<string> {
  const kept = digest ?? (await recordAnyFile(db));
  await db
    .insert(dossierFiles)
    .values({ dossierId, purpose, digest: kept, storedBy: actor.userId });
  return kept;
}

/** A dossier at the council's door, its producer and owner. */
export type BuiltAwaiting = {
  readonly dossierId: string;
  readonly producerId: string;
  readonly productId: string;
  readonly owner: UserActor;
};

/**
 * A filed dossier that has been received and checked and lies with the advisers of its province;
 * put there at once, without the steps between. Defaults as in `buildGround`.
 */
export async function buildAwaiting(
  db: Db,
  wanted: {
    path?: string;
    setCode?: string;
    stage?: string;
    modest?: number;
    /** Stored content of its one paper; else one that is listed and not there. */
    paperDigest?: string;
  } = {},
): Promise<BuiltAwaiting> {
  const { path = "19/05692", setCode = "01", stage = "province" } = wanted;
  const producer = await buildProducer(db, {
    path,
    phone: "0912345678",
    mainActivity: "Trồng và chế biến nông sản",
  });
  const { id: productId } = await buildProduct(db, {
    producer,
    set: setCode,
    description: "Sản phẩm thử nghiệm",
    yearlyOutput: "10 tấn",
  });
  const account = await buildAccount(db, {
    grants: [{ role: "producerOwner", path, holderId: producer.id }],
  });
  const owner = account.actor;
  const { id: dossierId } = await openDossier(db, owner, {
    productId,
    kind: "first",
    setCode: null,
    previousId: null,
    previousStars: null,
    certificateExpiresOn: null,
  });
  await fillDossier(db, owner, dossierId, wanted.modest);
  const digest = wanted.paperDigest ?? (await recordAnyFile(db));
  const paperId = await buildVaultPaper(db, producer, { digest });
  await attachEvidence(db, owner, { dossierId, criterion: "1.1", paperId });
  await fileDossier(db, owner, { dossierId });
  const round = {
    provinceCode: path.slice(0, 2),
    stage,
    year: 2026,
    code: "2",
    requestedBefore: "2026-10-30",
    heldBefore: "2026-12-30",
  };
  const [row] = await db.select().from(dossiers).where(eq(dossiers.id, dossierId));
  if (!row) throw new Error("the dossier was not stored");
  const [kept] = await db
    .insert(dossierRounds)
    .values({ ...round, regime: row.regime })
    .onConflictDoUpdate({
      target: [
        dossierRounds.provinceCode,
        dossierRounds.regime,
        dossierRounds.stage,
        dossierRounds.year,
        dossierRounds.code,
      ],
      set: { code: round.code },
    })
    .returning({ id: dossierRounds.id });
  await db
    .update(dossiers)
    .set({ state: "underAdvice", stage, roundId: kept?.id ?? null })
    .where(eq(dossiers.id, dossierId));
  return { dossierId, producerId: producer.id, productId, owner };
}
