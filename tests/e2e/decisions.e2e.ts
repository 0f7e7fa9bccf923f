import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq, sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { today } from "#core/calendar/today.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import type { UserActor } from "#core/access/actor.ts";
import type { Database } from "#core/database/connection.ts";
import { recordFile } from "#core/files/record.ts";
import type { Services } from "#core/http/context.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { certificates } from "#modules/recognition/schema.server.ts";
import { buildExcellent } from "../support/upward.ts";
import { createApp } from "../../src/app.ts";
import { testDatabase } from "../support/db.ts";
import { buildScored, type ScoredProducts, sealAll } from "../support/issued.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { signInAs } from "../support/sign-in.ts";
import { buildPdf } from "../support/upload-fixtures.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  screens,
  visit,
} from "./support.ts";

/** Where pictures of the pages are left to look at; none without it. */
const shots = process.env["OCOP_SHOTS"];

describe("decisions in the office", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let services: Services;
  let server: ServerType;
  let address: string;
  let browser: Browser;
  let scored: ScoredProducts;

  before(async () => {
    database = await testDatabase();
    scored = await buildScored(database.db);
    await buildGround(database.db, { productName: "Miến dong Bằng Lãng", setCode: "07" });
    services = await testServices(database);
    server = serve({
      fetch: createApp(services, await builtPages()).fetch,
      port: 0,
      hostname: "127.0.0.1",
    });
    await new Promise<void>((resolve) => server.once("listening", () => resolve()));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    stopRenderer();
    await database?.close();
  });

  /** A signed-in visitor at a desk. */
  async function enter({ userId }: UserActor, options: BrowserContextOptions = {}) {
    const { rows } = await database.db.execute<{ username: string }>(
      sql`select username from users where id = ${userId}`,
    );
    const cookie = await signInAs(database.db, rows[0]?.username ?? "");
    const visitor = await visit(browser, address, { viewport: screens.desk, ...options });
    await visitor.page.context().addCookies(
      cookie.split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
      }),
    );
    return visitor;
  }

  /** The page as it stands, readable by everyone on a phone and at a desk. */
  async function look(page: Page, name: string) {
    for (const [screen, viewport] of Object.entries(screens)) {
      await page.setViewportSize(viewport);
      await assertFits(page);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${screen}.png`, fullPage: true });
    }
    await assertAccessible(page);
  }

  test("a result becomes a draft, a numbered letter, a signed decision and a certificate", async () => {
    const { page, end } = await enter(scored.office);
    await page.goto("/quyet-dinh");
    await look(page, "list");
    await page.locator('input[name="dossierIds"]').first().check();
    await page.getByRole("button", { name: "Lập dự thảo quyết định công nhận" }).click();
    await page.waitForURL(/\/quyet-dinh\/[0-9a-f-]{36}$/);
    const decision = page.url();
    await look(page, "draft");
    await page.getByRole("link", { name: "Tờ trình" }).click();
    await page.waitForURL(/\/van-ban\//);
    await page.getByLabel("Nội dung trước bảng").fill("Kính trình ký trong tuần.");
    await page.getByRole("button", { name: "Lưu dự thảo" }).click();
    await page.getByText("Đã lưu dự thảo văn bản.").waitFor();
    await page.getByRole("button", { name: "Cấp số" }).click();
    await page.getByText("Hãy nhập họ tên người ký.").first().waitFor();
    await look(page, "letter");
    await page.getByLabel("Họ tên người ký").fill("Trần Thị Mẫu");
    await page.getByRole("button", { name: "Cấp số" }).click();
    await page.getByText("Số 01/TTr-OCOP, ngày").waitFor();
    await page.goto(decision);
    await page.getByRole("button", { name: "Trình ký" }).click();
    await page.getByText("Đã trình người có thẩm quyền.").waitFor();
    await end();

    const signer = await enter(scored.signer, { viewport: screens.phone });
    await signer.page.goto(decision);
    await signer.page.getByLabel("Họ tên người ký").fill("Nguyễn Văn Mẫu");
    const password = signer.page.locator('input[name="password"]');
    await password.fill("không phải mật khẩu này");
    const sign = signer.page.getByRole("button", { name: "Ký ban hành" });
    await sign.click();
    await signer.page.getByText("Mật khẩu đang dùng chưa đúng.").first().waitFor();
    assert.equal(await signer.page.getByLabel("Họ tên người ký").inputValue(), "Nguyễn Văn Mẫu");
    await look(signer.page, "sign");
    await password.fill(builtPassword);
    await sign.click();
    await signer.page.getByText(/Đã ban hành Quyết định số 01\/QĐ-UBND với 1 giấy/).waitFor();
    const rows = await database.db
      .select({ id: certificates.id, token: certificates.token })
      .from(certificates);
    await sealAll(services, {
      certificates: rows.map((row) => ({ ...row, recognitionId: "", numberText: "" })),
    });
    await signer.page.reload();
    await signer.page.getByRole("link", { name: "Trang tra cứu" }).click();
    await signer.page.getByText("Giấy chứng nhận còn hiệu lực").first().waitFor();
    await signer.end();
  });

  /** Signs the decision or letter of a page with the signer's password. */
  async function sign(page: Page, address: string, said: RegExp) {
    await page.goto(address);
    await page.getByLabel("Họ tên người ký").fill("Nguyễn Văn Mẫu");
    await page.locator('input[name="password"]').fill(builtPassword);
    await page.getByRole("button", { name: "Ký ban hành" }).click();
    await page.getByText(said).waitFor();
  }

  test("a result of 92 points goes up to the Ministry as one package and comes back with five stars", async () => {
    const paper = await services.files.put(await buildPdf());
    await recordFile(database.db, paper, "application/pdf");
    const built = await buildExcellent(database.db, { paperDigest: paper.digest });
    const [dossierId = ""] = built.dossierIds;
    const { page, end } = await enter(built.office);
    const signer = await enter(built.signer, { viewport: screens.phone });
    await page.goto("/quyet-dinh");
    await page.locator(`input[name="dossierIds"][value="${dossierId}"]`).check();
    await page.getByRole("button", { name: "Lập dự thảo đề nghị cấp trên" }).click();
    await page.waitForURL(/\/quyet-dinh\/[0-9a-f-]{36}$/);
    await page.getByRole("button", { name: "Trình ký" }).click();
    await page.getByText("Đã trình người có thẩm quyền.").waitFor();
    await sign(signer.page, page.url(), /Đã ban hành Quyết định số/);

    await page.goto("/trinh-trung-uong");
    await look(page, "upward-list");
    await page.locator(`input[name="dossierIds"][value="${dossierId}"]`).check();
    await page.getByRole("button", { name: "Lập văn bản đề nghị" }).click();
    await page.waitForURL(/\/trinh-trung-uong\/[0-9a-f-]{36}$/);
    const letter = page.url();
    await sign(signer.page, letter, /Đã ban hành Văn bản số \d\d\/UBND-OCOP/);
    await signer.end();

    await page.reload();
    await look(page, "upward-letter");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Tải cả hồ sơ trình (zip)" }).click(),
    ]);
    const entries = unzipSync(readFileSync(await download.path()));
    const manifest = JSON.parse(strFromU8(entries["manifest.json"] ?? new Uint8Array())) as {
      dossiers: unknown[];
    };
    assert.deepEqual(manifest.dossiers, [{ id: dossierId, mean: "92.000000", stars: 5 }]);
    assert.ok(entries["02-van-ban-de-nghi.pdf"] && entries["04-quyet-dinh-phe-duyet-1.pdf"]);

    const form = page.locator("form", { has: page.locator('input[name="numberText"]') });
    const enterDecision = async () => {
      await form.locator('input[type="file"]').setInputFiles({
        name: "quyet-dinh.pdf",
        mimeType: "application/pdf",
        buffer: await buildPdf(),
      });
      await form.getByRole("button", { name: "Ghi quyết định của Bộ" }).click();
    };
    await form.locator('input[name="numberText"]').fill("88/QĐ-THỬ");
    await form.locator('input[name="signedOn"]').fill(await today(database.db));
    await enterDecision();
    // A scan shows no number: somebody has to have compared it.
    await page.getByLabel(/Tôi đã mở tệp, đối chiếu/).check();
    await look(page, "upward-entered");
    await enterDecision();
    await page.getByText("Đã ghi quyết định của Bộ với 1 sản phẩm.").waitFor();
    await end();
    const [row] = await database.db
      .select({ id: certificates.id, token: certificates.token })
      .from(certificates)
      .where(sql`${certificates.facts} ->> 'decisionNumber' = '88/QĐ-THỬ'`);
    await sealAll(services, {
      certificates: [
        { id: row?.id ?? "", token: row?.token ?? "", recognitionId: "", numberText: "" },
      ],
    });
    const shopper = await visit(browser, address);
    await shopper.page.goto(`/verify/${row?.token ?? ""}`);
    await shopper.page.getByText("Giấy chứng nhận còn hiệu lực").first().waitFor();
    assert.match(await shopper.page.locator("main").innerText(), /5 sao/);
    await shopper.end();
  });

  test("a decision of a district that is no more is entered without losing what was typed", async () => {
    const { page, end } = await enter(scored.office);
    await page.goto("/quyet-dinh/nhap");
    await page.getByLabel("Huyện (trước tháng 7/2025)").check();
    await page.getByLabel("Huyện đã ban hành").selectOption("169");
    assert.equal(
      await page.getByLabel("Cơ quan, người ban hành").inputValue(),
      "Ủy ban nhân dân huyện Đồng Hỷ",
    );
    await page.getByLabel("Trích yếu").fill("Công nhận sản phẩm OCOP năm 2024");
    await page.getByLabel("Bộ tiêu chí").selectOption("148-2023");
    await page.getByLabel("Ngày ký").fill("2024-03-15");
    await page.getByLabel("Tìm sản phẩm").fill("miến dong");
    await page.getByRole("button", { name: "Tìm" }).click();
    await page.getByRole("button", { name: /Thêm Miến dong Bằng Lãng/ }).click();
    await page.getByLabel("Số giấy chứng nhận").fill("07/GCN");
    await page.getByRole("button", { name: "Lưu quyết định" }).click();
    await page.getByText("Hãy nhập số quyết định.").first().waitFor();
    await look(page, "record");
    assert.equal(await page.getByLabel("Số giấy chứng nhận").inputValue(), "07/GCN");
    await page.getByLabel("Số, ký hiệu").fill("512/QĐ-UBND");
    await page.getByLabel("Hạng").selectOption("3");
    await page.getByRole("button", { name: "Lưu quyết định" }).click();
    await page.waitForURL(/\/quyet-dinh\/[0-9a-f-]{36}$/);
    await page.getByText(/Nay Ủy ban nhân dân tỉnh Thái Nguyên chịu trách nhiệm/).waitFor();
    const [kept] = await database.db
      .select()
      .from(certificates)
      .where(eq(certificates.numberText, "07/GCN"));
    assert.equal(kept?.facts.issuer, "Ủy ban nhân dân huyện Đồng Hỷ");
    await end();
  });
});
