import assert from "node:assert/strict";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { builtIdea } from "../../factory.ts";
import { declareTie } from "../../service/ties.server.ts";
import { cycleTies } from "../../ties/schema.server.ts";
import { interestTies } from "#modules/councils/conflicts/schema.server.ts";
import { getIdea, listIdeas } from "./read.server.ts";
import { registerOwn, registerPublic } from "./register.server.ts";
import { screenMany } from "./screen-many.server.ts";
import { screenIdea, takeIdea } from "./screen.server.ts";
import { database, ip, fails, cast, said, forward, ownIdea } from "./ideas.test.world.ts";

test("whoever is tied to the applicant decides nothing: declared, by the telephone, or in the register of ties", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, owner, producer } = await cast(db);
    const [own, more] = [
      await registerOwn(db, owner, ownIdea(producer.id)),
      await registerOwn(db, owner, { ...ownIdea(producer.id), title: "Ý tưởng khác" }),
    ];
    const first = { ideaId: own.id, expectedVersion: 1 };
    await assert.rejects(
      screenIdea(db, commune, { ...forward, ...first, noTies: false }),
      fails("invalid", "noTies"),
    );
    assert.equal(await db.$count(cycleTies), 0);
    const tie = { about: "idea", id: own.id, note: "Anh họ" } as const;
    await assert.rejects(
      declareTie(db, commune, { ...tie, kind: "none" as "own" }),
      fails("invalid"),
    );
    await declareTie(db, commune, { ...tie, kind: "relative" });
    for (const ideaId of [own.id, more.id]) {
      const on = { ideaId, expectedVersion: 1 };
      await assert.rejects(takeIdea(db, commune, on), fails("forbidden"));
      await assert.rejects(screenIdea(db, commune, { ...forward, ...on }), fails("forbidden"));
    }
    const sent = await registerPublic(db, builtIdea(), { ip });
    const namesake = await buildAccount(db, {
      username: "0912345678",
      grants: [{ role: "communeOfficer", path: "19/05692" }],
    });
    const open = { ideaId: sent.id, expectedVersion: 1 };
    await assert.rejects(
      screenIdea(db, namesake.actor, { ...forward, ...open }),
      fails("forbidden"),
    );

    await screenIdea(db, province, { ...forward, ...first });
    const [said] = await db.select().from(cycleTies).where(eq(cycleTies.userId, province.userId));
    assert.deepEqual([said?.ideaId, said?.kind], [own.id, null]);
    await db.insert(interestTies).values({
      provinceCode: "19",
      userId: province.userId,
      kind: "payment",
      producerId: producer.id,
      createdBy: province.userId,
    });
    const choose = { ...onIdea(own.id, 3), move: "choose" } as const;
    await assert.rejects(screenIdea(db, province, choose), fails("forbidden"));
    const rows = await db.select().from(auditLog).where(eq(auditLog.action, "cycle.tieDeclared"));
    assert.deepEqual(
      rows.map(({ details }) => (details as { kind: string | null }).kind),
      ["relative", null],
    );
    await assert.rejects(db.transaction((tx) => tx.delete(cycleTies)));
  }));

const onIdea = (ideaId: string, expectedVersion: number) => ({ ...said, ideaId, expectedVersion });

test("many ideas are decided on with one word, each by the rules of one; what could not be is told", () =>
  rolledBack(database.db, async (db) => {
    const { commune, province, elsewhere } = await cast(db);
    const ids: string[] = [];
    for (const title of ["Một", "Hai", "Ba", "Bốn"])
      ids.push((await registerPublic(db, builtIdea({ title }), { ip })).id);
    const [one = "", two = "", three = "", four = ""] = ids;
    for (const ideaId of [one, two, three])
      await screenIdea(db, commune, { ...forward, ideaId, expectedVersion: 1 });
    const chosen = [`${one}:3`, `${two}:2`, `${three}:3`, `${four}:1`];
    const many = { chosen, move: "choose", reason: "", noTies: true } as const;
    await assert.rejects(screenMany(db, province, { ...many, noTies: false }), fails("invalid"));
    await assert.rejects(
      screenMany(db, province, { ...many, move: "putOff" }),
      fails("invalid", "reason"),
    );
    await assert.rejects(screenMany(db, province, { ...many, chosen: [] }), fails("invalid"));
    await assert.rejects(screenMany(db, elsewhere, many), fails("notFound"));
    await declareTie(db, province, { about: "idea", id: three, kind: "work", note: "" });
    const { done, left } = await screenMany(db, province, many);
    assert.equal(done, 1);
    assert.deepEqual(
      left.map(({ title, why }) => [
        title,
        /vừa thay đổi|quan hệ lợi ích|bộ sản phẩm/.exec(why)?.[0],
      ]),
      [
        ["Hai", "vừa thay đổi"],
        ["Ba", "quan hệ lợi ích"],
        ["Bốn", "bộ sản phẩm"],
      ],
    );
    assert.deepEqual(
      (await listIdeas(db, province, { state: "chosen" })).ideas.map(({ id }) => id),
      [one],
    );
    const back = { chosen: `${four}:1`, move: "return", reason: "Cần rõ nguyên liệu." } as const;
    assert.deepEqual(await screenMany(db, commune, { ...back, noTies: true }), {
      done: 1,
      left: [],
    });
    assert.equal((await getIdea(db, commune, four)).idea.reason, "Cần rõ nguyên liệu.");
  }));
