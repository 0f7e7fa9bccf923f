import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import type { Database, Db } from "#core/database/connection.ts";
import type { Services } from "#core/http/context.ts";
import { buildAccount, placeAt } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { holdProducer } from "#modules/people/service/holders.server.ts";
import { certificates, recognitions } from "#modules/recognition/schema.server.ts";
import { turnDraft } from "#modules/recognition/service/drafts.server.ts";
import { issueDecision } from "#modules/recognition/service/issue.server.ts";
import { revocationCases } from "#modules/supervision/cases/schema.server.ts";
import { submitCase } from "#modules/supervision/cases/service/decide.server.ts";
import {
  askProducer,
  concludeCase,
  explainCase,
  verifyCase,
} from "#modules/supervision/cases/service/work.server.ts";
import { complaints } from "#modules/supervision/complaints/schema.server.ts";
import { toCase } from "#modules/supervision/complaints/service/inbox.server.ts";
import { createApp } from "../../src/app.ts";
import { testDatabase } from "../support/db.ts";
import { buildIssued, sealAll, type ScoredProducts, signature } from "../support/issued.ts";
import { builtPages } from "../support/pages.ts";
import { pdfPicture, withoutPdfTools } from "../support/pdf.ts";
import { testServices } from "../support/services.ts";
import { signIn } from "./sign-in.ts";
import { assertAccessible, assertFits, chromiumPath, launchBrowser, visit } from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];
/** A revocation is to be seen by whoever looks again within this time. */
const seenWithin = 60_000;

describe(
  "two telephones and a certificate",
  { skip: chromiumPath ? withoutPdfTools : "no Chromium here" },
  () => {
    let database: Database;
    let services: Services;
    let server: ServerType;
    let browser: Browser;
    let address = "";

    before(async () => {
      database = await testDatabase();
      services = await testServices(database);
      const app = createApp(services, await builtPages());
      await new Promise<void>((listening) => {
        server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
      });
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      // The code on the paper names the official host: here, this server.
      services = {
        ...services,
        env: { ...services.env, PUBLIC_URL: address },
      };
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      server?.close();
      stopRenderer();
      await database?.close();
    });

    async function look(page: Page, name: string): Promise<void> {
      await assertAccessible(page);
      await assertFits(page);
      if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    }

    test("from a decision to a scanned certificate; a photo of a label ends it, on both telephones", async () => {
      const { db } = database;
      const made = await buildIssued(db);
      await sealAll(services, made);
      const { owner, username } = await ownerOf(db, made);
      const [certificate] = await db.select().from(certificates);
      assert.ok(certificate);

      const producer = await visit(browser, address, { hasTouch: true, isMobile: true });
      await signIn(producer.page, username, "/cong-nhan");
      await producer.page.getByText("Còn hiệu lực").first().waitFor();
      await look(producer.page, "producer-valid");

      // The shopper takes a picture of the certificate that hangs in the shop.
      const shopper = await visit(browser, address, { hasTouch: true, isMobile: true });
      await shopper.page.goto("/quet");
      await shopper.page.locator("input[type=file]").setInputFiles({
        name: "giay.png",
        mimeType: "image/png",
        buffer: await pictureOf(await services.files.read(certificate.pdfDigest ?? "")),
      });
      await shopper.page.waitForURL(`**/verify/${certificate.token}`);
      const headOf = (page: Page) => page.locator("h1").textContent();
      assert.equal(await headOf(shopper.page), "Giấy chứng nhận còn hiệu lực");
      await look(shopper.page, "shopper-valid");

      await complain(shopper.page);
      const decisionId = await hear(services, made, owner);
      await issueDecision(db, made.signer, { decisionId, expectedVersion: 2, ...signature });
      const decided = performance.now();
      await shopper.page.goto(`/verify/${certificate.token}`);
      while ((await headOf(shopper.page)) !== "Giấy chứng nhận đã bị thu hồi") {
        assert.ok(performance.now() - decided < seenWithin, "the revocation is not seen in time");
        await shopper.page.waitForTimeout(1_000);
        await shopper.page.reload();
      }
      await look(shopper.page, "shopper-revoked");

      await producer.page.goto("/cong-nhan");
      await producer.page.getByText("Đã bị thu hồi").first().waitFor();
      assert.equal(await producer.page.getByText(/Mẫu dấu sao/).count(), 0);
      await look(producer.page, "producer-revoked");
      await Promise.all([producer.end(), shopper.end()]);
    });

    /** Tells the office of a label, from the certificate's own page, with a photo. */
    async function complain(page: Page): Promise<void> {
      await page
        .getByRole("link", { name: /[Pp]hản ánh/ })
        .first()
        .click();
      await page.locator('input[name="kind"][value="label"]').check();
      await page.locator('textarea[name="text"]').fill("Bao bì in 5 sao, tra mã chỉ có 4 sao.");
      await page.locator('input[name="photo"]').setInputFiles({
        name: "bao-bi.jpg",
        mimeType: "image/jpeg",
        buffer: await labelPhoto(),
      });
      await look(page, "shopper-complaint");
      await page.locator('main button[type="submit"]').click();
      await page.waitForURL("**/phan-anh/tra-cuu**");
      await look(page, "shopper-receipt");
    }
  },
);

/** The account of the product's producer. */
async function ownerOf(db: Db, made: { certificates: readonly { recognitionId: string }[] }) {
  const [row] = await db
    .select()
    .from(recognitions)
    .where(eq(recognitions.id, made.certificates[0]?.recognitionId ?? ""));
  const holderId = row?.producerId ?? "";
  const account = await buildAccount(db, {
    grants: [{ role: "producerOwner", path: row?.unitPath ?? "" }],
  });
  await db.transaction((tx) =>
    holdProducer(tx, {
      userId: account.id,
      role: "producerOwner",
      producerId: holderId,
      place: placeAt(row?.unitPath ?? ""),
    }),
  );
  const owner: UserActor = {
    ...account.actor,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId } }],
  };
  const [user] = await db.select().from(users).where(eq(users.id, account.id));
  return { owner, username: user?.username ?? "" };
}

/** From the complaint to a decision in the signer's hands, the producer heard; its id. */
async function hear(
  { database: { db }, files }: Services,
  { office }: ScoredProducts,
  owner: UserActor,
): Promise<string> {
  const [told] = await db.select().from(complaints);
  assert.ok(told?.photoDigest, "the photo came with the complaint");
  const { caseId } = await toCase(db, office, {
    complaintId: told.id,
    expectedVersion: told.version,
    certificateNumber: "",
    ground: "misuseOfOcopMark",
    facts: "Ảnh bao bì in 5 sao.",
  });
  const on = await today(db);
  const next = async () => {
    const [row] = await db.select().from(revocationCases).where(eq(revocationCases.id, caseId));
    return { caseId, expectedVersion: row?.version ?? 0 };
  };
  await verifyCase(db, office, await next());
  await askProducer(db, office, { ...(await next()), question: "Vì sao in 5 sao?", answerBy: on });
  await explainCase({ db, files }, owner, { ...(await next()), answer: "Do nhà in nhầm." }, null);
  await concludeCase(db, office, {
    ...(await next()),
    ground: "misuseOfOcopMark",
    conclusion: "Chủ thể in sai hạng sao.",
    concludedOn: on,
  });
  const { decisionId } = await submitCase(db, office, await next());
  await turnDraft(db, office, { act: "submit", decisionId: decisionId ?? "", expectedVersion: 1 });
  return decisionId ?? "";
}

/** What a telephone sees of the first page: its middle, where the codes are, with light from a side. */
async function pictureOf(pdf: Uint8Array): Promise<Buffer> {
  return sharp(await pdfPicture(pdf))
    .png()
    .toBuffer();
}

function labelPhoto(): Promise<Buffer> {
  const plain = { width: 640, height: 480, channels: 3, background: "#864" } as const;
  return sharp({ create: plain }).jpeg().toBuffer();
}
