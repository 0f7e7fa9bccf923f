import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import { listMessages } from "../../service/messages.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { buildDesks, buildPaper } from "#tests/support/desk.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { withoutPdfTools, pdfText } from "#tests/support/pdf.ts";
import { createApp } from "../../../../app.ts";
import { loadReferenceData } from "../../../../load.ts";
import { downloadPaths } from "../../documents/paths.ts";
import { users } from "#modules/people/schema.server.ts";
import { buildGround, fillDossier, keepAnyFile } from "../../factory.ts";
import { dossiers } from "../../schema.server.ts";
import { communeReviews } from "../../desk/schema.server.ts";
import { receiveDossier } from "../../service/commune.server.ts";
import { filingPaths } from "../../paths.ts";
import { officePaths } from "./paths.ts";

describe("an officer at work for others, over HTTP", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let app: ReturnType<typeof createApp>;
  let desks: Awaited<ReturnType<typeof buildDesks>>;
  let commune: string;
  let province: string;
  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    desks = await buildDesks(database.db);
    commune = await signInAs(database.db, desks.commune.username);
    province = await signInAs(database.db, desks.province.username);
    const pages = await builtPages();
    app = createApp(await testServices(database), pages);
  });
  after(() => database.close());

  const ask = async (
    cookie: string,
    path: string,
    body?: FormData | Readonly<Record<string, string>>,
  ) => {
    const response = await app.request(`http://localhost${path}`, {
      headers: { host: "localhost", origin: "http://localhost", cookie },
      ...(body === undefined
        ? {}
        : { method: "POST", body: body instanceof FormData ? body : new URLSearchParams(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { status, headers } = response;
    return { status, headers, bytes, text: Buffer.from(bytes).toString("utf8") };
  };
  const rowOf = async (id: string) =>
    (await database.db.select().from(dossiers).where(eq(dossiers.id, id)))[0];
  const scan = async (fields: Readonly<Record<string, string>>, pages = 1) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("scan", new Blob([new Uint8Array(await buildPdf({ pages }))]), "ban-quet.pdf");
    return form;
  };

  /** Opens a dossier through the pages, as the officer of the commune. */
  async function opened(productName: string) {
    const ground = await buildGround(database.db, { productName });
    await buildPaper(database.db, ground);
    const list = await ask(
      commune,
      `${officePaths.onBehalf}?tim=${encodeURIComponent(productName)}`,
    );
    assert.match(list.text, new RegExp(`Mở hồ sơ cho ${productName}`));
    const sent = await ask(commune, filingPaths.open, {
      productId: ground.productId,
      kind: "first",
      setCode: "",
      previousId: "",
      previousStars: "",
      certificateExpiresOn: "",
    });
    const id = sent.headers.get("location")?.split("/").at(-1) ?? "";
    assert.equal((await rowOf(id))?.isOnBehalf, true);
    await fillDossier(database.db, desks.commune.actor, id);
    return { id, ground };
  }

  test("entered for a producer, a dossier waits for its code and is filed after it", async () => {
    const { id, ground } = await opened("Rau bò khai Khe Mo");
    const page = await ask(commune, officePaths.dossier(id));
    assert.match(page.text, /Nhập tiếp hồ sơ/);
    assert.match(page.text, /Chủ thể xác nhận/);
    const early = await ask(commune, filingPaths.file(id), { declared: "1" });
    assert.notEqual((await rowOf(id))?.state, "filed", early.text.slice(0, 100));

    const sent = await ask(commune, officePaths.confirm(id), { intent: "ask" });
    assert.match(sent.text, /Đã gửi mã cho chủ thể/);
    const { messages } = await listMessages(database.db, ground.owner);
    const code = /mã (\d{6})/.exec(messages[0]?.body ?? "")?.[1] ?? "";
    assert.ok(code !== "" && !sent.text.includes(code), "the officer does not see the code");
    const mistyped = code === "000000" ? "000001" : "000000";
    const wrong = await ask(commune, officePaths.confirm(id), { intent: "code", code: mistyped });
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /Mã chưa đúng/);
    const right = await ask(commune, officePaths.confirm(id), { intent: "code", code });
    assert.match(right.text, /Chủ thể đã xác nhận/);
    assert.match(right.text, /Đi đến bước nộp/);
    await ask(commune, filingPaths.file(id), { declared: "1" });
    assert.equal((await rowOf(id))?.state, "filed");
  });

  test("a signed sheet, printed here and scanned, confirms in place of the code", async () => {
    const { id } = await opened("Mật ong Khe Mo");
    const nothing = new FormData();
    nothing.append("intent", "sheet");
    const empty = await ask(commune, officePaths.confirm(id), nothing);
    assert.equal(empty.status, 400);
    assert.match(empty.text, /Hãy chọn tệp/);
    const printed = await ask(commune, downloadPaths.document(id, "signatureSheet", "pdf", true));
    assert.equal(printed.headers.get("content-type"), "application/pdf");
    if (!withoutPdfTools) {
      const words = (await pdfText(printed.bytes)).replaceAll(/\s+/g, " ");
      assert.match(words, /PHIẾU XÁC NHẬN/i);
      assert.match(words, /Mật ong Khe Mo/);
      assert.match(words, /Tôi đồng ý nộp hồ sơ/);
    }
    const kept = await ask(commune, officePaths.confirm(id), await scan({ intent: "sheet" }, 3));
    assert.equal(kept.status, 200, kept.text.slice(0, 300));
    assert.match(kept.text, /Đã lưu phiếu có chữ ký/);
    assert.notEqual((await rowOf(id))?.confirmedAt, null);
    const foreign = desks.fresh.dossierId;
    assert.equal((await ask(commune, officePaths.confirm(foreign))).status, 404, "the owner's own");
  });

  test("rounds of the past are recorded under the regime, sets and communes of their day", async () => {
    const expected = [
      { day: "2022-05-10", words: ">1048/QĐ-TTg", stage: "commune", former: true },
      { day: "2024-05-10", words: ">148/QĐ-TTg", stage: "district", former: true },
      { day: "2025-09-10", words: ">148/QĐ-TTg", stage: "commune", former: false },
    ] as const;
    for (const { day, words, stage, former } of expected) {
      const { productId } = await buildGround(database.db);
      const path = officePaths.record(productId);
      const { text } = await ask(province, `${path}?ngay=${day}`);
      assert.ok(text.includes(words), day);
      const unit = /<select[^>]*name="formerUnit"[\s\S]*?<option value="(\d{5})"/.exec(text)?.[1];
      assert.equal(unit !== undefined, former, day);
      const fields = {
        filedOn: day,
        kind: "first",
        setCode: "01",
        numberText: `12/PTN-${day.slice(0, 4)}`,
        formerUnit: unit ?? "",
        previousStars: "",
        certificateExpiresOn: "",
      };
      const wrong = await ask(province, path, { ...fields, formerUnit: "00001" });
      assert.equal(wrong.status, 400, "a commune that today's did not come from");
      const sent = await ask(province, path, fields);
      assert.equal(sent.status, 303, sent.text.slice(0, 300));
      const id = sent.headers.get("location")?.split("/").at(-1) ?? "";
      const filed = await ask(province, filingPaths.file(id), { declared: "1" });
      const row = await rowOf(id);
      assert.deepEqual(
        [row?.state, row?.stage, row?.filedOn, row?.unitVersion],
        ["filed", stage, day, former ? "pre-2025" : "2025-07-01"],
        filed.text.slice(0, 500),
      );
      const received = await ask(province, officePaths.dossier(id), { intent: "receive" });
      assert.equal(received.status, 200, received.text.slice(0, 500));
      const taken = await rowOf(id);
      assert.equal(taken?.numberText, `12/PTN-${day.slice(0, 4)}`);
      if (stage === "commune") {
        const forwarded = await ask(province, officePaths.dossier(id), { intent: "forward" });
        assert.equal(forwarded.status, 200, forwarded.text.slice(0, 500));
        assert.equal((await rowOf(id))?.stage, day < "2023" ? "district" : "province");
      } else assert.equal(taken?.state, "checking");
    }
  });

  test("a day before the programme or in the future, and a commune's officer, record nothing", async () => {
    const { productId } = await buildGround(database.db);
    const path = officePaths.record(productId);
    assert.match((await ask(province, `${path}?ngay=2015-01-01`)).text, /chưa có bộ tiêu chí/);
    assert.match((await ask(province, `${path}?ngay=2099-01-01`)).text, /còn ở tương lai/);
    assert.match((await ask(province, `${path}?ngay=hôm qua`)).text, /ngày có thật/);
    assert.equal((await ask(commune, path)).status, 403);
  });

  test("signed papers go up with the report, are shown, and fall when its words change", async () => {
    const { dossierId: id } = desks.fresh;
    await receiveDossier(database.db, desks.commune.actor, { dossierId: id });
    const save = (version: string, request: string) =>
      ask(commune, officePaths.review(id), { intent: "save", version, request });
    await save("0", "Đề nghị đánh giá.");
    const page = officePaths.signed(id);
    const bare = new FormData();
    bare.append("paper", "signedReport");
    bare.append("intent", "keep");
    assert.match((await ask(commune, page, bare)).text, /Hãy chọn tệp/);
    const strange = new FormData();
    strange.append("paper", "signedReport");
    strange.append("intent", "keep");
    strange.append("scan", new Blob(["MZ program"]), "ban-ky.pdf");
    assert.equal((await ask(commune, page, strange)).status, 415);
    for (const [at, paper] of ["signedReport", "signedRequest"].entries()) {
      const kept = await ask(commune, page, await scan({ paper, intent: "keep" }, at + 5));
      assert.match(kept.text, /Đã lưu bản đã ký/);
    }
    const shown = await ask(commune, officePaths.dossier(id));
    const links = [...shown.text.matchAll(/href="(\/ho-so\/[^"]+\/tep\/[0-9a-f]{64})"/g)];
    assert.equal(links.length, 2);
    const file = await ask(commune, links[0]?.[1] ?? "");
    assert.deepEqual([file.status, file.headers.get("content-type")], [200, "application/pdf"]);
    await save("3", "Đề nghị đánh giá, phân hạng.");
    assert.match((await ask(commune, page)).text, /Chưa có bản đã ký/);
  });

  test("the producer and the province find what the commune signed", async () => {
    const { db } = database;
    const { dossierId: id, ground } = desks.forwarded;
    const actor = desks.commune.actor;
    const digest = await keepAnyFile(db, actor, { dossierId: id, purpose: "signedReport" });
    await db
      .update(communeReviews)
      .set({ signedDigest: digest })
      .where(eq(communeReviews.dossierId, id));
    const [owner] = await db.select().from(users).where(eq(users.id, ground.owner.userId));
    const cookie = await signInAs(db, owner?.username ?? "");
    const hub = (await ask(cookie, filingPaths.hub(id))).text;
    const link = `href="${downloadPaths.attachment(id, digest)}"`;
    assert.ok(hub.includes(link), "the signed report");
    assert.match(hub, /Văn bản đề nghị của cấp xã/);
    assert.match(hub, /Cán bộ cấp xã, Xã/, "which office took a step");
    assert.doesNotMatch(hub, /Cán bộ xã thử nghiệm/, "but not who in it");
    assert.ok((await ask(province, officePaths.dossier(id))).text.includes(link));
    const other = await ask(cookie, officePaths.signed(id));
    assert.equal(other.status, 403, "the pages of the desks are not the producer's");
  });

  test("the history says who did what, in which office, and can be printed", async () => {
    const { dossierId: id } = desks.returned;
    const { text } = await ask(commune, officePaths.history(id));
    assert.match(text, /Cán bộ xã thử nghiệm, Cán bộ cấp xã, Xã/);
    assert.match(text, /Chủ thể OCOP, Cơ sở Bờ Đậu/);
    assert.match(text, /Thiếu phiếu kiểm nghiệm còn hạn/);
    assert.match(text, /In diễn biến/);
  });
});
