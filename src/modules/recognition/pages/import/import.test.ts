import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { createApp } from "../../../../app.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { readSheets } from "#modules/recognition/import/sheet.server.ts";
import { recognitions } from "#modules/recognition/schema.server.ts";
import { registerDrafts } from "#modules/recognition/import/schema.server.ts";
import { forgetDrafts } from "#modules/recognition/import/drafts.server.ts";
import { sql } from "drizzle-orm";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";

const database = await testDatabase();
const { db } = database;
const app = createApp(await testServices(database), await builtPages());
after(() => database.close());

type Fields = Readonly<Record<string, string>>;

/** An officer of a province at the pages of imports. */
async function officer(path = "19") {
  const { username } = await buildAccount(db, {
    path,
    grants: [{ role: "provinceOfficer", path }],
  });
  const headers = {
    cookie: await signInAs(db, username),
    host: "localhost",
    origin: "http://localhost",
  };
  const ask = (path: string) => app.request(`http://localhost${path}`, { headers });
  return {
    ask,
    page: async (path: string) => (await ask(path)).text(),
    send: async (path: string, fields: Fields, file?: File) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      if (file) body.append("file", file);
      const answer = await app.request(`http://localhost${path}`, {
        method: "POST",
        body,
        headers,
      });
      return {
        status: answer.status,
        to: answer.headers.get("location") ?? "",
        text: await answer.text(),
      };
    },
  };
}

const home = "/nhap-so-dang-ky";
const mapped = { intent: "try", layout: "mapped", sheetProvince: "Thái Nguyên" };
const letters = { product: "A", producer: "B", commune: "C", stars: "D", date: "E", year: "F" };
const header = "Tên sản phẩm,Chủ thể,Xã,Sao,Ngày,Năm\n";
const sheet = new File(
  [
    `${header}Chè mẫu,HTX Chè Mẫu,xã Thượng Đình,3,15/03/2022,2022\nChè khác,,xã Văn Lăng,3,,\nChè năm,HTX Chè Mẫu,xã Thượng Đình,3,,2022\n`,
  ],
  "so.csv",
);
const expectedIn = (text: string) => /name="expected" value="([^"]+)"/.exec(text)?.[1] ?? "";

describe("an office at a sheet of its own", () => {
  test("tells its columns, settles what is open, mends what was refused, enters it, completes a day, takes it back", async () => {
    const { ask, page, send } = await officer();
    const sent = await send(home, mapped, sheet);
    assert.equal(sent.status, 303);
    assert.match(sent.to, /\/cot$/);
    const columns = await page(sent.to);
    assert.match(columns, /A – Tên sản phẩm/, "what the header says");
    const wrong = await send(sent.to, { headerFrom: "1", headerTo: "1", product: "A" });
    assert.equal(wrong.status, 400);
    const told = await send(sent.to, { sheet: "", headerFrom: "1", headerTo: "1", ...letters });
    assert.equal(told.status, 303);
    const draft = told.to;

    const seen = await page(draft);
    assert.match(seen, /Xã Điềm Thụy/, "a part of the divided commune");
    const question = { kind: "commune", province: "", district: "", commune: "xã Thượng Đình" };
    const unit = /value="(2025-07-01\/\d+)"/.exec(seen)?.[1] ?? "";
    const settled = await send(draft, {
      intent: "settle",
      "q.0": JSON.stringify(question),
      "a.0": unit,
    });
    assert.match(settled.text, /Đã ghi 1 quyết định/);

    const workbook = await ask(`${draft}/dong-khong-nhan.xlsx`);
    assert.match(workbook.headers.get("content-disposition") ?? "", /so-dong-khong-nhan/);
    const { sheets } = await readSheets(new Uint8Array(await workbook.arrayBuffer()));
    assert.deepEqual(sheets[0]?.rows[1]?.slice(0, 2), ["Chè khác", null]);
    assert.match(String(sheets[0]?.rows[1]?.at(-1)), /B3: Không ghi chủ thể/);

    const kept = await send(draft, { intent: "keepLayout", title: "Sổ của phòng" });
    assert.match(kept.text, /Đã lưu bố cục/);
    assert.match(await page(home), /Đã lưu: Sổ của phòng/);

    const stale = await send(draft, { intent: "apply", expected: "2,0,0,0" });
    assert.equal(stale.status, 409, "not what was shown");
    const expected = expectedIn(await page(`${draft}?xem=settled`));
    const entered = await send(`${draft}/nhap`, { expected });
    assert.match(entered.text, /data: \{"done":\d+,"total":\d+\}/, "the progress");
    assert.match(entered.text, /"ended":"Đã nhập 2 sản phẩm của 1 chủ thể, 2 lần công nhận/);
    const twice = await send(`${draft}/nhap`, { expected });
    assert.match(twice.text, /"failed"/);
    assert.equal(await db.$count(recognitions), 1);

    const waiting = await page(`${home}/thieu-ngay`);
    assert.match(waiting, /Chè năm[\s\S]*1\/1\/2025|Chè năm[\s\S]*01\/01\/2025/);
    const entryIds = /name="entryIds"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="entryIds"/.exec(
      waiting,
    );
    const decision = {
      entryIds: entryIds?.[1] ?? entryIds?.[2] ?? "",
      numberText: "9/QĐ-UBND",
      signedOn: "2023-01-05",
      level: "province",
      issuer: "UBND tỉnh Thái Nguyên",
    };
    const other = await send(`${home}/thieu-ngay`, decision);
    assert.match(other.text, /Sổ ghi năm khác ngày ký/);
    const completed = await send(`${home}/thieu-ngay`, { ...decision, isOtherYear: "on" });
    assert.match(completed.text, /Đã bổ sung quyết định cho 1 dòng/);
    const again = await send(`${home}/thieu-ngay`, { ...decision, isOtherYear: "on" });
    assert.equal(again.status, 409);
    assert.equal(await db.$count(recognitions), 2);

    const id = /name="id" value="([^"]+)"/.exec(await page(home))?.[1] ?? "";
    const undone = await send(home, { intent: "undo", id });
    assert.match(undone.text, /Đã hoàn tác/);
    assert.equal(await db.$count(recognitions), 0, "with what was completed since");
    assert.match(await page(draft), /Nhập (<!-- -->)?2/, "the file can be entered anew");
    await send(home, { intent: "drop", id: draft.split("/").at(-1) ?? "" });
    assert.equal((await ask(draft)).status, 404);
  });

  test("sees no file, layout or entry of another office", async () => {
    const mine = await officer();
    const { to } = await mine.send(home, { ...mapped, layout: "tidy" }, tidy("X"));
    const other = await officer("24");
    for (const path of [to, `${to}/cot`, `${to}/dong-khong-nhan.xlsx`, `${to}/bo-cuc.json`])
      assert.equal((await other.ask(path)).status, 404, path);
    assert.equal((await other.send(to, { intent: "settle" })).status, 404);
    assert.equal((await other.send(`${to}/nhap`, { expected: "" })).status, 404);
  });

  test("is told in clear words why a file cannot be read", async () => {
    const { send } = await officer();
    const told = async (content: string | Uint8Array<ArrayBuffer>, fields: Fields = {}) =>
      (await send(home, { ...mapped, layout: "tidy", ...fields }, new File([content], "so.csv")))
        .text;
    assert.match(await told(""), /Hãy chọn tệp/);
    assert.match(await told(header), /chỉ có tiêu đề|không đúng bố cục/);
    assert.match(await told("a,b\n1,2\n"), /không đúng bố cục[\s\S]*Tên sản phẩm/);
    assert.match(
      await told(Buffer.from("504b0304ffff", "hex")),
      /Bảng tính hỏng hoặc không phải .xlsx/,
    );
    assert.match(await told(Buffer.from("d0cf11e0a1b11ae1", "hex")), /lưu lại thành .xlsx/);
    assert.match(await told(Buffer.from([0x44, 0xfc, 0x73, 0x20, 0xd8, 0x72])), /bảng mã/);
    assert.match(await told("x", { layout: "none" }), /Hãy chọn bố cục/);
  });

  test("a file is forgotten a month after the last work on it", async () => {
    await db.update(registerDrafts).set({ updatedAt: sql`now() - interval '31 days'` });
    assert.ok((await forgetDrafts(db)) > 0);
    assert.equal(await db.$count(registerDrafts), 0);
  });
});

function tidy(name: string): File {
  return new File([`product,producer,star,year\nChè ${name},HTX ${name},3,2022\n`], "so.csv");
}
