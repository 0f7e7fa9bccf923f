import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { closeItem, onItem, signAll, signAs } from "#tests/support/scored.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import { rejectItem } from "../results/conclude.server.ts";
import { revealItem } from "../results/reveal.server.ts";
import { councilSessions } from "../schema.server.ts";
import { noteItem, rescore } from "../service/scoring.server.ts";
import { councilSheets } from "../sheets/schema.server.ts";
import { sessionDocuments } from "./paths.ts";
import { getSessionDocument } from "./session-documents.server.ts";

const is = (code: ErrorCode) => (error: unknown) =>
  error instanceof AppError && error.code === code;

/** Everything that a document says, in one text. */
const wordsOf = (document: PrintedDocument) => JSON.stringify(document.blocks);

const about = ["minutes", "summary", "digests"] as const;

describe("papers of a session", () => {
  let database: Database;
  let db: Db;
  let hall: Hall;
  let secretary: UserActor;
  let print: (actor: UserActor, name: string) => Promise<PrintedDocument>;
  const [concluded, split, rejected] = [0, 1, 2];
  const item = (at: number) => hall.itemIds[at] ?? "";
  const sheetsOf = (itemId: string) =>
    db.select().from(councilSheets).where(eq(councilSheets.itemId, itemId));

  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    await loadPlaces(db);
    hall = await openHall(db, { members: 5, items: 3 });
    secretary = hall.council.secretary.actor;
    print = (actor, name) => getSessionDocument(db, actor, { sessionId: hall.sessionId, name });
    await noteItem(db, secretary, {
      ...(await onItem(db, item(concluded))),
      presentation: "Hợp tác xã giới thiệu vùng trồng 12 ha và dây chuyền sấy lạnh.",
      discussion: "Hội đồng đề nghị làm rõ hợp đồng tiêu thụ.",
    });
    await signAll(db, hall, item(concluded), (at) =>
      answersWorth(hall.set, [72, 74, 75, 73, 76][at] ?? 72),
    );
    await closeItem(db, hall, item(concluded));
    // A second round under way: the first has been revealed, the second is hidden.
    await signAll(db, hall, item(split), (at) =>
      answersWorth(hall.set, [52, 91, 72, 73, 74][at] ?? 72),
    );
    await revealItem(db, secretary, await onItem(db, item(split)));
    await rescore(db, secretary, {
      ...(await onItem(db, item(split))),
      reason: "Chênh quá 15 điểm",
    });
    const answers = answersWorth(hall.set, 83);
    for (const member of hall.council.members)
      await signAs(
        db,
        hall,
        { itemId: item(split), member, answers },
        { comment: "Chỉ mình tôi thấy" },
      );
    await rejectItem(db, secretary, {
      ...(await onItem(db, item(rejected))),
      reason: "Giấy chứng nhận an toàn thực phẩm đã bị thu hồi",
    });
  });
  after(() => database?.close());

  test("say nothing of a hidden round, whoever asks and whatever the paper", async () => {
    const hidden = await sheetsOf(item(split));
    const second = hidden.filter(({ roundNo }) => roundNo === 2);
    assert.equal(second.length, 5);
    for (const actor of [secretary, hall.council.chair.actor, hall.first.actor])
      for (const name of [
        ...about.map((one) => sessionDocuments[one]),
        `phieu-san-pham-${item(split)}`,
      ]) {
        const words = wordsOf(await print(actor, name));
        assert.doesNotMatch(words, /Chỉ mình tôi thấy|"83"/);
        for (const { digest } of second)
          assert.ok(!words.replaceAll(" ", "").includes(digest ?? ""), name);
      }
    for (const { id } of second)
      await assert.rejects(print(secretary, `phieu-${id}`), is("notFound"));
  });

  test("of an open session are for who sits in it; offices and strangers wait or find nothing", async () => {
    const [revealed] = await sheetsOf(item(concluded));
    for (const name of [`phieu-${revealed?.id}`, `phieu-san-pham-${item(concluded)}`])
      await assert.rejects(print(hall.council.office, name), is("notFound"));
    for (const name of about) {
      await assert.rejects(print(hall.council.office, sessionDocuments[name]), is("notFound"));
      const words = wordsOf(await print(secretary, sessionDocuments[name]));
      if (name !== "digests") assert.match(words, /DỰ THẢO/);
    }
    assert.match(
      wordsOf(await print(hall.council.office, sessionDocuments.invitation)),
      /Giấy mời/,
    );
    const stranger = (await openHall(db, { members: 3 })).first.actor;
    await assert.rejects(print(stranger, sessionDocuments.minutes), is("notFound"));
    await assert.rejects(print(stranger, sessionDocuments.invitation), is("notFound"));
  });

  test("keep the numbers of a product from whoever is in conflict with it while the session runs", async () => {
    const out = hall.council.members[3];
    assert.ok(out);
    await db.insert(itemRecusals).values({
      itemId: item(concluded),
      userId: out.id,
      kind: "relative",
      source: "found",
    });
    const [mine] = await sheetsOf(item(concluded));
    for (const name of about) {
      const words = wordsOf(await print(out.actor, sessionDocuments[name]));
      assert.doesNotMatch(words, /74,00|dây chuyền sấy lạnh/);
      assert.ok(!words.replaceAll(" ", "").includes(mine?.digest ?? "-"), name);
    }
    await assert.rejects(print(out.actor, `phieu-${mine?.id}`), is("notFound"));
    await assert.rejects(print(out.actor, `phieu-san-pham-${item(concluded)}`), is("notFound"));
  });

  test("tell the result, the rounds and who was out, once the session is closed", async () => {
    await db
      .update(councilSessions)
      .set({ state: "closed", closedAt: new Date("2026-11-22T03:30:00Z") })
      .where(eq(councilSessions.id, hall.sessionId));
    const words = wordsOf(await print(hall.council.office, sessionDocuments.minutes));
    assert.match(words, /điểm trung bình 74,00/);
    assert.match(words, /Đứng ngoài do xung đột lợi ích: Thành viên 4/);
    assert.match(words, /thu hồi/);
    assert.match(words, /10 giờ 30 ngày 22\/11\/2026/);
    assert.doesNotMatch(words, /DỰ THẢO/);
    const table = wordsOf(await print(hall.council.office, sessionDocuments.summary));
    assert.match(table, /"74,00"/);
    assert.match(table, /76 – 72/);
  });

  test("a sheet is printed with its own points, its signature and its digest", async () => {
    const [sheet] = await sheetsOf(item(concluded));
    assert.ok(sheet?.digest && sheet.total !== null);
    const printed = await print(secretary, `phieu-${sheet.id}`);
    const words = wordsOf(printed);
    assert.ok(words.replaceAll(" ", "").includes(sheet.digest));
    assert.ok(words.includes(`"text":"${sheet.total}"`));
    assert.match(words, /bằng mật khẩu/);
    assert.equal((await renderDocx(printed)).subarray(0, 2).toString(), "80,75");
  });

  test("sheets are the council's, its office's once the session has closed, and never those of who is in conflict", async () => {
    const [sheet] = await sheetsOf(item(concluded));
    const out = hall.council.members[3];
    assert.ok(sheet?.digest && out);
    for (const name of [`phieu-${sheet.id}`, `phieu-san-pham-${item(concluded)}`])
      assert.ok(
        wordsOf(await print(hall.council.office, name))
          .replaceAll(" ", "")
          .includes(sheet.digest),
      );
    // A round that nobody has revealed stays hidden, also when its session is over.
    for (const { id, roundNo } of await sheetsOf(item(split)))
      if (roundNo === 2)
        await assert.rejects(print(hall.council.office, `phieu-${id}`), is("notFound"));
    const decider = await buildAccount(db, { grants: [{ role: "decisionMaker", path: "19" }] });
    await assert.rejects(print(decider.actor, `phieu-${sheet.id}`), is("forbidden"));
    await assert.rejects(print(out.actor, `phieu-${sheet.id}`), is("notFound"));
    assert.ok(await print(hall.council.chair.actor, `phieu-${sheet.id}`));
  });

  test("are drawn as PDF with every word of the blocks", { skip: withoutPdfTools }, async () => {
    const text = await pdfText(
      await renderBlocks(await print(hall.council.office, sessionDocuments.minutes)),
    );
    assert.match(text, /BIÊN BẢN/);
    assert.match(text, /Hợp tác xã giới thiệu vùng trồng/);
    const sheets = await print(secretary, `phieu-san-pham-${item(concluded)}`);
    assert.match(await pdfText(await renderBlocks(sheets)), /PHIẾU ĐÁNH GIÁ.*PHIẾU ĐÁNH GIÁ/);
  });
});
