import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { auditLog } from "#core/audit/schema.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { testServices } from "#tests/support/services.ts";
import { buildDesks, takeSamples } from "#tests/support/desk.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { createApp } from "../../../../app.ts";
import { loadReferenceData } from "../../../../load.ts";
import { dossiers } from "../../schema.server.ts";
import { describeDossier } from "../../service/describe.server.ts";
import { officePaths } from "./paths.ts";

describe("the offices' pages over HTTP", () => {
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

  const ask = async (cookie: string, path: string, body?: FormData | URLSearchParams | string) => {
    const response = await app.request(`http://localhost${path}`, {
      headers: {
        host: "localhost",
        origin: "http://localhost",
        cookie,
        ...(typeof body === "string" ? { "Content-Type": "application/json" } : {}),
      },
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
  const stateOf = async (id: string) =>
    (await database.db.select().from(dossiers).where(eq(dossiers.id, id)))[0]?.state;

  test("the start shows the late dossier before the others, and says the rule of the clock", async () => {
    const { status, text } = await ask(commune, officePaths.start);
    assert.equal(status, 200);
    const body = text.slice(0, text.indexOf("<script", text.indexOf("<main")));
    const at = ["Chè tôm nõn", "Mật ong rừng", "Miến dong"].map((name) => body.lastIndexOf(name));
    assert.ok(at.every((position) => position > 0));
    assert.deepEqual(
      at,
      at.toSorted((a, b) => a - b),
    );
    assert.match(body, /Quá hạn/);
    assert.match(body, /khoản 2 Điều 7 Quyết định 26\/2026\/QĐ-TTg/);
    assert.match(body, /Tạm dừng/);
  });

  test("a dossier of another commune is not there, and the attempt is in the log", async () => {
    const stranger = await buildAccount(database.db, {
      grants: [{ role: "communeOfficer", path: "19/00001" }],
    });
    const cookie = await signInAs(database.db, stranger.username);
    const refused = () => database.db.$count(auditLog, eq(auditLog.action, "access.denied"));
    const before = await refused();
    const id = desks.fresh.dossierId;
    for (const path of [
      officePaths.dossier(id),
      officePaths.return(id),
      officePaths.review(id),
      officePaths.visit(id),
      officePaths.samples(id),
    ])
      assert.equal((await ask(cookie, path)).status, 404, path);
    assert.equal((await ask(cookie, officePaths.saveVisit(id), "{}")).status, 404);
    const receive = form({ intent: "receive" });
    assert.equal((await ask(cookie, officePaths.dossier(id), receive)).status, 404);
    assert.equal((await refused()) - before, 7);
    assert.equal(await stateOf(id), "filed");
  });

  test("a commune receives, reports, takes samples and hands up; what is missing is said", async () => {
    const { dossierId: id } = desks.fresh;
    const received = await ask(commune, officePaths.dossier(id), form({ intent: "receive" }));
    assert.match(received.text, /Phiếu số \d+\/PĐK-19-05692-/);

    const early = await ask(commune, officePaths.review(id), form({ intent: "forward" }));
    assert.equal(early.status, 422);
    assert.match(early.text, /Báo cáo của cấp xã chưa đủ/);

    const topics = ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"];
    const report = {
      intent: "save",
      version: "0",
      checked: "answers",
      request: "Đề nghị đánh giá.",
      ...Object.fromEntries(
        topics.flatMap((topic) => [
          [`finding.${topic}`, "confirmed"],
          [`comment.${topic}`, `Đã xem tận nơi: ${topic}.`],
        ]),
      ),
    };
    const meeting = { hasMeeting: "on", "meeting.on": "2099-01-01", "meeting.place": "Hội trường" };
    const wrong = await ask(commune, officePaths.review(id), form({ ...report, ...meeting }));
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /Hãy ghi thành phần dự họp/);
    assert.match(wrong.text, /Đã xem tận nơi: ideaOrigin/, "what was typed comes back");

    const saved = await ask(commune, officePaths.review(id), form(report));
    assert.match(saved.text, /Đã lưu báo cáo/);
    const second = await ask(commune, officePaths.review(id), form(report));
    assert.equal(second.status, 412, "a report that somebody else has saved meanwhile");
    await takeSamples(database.db, desks.commune.actor, id);
    const forwarded = await ask(commune, officePaths.review(id), form({ intent: "forward" }));
    assert.equal(forwarded.status, 200);
    assert.equal(await stateOf(id), "forwarded");
    const view = await describeDossier(database.db, desks.commune.actor, id);
    assert.deepEqual(view.review?.checked, ["answers"]);
    const buttons = (await ask(commune, officePaths.dossier(id))).text;
    assert.ok(!buttons.includes(officePaths.return(id)) && !buttons.includes('value="forward"'));
  });

  test("a visit sent from a phone leaves the words of the desk alone, and shows its photos", async () => {
    const { dossierId: id } = desks.soon;
    await ask(commune, officePaths.dossier(id), form({ intent: "receive" }));
    await ask(
      commune,
      officePaths.review(id),
      form({ intent: "save", version: "0", request: "Lời ghi ở bàn." }),
    );
    const picture = await sharp({
      create: { width: 40, height: 30, channels: 3, background: "#345" },
    })
      .png()
      .toBuffer();
    const photo = new FormData();
    photo.append("file", new Blob([new Uint8Array(picture)]), "anh.png");
    const kept = await ask(commune, officePaths.photos(id), photo);
    const { digest } = JSON.parse(kept.text) as { digest: string };
    const visit = {
      on: "2026-01-05",
      people: "Nguyễn Văn Mẫu, công chức kinh tế",
      note: "Vùng trồng đúng như khai.",
      latitude: 21.7,
      longitude: 105.8,
      photos: [digest],
    };
    assert.equal(
      (await ask(commune, officePaths.photo(id, digest))).status,
      404,
      "in no report yet",
    );
    const sent = await ask(commune, officePaths.saveVisit(id), JSON.stringify(visit));
    assert.equal(sent.status, 200, sent.text);
    const view = await describeDossier(database.db, desks.commune.actor, id);
    assert.deepEqual(view.review?.visit, visit);
    assert.equal(view.review?.request, "Lời ghi ở bàn.");
    const shown = await ask(commune, officePaths.photo(id, digest));
    assert.deepEqual([shown.status, shown.headers.get("content-type")], [200, "image/jpeg"]);

    const text = new FormData();
    text.append("file", new Blob(["<script>alert(1)</script>"]), "anh.jpg");
    assert.equal((await ask(commune, officePaths.photos(id), text)).status, 415);
    const future = JSON.stringify({ ...visit, on: "2099-01-01" });
    const refused = await ask(commune, officePaths.saveVisit(id), future);
    assert.equal(refused.status, 400);
    assert.match(refused.text, /tương lai/);
  });

  test("a return needs a reason and an item, keeps what was typed, and stops the clock", async () => {
    const { dossierId: id } = desks.late;
    const item = "reason:criterion:8";
    const bare = await ask(
      commune,
      officePaths.return(id),
      form({ summary: "", [item]: "Gắn phiếu kiểm nghiệm còn hạn." }),
    );
    assert.equal(bare.status, 400);
    assert.match(bare.text, /Gắn phiếu kiểm nghiệm còn hạn/);
    const none = await ask(commune, officePaths.return(id), form({ summary: "Thiếu giấy." }));
    assert.match(none.text, /Hãy chỉ ra ít nhất một mục/);
    const sent = form({ summary: "Thiếu giấy.", [item]: "Gắn phiếu kiểm nghiệm còn hạn." });
    const done = await ask(commune, officePaths.return(id), sent);
    assert.deepEqual([done.status, done.headers.get("location")], [302, officePaths.dossier(id)]);
    assert.equal(await stateOf(id), "returned");
    const { text } = await ask(commune, officePaths.dossier(id));
    assert.match(text, /Đồng hồ đứng yên/);
    assert.match(text, /còn 1\/1 mục/);
    assert.equal((await ask(commune, officePaths.return(id))).status, 403, "not at this desk now");
  });

  test("the province takes in with a number, sees shared papers, and passes on from a round", async () => {
    const { dossierId: id } = desks.forwarded;
    const intake = await ask(province, officePaths.intake);
    assert.match(intake.text, /Nấm hương sấy Phú Lộc/);
    const taken = await ask(province, officePaths.intake, form({ dossierId: id }));
    assert.match(taken.text, /Đã tiếp nhận: Phiếu số/);
    const stuck = await ask(province, officePaths.dossier(id), form({ intent: "advise" }));
    assert.equal(stuck.status, 422);
    assert.match(stuck.text, /Hãy chọn đợt đánh giá/);
    const { text } = await ask(province, officePaths.dossier(id));
    const round = /<option value="([0-9a-f-]{36})"[^>]*selected/.exec(text)?.[1] ?? "";
    const placed = await ask(
      province,
      officePaths.dossier(id),
      form({ intent: "round", roundId: round }),
    );
    assert.match(placed.text, /Đã xếp hồ sơ vào đợt/);
    assert.match((await ask(province, officePaths.rounds)).text, /Các đợt đánh giá năm/);
    await ask(province, officePaths.dossier(id), form({ intent: "advise" }));
    assert.equal(await stateOf(id), "underAdvice");
  });

  test("the board is narrowed by its address, with or without diacritics", async () => {
    const listed = async (query: string) => {
      const { text } = await ask(province, `${officePaths.board}${query}`);
      const table = text.slice(text.indexOf("<tbody"), text.indexOf("</tbody>"));
      return [...table.matchAll(/Miến dong|Chè tôm|Mật ong|Bánh chưng|Nấm hương/g)].map(String);
    };
    assert.deepEqual(await listed("?text=mien+dong"), ["Miến dong"]);
    assert.deepEqual(await listed("?state=returned&text=banh"), ["Bánh chưng"]);
    assert.deepEqual(await listed("?set=26"), []);
    assert.ok((await listed("?unit=19%2F05692")).length >= 4);
    assert.ok((await listed("?state=nothing")).length >= 4, "a strange filter counts as none");
  });

  test("messages are read once, and only those of one's own office", async () => {
    const { text } = await ask(commune, officePaths.messages);
    const id = /name="message"[^>]*value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? "";
    const before = /(\d+) tin chưa đọc/.exec(text)?.[1];
    await ask(province, officePaths.messages, form({ message: id }));
    const still = (await ask(commune, officePaths.messages)).text;
    assert.equal(/(\d+) tin chưa đọc/.exec(still)?.[1], before);
    const read = await ask(commune, officePaths.messages, form({ message: id }));
    assert.equal(Number(/(\d+) tin chưa đọc/.exec(read.text)?.[1] ?? 0), Number(before) - 1);
  });
});
