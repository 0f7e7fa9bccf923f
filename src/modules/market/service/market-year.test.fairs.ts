import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildFair } from "../factory.ts";
import { moveFair, saveFair } from "../fairs/fairs.server.ts";
import { joinFair } from "../fairs/participants.server.ts";

/** The cases of fairs over the database of the file that calls this. */
export function fairCases(db: Db): void {
  test("who is on a fair's list is told when it is held elsewhere, not held, or held after all", () =>
    rolledBack(db, async (tx) => {
      const { producerId, province: office } = await buildGround(tx);
      const other = await buildGround(tx);
      const on = await today(tx);
      const saved = {
        name: "Hội chợ Xuân thử",
        level: "province" as const,
        place: "Quảng trường cũ",
        organiser: "Sở Công Thương",
        startsOn: addDays(on, 10),
        endsOn: addDays(on, 12),
        sharedSupport: "",
        supportSource: "",
        legalBasis: "",
        note: "",
      };
      const { fairId } = await buildFair(tx, office, { ...saved, producerIds: [producerId] });
      const heard = async (id: string) => {
        const { rows } = await tx.execute<{ subject: string; body: string }>(sql`
          select subject, body from dossier_messages where producer_id = ${id} order by created_at, subject`);
        return rows;
      };
      const change = (version: number, changed: Partial<typeof saved>) =>
        saveFair(tx, office, fairId, { ...saved, ...changed, expectedVersion: version });
      await change(1, { note: "Chỉ để nhớ" });
      assert.equal((await heard(producerId)).length, 1, "the invitation alone");
      await change(2, { place: "Nhà thi đấu mới" });
      const told = (await heard(producerId)).find(({ subject }) =>
        subject.startsWith("Hội chợ đổi"),
      );
      assert.match(told?.body ?? "", /Nhà thi đấu mới.*Trước đây: tại Quảng trường cũ/);
      await moveFair(tx, office, { fairId, expectedVersion: 3, step: "cancel" });
      await assert.rejects(
        joinFair(tx, office, { fairId, producerId: other.producerId }),
        (error) => error instanceof AppError && error.code === "conflict",
      );
      await moveFair(tx, office, { fairId, expectedVersion: 4, step: "restore" });
      assert.deepEqual((await heard(producerId)).map(({ subject }) => subject).toSorted(), [
        "Hội chợ vẫn tổ chức: Hội chợ Xuân thử",
        "Hội chợ đổi lịch hoặc địa điểm: Hội chợ Xuân thử",
        "Hủy hội chợ: Hội chợ Xuân thử",
        "Tham gia hội chợ: Hội chợ Xuân thử",
      ]);
      assert.deepEqual(await heard(other.producerId), []);
      // A fair that is over: what is put right in its record is nobody's news.
      const past = { startsOn: addDays(on, -9), endsOn: addDays(on, -8) };
      const old = await buildFair(tx, office, { ...saved, ...past, producerIds: [producerId] });
      const before = (await heard(producerId)).length;
      await moveFair(tx, office, { fairId: old.fairId, expectedVersion: 1, step: "cancel" });
      assert.equal((await heard(producerId)).length, before);
    }));
}
