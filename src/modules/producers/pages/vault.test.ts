import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { buildGround } from "#modules/dossiers/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { browserOf, says } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { papers } from "../schema.server.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadPlaces(db);
const app = await testApp(database);
const browser = browserOf(db, app);

let shade = 0;
/** A photo that no other test has. */
async function photo(): Promise<Uint8Array<ArrayBuffer>> {
  shade += 1;
  const create = { width: 600 + shade, height: 400, channels: 3, background: "#4a8" };
  return new Uint8Array(
    await sharp({ create: { ...create, channels: 3 } })
      .jpeg()
      .toBuffer(),
  );
}

type Fields = Record<string, string>;
type Files = readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[];

const registration = {
  intent: "keep",
  kind: "businessRegistration",
  title: "",
  number: "4607000123",
  issuer: "Phòng Kinh tế",
  issuedOn: "15/01/2020",
  expiresOn: "",
  note: "",
  url: "",
};

/** A producer's owner before the vault, in a browser without scripts. */
async function owner() {
  const ground = await buildGround(db);
  const { producerId } = ground;
  const seen = await browser(ground.owner.userId);
  const vault = `/co-so/${producerId}/giay-to`;
  /** Sends the form with its files; status and page. */
  const keep = async (fields: Fields, files: Files = [], path = vault, box = "files") => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [name, bytes] of files) form.append(box, new File([bytes], name));
    const whole = new Request("http://localhost/", { method: "POST", body: form });
    const body = await whole.arrayBuffer();
    const headers = {
      Origin: "http://localhost",
      "Content-Type": whole.headers.get("content-type") ?? "",
      "Content-Length": String(body.byteLength),
    };
    const response = await seen.send(path, { method: "POST", body, headers });
    return { status: response.status, html: await response.text(), response };
  };
  const kept = () => db.select().from(papers).where(eq(papers.producerId, producerId));
  return { ...ground, ...seen, vault, keep, kept };
}

test("without a script a paper is kept with a plain form, and shown with its small picture", async () => {
  const { page, vault, keep, kept, send } = await owner();
  says(await page(vault), /<noscript>[\s\S]*<input[^>]*name="files"[\s\S]*<\/noscript>/);
  says(await page(vault), /enctype="multipart\/form-data"/i);
  const { status, html } = await keep(registration, [["dang-ky.jpg", await photo()]]);
  assert.equal(status, 200, html);
  says(html, /Đã lưu vào tủ giấy tờ/);
  const [paper] = await kept();
  assert.equal(paper?.mediaType, "image/jpeg");
  assert.equal(paper.number, "4607000123");
  const picture = `/api/v1/papers/${paper.id}/thumbnail`;
  says(html, new RegExp(`src="${picture}"`));
  const small = await send(picture);
  assert.equal(small.headers.get("Content-Type"), "image/webp");
  assert.ok((await small.arrayBuffer()).byteLength < 20_000);
  const etag = small.headers.get("ETag") ?? "";
  const again = await send(picture, { headers: { "If-None-Match": etag } });
  assert.equal(again.status, 304);
  const part = await send(`/api/v1/papers/${paper.id}/file`, { headers: { Range: "bytes=0-99" } });
  assert.equal(part.status, 206);
  assert.equal((await part.arrayBuffer()).byteLength, 100);
  const stranger = await owner();
  assert.equal((await stranger.send(picture)).status, 404);
});

test("several photos become one paper; what came with a form to mend need not come again", async () => {
  const { keep, kept } = await owner();
  const pages = [
    ["trang-1.jpg", await photo()],
    ["trang-2.jpg", await photo()],
  ] as const;
  const wrong = await keep({ ...registration, number: "" }, pages);
  assert.equal(wrong.status, 400);
  says(wrong.html, /Hãy nhập số, ký hiệu/);
  says(wrong.html, /Đã nhận: trang-1\.jpg[\s\S]*Đã nhận: trang-2\.jpg/);
  const ids = [...wrong.html.matchAll(/name="uploads" value="([0-9a-f-]{36})"/g)].map(
    ([, id]) => id,
  );
  assert.equal(ids.length, 2);
  assert.equal((await kept()).length, 0);
  const body = new FormData();
  for (const [name, value] of Object.entries(registration)) body.append(name, value);
  for (const id of ids) body.append("uploads", id ?? "");
  const { vault, send } = { ...(await owner()) };
  const foreign = await send(vault, {
    method: "POST",
    body,
    headers: { Origin: "http://localhost" },
  });
  assert.equal(foreign.status, 404, "another producer's files on their way");
});

test("a file that is too large comes back as a page that says what to do, with what was typed", async () => {
  const { keep, kept } = await owner();
  const large = new Uint8Array(22 * 1024 * 1024);
  const typed = { ...registration, number: "46-ĐK/2026", note: "Bản sao có chứng thực" };
  const { status, html } = await keep(typed, [["quet-to.pdf", large]]);
  assert.equal(status, 413);
  says(html, /lớn hơn 20 MB[\s\S]*chọn lại tệp/);
  says(html, /value="46-ĐK\/2026"/);
  says(html, /Bản sao có chứng thực/);
  assert.equal((await kept()).length, 0);
  assert.equal((await keep(typed, [["quet.jpg", await photo()]])).status, 200);
});

test("without a script a product gets its pictures, and what is no picture is said beside the box", async () => {
  const { page, keep, producerId, productId } = await owner();
  const path = `/co-so/${producerId}/san-pham/${productId}`;
  says(await page(path), /<noscript>[\s\S]*<input[^>]*name="file"[\s\S]*<\/noscript>/);
  const add = { intent: "addPicture", kind: "photo", caption: "Lô hàng tháng 6" };
  const pdf = await keep(add, [["giay.pdf", new Uint8Array(await buildPdf())]], path, "file");
  assert.equal(pdf.status, 400);
  says(pdf.html, /Hãy chọn một ảnh/);
  says(pdf.html, /value="Lô hàng tháng 6"/);
  const large = [["anh.jpg", new Uint8Array(22 * 1024 * 1024)]] as const;
  assert.equal((await keep(add, large, path, "file")).status, 413);
  const { status, html } = await keep(add, [["anh.jpg", await photo()]], path, "file");
  assert.equal(status, 200, html);
  says(html, /Đã thêm ảnh/);
  says(html, /<img[^>]*alt="Lô hàng tháng 6"/);
});

test("the same examination as for what comes in pieces: wrong and broken files are named", async () => {
  const { keep, kept } = await owner();
  const script = new TextEncoder().encode("MZ\u0090 not a picture");
  for (const [name, bytes, said] of [
    ["virus.jpg", new Uint8Array(script), /Tệp “virus\.jpg”: Loại tệp này không nhận được/],
    ["hong.jpg", (await photo()).slice(0, 300), /Tệp “hong\.jpg”: Tệp bị hỏng/],
  ] as const) {
    const { status, html } = await keep(registration, [[name, bytes]]);
    assert.equal(status, 400);
    says(html, said);
  }
  says((await keep(registration)).html, /Hãy chụp ảnh hoặc chọn tệp của giấy tờ này/);
  assert.equal((await kept()).length, 0);
  const huge = await keep(registration, [["to.pdf", new Uint8Array(22 * 1024 * 1024)]]);
  assert.equal(huge.status, 413);
});

test("many files at once, each a paper of its own: one that is there already keeps none out", async () => {
  const { keep, kept } = await owner();
  const photos = { ...registration, kind: "photo", number: "", issuer: "", issuedOn: "" };
  const [first, second, third] = [await photo(), await photo(), await photo()];
  await keep(photos, [["Ruộng rau.jpg", first]]);
  const files = [
    ["Nhà kho.jpg", second],
    ["Ruộng rau lần nữa.jpg", first],
    ["Xưởng sơ chế.jpg", third],
  ] as const;
  const { status, html } = await keep({ ...photos, together: "0" }, files);
  assert.equal(status, 200);
  says(html, /Đã lưu 2 giấy tờ vào tủ/);
  says(html, /Chưa lưu 1 tệp[\s\S]*Ruộng rau lần nữa\.jpg: [^<]*đã có trong tủ/);
  const titles = (await kept()).map(({ title }) => title).toSorted((a, b) => a.localeCompare(b));
  assert.deepEqual(
    titles,
    ["Ảnh sản phẩm, nơi sản xuất", "Nhà kho", "Xưởng sơ chế"].toSorted((a, b) =>
      a.localeCompare(b),
    ),
  );
  const official = await keep({ ...registration, together: "0" }, [
    ["a.jpg", await photo()],
    ["b.jpg", await photo()],
  ]);
  assert.equal(official.status, 400);
  says(official.html, /phải lưu từng giấy một/);
});

test("what is written about a paper is corrected; not in two tabs, not by strangers, not once put away", async () => {
  const { page, vault, keep, kept, hand, handBack, send } = await owner();
  await keep(registration, [["dang-ky.pdf", new Uint8Array(await buildPdf({ pages: 2 }))]]);
  const [paper] = await kept();
  assert.ok(paper);
  const here = `${vault}/${paper.id}`;
  says(await page(vault), new RegExp(`href="${here}"`));
  says(await page(here), /value="15\/01\/2020"/);
  const { intent: _intent, url: _url, ...facts } = registration;
  const form = { ...facts, version: String(paper.version) };
  assert.equal(await hand(here, { ...form, number: "4607000999", issuer: "Sở Tài chính" }), vault);
  const [changed] = await kept();
  assert.deepEqual([changed?.number, changed?.issuer], ["4607000999", "Sở Tài chính"]);
  const behind = await handBack(here, { ...form, number: "1" }, 412);
  // What the other tab wrote is not written over by asking twice: that is a choice of its own.
  says(behind, new RegExp(`<option value="${paper.version}" selected=""`));
  says(behind, new RegExp(`<option value="${changed?.version}">Ghi đè`));
  const now = { ...form, version: String(changed?.version) };
  says(await handBack(here, { ...now, issuedOn: "01/12/2027" }, 400), /còn ở tương lai/);
  says(await handBack(here, { ...now, kind: "videoLink" }, 400), /không thể thành đường dẫn/);
  const stranger = await owner();
  assert.equal((await stranger.send(here)).status, 404);
  assert.equal((await send(`/api/v1/papers/${paper.id}/thumbnail`)).status, 404, "no picture");
  await keep({ intent: "archive", paperId: paper.id });
  says(await page(here), /đã được thay hoặc cất đi/);
  says(await handBack(here, now, 409), /không sửa được nữa/);
});

test("the vault leads back to the criterion that one came from, and nowhere else", async () => {
  const { page, vault, keep } = await owner();
  const criterion = "/ho-so/00000000-0000-4000-8000-000000000001/tieu-chi/1.1";
  const here = `${vault}?${new URLSearchParams({ ve: criterion })}`;
  says(
    await page(here),
    new RegExp(`href="${criterion}"[^>]*>[\\s\\S]{0,200}Quay lại tiêu chí đang làm`),
  );
  const { html } = await keep(registration, [["dang-ky.jpg", await photo()]], here);
  says(html, new RegExp(`href="${criterion}"`));
  for (const elsewhere of [
    "https://evil.example/ho-so",
    "//evil.example",
    "/dang-xuat",
    "javascript:1",
  ])
    says(await page(`${vault}?${new URLSearchParams({ ve: elsewhere })}`), /Quay lại/, false);
});

test("an ended paper says that it counts no more, in the vault and on its page", async () => {
  const { page, vault, keep, kept } = await owner();
  const certificate = { ...registration, kind: "foodSafetyCertificate", expiresOn: "31/01/2021" };
  const { status, html } = await keep(certificate, [["attp.jpg", await photo()]]);
  assert.equal(status, 200, html);
  says(await page(vault), /Đã hết hạn[\s\S]*Không còn được tính là minh chứng/);
  const [paper] = await kept();
  says(await page(`${vault}/${paper?.id}`), /Hồ sơ gắn giấy tờ này chưa nộp được/);
});
