import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { filingPaths } from "#modules/dossiers/paths.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { builtPassword, buildAccount } from "#modules/people/factory.ts";
import { buildCertified, changeRecognition } from "#tests/support/certified.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { approve, buildExcellent, type Excellent } from "#tests/support/upward.ts";
import { createApp } from "../../../../app.ts";
import { loadReferenceData } from "../../../../load.ts";
import { recognitionPaths } from "../../paths.ts";
import { renewalPaths } from "../../renewal-paths.ts";
import { recognitions } from "../../schema.server.ts";
import { upwardPaths } from "../paths.ts";

describe("what goes up to the Ministry, over HTTP", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let app: ReturnType<typeof createApp>;
  let built: Excellent;
  let office: string;
  let signer: string;
  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    const { db } = database;
    const paper = await buildPdf();
    const services = await testServices(database);
    const stored = await services.files.put(paper);
    await db.execute(
      `insert into stored_files (digest, size, media_type) values ('${stored.digest}', ${stored.size}, 'application/pdf')`,
    );
    built = await buildExcellent(db, { items: 3, paperDigest: stored.digest });
    const person = async (role: "provinceOfficer" | "decisionMaker") => {
      const { username } = await buildAccount(db, { grants: [{ role, path: "19" }], path: "19" });
      return signInAs(db, username);
    };
    office = await person("provinceOfficer");
    signer = await person("decisionMaker");
    app = createApp(services, await builtPages());
  });
  after(async () => {
    stopRenderer();
    await database.close();
  });

  const ask = async (cookie: string, path: string, body?: URLSearchParams | FormData) => {
    const response = await app.request(`http://localhost${path}`, {
      headers: { host: "localhost", origin: "http://localhost", cookie },
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    const type = response.headers.get("Content-Type") ?? "";
    const text = type.startsWith("text/html") ? await response.text() : "";
    const shown = text
      .slice(text.indexOf("<main"), text.indexOf("<script", text.indexOf("<main")))
      .replaceAll("<!-- -->", "");
    const { status, headers } = response;
    return { status, text: shown, to: headers.get("Location"), type, headers };
  };
  const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
  const withScan = async (fields: Readonly<Record<string, string>>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("scan", new File([new Uint8Array(await buildPdf())], "qd.pdf"));
    return body;
  };

  test("the office drafts the letter, the signer signs it with a proof, the package is one download", async () => {
    const before = await ask(office, upwardPaths.list);
    assert.match(before.text, /Chưa có quyết định phê duyệt/);
    assert.doesNotMatch(before.text, /name="dossierIds"/);
    await approve(database.db, built);
    const list = await ask(office, upwardPaths.list);
    assert.match(list.text, /name="dossierIds"/);
    assert.equal((await ask(office, upwardPaths.list, form({}))).status, 400);
    const fields = new URLSearchParams(built.dossierIds.map((id) => ["dossierIds", id]));
    const { status, to } = await ask(office, upwardPaths.list, fields);
    assert.equal(status, 302);
    const path = to ?? "";
    const draft = await ask(office, path);
    assert.match(draft.text, /Lời văn của dự thảo/);
    assert.match(draft.text, /Chưa có báo cáo của tổ tư vấn trên hệ thống/);
    assert.doesNotMatch(draft.text, /Ký ban hành/);
    const signing = {
      intent: "issue",
      expectedVersion: "1",
      signerName: "Nguyễn Văn Mẫu",
      signerTitle: "Chủ tịch",
      signedOn: "",
    };
    const unproved = await ask(signer, path, form({ ...signing, password: "sai" }));
    assert.equal(unproved.status, 400);
    const signed = await ask(signer, path, form({ ...signing, password: builtPassword }));
    assert.match(signed.text, /Đã ban hành Văn bản số \d\d\/UBND-OCOP/);
    const zip = await ask(office, `${path}/tai-ve/ho-so-trinh.zip`);
    assert.deepEqual([zip.status, zip.type], [200, "application/zip"]);
    assert.match(
      zip.headers.get("Content-Disposition") ?? "",
      /ho-so-trinh-ocop-5-sao-\d\d-ubnd-ocop/,
    );
    assert.equal((await ask(office, `${path}/tai-ve/van-ban-de-nghi.docx`)).status, 200);
    assert.equal((await ask(office, `${path}/tai-ve/khong-co.pdf`)).status, 404);
  });

  test("the Ministry's answers are entered on the letter's page, and the province goes on from there", async () => {
    const { db } = database;
    const [one = "", other = ""] = built.dossierIds;
    const list = await ask(office, upwardPaths.list);
    const path = /\/trinh-trung-uong\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? "";
    const on = await today(db);
    const decided = {
      intent: "recognised",
      dossierIds: one,
      [`certificateNumber-${one}`]: "9/2026/TW",
      numberText: "55/QĐ-BNNMT",
      signedOn: on,
      signerName: "",
    };
    const doubted = await ask(office, path, await withScan(decided));
    assert.equal(doubted.status, 422);
    assert.match(doubted.text, /Tôi đã mở tệp, đối chiếu số, ngày/);
    const entered = await ask(office, path, await withScan({ ...decided, copyConfirmed: "1" }));
    assert.match(entered.text, /Đã ghi quyết định của Bộ với 1 sản phẩm/);
    assert.match(entered.text, /Đã có quyết định công nhận/);
    const below = {
      intent: "below",
      dossierId: other,
      mean: "84,25",
      stars: "4",
      sender: "Văn phòng (thử)",
      letterNumber: "12/VPĐP",
      letterOn: on,
      remarks: "<b>Thiếu</b> minh chứng",
      copyConfirmed: "1",
    };
    const back = await ask(office, path, await withScan(below));
    assert.match(back.text, /Trung ương: 84,25 điểm, 4 sao/);
    assert.doesNotMatch(back.text, /<b>Thiếu/);
    assert.match(back.text, /Tổ chức đánh giá ở tỉnh/);
    assert.equal(
      (await ask(office, upwardPaths.told(path.split("/").at(-1) ?? "", other))).status,
      200,
    );
    const used = await ask(office, path, form({ intent: "use", dossierId: other }));
    assert.equal(used.status, 302);
    assert.match(used.to ?? "", /^\/quyet-dinh\/[0-9a-f-]{36}$/);
    const [recognition] = await db
      .select()
      .from(recognitions)
      .where(eq(recognitions.dossierId, one));
    assert.equal(recognition?.stars, 5);
  });

  test("a result below recognition is told by a letter, which its producer opens from the dossier's page", async () => {
    const { db } = database;
    const low = built.dossierIds[2] ?? "";
    const list = await ask(office, upwardPaths.list);
    const path = /\/trinh-trung-uong\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? "";
    const told = {
      intent: "below",
      dossierId: low,
      mean: "45",
      stars: "2",
      sender: "Văn phòng (thử)",
      letterNumber: "13/VPĐP",
      letterOn: await today(db),
      remarks: "",
      copyConfirmed: "1",
    };
    const back = await ask(office, path, await withScan(told));
    const letter = recognitionPaths.resultLetterPage(low);
    assert.ok(back.text.includes(letter), "the way to the letter");
    const { producerId } = await findDossier(db, low);
    const { username } = await buildAccount(db, {
      grants: [{ role: "producerOwner", path: "19/05692", holderId: producerId }],
    });
    const producer = await signInAs(db, username);
    const pdf = recognitionPaths.resultLetter(low, "pdf");
    assert.equal((await ask(producer, pdf)).status, 403, "no draft for the producer");
    const number = {
      intent: "issue",
      expectedVersion: "0",
      signerName: "Trần Thị Mẫu",
      signerTitle: "Chánh Văn phòng",
      issuedOn: "",
    };
    assert.match((await ask(office, letter, form(number))).text, /Đã cấp số 01\/TB-OCOP/);
    const hub = await ask(producer, filingPaths.hub(low));
    assert.match(hub.text, /Văn bản đã ban hành/);
    assert.match(hub.text, /số 01\/TB-OCOP/);
    assert.ok(hub.text.includes(`href="${pdf}"`));
    const opened = await ask(producer, pdf);
    assert.deepEqual([opened.status, opened.type], [200, "application/pdf"]);
    const elsewhere = await buildAccount(db, {
      grants: [{ role: "producerOwner", path: "19/05692", holderId: randomUUID() }],
    });
    const other = await signInAs(db, elsewhere.username);
    assert.equal((await ask(other, pdf)).status, 404);
  });

  test("a producer has certificate, code and mark while the certificate is in force, and none after", async () => {
    const { db } = database;
    const certified = await buildCertified(db, { endsIn: 100, stars: 4 });
    const { owner } = certified.ground;
    const { username } = await buildAccount(db, {
      grants: [{ role: "producerOwner", path: "19/05692", holderId: certified.ground.producerId }],
    });
    assert.ok(owner);
    const cookie = await signInAs(db, username);
    const page = await ask(cookie, renewalPaths.prints);
    assert.match(page.text, /Mã QR \(SVG\)/);
    const id = certified.recognitionId;
    const code = await ask(cookie, renewalPaths.code(id));
    assert.deepEqual([code.status, code.type], [200, "image/svg+xml; charset=utf-8"]);
    const sheet = await ask(cookie, renewalPaths.markSheet(id));
    assert.deepEqual([sheet.status, sheet.type], [200, "application/pdf"]);
    assert.equal(
      (await ask(cookie, renewalPaths.certificate(id))).status,
      404,
      "not sealed as a file",
    );
    await changeRecognition(db, certified, { revokedOn: await today(db) });
    for (const path of [
      renewalPaths.code(id),
      renewalPaths.markSheet(id),
      renewalPaths.mark(id),
      renewalPaths.certificate(id),
    ])
      assert.equal((await ask(cookie, path)).status, 422, path);
    const after = await ask(cookie, renewalPaths.prints);
    assert.match(after.text, /không còn hiệu lực nên không tải được/);
    assert.doesNotMatch(after.text, /Mã QR \(SVG\)/);
  });
});
