import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { openTestFolder } from "#tests/support/db.ts";
import { assignDossiers, assignmentsOf } from "#modules/councils/consult/assign.server.ts";
import { type BuiltTeam, buildFindings, buildTeam } from "#modules/councils/consult/factory.ts";
import { buildAwaiting } from "#modules/dossiers/factory.ts";
import { listAnswers } from "#modules/dossiers/service/content.server.ts";
import { confirm } from "./confirm.ts";
import { signIn } from "./sign-in.ts";
import {
  assertGood,
  chromiumPath,
  drawSignature,
  filled,
  launchBrowser,
  type Program,
  screens,
  startProgram,
  takenOver,
  visit,
} from "./support.ts";

describe("a consult team's work", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "ocop-consult-"));
  let program: Program;
  let browser: Browser;
  let team: BuiltTeam;
  let dossierId: string;
  let assignmentId: string;
  before(async () => {
    const database = await openTestFolder(folder);
    const { db } = database;
    team = await buildTeam(db, { fields: [["01"], ["07"]] });
    ({ dossierId } = await buildAwaiting(db));
    await buildAwaiting(db, { setCode: "07" });
    await assignDossiers(db, team.office.actor, {
      teamId: team.teamId,
      dueOn: "2030-01-15",
      assignments: [{ dossierId, userIds: [team.head.id] }],
    });
    assignmentId = (await assignmentsOf(db, [dossierId]))[0]?.id ?? "";
    const answers = await listAnswers(db, dossierId);
    const claims = answers.map(({ criterion, option }) => [criterion, option ?? 1] as const);
    await buildFindings(
      db,
      team.head.actor,
      assignmentId,
      Object.fromEntries(claims.filter(([criterion]) => criterion !== "1.1")),
    );
    await database.close();
    program = await startProgram({ OCOP_DATA_DIR: folder });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, viewport] of Object.entries(screens))
    test(`every page is accessible and fits a ${name}`, async () => {
      const consultant = await visit(browser, program.address, { viewport });
      await signIn(consultant.page, team.head.username, "/tu-van");
      for (const path of [
        "",
        `/viec/${assignmentId}`,
        `/viec/${assignmentId}/khao-sat`,
        `/ho-so/${dossierId}`,
      ]) {
        assert.equal((await consultant.page.goto(`/tu-van${path}`))?.status(), 200, path);
        await assertGood(consultant.page);
      }
      await consultant.end();
      const office = await visit(browser, program.address, { viewport });
      await signIn(office.page, team.office.username, "/tu-van/to");
      for (const path of ["/to", `/to/${team.teamId}`, "/kiem-nghiem", `/ho-so/${dossierId}`]) {
        assert.equal((await office.page.goto(`/tu-van${path}`))?.status(), 200, path);
        await assertGood(office.page);
      }
      await office.end();
    });

  test("a survey is written without a network, survives a closed page, and arrives once", async () => {
    const { page, end } = await visit(browser, program.address, {
      geolocation: { latitude: 21.6, longitude: 105.85 },
      permissions: ["geolocation"],
    });
    await signIn(page, team.head.username, "/tu-van");
    await page.goto(`/tu-van/viec/${assignmentId}/khao-sat`);
    await page.getByText("ngoài hiện trường mở không cần mạng").waitFor();
    await page.context().setOffline(true);
    await page.getByLabel("Thành phần").fill("Chuyên gia thử, đại diện chủ thể");
    await page.getByLabel("Kết quả khảo sát").fill("Xưởng đúng như khai.");
    await page.getByRole("button", { name: "Lấy vị trí" }).click();
    await page.getByText("21.60000, 105.85000").waitFor();
    const picture = await sharp({
      create: { width: 640, height: 480, channels: 3, background: "#3a7" },
    })
      .jpeg()
      .toBuffer();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "xuong.jpg", mimeType: "image/jpeg", buffer: picture });
    await page.getByAltText("Ảnh khảo sát 1").waitFor();
    await drawSignature(page);
    await page.getByLabel("Người chứng kiến ký").fill("Người đại diện thử");
    await page.getByRole("button", { name: "Gửi phiếu khảo sát" }).click();
    await page.getByText("Chờ có mạng").waitFor();
    // The page is closed in the field and opened again, still without a network.
    await page.goto("about:blank");
    await page.goto(`/tu-van/viec/${assignmentId}/khao-sat`);
    await page.getByLabel("Kết quả khảo sát").waitFor();
    assert.equal(await filled(page.getByLabel("Kết quả khảo sát")), "Xưởng đúng như khai.");
    await page.context().setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByText("Đã gửi phiếu khảo sát").waitFor();
    await page.goto(`/tu-van/ho-so/${dossierId}`);
    assert.equal(await page.getByText("Xưởng đúng như khai.").count(), 1);
    await page.getByAltText("Ảnh khảo sát 1").waitFor();
    assert.equal(await page.getByRole("link", { name: "Chữ ký" }).count(), 1);
    await end();
  });

  test("a disagreement shows what it costs, is saved at once, and the report follows", async () => {
    const { page, end } = await visit(browser, program.address, { viewport: screens.desk });
    await signIn(page, team.head.username, "/tu-van");
    await page.goto(`/tu-van/viec/${assignmentId}`);
    const criterion = page.locator('[id="tc-1.1"]');
    await criterion.getByRole("radio").first().check();
    await criterion.getByText("Đã lưu").waitFor();
    await page.getByText("Khác với chủ thể tự chấm").waitFor();
    // "Đã lưu" still stands there from the choice.
    const arrived = page.waitForResponse(`**/viec/${assignmentId}/luu`);
    await criterion.getByLabel("Lý do").fill("Vùng trồng nhỏ hơn đã khai.");
    await criterion.getByLabel("Lý do").blur();
    await arrived;
    await criterion.getByText("Đã lưu").waitFor();
    await page.reload();
    assert.equal(await criterion.getByLabel("Lý do").inputValue(), "Vùng trồng nhỏ hơn đã khai.");
    await page.getByText("Chưa nộp được").waitFor({ state: "detached" });
    await confirm(page, "Nộp bản thẩm tra");
    await page.getByText("Đã nộp bản thẩm tra.").waitFor();
    await page.goto(`/tu-van/ho-so/${dossierId}`);
    await page.getByLabel("Tóm tắt kết quả thẩm tra").fill("Đủ điều kiện, một chỗ thấp hơn.");
    await page.getByLabel("Đủ điều kiện đưa ra hội đồng").check();
    await page.getByRole("button", { name: "Nộp báo cáo" }).click();
    await page.getByText("Đã nộp báo cáo của tổ.").waitFor();
    const pdf = await page.request.get(`/tu-van/ho-so/${dossierId}/tai-ve/bao-cao-tham-tra.pdf`);
    assert.equal(pdf.status(), 200);
    assert.equal(pdf.headers()["content-type"], "application/pdf");
    await end();
  });

  test("the office takes the proposal over", async () => {
    const { page, end } = await visit(browser, program.address, { viewport: screens.desk });
    await signIn(page, team.office.username, "/tu-van/to");
    await page.getByRole("link", { name: "Tổ tư vấn thử nghiệm" }).click();
    await page.waitForURL(`**/tu-van/to/${team.teamId}`);
    await takenOver(page);
    await page.getByText("Đúng bộ sản phẩm, đang giữ 0").first().waitFor();
    await page.getByRole("button", { name: "Xác nhận phân công" }).click();
    await page.getByText("Đã giao 2 lượt thẩm tra.").waitFor();
    await end();
  });
});
