import "./support/production-pages.ts";
import { randomUUID } from "node:crypto";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { type Role, roles, roleTable } from "#core/access/roles.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Db } from "#core/database/connection.ts";
import { createMetrics } from "#core/metrics.ts";
import { recordFile } from "#core/files/record.ts";
import { buildDraft, buildGround, builtReport } from "#modules/dossiers/factory.ts";
import { communeReviews } from "#modules/dossiers/desk/schema.server.ts";
import {
  receiveDossier,
  recordSamples,
  saveReview,
} from "#modules/dossiers/service/commune.server.ts";
import { attachEvidence } from "#modules/dossiers/service/draft.server.ts";
import { fileDossier } from "#modules/dossiers/service/file.server.ts";
import { writeMessage } from "#modules/dossiers/service/messages.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { papers, uploads } from "#modules/producers/schema.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { productPictures } from "#modules/products/schema.server.ts";
import { decisions } from "#modules/recognition/schema.server.ts";
import { shippedLayout } from "#modules/recognition/import/read.server.ts";
import { registerDrafts } from "#modules/recognition/import/schema.server.ts";
import { upwardItems, upwardLetters } from "#modules/recognition/upward/schema.server.ts";
import { createApp } from "../src/app.ts";
import { loadReferenceData } from "../src/load.ts";
import { foreignProbes, type Probe, publicParameters, type Things } from "./foreign-ids.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { buildCouncilThings, type CouncilThings, seatIn } from "./support/council-things.ts";
import { testDatabase } from "./support/db.ts";
import { buildCaseThings } from "./support/case-things.ts";
import { buildCycleThings } from "./support/cycle-things.ts";
import { buildInspectionThings, leadInspections } from "./support/inspection-things.ts";
import { buildMarketThings } from "./support/market-things.ts";
import { builtPages } from "./support/pages.ts";
import { buildPlanThings } from "./support/plan-things.ts";
import { interfaceRoutes, pageRoutes } from "./support/routes.ts";
import { buildProgrammeThings } from "./support/programme-things.ts";
import { buildReportThings } from "./support/report-things.ts";
import { buildSupportThings } from "./support/support-things.ts";
import { testServices } from "./support/services.ts";
import { signInAs } from "./support/sign-in.ts";
import { undoableProgram } from "./support/undone.ts";

const pages = await builtPages();
const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadReferenceData(database);
const services = await testServices(database);
// One for every copy of the program: each set of them watches the whole process.
const metrics = createMetrics(services);
const app = createApp(services, pages, metrics);

/** A picture of one point. */
const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Words that stand in a producer's things and must not come back to strangers. */
const secretWord = (path: string, number: number) => `Bí mật ${path.replace("/", "-")}-${number}`;

/** A picture unlike the others. */
function picture(number: number): Promise<Buffer> {
  const background = { r: 40 * number, g: 90, b: 60 };
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function kept(content: string | Buffer, mediaType: string): Promise<string> {
  const stored = await services.files.put(Buffer.from(content));
  await recordFile(db, stored, mediaType);
  return stored.digest;
}

/** A producer with a filed dossier in its commune's hands, and everything that hangs on it. */
async function build(
  path: string,
  number: number,
  ofProvince?: CouncilThings,
): Promise<Things & { word: string }> {
  const word = secretWord(path, number);
  const ground = await buildGround(db, { path, name: `HTX ${word}`, productName: `Chè ${word}` });
  const { producerId, productId, owner, commune } = ground;
  const provinceCode = path.slice(0, 2);
  const digest = await kept(await picture(number), "image/jpeg");
  const pictureDigest = await kept(`ảnh ${word}`, "image/jpeg");
  const photoDigest = await kept(`hiện trường ${word}`, "image/jpeg");
  const [paper] = await db
    .insert(papers)
    .values({
      provinceCode,
      producerId,
      kind: "businessRegistration",
      title: `Giấy ${word}`,
      digest,
      mediaType: "image/jpeg",
    })
    .returning({ id: papers.id });
  await db
    .insert(productPictures)
    .values({ productId, digest: pictureDigest, kind: "photo", position: 0, caption: word });
  const [upload] = await db
    .insert(uploads)
    .values({ provinceCode, producerId, userId: owner.userId, fileName: word, length: 10 })
    .returning({ id: uploads.id });
  const dossier = await buildDraft(db, ground);
  const paperId = paper?.id ?? "";
  await attachEvidence(db, owner, { dossierId: dossier, criterion: "1.1", paperId });
  await fileDossier(db, owner, { dossierId: dossier });
  await receiveDossier(db, commune, { dossierId: dossier });
  await saveReview(db, commune, {
    dossierId: dossier,
    expectedVersion: 0,
    ...builtReport(["localMaterial"]),
  });
  const visit = {
    on: "2026-06-01",
    latitude: null,
    longitude: null,
    people: word,
    note: word,
    photos: [photoDigest],
  };
  await db.update(communeReviews).set({ visit }).where(eq(communeReviews.dossierId, dossier));
  await recordSamples(db, commune, {
    dossierId: dossier,
    act: "received",
    quantity: 5,
    giver: word,
    taker: word,
    condition: "Nguyên vẹn",
    onDay: "2026-06-01",
  });
  await writeMessage(db, commune, { dossierId: dossier, to: "producer", body: word });
  const second = await buildProduct(db, { producer: { id: producerId, provinceCode } });
  const draft = await buildDraft(db, { ...ground, productId: second.id }, { complete: false });
  const councilThings =
    ofProvince ??
    (await buildCouncilThings(db, { path, word, digest: photoDigest, paperDigest: digest }));
  const [decision] = await db
    .insert(decisions)
    .values({
      provinceCode,
      unitVersion: "2025-07-01",
      unitCode: provinceCode,
      unitPath: provinceCode,
      level: "province",
      kind: "recognition",
      issuer: word,
      regime: "26-2026",
      title: word,
      legalBasis: [word],
      createdBy: owner.userId,
    })
    .returning({ id: decisions.id });
  const { recognitionId } = await buildCertified(db, { ground });
  const [letter] = await db
    .insert(upwardLetters)
    .values({
      provinceCode,
      unitPath: provinceCode,
      regime: "26-2026",
      kind: "renewal",
      issuer: word,
      subject: word,
      texts: { body: word },
      createdBy: owner.userId,
    })
    .returning({ id: upwardLetters.id });
  await db.insert(upwardItems).values({
    letterId: letter?.id ?? "",
    seq: 1,
    dossierId: dossier,
    resultId: randomUUID(),
    stage: "province",
    stars: 5,
  });
  const [registerDraft] = await db
    .insert(registerDrafts)
    .values({
      fileName: word,
      bytes: Buffer.from(`product,producer,star,year\n${word},${word},3,2022\n`),
      layout: await shippedLayout("tidy"),
      province: "Thái Nguyên",
      createdBy: owner.userId,
    })
    .returning({ id: registerDrafts.id });
  const inspectionThings = await buildInspectionThings(db, {
    recognitionId,
    province: provinceCode,
    digest: photoDigest,
  });
  return {
    decision: decision?.id ?? "",
    ...councilThings,
    ...inspectionThings,
    ...(await buildCaseThings(db, { recognitionId, path: ground.path, digest: photoDigest })),
    ...(await buildCycleThings(db, {
      owner,
      office: ground.commune,
      producerId,
      path,
      word,
    })),
    ...(await buildMarketThings(db, {
      owner,
      office: ground.province,
      productId,
      path,
      word,
      digest: pictureDigest,
    })),
    ...(await buildPlanThings(db, {
      owner,
      office: ground.province,
      producerId,
      path,
      word,
      digest: photoDigest,
    })),
    ...(await buildProgrammeThings(db, {
      office: ground.province,
      path,
      word,
      digest: photoDigest,
    })),
    ...(await buildReportThings(db, { office: ground.province, path, word })),
    ...(await buildSupportThings(db, {
      owner,
      office: ground.province,
      producerId,
      path,
      word,
      digest: photoDigest,
    })),
    recognition: recognitionId,
    letter: letter?.id ?? "",
    registerDraft: registerDraft?.id ?? "",
    producer: producerId,
    member: owner.userId,
    product: productId,
    pictureDigest,
    paper: paperId,
    upload: upload?.id ?? "",
    dossier,
    photoDigest,
    draft,
    word,
  };
}

const home = await build("19/05692", 1);
// A council has nothing for producers: the neighbour may have the same.
const worlds = {
  home,
  neighbour: await build("19/05692", 2, home),
  commune: await build("19/05755", 3),
  province: await build("01/00004", 4),
};
type World = keyof typeof worlds;

/** What is foreign to a role whose account belongs to the home commune or province. */
function foreignTo(role: Role): readonly World[] {
  const { over } = roleTable[role];
  if (role === "centralOfficer") return [];
  if (role === "producerOwner") return ["neighbour", "commune", "province"];
  if (over === "own") return ["neighbour"];
  if (role === "communeOfficer" || role === "districtOfficer") return ["commune", "province"];
  return ["province"];
}

const cookies = new Map<Role, string>();
for (const role of roles) {
  const { over } = roleTable[role];
  const isLocal = over === "own" || role === "communeOfficer" || role === "districtOfficer";
  const path = role === "centralOfficer" ? "" : isLocal ? "19/05692" : "19";
  const holder = over === "own" ? { holderId: worlds.home.producer } : {};
  const account = await buildAccount(db, { grants: [{ role, path, ...holder }] });
  cookies.set(role, await signInAs(db, account.username));
  await seatIn(db, worlds.home, { userId: account.id, role });
  if (role === "provinceOfficer")
    await leadInspections(db, { producer: worlds.home.producer, userId: account.id });
  // Uploads belong to whoever sends them, and so do registers.
  if (role === "provinceOfficer")
    await db
      .update(registerDrafts)
      .set({ createdBy: account.id })
      .where(eq(registerDrafts.id, worlds.home.registerDraft));
  if (role === "producerOwner")
    await db.update(uploads).set({ userId: account.id }).where(eq(uploads.id, worlds.home.upload));
}

function pictureForm(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([onePixel], { type: "image/png" }), "anh.png");
  return form;
}

async function send(
  program: typeof app,
  role: Role,
  { method, at, form, json, headers, file }: Probe,
  named: Things,
) {
  const body = file
    ? pictureForm(file)
    : json
      ? JSON.stringify(typeof json === "function" ? json(named) : json)
      : form && method !== "GET" && new URLSearchParams(form(named));
  return program.request(`http://localhost${at(named, worlds.home)}`, {
    method,
    headers: {
      host: "localhost",
      origin: "http://localhost",
      cookie: cookies.get(role) ?? "",
      ...headers?.(named),
    },
    ...(body ? { body } : {}),
  });
}

const undone = undoableProgram(services, pages, metrics);
const knownAtHome = new Map<string, number>();

/**
 * The status of the same request about one's own thing, with all that it did undone; asked once,
 * as what stands there stays as it is.
 */
async function statusAtHome(role: Role, name: string, probe: Probe): Promise<number> {
  const key = `${role} ${name}`;
  const known = knownAtHome.get(key);
  if (known !== undefined) return known;
  await undone(async (program) => {
    const response = await send(program, role, probe, worlds.home);
    await response.body?.cancel();
    knownAtHome.set(key, response.status);
  });
  return knownAtHome.get(key) ?? 0;
}

const keptTables =
  /^(dossier|commune_reviews|papers|producer|product|upload|role_grants|users|account|council|session_|item_|sheet_|conflict_|consult|interest_|lab_|result_|inspection|revocation_case|support|market|business_plan)/;

/** Everything that the requests could have changed, as one text per table. */
async function contents(from: Db): Promise<Record<string, string>> {
  const { rows } = await from.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows.filter((row) => keptTables.test(row.name))) {
    const [row] = (
      await from.execute<{ digest: string }>(
        sql`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.identifier(name)} t`,
      )
    ).rows;
    found[name] = row?.digest ?? "";
  }
  return found;
}

/** The requests that the audit log remembers as denied, by their ids. */
async function deniedRequests(): Promise<ReadonlySet<string | null>> {
  const rows = await db
    .select({ requestId: auditLog.requestId })
    .from(auditLog)
    .where(eq(auditLog.action, "access.denied"));
  return new Set(rows.map(({ requestId }) => requestId));
}
const probes = Object.entries(foreignProbes).flatMap(([route, list]) =>
  list.map((probe, index) => ({ route, probe, name: `${probe.method} ${route} #${index}` })),
);

test("every route with a parameter says whose things it names", () => {
  const withParameter = [...pageRoutes(pages).keys(), ...interfaceRoutes(app)].filter((route) =>
    /:\w/.test(route),
  );
  const known = new Set([...Object.keys(foreignProbes), ...publicParameters]);
  assert.deepEqual(
    withParameter.filter((route) => !known.has(route)),
    [],
    "new routes: add their probes to tests/foreign-ids.ts",
  );
  const routes = new Set([...pageRoutes(pages).keys(), ...interfaceRoutes(app)]);
  assert.deepEqual(
    [...known].filter((route) => !routes.has(route)),
    [],
    "probes of routes that are gone",
  );
});

/** Whose own things the probes are, between them. */
const reaching = [
  "producerOwner",
  "communeOfficer",
  "provinceOfficer",
  "councilChair",
  "councilSecretary",
  "consultMember",
] as const satisfies readonly Role[];

const isReached = (status: number) => ![401, 403, 404, 429].includes(status) && status < 500;

// What is sent need not be right (400): it has reached the thing, which elsewhere is not there.
test("each request reaches the thing when it is the visitor's own", async () => {
  const unreached: string[] = [];
  for (const { name, probe } of probes.filter((each) => !each.probe.absent)) {
    const statuses: number[] = [];
    for (const role of reaching) {
      statuses.push(await statusAtHome(role, name, probe));
      if (isReached(statuses.at(-1) ?? 0)) break;
    }
    if (!statuses.some(isReached)) unreached.push(`${name}: ${statuses.join(", ")}`);
  }
  assert.deepEqual(unreached, []);
});

test("a thing of another producer, commune or province is not there, and asking for it is remembered", async () => {
  const wrong: string[] = [];
  const asked: { id: string | null; say: (what: string) => void }[] = [];
  const before = await contents(db);
  for (const role of roles)
    for (const world of foreignTo(role))
      for (const { name, probe } of probes) {
        const response = await send(app, role, probe, worlds[world]);
        const text = await response.text();
        const say = (what: string) => wrong.push(`${role} ${name} in ${world}: ${what}`);
        if (response.status !== 404) {
          // A desk that the role has not at all is closed whatever is named.
          const isClosed =
            response.status === 403 && (await statusAtHome(role, name, probe)) === 403;
          if (!isClosed) say(`${response.status}`);
        }
        if (text.includes(worlds[world].word)) say("tells of it");
        if (/\bat .*\.[tj]sx?:\d+|node_modules/.test(text)) say("shows a stack");
        if (
          /^[A-Z]+ \//.test(name.replace(/^\w+ /, "")) ||
          probe.at(worlds[world], worlds.home).startsWith("/api/")
        ) {
          const type = response.headers.get("Content-Type") ?? "";
          if (!type.startsWith("application/problem+json")) say(`answers ${type}`);
          else if ((JSON.parse(text) as { status?: number }).status !== response.status)
            say("has no problem body");
        }
        asked.push({ id: response.headers.get("X-Request-Id"), say });
      }
  const denied = await deniedRequests();
  for (const { id, say } of asked) if (!denied.has(id)) say("is not in the audit log");
  assert.deepEqual(wrong, []);
  assert.deepEqual(await contents(db), before);
});
