import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import type { BusinessRole } from "#core/access/roles.ts";
import { today } from "#core/calendar/today.ts";
import type { Database } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { filledParts } from "#modules/cycle/plans/factory.ts";
import { fillDossier, recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildAccount, builtPassword } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { buildBudget, buildMeasure } from "#modules/support/factory.ts";
import { putInCharge } from "#modules/support/service/charge.server.ts";
import { openClass, saveCourse } from "#modules/support/training/service/courses.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { createApp } from "../../src/app.ts";
import {
  assertAccessible,
  assertFits,
  becomes,
  chromiumPath,
  launchBrowser,
  screens,
  visit,
  type Visit,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

const product = "Trà hoa vàng sấy lạnh";
const person = "Nguyễn Thị Thử";
const telephone = "0912 345 678";
const producerName = "Tổ hợp tác Trà hoa vàng (dữ liệu thử)";

describe("the programme's year", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let address = "";
  let producerId = "";
  /** The officers of the year: who decides and who pays are two people. */
  const staff: Record<"commune" | "office" | "department", { username: string; actor: UserActor }> =
    {} as never;

  before(async () => {
    database = await testDatabase();
    const { db } = database;
    await loadPlaces(db);
    const officer = (role: BusinessRole, path: string) =>
      buildAccount(db, { grants: [{ role, path }] });
    staff.commune = await officer("communeOfficer", "19/05692");
    staff.office = await officer("provinceOfficer", "19");
    staff.department = await officer("departmentOfficer", "19");
    const { fetch } = createApp(await testServices(database), await builtPages());
    await new Promise<void>((listening) => {
      server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  async function picture(page: Page, name: string): Promise<void> {
    await assertFits(page);
    if (pictures) await page.screenshot({ path: `${pictures}/year-${name}.png`, fullPage: true });
  }

  async function look(page: Page, name: string): Promise<void> {
    await assertAccessible(page);
    await picture(page, name);
  }

  /** An officer at a desk, signed in. */
  async function desk(who: keyof typeof staff): Promise<Visit> {
    const cookie = await signInAs(database.db, staff[who].username);
    const guest = await visit(browser, address, { viewport: screens.desk });
    await guest.page.context().addCookies(
      cookie.split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
      }),
    );
    return guest;
  }

  /** The idea, by a plain form; the code that tells what becomes of it. */
  async function registerIdea(): Promise<string> {
    const { page, end } = await visit(browser, address, { javaScriptEnabled: false });
    await page.goto("/y-tuong");
    await page.getByLabel("Xã, phường, đặc khu").fill("dong hy");
    await page.getByRole("button", { name: "Tìm" }).click();
    await page.getByRole("link", { name: /Đồng Hỷ, Thái Nguyên/ }).click();
    await page.getByLabel("Tên sản phẩm hoặc ý tưởng").fill(product);
    await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
    await page.getByText("Hãy kể về sản phẩm").first().waitFor();
    assert.equal(await page.getByLabel("Tên sản phẩm hoặc ý tưởng").inputValue(), product);
    await page.getByLabel("Kể về sản phẩm").fill("Hoa trên đồi nhà, <b>sấy lạnh</b>.");
    await page.getByLabel("Nhóm khởi nghiệp").selectOption("women");
    await page.getByLabel("Họ tên, hoặc tên cơ sở").fill(person);
    await page.getByLabel("Số điện thoại").fill(telephone);
    await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
    await page.getByRole("heading", { name: "Đã nhận ý tưởng" }).waitFor();
    const code = (await page.locator("dd strong.code").textContent()) ?? "";
    await picture(page, "01-receipt");
    await end();
    return code;
  }

  /** The commune finds it among what waits, and sends it up; the office chooses it. */
  async function screenIdea(): Promise<void> {
    const commune = await desk("commune");
    await commune.page.goto("/van-phong");
    await commune.page.getByRole("link", { name: "1 ý tưởng chờ xem xét." }).click();
    await commune.page.getByRole("link", { name: product }).click();
    await commune.page.getByText(telephone).waitFor();
    for (const box of await commune.page.getByRole("radio", { name: "Có", exact: true }).all())
      await box.check();
    await commune.page.getByLabel("Bộ sản phẩm").selectOption("07");
    await commune.page.getByRole("radio", { name: "Chuyển lên cấp trên" }).check();
    await commune.page.getByLabel(/Tôi không là chủ/).check();
    await look(commune.page, "02-idea-commune");
    await commune.page.getByRole("button", { name: "Ghi kết quả" }).click();
    await commune.page.getByText("Đã chuyển lên văn phòng điều phối tỉnh.").waitFor();
    await commune.end();

    const { page, end } = await desk("office");
    await page.goto("/van-phong");
    await page.getByRole("link", { name: "1 ý tưởng chờ xem xét." }).click();
    await page.waitForURL(/chu-trinh\/y-tuong/);
    await look(page, "03-ideas-office");
    await page.getByRole("link", { name: "Phụ nữ khởi nghiệp: 1" }).click();
    await page.waitForURL(/nhom=women/);
    await page.getByRole("link", { name: product }).click();
    await page.waitForURL(/y-tuong\/[0-9a-f-]{36}$/);
    await page.getByRole("radio", { name: "Chọn vào chu trình năm nay" }).check();
    await page.getByLabel(/Tôi không là chủ/).check();
    await page.getByRole("button", { name: "Ghi kết quả" }).click();
    await page.getByText("Đã chọn ý tưởng vào chu trình của năm.").waitFor();
    await look(page, "04-idea-chosen");
    for (const path of ["/chu-trinh/lich", "/chu-trinh/tuyen-truyen"]) {
      await page.goto(path);
      await look(page, path.slice(1).replace("/", "-"));
    }
    await end();
  }

  /** From the code to an account, a producer, and the idea as its own. */
  async function openAccount(page: Page, code: string): Promise<void> {
    await page.goto("/y-tuong?xa=05692");
    await look(page, "idea-form");
    await page.goto(`/y-tuong/tra-cuu?ma=${code.toLowerCase()}`);
    await page.getByText("Được chọn").waitFor();
    await look(page, "05-asked");
    await page.getByRole("link", { name: "Mở tài khoản", exact: true }).click();
    await page.getByLabel("Họ tên của bạn").fill(person);
    await page.getByLabel(/Số điện thoại di động/).fill(telephone);
    await page.getByLabel("Đặt mật khẩu").fill(builtPassword);
    await page.getByLabel("Nhập lại mật khẩu").fill(builtPassword);
    await page.getByRole("button", { name: "Mở tài khoản" }).click();
    await page.waitForURL("/co-so/moi");
    await page.getByLabel("Tên chủ thể").fill(producerName);
    await page.getByLabel(/Địa chỉ/).fill("Xóm Thử");
    await page.getByRole("button", { name: "Lưu cơ sở" }).click();
    await page.waitForURL(/co-so\/[0-9a-f-]{36}$/);
    producerId = page.url().slice(-36);
    await page.goto(`/y-tuong-cua-toi?ma=${code}`);
    await picture(page, "06-own-ideas");
    await page.getByRole("button", { name: "Đưa vào cơ sở" }).click();
    await page.getByRole("link", { name: "Lập phương án kinh doanh" }).waitFor();
    await look(page, "07-own-idea");
  }

  /** The class of this year: the owner is invited by the list of chosen ideas, and was there. */
  async function train(producer: Page): Promise<void> {
    const { db } = database;
    const on = await today(db);
    const { actor } = staff.office;
    const course = await saveCourse(db, actor, null, {
      expectedVersion: 0,
      title: "Tập huấn chủ ý tưởng",
      year: on.slice(0, 4),
      audience: "ideaOwners",
      topics: "",
      organiser: "Văn phòng điều phối (dữ liệu thử)",
      sharePercent: "80",
    });
    const place = { name: "Lớp 1", place: "Nhà văn hóa xã", trainer: "" };
    const { id } = await openClass(db, actor, { courseId: course.id, ...place });
    const { page, end } = await desk("office");
    await page.goto(`/ho-tro/lop/${id}`);
    await page.getByLabel("Ngày").fill(formatDay(on));
    await page.getByRole("button", { name: "Thêm buổi học" }).click();
    await page.getByText("Đã thêm buổi học.").waitFor();
    await becomes(() => page.getByLabel("Họ tên người dự").inputValue(), person);
    await look(page, "08-class");
    await page.getByRole("button", { name: "Mời những người đã chọn" }).click();
    await page.getByText("Đã mời 1 người.").waitFor();
    await producer.goto("/ho-tro-cua-toi");
    await producer.getByText("Đã dự 0/1 buổi.").waitFor();
    await picture(producer, "09-invited");
    await page.getByRole("button", { name: "Lưu điểm danh" }).click();
    await page.getByText("Đã điểm danh.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Cấp giấy xác nhận" }).click();
    await page.getByText("Đã cấp 1 giấy xác nhận.").waitFor();
    await end();
    await producer.reload();
    await producer.getByText("Đã dự 1/1 buổi.").waitFor();
    await producer.getByRole("link", { name: "Giấy xác nhận (PDF)" }).waitFor();
  }

  async function fillPart(page: Page, boxes: Readonly<Record<string, string | readonly string[]>>) {
    for (const [name, value] of Object.entries(boxes)) {
      const box = page.locator(`[name="${name}"]`);
      if (name === "aimed" || name === "stars")
        for (const one of [value].flat())
          await page.locator(`[name="${name}"][value="${one}"]`).check();
      else if (/\.(year|source)$/.test(name)) await box.selectOption(String(value));
      else if ((await box.count()) > 0) await box.fill(String(value));
    }
  }

  /** The producer writes the plan part by part from the idea, mends what was wrong, and files it. */
  async function writePlan(page: Page): Promise<string> {
    await page.goto("/y-tuong-cua-toi");
    await page.getByRole("link", { name: new RegExp(product) }).click();
    await page.getByRole("link", { name: "Lập phương án kinh doanh" }).click();
    assert.ok(await page.getByLabel(`${product} (ý tưởng đã được chọn)`).isChecked());
    await picture(page, "10-plan-open");
    await page.getByRole("button", { name: "Lập phương án" }).click();
    await page.waitForURL(/phuong-an-cua-toi\/[0-9a-f-]{36}$/);
    const plan = page.url();
    await page.getByRole("link", { name: /^[✓○]? ?Sản xuất/ }).click();
    for (const part of ["production", "market", "finance", "standards", "target"] as const) {
      await page.waitForURL(new RegExp(`/phan/${part}`));
      if (part === "finance") {
        await fillPart(page, { ...filledParts.finance, price: "âm ba nghìn" });
        await page.getByRole("button", { name: "Lưu", exact: true }).click();
        await page.getByRole("heading", { name: "Hãy sửa các ô sau" }).waitFor();
        // Nothing that was typed is lost.
        assert.equal(await page.locator('[name="volume.2"]').inputValue(), "12.000");
        await page.locator('[name="price"]').fill("60.000");
        await page.getByRole("button", { name: "Lưu", exact: true }).click();
        await page.getByText("4.500 gói 500 g một năm").waitFor();
        await look(page, "11-finance");
      } else await fillPart(page, filledParts[part]);
      await page.getByRole("button", { name: "Lưu và sang phần tiếp" }).click();
    }
    await page.waitForURL(/hien-trang$/);
    await page.locator('[name="answers.1.1"]').selectOption("1");
    await page.getByRole("button", { name: "Lưu và xem việc cần làm" }).click();
    await page.waitForURL(plan);
    await look(page, "12-hub");
    await page.getByRole("button", { name: "Nộp phương án" }).click();
    await page.getByText("Đã nộp phương án").waitFor();
    return plan;
  }

  /** The office judges it and chooses it. */
  async function choosePlan(): Promise<void> {
    const { page, end } = await desk("office");
    await page.goto("/van-phong");
    await page.getByRole("link", { name: "1 phương án kinh doanh chờ" }).click();
    await page.waitForURL(/phuong-an$/);
    await page.getByRole("link", { name: product }).click();
    await page.waitForURL(/phuong-an\/[0-9a-f-]{36}$/);
    await page.getByRole("link", { name: "Ý tưởng đã chọn" }).waitFor();
    for (const topic of ["feasibility", "market", "finance", "staff"])
      await page.locator(`[name="mark.${topic}"]`).selectOption("good");
    await page.getByLabel("Chọn để triển khai").check();
    await page.getByLabel(/Tôi không là chủ/).check();
    await look(page, "13-plan-filed");
    await page.getByRole("button", { name: "Ghi kết quả và báo chủ thể" }).click();
    await page.getByRole("heading", { name: "Tiến độ đến mục tiêu" }).waitFor();
    await end();
  }

  /** A task stands still until the commune, on its visit, lifts what it waited for; then it is done. */
  async function carryOut(producer: Page, plan: string): Promise<string> {
    await producer.goto(`${plan}/viec`);
    await look(producer, "14-works");
    const task = producer.locator("section.card").filter({ hasText: "Chưa làm" }).first();
    const title = await task.getByRole("heading").innerText();
    const mine = producer.locator("section.card").filter({ hasText: title });
    await task.locator("summary", { hasText: "Ghi việc này" }).click();
    await task.locator("summary", { hasText: "Báo vướng" }).click();
    await task.getByLabel("Vướng ở đâu").fill("Chưa có tem truy xuất");
    await task.getByLabel("Ai phải xử lý").selectOption("commune");
    await task.getByRole("button", { name: "Báo vướng" }).click();
    await mine.getByText("Chờ: UBND cấp xã").waitFor();

    const { page, end } = await desk("commune");
    await page.goto("/van-phong");
    await page.getByRole("link", { name: "1 phương án có việc đang vướng." }).click();
    await page.waitForURL(/trang-thai=chosen/);
    await page.getByText("1 vướng").waitFor();
    await page.getByRole("link", { name: product }).click();
    const row = page.getByRole("row").filter({ hasText: "Chưa có tem truy xuất" });
    await row.locator("summary").click();
    await row.getByRole("button", { name: "Hết vướng" }).click();
    await page.getByText("Chưa có tem truy xuất").waitFor({ state: "detached" });
    await page.getByText("Ghi một lần đến cơ sở").click();
    await page.getByLabel("Ai đến").selectOption({ index: 1 });
    await page.getByLabel("Người đến").fill("Cán bộ xã và chủ cơ sở");
    await page.getByLabel("Đã thấy gì, đã hướng dẫn gì").fill("Đã cấp mẫu tem, hướng dẫn dán.");
    const photo = await sharp({
      create: { width: 640, height: 480, channels: 3, background: "#5a7" },
    })
      .jpeg()
      .toBuffer();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "tem.jpg", mimeType: "image/jpeg", buffer: photo });
    await page.getByRole("button", { name: "Lưu lần đến cơ sở" }).click();
    await page.getByRole("img", { name: /^Ảnh 1/ }).waitFor();
    await look(page, "15-plan-visited");
    await end();

    await producer.reload();
    await producer.getByText("Đã cấp mẫu tem, hướng dẫn dán.").waitFor();
    await producer.getByRole("img", { name: /^Ảnh 1/ }).waitFor();
    await mine.locator("summary", { hasText: "Ghi việc này" }).click();
    await mine.locator("summary", { hasText: "Đã xong" }).click();
    await mine.getByRole("button", { name: "Ghi đã xong" }).click();
    await mine.getByText("Đã ghi: việc đã xong.").waitFor();
    await picture(producer, "16-works-done");
    return title;
  }

  /** The right that the chosen plan gives: claimed, approved by one, paid by another, seen. */
  async function support(producer: Page): Promise<void> {
    const { db } = database;
    const { actor } = staff.office;
    const measureId = await buildMeasure(db, actor, { grantedFor: "planChosen", minStars: "" });
    const year = Number((await today(db)).slice(0, 4));
    await buildBudget(db, actor, { measureId, year, amount: "30 triệu" });
    await putInCharge(db, actor, { measureId, assigneeId: staff.department.actor.userId });
    const holder = { id: producerId, provinceCode: "19" };
    await buildVaultPaper(db, holder, { digest: await recordAnyFile(db), title: "Hóa đơn in" });

    await producer.goto("/ho-tro-cua-toi");
    await look(producer, "17-own-right");
    await producer.getByRole("button", { name: "Lập đề nghị" }).click();
    await producer.getByLabel("Chi phí cả việc (đồng)").fill("40 triệu");
    await producer.getByLabel("Đề nghị hỗ trợ (đồng)").fill("25 triệu");
    await producer.getByLabel("Dùng vào việc gì").fill("In 5.000 hộp");
    await producer.getByRole("button", { name: "Lưu số tiền" }).click();
    await producer.getByText("nhiều nhất là 20.000.000 đồng").first().waitFor();
    assert.equal(await producer.getByLabel("Dùng vào việc gì").inputValue(), "In 5.000 hộp");
    await producer.getByLabel("Đề nghị hỗ trợ (đồng)").fill("20.000.000");
    await producer.getByRole("button", { name: "Lưu số tiền" }).click();
    await producer.getByText("Đã lưu. Bước tiếp").waitFor();
    for (const paper of ["Hợp đồng", "Hóa đơn"]) {
      const box = producer.getByLabel(paper, { exact: true });
      await box.selectOption({ label: "Hóa đơn in" });
      const form = producer.locator("form", { has: box });
      await form.getByRole("button").click();
      await form.getByText("Đã có: Hóa đơn in").waitFor();
    }
    await look(producer, "18-own-claim");
    await producer.getByLabel(/Tôi cam kết/).check();
    await producer.getByRole("button", { name: "Nộp đề nghị" }).click();
    await producer.getByText("Chờ duyệt").first().waitFor();

    const department = await desk("department");
    await department.page.goto("/ho-tro/de-nghi");
    await department.page.getByRole("link", { name: producerName }).click();
    await department.page.getByText("Duyệt đề nghị", { exact: true }).click();
    await look(department.page, "19-claim");
    await department.page.getByRole("button", { name: "Đồng ý, duyệt đề nghị" }).click();
    await department.page.getByText("Đã duyệt, chờ chi trả").waitFor();
    await department.end();

    const { page, end } = await desk("office");
    await page.goto("/ho-tro/de-nghi");
    await page.getByRole("link", { name: producerName }).click();
    await page.getByLabel("Số chứng từ").fill("UNC 15");
    await page.getByRole("button", { name: "Ghi chi trả" }).click();
    await page.getByText("Đã chi đủ").waitFor();
    await page.goto("/ho-tro/kinh-phi");
    await page.getByRole("cell", { name: "30.000.000" }).first().waitFor();
    await picture(page, "20-budget");
    await end();

    await producer.goto("/ho-tro-cua-toi");
    await producer.getByText("đã nhận 20.000.000 đồng").waitFor();
    await picture(producer, "21-own-paid");
  }

  /** The dossier, opened from the plan with what it knows, and filed. */
  async function fileDossier(page: Page, plan: string, done: string): Promise<void> {
    const { db } = database;
    await page.goto(plan);
    await page.getByRole("link", { name: "Lập hồ sơ" }).click();
    assert.ok(await page.getByLabel(/Lấy thông tin từ phương án/).isChecked());
    await picture(page, "22-dossier-open");
    await page.getByRole("button", { name: "Mở hồ sơ" }).click();
    await page.waitForURL(/ho-so\/[0-9a-f-]{36}$/);
    const hub = page.url();
    await page.goto(`${hub}/phan/results`);
    const told = await page.locator('[name="planDone"]').inputValue();
    assert.ok(told.includes(done), `${told} tells of ${done}`);
    const [account] = await db.select().from(users).where(eq(users.name, person));
    const owner: UserActor = {
      kind: "user",
      userId: account?.id ?? "",
      grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
    };
    // What remains is typed in another journey, page by page.
    await fillDossier(db, owner, hub.slice(-36));
    await page.goto(`${hub}/nop`);
    await page.getByLabel(/Tôi cam kết/).check();
    await picture(page, "23-to-file");
    await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
    await page.waitForURL(/bien-nhan/);
    await look(page, "24-receipt");
  }

  test("from an idea without an account to a filed dossier, with training, money and visits on the way", async () => {
    const code = await registerIdea();
    await screenIdea();
    const phone = await visit(browser, address, { hasTouch: true, isMobile: true });
    await openAccount(phone.page, code);
    await train(phone.page);
    const plan = await writePlan(phone.page);
    await choosePlan();
    const done = await carryOut(phone.page, plan);
    await support(phone.page);
    await fileDossier(phone.page, plan, done);
    await phone.end();
  });
});
