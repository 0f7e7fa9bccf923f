import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { buildAwaiting } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { createApp } from "../../../app.ts";
import { loadReferenceData } from "../../../load.ts";
import { buildSession, type BuiltSession } from "../factory.ts";
import { councilPaths } from "../paths.ts";
import { councils, councilSessions } from "../schema.server.ts";
import { listItems } from "../service/agenda.server.ts";
import { listRules } from "../service/rules.server.ts";

describe("the pages of councils over HTTP", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let app: ReturnType<typeof createApp>;
  let ground: BuiltSession;
  let office: string;
  let secretary: string;
  let chair: string;
  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    const { db } = database;
    ground = await buildSession(db, { items: 3, open: false });
    const officer = await buildAccount(db, {
      grants: [{ role: "provinceOfficer", path: "19" }],
      path: "19",
    });
    office = await signInAs(db, officer.username);
    secretary = await signInAs(db, ground.council.secretary.username);
    chair = await signInAs(db, ground.council.chair.username);
    app = createApp(await testServices(database), await builtPages());
  });
  after(() => database.close());

  const ask = async (cookie: string, path: string, body?: URLSearchParams | FormData) => {
    const response = await app.request(`http://localhost${path}`, {
      headers: { host: "localhost", origin: "http://localhost", cookie },
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    const text = await response.text();
    // What the page shows, without its head and the data for its script.
    const shown = text
      .slice(text.indexOf("<main"), text.indexOf("<script", text.indexOf("<main")))
      .replaceAll("<!-- -->", "");
    return { status: response.status, text: shown, to: response.headers.get("Location") };
  };
  const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

  test("an office sets up a council, with what is missing beside its field", async () => {
    const empty = await ask(office, councilPaths.establish, form({ kind: "council" }));
    assert.equal(empty.status, 400);
    assert.match(empty.text, /Hãy nhập tên hội đồng, tổ/);
    const body = new FormData();
    const fields = {
      kind: "council",
      place: "province/19",
      regime: "26-2026",
      name: "Hội đồng mới (thử)",
      decisionNumber: "99/QĐ-THỬ",
      decisionOn: "2026-07-01",
    };
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("scan", new File([], ""));
    const { status, to } = await ask(office, councilPaths.establish, body);
    assert.equal(status, 302);
    const page = await ask(office, to ?? "");
    assert.equal(page.status, 200);
    assert.match(page.text, /Chưa có Quy chế hoạt động/);
    const list = await ask(office, councilPaths.list);
    assert.match(list.text, /Hội đồng mới \(thử\)/);
    assert.match(list.text, /10 người/);
    assert.doesNotMatch((await ask(secretary, councilPaths.list)).text, /Hội đồng mới \(thử\)/);
  });

  test("districts of before July 2025 are offered for the rounds of the past", async () => {
    const { text } = await ask(office, councilPaths.establish);
    assert.match(text, /<option value="district\/164">/);
    assert.match(text, /Cấp huyện trước ngày 01\/7\/2025/);
  });

  test("an account is found, seated, and leaves with a reason", async () => {
    const { councilId } = ground.council;
    const path = councilPaths.council(councilId);
    const fresh = await buildAccount(database.db, {
      name: "Nguyễn Thị Mẫu Mực",
      grants: [{ role: "councilMember", path: "19" }],
      path: "19",
    });
    const found = await ask(office, `${path}?tim=M%E1%BA%ABu%20M%E1%BB%B1c`);
    assert.match(found.text, /Nguyễn Thị Mẫu Mực/);
    const seat = {
      intent: "add",
      userId: fresh.id,
      duty: "member",
      scores: "on",
      position: "",
      joinedOn: "",
    };
    const missing = await ask(office, path, form({ ...seat, agencyName: "" }));
    assert.equal(missing.status, 400);
    const added = await ask(office, path, form({ ...seat, agencyName: "Sở Công Thương (thử)" }));
    assert.equal(added.status, 200);
    assert.match(added.text, /Sở Công Thương \(thử\)/);
    const refused = await ask(secretary, path, form({ ...seat, agencyName: "Sở" }));
    assert.equal(refused.status, 403);
    const page = await ask(office, councilPaths.agenda(ground.sessionId));
    assert.match(page.text, /Nguyễn Thị Mẫu Mực, thành viên/);
  });

  test("a version of the rules is adopted in the council's own words, and what differs stands out", async () => {
    const { councilId } = ground.council;
    const values = {
      fraction: "2/3",
      chairOrDeputy: "on",
      decimals: "1",
      rounding: "halfUp",
      limit: "8",
      exceededWhen: ">=",
      rescoreRounds: "1",
      gateRule: "all",
      effectiveOn: "2026-11-01",
    };
    const path = councilPaths.rules(councilId);
    const wrong = await ask(office, path, form({ ...values, fraction: "ba phần tư" }));
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /ba phần tư/);
    const own = "Phiên họp hợp lệ khi có mặt hai phần ba thành viên.";
    const done = await ask(office, path, form({ ...values, "text.quorum": own }));
    assert.equal(done.status, 200);
    const last = (await listRules(database.db, councilId)).at(-1);
    assert.equal(last?.texts["quorum"], own);
    assert.equal(last.rules.quorum.fraction, "2/3");
    const page = await ask(secretary, path);
    assert.match(page.text, /Khác bản trước/);
    assert.match(page.text, /Lệch nhau từ 8 điểm trở lên/);
    assert.doesNotMatch(page.text, /Ban hành bản mới/);
    const agenda = await ask(secretary, councilPaths.agenda(ground.sessionId));
    assert.match(agenda.text, /Khi mở sẽ theo/);
  });

  test("products are found by set and put before a session, whose load is told", async () => {
    const { councilId } = ground.council;
    const [one, other] = [
      await buildAwaiting(database.db, { setCode: "03" }),
      await buildAwaiting(database.db, { setCode: "07" }),
    ];
    const path = councilPaths.assign(councilId);
    const found = await ask(secretary, `${path}?bo=03`);
    assert.match(found.text, new RegExp(one.dossierId));
    assert.doesNotMatch(found.text, new RegExp(other.dossierId));
    assert.match(found.text, /đang có 3 sản phẩm/);
    const body = new URLSearchParams([
      ["sessionId", ground.sessionId],
      ["dossierIds", one.dossierId],
      ["dossierIds", other.dossierId],
    ]);
    const added = await ask(secretary, path, body);
    assert.match(added.text, /Đã đưa 2 sản phẩm vào phiên/);
    const again = await ask(secretary, path, body);
    assert.equal(again.status, 422);
  });

  test("the agenda is put in order, and opened by the secretary alone", async () => {
    const path = councilPaths.agenda(ground.sessionId);
    const [, second] = await listItems(database.db, ground.sessionId);
    const up = await ask(secretary, path, form({ intent: "up", itemId: second?.id ?? "" }));
    assert.equal(up.status, 200);
    const [first] = await listItems(database.db, ground.sessionId);
    assert.equal(first?.id, second?.id);
    const [session] = await database.db
      .select()
      .from(councilSessions)
      .where(eq(councilSessions.id, ground.sessionId));
    const version = String(session?.version);
    assert.equal((await ask(chair, path, form({ intent: "open", version }))).status, 403);
    const opened = await ask(secretary, path, form({ intent: "open", version }));
    assert.match(opened.text, /Phiên đã mở/);
    assert.match(opened.text, /Đang diễn ra/);
  });

  test("the overview says who is out of which product, and only to those who lead the session", async () => {
    const { council, dossiers, sessionId } = ground;
    const member = council.members[4];
    const body = {
      intent: "tie",
      userId: member?.id ?? "",
      kind: "payment",
      producerId: dossiers[0]?.producerId ?? "",
      organisation: "",
      detail: "Hợp đồng quảng bá năm 2025 (thử)",
      since: "",
      until: "",
    };
    const added = await ask(office, councilPaths.ties, form(body));
    assert.match(added.text, /Đã ghi vào sổ/);
    const path = councilPaths.conflicts(sessionId);
    const { text } = await ask(secretary, path);
    assert.match(text, /Đứng ngoài/);
    assert.match(text, /Hợp đồng quảng bá năm 2025 \(thử\)/);
    const seen = await signInAs(database.db, member?.username ?? "");
    assert.equal((await ask(seen, path)).status, 403);
    const ties = await ask(seen, councilPaths.ties);
    assert.equal(ties.status, 200);
    assert.doesNotMatch(ties.text, /Hợp đồng quảng bá/);
    assert.equal((await ask(seen, councilPaths.ties, form(body))).status, 403);
  });

  test("another province's office finds nothing of it, and the attempt is in the log", async () => {
    const stranger = await buildAccount(database.db, {
      grants: [{ role: "provinceOfficer", path: "24" }],
      path: "24",
    });
    const cookie = await signInAs(database.db, stranger.username);
    const refusals = () => database.db.$count(auditLog, eq(auditLog.action, "access.denied"));
    const before = await refusals();
    const { councilId } = ground.council;
    const paths = [
      councilPaths.council(councilId),
      councilPaths.rules(councilId),
      councilPaths.planSession(councilId),
      councilPaths.assign(councilId),
      councilPaths.agenda(ground.sessionId),
      councilPaths.conflicts(ground.sessionId),
    ];
    for (const path of paths) {
      assert.equal((await ask(cookie, path)).status, 404, path);
      assert.equal((await ask(cookie, path, form({ intent: "end" }))).status, 404, path);
    }
    assert.equal((await refusals()) - before, 2 * paths.length);
    assert.equal(await database.db.$count(councils, eq(councils.endedOn, "2026-11-01")), 0);
  });
});
