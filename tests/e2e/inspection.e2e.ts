import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { openDatabase } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildPlan } from "#modules/supervision/factory.ts";
import { inspectionPaths, remedyPaths } from "#modules/supervision/paths.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { loadReferenceData } from "../../src/load.ts";
import { signIn } from "./sign-in.ts";
import {
  assertFits,
  assertGood,
  chromiumPath,
  drawSignature,
  filled,
  launchBrowser,
  type Program,
  screens,
  startProgram,
  visit,
} from "./support.ts";

/** Has the next picture of a page wait to be read until `goOn()`. */
const slowPictures = `{
  const read = createImageBitmap;
  const wait = new Promise((resolve) => (globalThis.goOn = resolve));
  globalThis.createImageBitmap = (...given) => wait.then(() => read(...given));
}`;

describe("an inspection", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "ocop-inspection-"));
  let program: Program;
  let browser: Browser;
  let names: { planner: string; owner: string };
  let ids: { plan: string; inspection: string };
  before(async () => {
    const database = await openDatabase(
      parseEnv({ NODE_ENV: "demo", OCOP_DATA_DIR: folder, LOG_LEVEL: "error" }),
    );
    await loadReferenceData(database);
    const { db } = database;
    const planner = await buildAccount(db, { grants: [{ role: "departmentOfficer", path: "19" }] });
    const { ground, recognitionId } = await buildCertified(db);
    const owner = await buildAccount(db, {
      grants: [{ role: "producerOwner", path: ground.path, holderId: ground.producerId }],
    });
    const { planId, ids: made } = await buildPlan(db, {
      planner: planner.actor,
      recognitionIds: [recognitionId],
    });
    names = { planner: planner.username, owner: owner.username };
    ids = { plan: planId, inspection: made[0] ?? "" };
    await database.close();
    program = await startProgram({ OCOP_DATA_DIR: folder });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("has pages that are accessible and fit a phone and a desk", async () => {
    const { page, end } = await visit(browser, program.address);
    await signIn(page, names.planner, inspectionPaths.list);
    for (const path of [
      inspectionPaths.list,
      inspectionPaths.plans,
      inspectionPaths.plan(ids.plan),
      inspectionPaths.targets(ids.plan),
      inspectionPaths.outside,
      inspectionPaths.one(ids.inspection),
    ]) {
      await page.setViewportSize(screens.phone);
      assert.equal((await page.goto(path))?.status(), 200, path);
      await assertGood(page);
      await page.setViewportSize(screens.desk);
      await assertFits(page);
    }
    await end();
  });

  test("is written without a network, arrives once, and is concluded with minutes", async () => {
    const { page, end } = await visit(browser, program.address, {
      geolocation: { latitude: 21.6, longitude: 105.85 },
      permissions: ["geolocation"],
    });
    const address = inspectionPaths.visit(ids.inspection);
    await signIn(page, names.planner, inspectionPaths.list);
    await page.goto(address);
    await page.getByText("ngoài hiện trường mở không cần mạng").waitFor();
    await page.context().setOffline(true);
    await page.getByLabel("Thành phần").fill("Trưởng đoàn thử, đại diện chủ thể");
    await page.getByRole("button", { name: "Lấy vị trí" }).click();
    await page.getByText("21.60000, 105.85000").waitFor();
    const line = page.getByRole("radiogroup", { name: "Tên và hình ảnh sản phẩm" });
    await line.getByText("Không đạt").click();
    await page.getByLabel("Ghi nhận: Tên và hình ảnh sản phẩm").fill("Nhãn sai tên.");
    await page.evaluate(slowPictures);
    const picture = await sharp({
      create: { width: 640, height: 480, channels: 3, background: "#3a7" },
    })
      .jpeg()
      .toBuffer();
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: "nhan.jpg", mimeType: "image/jpeg", buffer: picture });
    // What is marked while an old phone still makes the photo small stays marked.
    const other = page.getByRole("radiogroup").nth(1);
    await other.getByText("Đạt", { exact: true }).click();
    await page.getByText("Đã đánh dấu 2/").waitFor();
    await page.evaluate("goOn()");
    await page.getByAltText("Ảnh: Tên và hình ảnh sản phẩm 1").waitFor();
    await page.getByText("Đã đánh dấu 2/").waitFor();
    await drawSignature(page);
    await page.getByRole("button", { name: "Gửi kết quả kiểm tra" }).click();
    await page.getByText("Chờ có mạng").waitFor();
    // The page is closed in the field and opened again, still without a network.
    await page.goto("about:blank");
    await page.goto(address);
    await page.getByLabel("Thành phần").waitFor();
    assert.equal(
      await filled(page.getByLabel("Ghi nhận: Tên và hình ảnh sản phẩm")),
      "Nhãn sai tên.",
    );
    await assertGood(page);
    await page.context().setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByText("Đã gửi kết quả kiểm tra").waitFor();
    await page.goto(inspectionPaths.one(ids.inspection));
    assert.equal(await page.getByText("Nhãn sai tên.").count(), 1);
    await page.getByAltText("Ảnh: Tên và hình ảnh sản phẩm 1").waitFor();
    assert.equal(await page.getByRole("link", { name: "Chữ ký" }).count(), 1);
    await page.goto(inspectionPaths.conclude(ids.inspection));
    await assertGood(page);
    await page.getByLabel("Hạn khắc phục").fill("2030-01-15");
    await page.getByLabel("Phải làm gì, hoặc vì sao đề nghị xử lý").fill("In lại nhãn.");
    await page.getByLabel("Kết luận").fill("Cơ sở duy trì các tiêu chí, sai một nhãn.");
    await page.getByRole("button", { name: "Kết luận và báo cho chủ thể" }).click();
    await page.waitForURL(`**${inspectionPaths.one(ids.inspection)}`);
    await assertGood(page);
    for (const format of ["pdf", "docx"] as const) {
      const minutes = await page.request.get(inspectionPaths.minutes(ids.inspection, format));
      assert.equal(minutes.status(), 200);
    }
    await end();
  });

  test("is answered by the producer with a photo", async () => {
    const { page, end } = await visit(browser, program.address);
    await signIn(page, names.owner, remedyPaths.list);
    await assertGood(page);
    await page.getByText("1 nội dung phải khắc phục").click();
    await page.waitForURL(/\/khac-phuc\/[0-9a-f-]{36}/);
    await page.getByText("In lại nhãn.").waitFor();
    await page.getByLabel("Đã khắc phục thế nào").fill("Đã in lại nhãn đúng tên.");
    const buffer = await sharp({
      create: { width: 64, height: 48, channels: 3, background: "#a73" },
    })
      .jpeg()
      .toBuffer();
    await page
      .getByLabel("Minh chứng: ảnh hoặc PDF")
      .setInputFiles({ name: "nhan-moi.jpg", mimeType: "image/jpeg", buffer });
    await page.getByRole("button", { name: "Gửi trả lời" }).click();
    await page.getByText("Đã gửi trả lời").waitFor();
    await page.getByText("Minh chứng 1").waitFor();
    await assertGood(page);
    await end();
  });
});
