import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq, sql } from "drizzle-orm";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import type { Database, Db } from "#core/database/connection.ts";
import type { Services } from "#core/http/context.ts";
import { recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { apiKeys, webhooks } from "#modules/exchange/schema.server.ts";
import { buildPicture } from "#modules/products/factory.ts";
import { recognitions, renewalStops } from "#modules/recognition/schema.server.ts";
import { draftDecision } from "#modules/recognition/service/drafts.server.ts";
import { askProducer, verifyCase } from "#modules/supervision/cases/service/work.server.ts";
import { complaints } from "#modules/supervision/complaints/schema.server.ts";
import { toCase } from "#modules/supervision/complaints/service/inbox.server.ts";
import { tellComplaint } from "#modules/supervision/complaints/service/tell.server.ts";
import { buildPlan, conclude } from "#modules/supervision/factory.ts";
import { findInspection } from "#modules/supervision/service/load.server.ts";
import { createApp } from "../../src/app.ts";
import { buildCertified } from "../support/certified.ts";
import { testDatabase } from "../support/db.ts";
import { buildIssued, buildScored, sealAll } from "../support/issued.ts";
import { builtPages } from "../support/pages.ts";
import { buildMarketThings } from "../support/market-things.ts";
import { testServices } from "../support/services.ts";
import { buildSupportThings } from "../support/support-things.ts";
import { xssPayloads } from "../support/xss-payloads.ts";
import { chromiumPath, launchBrowser } from "./support.ts";
import {
  bringBack,
  buildYear,
  codedEverywhere,
  ofYear,
  poisonBusinessPlans,
  shownNowhere,
  yearAddresses,
  yearCoded,
  yearWritten,
  yearWrittenJson,
} from "./xss-year.ts";
import { markupIn, openAs, poison, textOn, unseen, type Written, watch } from "./xss.ts";

/** Tables of decisions, certificates, inspections, cases, complaints and public pages. */
const ofCertificates =
  /^(decision|recognition|certificate|signing_|log_|renewal_|register_|upper_|upward_|inspection|revocation_|product_complaints|support_|api_keys|webhooks|market_|growing_)/;

/** Columns that people write into. */
const written: Written = {
  decisions: ["title", "issuer", "signer_name", "signer_title"],
  decision_items: ["reason"],
  decision_letters: ["name", "agency", "signer_name", "signer_title"],
  recognitions: ["producer_name", "product_name", "product_code", "extension_basis"],
  certificates: ["number_text", "issuer"],
  register_entries: ["decision", "issuer"],
  register_imports: ["file_name"],
  register_drafts: ["file_name"],
  renewal_stops: ["note"],
  upper_results: ["sender", "letter_number", "remarks"],
  upward_letters: ["issuer", "subject", "signer_name", "signer_title"],
  inspection_plans: ["agency", "title", "decision_number"],
  inspections: ["product_name", "producer_name", "agency", "note", "conclusion", "cancel_reason"],
  inspection_visits: ["people", "notes", "producer_says", "signed_name"],
  inspection_findings: ["title", "found", "demand"],
  inspection_finding_log: ["text"],
  revocation_cases: [
    "product_name",
    "producer_name",
    "facts",
    "question",
    "answer",
    "conclusion",
    "dismissal",
  ],
  revocation_case_steps: ["note"],
  revocation_case_files: ["title"],
  product_complaints: ["product_name", "seen_at", "text", "contact", "answer"],
  api_keys: ["name", "contact"],
  webhooks: ["name", "url", "last_error"],
  market_profile_versions: ["reason"],
  support_measure_versions: ["name", "what", "legal_basis", "origin"],
  support_entitlements: ["reason"],
  support_claims: ["purpose", "reason"],
  support_claim_events: ["note"],
  support_payments: ["voucher", "void_reason"],
  support_courses: ["title", "topics", "organiser"],
  support_classes: ["name", "place", "trainer"],
  support_class_sessions: ["topic"],
  support_trainees: ["full_name", "belongs_to", "phone"],
  support_partners: ["name", "areas", "contact", "phone", "note"],
  support_contracts: ["number", "subject", "outcome"],
  support_advice: ["what"],
  support_meetings: ["title", "place", "topics"],
  support_meeting_lines: ["agreement"],
  market_profile_pictures: ["alt", "alt_en"],
  market_points: ["name", "address", "opening_hours", "phone", "run_by"],
  market_point_assessments: ["assessors", "note"],
  market_point_supports: ["legal_basis", "purpose", "struck_reason"],
  market_point_inspections: ["inspectors", "finding", "closing"],
  growing_area_versions: ["name", "crop", "code", "area_note", "standard_name", "reason"],
  market_fairs: ["name", "place", "organiser", "legal_basis", "note"],
  market_fair_participants: ["stand", "result_note"],
  market_news: [
    "title",
    "lead",
    "body",
    "title_en",
    "lead_en",
    "body_en",
    "picture_alt",
    "picture_alt_en",
    "reason",
  ],
};

/** Text columns of the same tables that only the program writes, from closed lists or by its own rules. */
const coded =
  /^(province_code|(unit|place)_\w+|name_folded|format|kind|state|stage|level|regime|set_code|ground|origin|act|step|purpose|series|(\w+_)?symbol|province|lang|number_text|(\w+_)?digest|item_code|receipt_code|revocation_ground|name|source|token|credential|key_id|id|private_key|prefix|secret|entry|hash|root|signature|issuer|form|code|subject|key|audience|part|sex|checklist|result|\w+_source|platform|failure)$/;

/** A public page of a product that says the text wherever it may; links are checked when they are sent. */
function poisonedPage(text: string) {
  const both = { vi: text, en: text };
  return {
    kind: "product",
    shortLine: both,
    description: both,
    story: both,
    usage: both,
    keeping: both,
    packaging: both,
    price: both,
    buyLinks: ["https://example.com/"],
    traceLink: null,
  };
}

/** JSON with free places, each filled with the text. */
const writtenJson = (text: string) => ({
  decisions: { legal_basis: [text], texts: { article1: text, recipients: text } },
  market_profile_versions: { content: poisonedPage(text) },
  support_measure_versions: { papers: [{ key: "p1", label: text }] },
});

describe(
  "texts that would be code, on certificates and what follows",
  { skip: chromiumPath ? false : "no Chromium here" },
  () => {
    let database: Database;
    let services: Services;
    let server: ServerType;
    let browser: Browser;
    let address = "";

    before(async () => {
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      stopRenderer();
    });
    beforeEach(async () => {
      database = await testDatabase();
      services = await testServices(database);
      const app = createApp(services, await builtPages());
      await new Promise<void>((listening) => {
        server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
      });
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(async () => {
      server?.close();
      await database?.close();
    });

    test("every column that people write into takes part", async () => {
      const columns = async (type: string) => {
        const { rows } = await database.db.execute<{ table: string; column: string }>(sql`
        select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type = ${type}`);
        return rows.filter(({ table }) => ofCertificates.test(table));
      };
      const names = (rows: { table: string; column: string }[]) =>
        rows.map(({ table, column }) => `${table}.${column}`).sort();
      const left = (await columns("text")).filter(
        ({ table, column }) => !written[table]?.includes(column) && !coded.test(column),
      );
      // Of closed lists; and an address that was examined when its page was sent.
      assert.deepEqual(names(left), [
        "growing_area_versions.standard",
        "market_channels.url",
        "renewal_stops.reason",
      ]);
      // What they hold is codes, numbers and digests, is signed as it was issued, or is made of columns above.
      assert.deepEqual(names(await columns("jsonb")), [
        "certificates.facts",
        "decision_letters.document",
        "decision_letters.words",
        "decisions.legal_basis",
        "decisions.texts",
        "growing_area_versions.shape",
        "inspection_finding_log.evidence",
        "inspection_visits.answers",
        "inspection_visits.photos",
        "inspections.checklist",
        "inspections.reasons",
        "market_point_assessments.answers",
        "market_profile_versions.content",
        "register_drafts.layout",
        "register_drafts.settlements",
        "register_imports.layout",
        "register_imports.report",
        "register_imports.settlements",
        "register_layouts.layout",
        "signing_keys.public_key",
        "support_measure_versions.papers",
        "support_measure_versions.terms",
        "upward_letters.texts",
      ]);
    });

    test("every column of a programme's year that people write into takes part", async () => {
      const columns = async (type: string) => {
        const { rows } = await database.db.execute<{ table: string; column: string }>(sql`
        select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type = ${type}`);
        return rows.filter(({ table }) => ofYear.test(table));
      };
      const names = (rows: { table: string; column: string }[]) =>
        rows.map(({ table, column }) => `${table}.${column}`).sort();
      const classified = (columnsOf: Written) =>
        Object.entries(columnsOf).flatMap(([table, of]) => of.map((column) => ({ table, column })));
      // Each of them once, and none that is no more.
      assert.deepEqual(
        names((await columns("text")).filter(({ column }) => !codedEverywhere.test(column))),
        names([...classified(yearWritten), ...classified(yearCoded)]),
      );
      // The others hold codes, numbers and days; parts, filings and evaluations of business plans
      // are filled word by word.
      const filled = Object.entries(yearWrittenJson("")).map(
        ([table, of]) => [table, Object.keys(of)] as const,
      );
      assert.deepEqual(
        names(await columns("jsonb")),
        names([
          ...classified(Object.fromEntries(filled)),
          ...classified({
            business_plan_evaluations: ["evaluation"],
            business_plan_filings: ["snapshot"],
            business_plan_parts: ["data"],
            cycle_dates: ["spans"],
            idea_steps: ["applicant_fit", "product_fit"],
            plan_lines: ["years"],
            planning_report_figures: ["by"],
            planning_reports: ["series"],
          }),
        ]),
      );
    });

    test(`${xssPayloads.length} of them run on no page`, { timeout: 280_000 }, async () => {
      const text = xssPayloads.join(" ");
      const world = await buildWorld(services, text);
      const wrong: string[] = [];
      const texts: string[] = [];
      let shown = 0;
      for (const [userId, paths] of addresses(world)) {
        const context = await openAs(browser, database.db, { address, userId });
        const page = await context.newPage();
        const say = (what: string) => wrong.push(`${page.url().slice(0, 110)}: ${what}`);
        watch(page, address, say);
        for (const path of paths) {
          const response = await page.goto(path, { waitUntil: "load" });
          if (response?.status() !== 200) say(`${path} answers ${response?.status()}`);
          await page.waitForTimeout(100);
          for (const found of await markupIn(page)) say(found);
          if ((await page.content()).includes("alert(1)")) shown += 1;
          texts.push(await textOn(page));
        }
        await context.close();
      }
      assert.deepEqual(wrong, []);
      assert.ok(shown >= 16, `the texts stood on ${shown} pages only`);
      assert.deepEqual((await unseen(database.db, yearWritten, texts)).sort(), shownNowhere);
    });
  },
);

type World = Awaited<ReturnType<typeof buildWorld>>;

/** Who opens which addresses; null: nobody. */
function addresses(world: World): readonly (readonly [string | null, readonly string[]])[] {
  const { token, recognitionId, decisionId, draftId, caseId, complaintIds, inspectionId } = world;
  const year = yearAddresses(world.year);
  return [
    [
      null,
      [
        `/verify/${token}`,
        `/en/verify/${token}`,
        "/vung-nguyen-lieu",
        "/cong-khai",
        "/en/register",
        "/cong-khai/quyet-dinh",
        `/cong-khai/san-pham/${recognitionId}`,
        `/phan-anh?ma=${token}`,
        `/phan-anh/tra-cuu?ma=${world.code}`,
        ...year.nobody,
      ],
    ],
    [
      world.office,
      [
        "/quyet-dinh",
        `/quyet-dinh/${decisionId}`,
        `/quyet-dinh/${draftId}`,
        "/cong-nhan/radar",
        "/cong-nhan/luot-quet",
        "/kiem-tra",
        "/kiem-tra/ke-hoach",
        `/kiem-tra/ke-hoach/${world.planId}`,
        `/kiem-tra/${inspectionId}`,
        "/phan-anh-san-pham",
        ...complaintIds.map((id) => `/phan-anh-san-pham/${id}`),
        "/thu-hoi",
        `/thu-hoi/${caseId}`,
        "/noi-dung-cong-khai?xem=all",
        `/noi-dung-cong-khai/${world.market.profile}`,
        "/vung-trong?xem=all",
        `/vung-trong/${world.market.growingArea}`,
        "/quan-ly-diem-ban",
        `/quan-ly-diem-ban/${world.market.point}`,
        `/quan-ly-diem-ban/${world.market.point}/theo-doi`,
        "/thi-truong/hoi-cho",
        `/thi-truong/hoi-cho/${world.market.fair}`,
        `/ho-tro/bien-phap/${world.support.measure}`,
        "/ho-tro/quyen-loi",
        "/ho-tro/de-nghi",
        `/ho-tro/de-nghi/${world.support.claim}`,
        `/ho-tro/dao-tao/${world.support.course}`,
        `/ho-tro/lop/${world.support.class}`,
        `/ho-tro/doi-tac/${world.support.partner}`,
        `/ho-tro/hop-doi-tac/${world.support.partnerMeeting}`,
        "/quan-ly-tin",
        `/quan-ly-tin/${world.market.piece}`,
        ...year.office,
      ],
    ],
    [world.admin, ["/quan-tri/lien-thong", ...year.admin]],
    [
      world.owner,
      [
        "/cong-nhan",
        "/khac-phuc",
        `/khac-phuc/${inspectionId}`,
        "/giai-trinh",
        `/giai-trinh/${caseId}`,
        "/ho-tro-cua-toi",
        `/ho-tro-cua-toi/${world.support.claim}`,
        "/trang-cong-khai",
        `/trang-cong-khai/san-pham/${world.productId}`,
        "/vung-nguyen-lieu-cua-toi",
        `/vung-nguyen-lieu-cua-toi/${world.market.growingArea}`,
        "/hoi-cho",
        `/hoi-cho/${world.market.participant}`,
        ...year.owner,
      ],
    ],
  ];
}

/** Decisions, certificates, a complaint that led to a case, another that waits, and an inspection, with the text wherever somebody may write. */
async function buildWorld(services: Services, text: string) {
  const { db } = services.database;
  const made = await buildIssued(db);
  await sealAll(services, made);
  const { office, certificates: issued, decisionId } = made;
  const { recognitionId, token } = issued[0] ?? { recognitionId: "", token: "" };
  const [row] = await db.select().from(recognitions).where(eq(recognitions.id, recognitionId));
  const producerId = row?.producerId ?? "";
  const { id: owner } = await buildAccount(db, {
    grants: [{ role: "producerOwner", path: row?.unitPath ?? "" }],
  });
  await db.execute(sql`update role_grants set holder_id = ${producerId} where user_id = ${owner}`);
  const other = await buildScored(db);
  const { id: draftId } = await draftDecision(db, office, {
    kind: "recognition",
    dossierIds: [...other.dossierIds],
  });
  const { planId, ids } = await buildPlan(db, {
    planner: office,
    recognitionIds: [recognitionId],
  });
  const [inspectionId = ""] = ids;
  const { checklist } = await findInspection(db, inspectionId);
  await conclude(
    db,
    office,
    inspectionId,
    checklist.slice(0, 2).map(({ code }) => code),
  );
  const { code } = await tell(services, token);
  await tell(services, token);
  const told = await db.select().from(complaints);
  const caseId = await openCase(db, office, told[0]);
  const late = await buildCertified(db, { endsIn: 60 });
  await db.insert(renewalStops).values({
    recognitionId: late.recognitionId,
    reason: "other",
    note: "x",
    saidBy: owner,
  });
  const productId = row?.productId ?? "";
  const ownerActor: UserActor = {
    kind: "user",
    userId: owner,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
  };
  const picture = await buildPicture({ db, files: services.files }, productId, {
    content: await sharp({ create: { width: 40, height: 30, channels: 3, background: "#2a7" } })
      .jpeg()
      .toBuffer(),
  });
  const market = await buildMarketThings(db, {
    owner: ownerActor,
    office,
    productId,
    path: row?.unitPath ?? "",
    word: "x",
    digest: picture,
  });
  const support = await buildSupportThings(db, {
    owner: ownerActor,
    office,
    producerId,
    path: row?.unitPath ?? "",
    word: "x",
    digest: await recordAnyFile(db),
  });
  const year = await buildYear(db, {
    owner: ownerActor,
    office,
    producerId,
    path: row?.unitPath ?? "",
    digest: picture,
  });
  const { id: admin } = await buildAccount(db, { grants: [{ role: "admin", path: "" }] });
  await db.insert(apiKeys).values({
    name: "x",
    contact: "x",
    prefix: "ocop_x",
    digest: "x",
    perMinute: 60,
    createdBy: admin,
  });
  await db.insert(webhooks).values({
    name: "x",
    url: "x",
    secret: "x",
    sentTo: 0,
    lastError: "x",
    createdBy: admin,
  });
  await poisonGuarded(db, text);
  await bringBack(db, year);
  // Signed with the text in it, so that its page shows the facts.
  const signed = await buildCertified(db, { productName: text.slice(0, 1_500) });
  return {
    office: office.userId,
    admin,
    owner,
    decisionId,
    draftId,
    planId,
    inspectionId,
    caseId,
    code,
    complaintIds: told.map(({ id }) => id),
    recognitionId,
    productId,
    market,
    support,
    year,
    token: signed.token,
  };
}

function tell({ database: { db }, files }: Services, token: string) {
  const input = {
    formKey: randomUUID(),
    token,
    kind: "label" as const,
    productName: "x",
    provinceCode: "",
    seenAt: "x",
    text: "x",
    contact: "x",
  };
  return tellComplaint({ db, files }, input, { photo: null, ip: "192.0.2.1", lang: "vi" });
}

async function openCase(
  db: Db,
  office: Parameters<typeof toCase>[1],
  told: typeof complaints.$inferSelect | undefined,
): Promise<string> {
  const { caseId } = await toCase(db, office, {
    complaintId: told?.id ?? "",
    expectedVersion: 1,
    certificateNumber: "",
    ground: "misuseOfOcopMark",
    facts: "x",
  });
  await verifyCase(db, office, { caseId, expectedVersion: 1 });
  const answerBy = await today(db);
  await askProducer(db, office, { caseId, expectedVersion: 2, question: "x", answerBy });
  return caseId;
}

/** What is issued cannot be changed; here it is, as if it had been written so from the beginning. */
async function poisonGuarded(db: Db, text: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local role none`);
    const everything = { ...written, ...yearWritten };
    for (const table of [...Object.keys(everything), "business_plan_filings"])
      await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger user`);
    await poison(tx, text, everything, { ...writtenJson(text), ...yearWrittenJson(text) });
    await poisonBusinessPlans(tx, text);
    await tx.execute(sql`update products set name = ${text}`);
  });
}
