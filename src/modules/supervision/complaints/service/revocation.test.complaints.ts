import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, test } from "node:test";
import sharp from "sharp";
import { today } from "#core/calendar/today.ts";
import type { ErrorCode } from "#core/errors.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { buildPdf, eicar } from "#tests/support/upload-fixtures.ts";
import { xssPayloads } from "#tests/support/xss-payloads.ts";
import { describeComplaint, endComplaint, listComplaints, toInspection } from "./inbox.server.ts";
import { askComplaint } from "./tell.server.ts";
import { is, photo, db, made, others, tell, waiting } from "./revocation.test.world.ts";

describe("what shoppers tell", () => {
  test("what others may see: the contact is the office's, a foreign one finds nothing", async () => {
    const { code } = await tell();
    const { id } = await waiting(code);
    const department = await buildOfficer(db, "departmentOfficer", "19");
    assert.equal((await describeComplaint(db, made.office, id)).contact, "0912 000 000");
    const shown = await describeComplaint(db, department, id);
    assert.deepEqual([shown.contact, shown.hasContact], [null, true]);
    assert.ok(!JSON.stringify(await listComplaints(db, department)).includes("0912"));
    assert.ok(!JSON.stringify(await askComplaint(db, { code, ip: "192.0.2.98" })).includes("0912"));
    await assert.rejects(describeComplaint(db, others, id), is("notFound"));
    const commune = await buildOfficer(db, "communeOfficer", "19/05692");
    await assert.rejects(describeComplaint(db, commune, id), is("notFound"));
    const end = { complaintId: id, expectedVersion: 1, answer: "Đã kiểm tra, nhãn in đúng." };
    await assert.rejects(endComplaint(db, others, end), is("notFound"));
    await endComplaint(db, made.office, end);
    await assert.rejects(endComplaint(db, made.office, end), is("stale"));
    assert.equal(
      (await askComplaint(db, { code, ip: "192.0.2.98" }))?.answer,
      "Đã kiểm tra, nhãn in đúng.",
    );
  });

  test("a complaint becomes an inspection of its own kind", async () => {
    const { code } = await tell({ token: made.certificates[0]?.token });
    const { id } = await waiting(code);
    const lead = await buildOfficer(db, "inspector", "19");
    const { inspectionId } = await toInspection(db, made.office, {
      complaintId: id,
      expectedVersion: 1,
      certificateNumber: "",
      plannedOn: await today(db),
      leadId: lead.userId,
    });
    assert.equal((await waiting(code)).inspectionId, inspectionId);
  });

  test("bad photos, floods and strange words get clear answers; the same form twice is one", async () => {
    const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
    const refused: [Blob, ErrorCode, RegExp][] = [
      [blob(Buffer.from("<svg onload=alert(1)>")), "unsupportedType", /Hãy chọn một ảnh/],
      [blob(await buildPdf()), "unsupportedType", /Hãy chọn một ảnh/],
      [
        blob(
          (
            await sharp(await (await photo()).bytes())
              .jpeg()
              .toBuffer()
          ).subarray(0, 300),
        ),
        "unprocessable",
        /hỏng/,
      ],
      [blob(eicar), "unprocessable", /mã độc/],
      [blob(Buffer.alloc(10 * 1024 * 1024 + 1)), "tooLarge", /10 MB/],
    ];
    for (const [picture, code, vi] of refused)
      await assert.rejects(tell({}, picture), is(code, vi));
    for (const payload of xssPayloads) {
      const { code } = await tell({ text: payload, productName: payload.slice(0, 200) });
      assert.ok((await waiting(code)).text.length > 0);
    }
    const formKey = randomUUID();
    const [one, two] = [await tell({ formKey }), await tell({ formKey })];
    assert.equal(one.code, two.code);
    await assert.rejects(tell({ text: "", kind: "x" }), is("invalid"));
    await assert.rejects(tell({ token: "", provinceCode: "" }), is("invalid", /Hãy chọn tỉnh/));
    await assert.rejects(tell({ token: "", provinceCode: "05" }), is("invalid"));
    const { code } = await tell({ token: "", provinceCode: "01" });
    assert.equal((await waiting(code)).unitPath, "01");
    const flood = async () => tell({}, null, "198.51.100.7");
    for (let at = 0; at < 12; at += 1) await flood();
    await assert.rejects(flood(), is("tooMany"));
  });
});
