import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createApp } from "../../../../app.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";

const database = await testDatabase();
await loadPlaces(database.db);
const app = createApp(await testServices(database), await builtPages());
after(() => database.close());

const sheet =
  "Tên sản phẩm,Chủ thể,Xã,Sao,Ngày\nChè mẫu,HTX Chè Mẫu,xã Văn Lăng,3,15/03/2022\nChè khác,,xã Văn Lăng,3,\n";
const mapping = {
  layout: "mapped",
  sheetProvince: "Thái Nguyên",
  headerFrom: "1",
  headerTo: "1",
  product: "A",
  producer: "B",
  commune: "C",
  stars: "D",
  date: "E",
};

test("a province office maps a sheet, tries it, imports it as shown, and takes it back", async () => {
  const { username } = await buildAccount(database.db, {
    path: "19",
    grants: [{ role: "provinceOfficer", path: "19" }],
  });
  const cookie = await signInAs(database.db, username);
  const send = async (fields: Readonly<Record<string, string>>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    if (!("id" in fields)) body.append("file", new File([sheet], "so.csv"));
    const headers = { cookie, host: "localhost", origin: "http://localhost" };
    const answer = await app.request("http://localhost/nhap-so-dang-ky", {
      method: "POST",
      body,
      headers,
    });
    return { status: answer.status, text: await answer.text() };
  };
  const tried = await send({ ...mapping, intent: "try" });
  assert.equal(tried.status, 200);
  assert.match(tried.text, /Kết quả xem thử[\s\S]*B3[\s\S]*Không ghi chủ thể/);
  const wrong = await send({ ...mapping, producer: "9", intent: "try" });
  assert.equal(wrong.status, 400);
  const stale = await send({ ...mapping, intent: "apply", expected: "2,0,0,0" });
  assert.equal(stale.status, 409, "not what was shown");
  const applied = await send({ ...mapping, intent: "apply", expected: "1,0,0,1" });
  assert.match(applied.text, /Đã nhập 1 sản phẩm của 1 chủ thể, 1 lần công nhận/);
  const id = /name="id" value="([^"]+)"/.exec(applied.text)?.[1] ?? "";
  const undone = await send({ intent: "undo", id });
  assert.match(undone.text, /Đã hoàn tác/);
});
