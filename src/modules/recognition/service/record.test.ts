import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { asc, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { buildGround, type BuiltGround, buildOfficer } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import {
  buildScored,
  buildSubmitted,
  type ScoredProducts,
  signature,
} from "#tests/support/issued.ts";
import { testServices } from "#tests/support/services.ts";
import { certificates, decisions, recognitions } from "../schema.server.ts";
import { answersToday } from "./answers-today.server.ts";
import { issueDecision } from "./issue.server.ts";
import { recordDecision } from "./record.server.ts";
import { formerUnits } from "./record-place.server.ts";
import { keepSignedCopy } from "./signed-copy.server.ts";

const is =
  (code: ErrorCode, vi?: RegExp, ...fields: string[]) =>
  (error: unknown) =>
    error instanceof AppError &&
    error.code === code &&
    (vi === undefined || vi.test(`${error.vi} ${Object.values(error.fields).join(" ")}`)) &&
    fields.every((field) => field in error.fields);

/** A PDF whose text layer says this, in letters that every reader's own font has. */
async function paper(text: string): Promise<Blob> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const lines = ["UY BAN NHAN DAN TINH - CONG HOA XA HOI CHU NGHIA VIET NAM", text, "QUYET DINH"];
  document.addPage().drawText(lines.join("\n"), { x: 50, y: 700, size: 12, font });
  return new Blob([await document.save()], { type: "application/pdf" });
}

const blank = async () => {
  const document = await PDFDocument.create();
  document.addPage();
  return new Blob([await document.save()]);
};

describe("a decision that was taken elsewhere", () => {
  let database: Database;
  let db: Db;
  let ground: BuiltGround;
  let office: UserActor;
  let scored: ScoredProducts;
  let services: Awaited<ReturnType<typeof testServices>>;
  const item = (productId: string) => ({
    productId,
    dossierId: null as string | null,
    stars: 3,
    certificateNumber: null as string | null,
    productCode: null,
    expiresOn: null,
  });
  const asked = () => ({
    regime: "148-2023",
    level: "district" as const,
    districtCode: "164",
    issuer: "Ủy ban nhân dân huyện Phú Lương",
    numberText: "512/QĐ-UBND",
    signedOn: "2024-03-15",
    signerName: null,
    title: "Công nhận sản phẩm OCOP năm 2024",
    items: [{ ...item(ground.productId), certificateNumber: "07/GCN" }],
  });
  const record = (actor: UserActor, input: object, scan: Blob | null = null) =>
    recordDecision(
      { db, files: services.files },
      actor,
      input as Parameters<typeof recordDecision>[2],
      scan,
    );
  const anotherProduct = async () =>
    (await buildProduct(db, { producer: { id: ground.producerId, provinceCode: "19" } })).id;
  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    services = await testServices(database);
    await loadPlaces(db);
    ground = await buildGround(db);
    office = await buildOfficer(db, "provinceOfficer", "19");
    scored = await buildScored(db, { items: 4 });
  });
  after(() => database?.close());

  test("keeps its own numbers, takes none of ours, and is entered once", async () => {
    const made = await record(office, asked());
    const [row] = await db.select().from(recognitions).where(eq(recognitions.decisionId, made.id));
    assert.equal(row?.expiresOn, "2027-03-15");
    const [certificate] = await db.select().from(certificates);
    assert.equal(certificate?.numberText, "07/GCN");
    assert.equal(certificate.number, null);
    const { rows } = await db.execute(sql`select * from recognition_counters`);
    assert.deepEqual(rows, []);
    await assert.rejects(record(office, asked()), is("conflict", /đã có/, "numberText"));
  });

  test("of a later day than the newest known takes its place, and one of the past does not", async () => {
    await record(office, {
      ...asked(),
      numberText: "9/QĐ-UBND",
      signedOn: "2023-05-01",
    });
    const rows = await db
      .select({ on: recognitions.recognisedOn, replaced: recognitions.replacedOn })
      .from(recognitions)
      .orderBy(asc(recognitions.recognisedOn));
    assert.deepEqual(rows, [
      { on: "2023-05-01", replaced: "2024-03-15" },
      { on: "2024-03-15", replaced: null },
    ]);
  });

  test("is refused for a level that could not decide so, a day to come, and a product of others", async () => {
    const four = { ...asked(), items: [{ ...item(ground.productId), stars: 4 }] };
    await assert.rejects(
      record(office, { ...four, numberText: "4/QĐ-UBND" }),
      is("unprocessable", /không công nhận/, "items.0.stars"),
    );
    await assert.rejects(
      record(office, { ...asked(), signedOn: "2019-01-01" }),
      is("unprocessable", /chưa có hiệu lực/, "regime"),
    );
    await assert.rejects(
      record(office, { ...asked(), signedOn: "2199-01-01" }),
      is("unprocessable", /sau hôm nay/, "signedOn"),
    );
    const stranger = await buildOfficer(db, "provinceOfficer", "01");
    await assert.rejects(record(stranger, asked()), is("notFound"));
    const commune = await buildOfficer(db, "communeOfficer", "19/05692");
    await assert.rejects(record(commune, asked()), is("notFound"));
    const twice = { ...asked(), items: [...asked().items, ...asked().items] };
    await assert.rejects(
      record(office, twice),
      is("unprocessable", /dòng trên/, "items.1.productId"),
    );
  });

  test("bears its issuer's number once a year; another issuer's same number is another decision", async () => {
    const product = await anotherProduct();
    const other = {
      ...asked(),
      issuer: "Ủy ban nhân dân huyện Đồng Hỷ",
      districtCode: "169",
      items: [{ ...item(product), certificateNumber: "07/GCN" }],
    };
    await record(office, other);
    const dayLater = { ...asked(), signedOn: "2024-03-16" };
    await assert.rejects(
      record(office, dayLater),
      is("conflict", /đã có quyết định số 512\/QĐ-UBND ngày 15\/03\/2024/, "numberText"),
    );
    const newNumber = { ...asked(), numberText: "513/QĐ-UBND", signedOn: "2024-03-16" };
    await assert.rejects(
      record(office, newNumber),
      is("conflict", /số 07\/GCN/, "items.0.certificateNumber"),
    );
    const racing = {
      ...asked(),
      numberText: "600/QĐ-UBND",
      items: [item(await anotherProduct())],
    };
    const settled = await Promise.allSettled([1, 2, 3].map(() => record(office, racing)));
    assert.equal(settled.filter(({ status }) => status === "fulfilled").length, 1);
    for (const one of settled)
      if (one.status === "rejected") assert.ok(is("conflict", /đã có/)(one.reason), one.reason);
  });

  test("of a unit that is no more says who answers today, and cannot be of a day after it", async () => {
    const { provinces, districts } = await formerUnits(db, "19");
    assert.deepEqual(provinces.map(({ code }) => code).toSorted(), ["06", "19"]);
    assert.ok(districts.some(({ code }) => code === "169"));
    const product = await anotherProduct();
    const province = {
      ...asked(),
      level: "province",
      districtCode: null,
      formerProvinceCode: "06",
      issuer: "Ủy ban nhân dân tỉnh Bắc Kạn",
      numberText: "77/QĐ-UBND",
      items: [{ ...item(product), stars: 4 }],
    };
    const { id } = await record(office, province);
    const [former] = await db.select().from(decisions).where(eq(decisions.id, id));
    assert.equal(former && (await answersToday(db, former)), "Ủy ban nhân dân tỉnh Thái Nguyên");
    const [ofDistrict] = await db
      .select()
      .from(decisions)
      .where(eq(decisions.numberText, "512/QĐ-UBND"));
    assert.equal(
      ofDistrict && (await answersToday(db, ofDistrict)),
      "Ủy ban nhân dân tỉnh Thái Nguyên",
    );
    const fresh = { numberText: "78/QĐ-UBND", items: [{ ...item(product), stars: 4 }] };
    for (const [changed, field, vi] of [
      [{ signedOn: "2025-07-01" }, "formerProvinceCode", /không còn ban hành/],
      [{ formerProvinceCode: "24" }, "formerProvinceCode", /không thuộc địa bàn/],
    ] as const)
      await assert.rejects(
        record(office, { ...province, ...fresh, ...changed }),
        is("unprocessable", vi, field),
      );
    for (const districtCode of [null, "001"])
      await assert.rejects(
        record(office, { ...asked(), numberText: "79/QĐ-UBND", districtCode }),
        is("unprocessable", undefined, "districtCode"),
      );
  });

  describe("over a dossier of the platform", () => {
    /** One of the products whose results wait. */
    const overLive = async (at: number) => {
      const dossierId = scored.dossierIds[at] ?? "";
      const on = await today(db);
      const { productId } = await findDossier(db, dossierId);
      const input = {
        ...asked(),
        regime: "26-2026",
        level: "province",
        districtCode: null,
        issuer: "Chủ tịch Ủy ban nhân dân tỉnh Thái Nguyên",
        numberText: `${dossierId.slice(0, 8).toUpperCase()}/QD-UBND`,
        signedOn: on,
        items: [{ ...item(productId), dossierId, stars: 4, certificateNumber: `9${at}/GCN` }],
      };
      return { office: scored.office, dossierId, input, on };
    };

    test("decides it under the paper's own number, with the signed copy kept by its digest", async () => {
      const { office: own, dossierId, input, on } = await overLive(0);
      await assert.rejects(record(own, input), is("unprocessable", /kèm bản/, "scan"));
      const copy = await paper(`So: ${input.numberText}, ${formatDay(on)}`);
      const made = await record(own, input, copy);
      assert.equal((await findDossier(db, dossierId)).state, "decided");
      const [row] = await db
        .select()
        .from(recognitions)
        .where(eq(recognitions.decisionId, made.id));
      assert.deepEqual([row?.dossierId, row?.stars], [dossierId, 4]);
      const [kept] = await db.select().from(decisions).where(eq(decisions.id, made.id));
      const bytes = Buffer.from(await copy.arrayBuffer());
      assert.equal(kept?.signedDigest, createHash("sha256").update(bytes).digest("hex"));
      const again = { ...input, numberText: "801/QD-UBND" };
      await assert.rejects(
        record(own, again, await paper(`801/QD-UBND ${formatDay(on)}`)),
        is("conflict", /đã được công nhận theo Quyết định số/, "items.0.productId"),
      );
    });

    test("asks whoever sends a copy without its number, or one that cannot be read, to compare it", async () => {
      const { office: own, input, on, dossierId } = await overLive(1);
      for (const [copy, vi] of [
        [await paper(`So: 1/QD-UBND, ${formatDay(addDays(on, -3))}`), /không thấy số .* và ngày/],
        [await paper(`So: ${input.numberText}, ${formatDay(addDays(on, -3))}`), /không thấy ngày/],
        [await blank(), /bản quét/],
      ] as const)
        await assert.rejects(record(own, input, copy), is("unprocessable", vi, "copyConfirmed"));
      await assert.rejects(
        record(own, input, new Blob([Buffer.from("no paper at all")])),
        is("unsupportedType"),
      );
      assert.equal((await findDossier(db, dossierId)).state, "scored");
      await record(own, { ...input, copyConfirmed: "1" }, await blank());
      const [said] = await db
        .execute<{ details: { copy: string } }>(
          sql`select details from audit_log where action = 'decision.recorded' order by seq desc limit 1`,
        )
        .then(({ rows }) => rows);
      assert.equal(said?.details.copy, "unread");
    });

    test("is refused before the session, for other stars, another level, and a dossier withdrawn or in a draft", async () => {
      const { office: own, input, on, dossierId } = await overLive(2);
      const copy = await paper("any");
      const enter = (changed: object) =>
        record(own, { ...input, copyConfirmed: true, ...changed }, copy);
      await assert.rejects(
        enter({ signedOn: addDays(on, -1) }),
        is("unprocessable", /trước ngày hội đồng/, "signedOn"),
      );
      await assert.rejects(
        enter({ items: [{ ...input.items[0], stars: 3 }] }),
        is("unprocessable", /kết quả 4 sao/, "items.0.productId"),
      );
      await assert.rejects(
        enter({ items: [{ ...input.items[0], stars: 5 }], level: "central" }),
        is("unprocessable", /cấp đó không/, "items.0.productId"),
      );
      await assert.rejects(
        enter({ regime: "148-2023" }),
        is("unprocessable", /bộ tiêu chí khác/, "regime"),
      );
      const { decisionId } = await buildSubmitted(db, { office: own, dossierIds: [dossierId] });
      await assert.rejects(enter({}), is("conflict", /dự thảo/, "items.0.productId"));
      await db.update(decisions).set({ state: "dropped" }).where(eq(decisions.id, decisionId));
      await db.update(dossiers).set({ state: "withdrawn" }).where(eq(dossiers.id, dossierId));
      await assert.rejects(enter({}), is("unprocessable", /đã rút/, "items.0.productId"));
      assert.equal(await db.$count(recognitions, eq(recognitions.dossierId, dossierId)), 0);
    });

    test("has the copy of one issued here compared, kept once, and never replaced", async () => {
      const { dossierId, office: own } = await overLive(3);
      const submitted = await buildSubmitted(db, { office: own, dossierIds: [dossierId] });
      await issueDecision(db, scored.signer, { ...submitted, ...signature });
      const keep = (scan: Blob, isConfirmed = false) =>
        keepSignedCopy({ db, files: services.files }, own, {
          decisionId: submitted.decisionId,
          scan,
          isConfirmed,
        });
      const other = await paper("So: 99/QD-UBND, 01/01/2020");
      await assert.rejects(
        keep(other),
        is("unprocessable", /có thể đây không phải/, "copyConfirmed"),
      );
      const { digest } = await keep(other, true);
      const [row] = await db.select().from(decisions).where(eq(decisions.id, submitted.decisionId));
      assert.equal(row?.signedDigest, digest);
      await assert.rejects(keep(other, true), is("conflict", /không thay được/));
    });
  });
});
