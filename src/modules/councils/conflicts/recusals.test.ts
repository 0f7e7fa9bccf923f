import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { AppError } from "#core/errors.ts";
import type { Db } from "#core/database/connection.ts";
import { holdProducer } from "#modules/people/service/holders.server.ts";
import { buildAccount, placeAt } from "#modules/people/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildCouncil, buildSession } from "../factory.ts";
import { loadItem, scoringSeats } from "../service/load.server.ts";
import { replaceMember } from "../service/replace.server.ts";
import { ruleOnDoubt } from "../service/doubts.server.ts";
import { addAlias } from "./aliases.server.ts";
import { declare, declareMany, hasDeclared } from "./declare.server.ts";
import {
  listRecusals,
  refreshRecusals,
  requireNoConflict,
  requirePresiding,
} from "./recusals.server.ts";
import { addConsultancy, addTie } from "./register.server.ts";

const database = await testDatabase();
after(() => database.close());

const code = (wanted: string) => (error: AppError) => error.code === wanted;

async function ground(tx: Db, members = 3) {
  const council = await buildCouncil(tx, { members });
  const session = await buildSession(tx, { council, items: 1 });
  const [itemId = ""] = session.itemIds;
  const [dossier] = session.dossiers;
  if (!dossier) throw new Error("no dossier");
  const out = async () => [...(await loadItem(tx, itemId)).recused];
  return { ...session, council, itemId, dossier, out };
}

test("a tie entered in the middle of a session puts the member out of the product at once", () =>
  rolledBack(database.db, async (tx) => {
    const { council, dossier, itemId, out } = await ground(tx);
    const [, , member] = council.members;
    assert.ok(member);
    assert.deepEqual(await out(), []);
    await addTie(tx, council.office, {
      userId: member.id,
      kind: "relative",
      producerId: dossier.producerId,
      organisation: "",
      detail: "",
      since: "",
      until: "",
    });
    assert.deepEqual(await out(), [member.id]);
    const loaded = await loadItem(tx, itemId);
    assert.equal(scoringSeats(loaded).length, 2);
    assert.equal(
      scoringSeats(loaded).some(({ userId }) => userId === member.id),
      false,
    );
    await assert.rejects(requireNoConflict(tx, loaded, member.id), code("forbidden"));
  }));

test("an alias added later joins the work of an organisation to a member's agency", () =>
  rolledBack(database.db, async (tx) => {
    const { council, dossier, out, itemId } = await ground(tx);
    await addConsultancy(tx, council.office, {
      organisation: "Trung tâm Khuyến nông",
      producerId: dossier.producerId,
      subject: "Hoàn thiện hồ sơ",
      since: "",
      until: "",
      amount: "12.000.000",
    });
    assert.deepEqual(await out(), []);
    await addAlias(tx, council.office, { name: "Cơ quan thử 3", sameAs: "Trung tâm khuyến nông" });
    assert.deepEqual(await out(), [council.members[2]?.id]);
    const [recusal] = await listRecusals(tx, [itemId]);
    assert.equal(recusal?.kind, "agencyConsultancy");
  }));

test("what comes to light only at the act itself is refused there, and stays found", () =>
  rolledBack(database.db, async (tx) => {
    const { council, dossier, itemId, out } = await ground(tx);
    const spouse = await buildAccount(tx, {
      grants: [{ role: "producerStaff", path: "19/05692" }],
    });
    const loaded = await loadItem(tx, itemId);
    const seat = loaded.seats[2];
    assert.ok(seat);
    await requireNoConflict(tx, loaded, seat.userId);
    // An account turns out to be the producer's: nobody entered a tie, the facts say it.
    await holdProducer(tx, {
      userId: spouse.id,
      role: "producerStaff",
      producerId: dossier.producerId,
      place: placeAt("19/05692"),
    });
    const posing = { ...loaded, seats: [{ ...seat, userId: spouse.id }] };
    await assert.rejects(requireNoConflict(tx, posing, spouse.id), code("forbidden"));
    await addTie(tx, council.office, {
      userId: seat.userId,
      kind: "payment",
      producerId: dossier.producerId,
      organisation: null,
      detail: null,
      since: null,
      until: null,
    });
    await refreshRecusals(tx, itemId, null);
    assert.deepEqual(await out(), [seat.userId]);
  }));

test("whoever says that there is a conflict is out and cannot take it back", () =>
  rolledBack(database.db, async (tx) => {
    const { council, sessionId, itemId, out } = await ground(tx);
    const [, , member] = council.members;
    assert.ok(member);
    assert.equal(await hasDeclared(tx, itemId, member.id), false);
    await declareMany(tx, member.actor, { sessionId, declarations: [{ itemId, conflict: null }] });
    assert.equal(await hasDeclared(tx, itemId, member.id), true);
    assert.deepEqual(await out(), []);
    await declare(tx, member.actor, { itemId, conflict: "household", note: "Em dâu" });
    assert.deepEqual(await out(), [member.id]);
    const back = declare(tx, member.actor, { itemId, conflict: null });
    await assert.rejects(back, code("conflict"));
    const stranger = await buildAccount(tx, { grants: [{ role: "councilMember", path: "19" }] });
    await assert.rejects(declare(tx, stranger.actor, { itemId, conflict: null }), code("notFound"));
  }));

test("a chair in conflict gives way to the deputy, and nobody presides when both are", () =>
  rolledBack(database.db, async (tx) => {
    const { council, itemId } = await ground(tx);
    const { chair, deputy } = council;
    assert.equal(requirePresiding(await loadItem(tx, itemId), chair.id).duty, "chair");
    await declare(tx, chair.actor, { itemId, conflict: "payment" });
    const loaded = await loadItem(tx, itemId);
    assert.throws(() => requirePresiding(loaded, chair.id), code("forbidden"));
    assert.equal(requirePresiding(loaded, deputy.id).duty, "deputy");
    const ruling = ruleOnDoubt(tx, chair.actor, { itemId, ruling: "Áp dụng như bản gốc." });
    await assert.rejects(ruling, code("notFound"));
    await declare(tx, deputy.actor, { itemId, conflict: "payment" });
    const [third] = council.members.slice(2);
    const both = await loadItem(tx, itemId);
    assert.throws(() => requirePresiding(both, third?.id ?? ""), code("unprocessable"));
  }));

test("the only way on is to replace the member, whose own conflicts are looked for", () =>
  rolledBack(database.db, async (tx) => {
    const { council, sessionId, itemId, dossier, out } = await ground(tx);
    const [, , member] = council.members;
    assert.ok(member);
    await declare(tx, member.actor, { itemId, conflict: "relative" });
    const build = () =>
      buildAccount(tx, { grants: [{ role: "councilMember", path: "19" }], path: "19" });
    const [tied, free] = [await build(), await build()];
    await addTie(tx, council.office, {
      userId: tied.id,
      kind: "ownProducer",
      producerId: dossier.producerId,
      organisation: null,
      detail: null,
      since: null,
      until: null,
    });
    const replace = (outUserId: string, userId: string) =>
      replaceMember(tx, council.secretary.actor, {
        sessionId,
        outUserId,
        userId,
        agencyName: "Sở Công Thương (thử)",
        reason: "Thay theo văn bản cử người (thử)",
      });
    await replace(member.id, tied.id);
    assert.deepEqual((await out()).toSorted(), [member.id, tied.id].toSorted());
    assert.equal(scoringSeats(await loadItem(tx, itemId)).length, 2);
    await replace(tied.id, free.id);
    const seats = scoringSeats(await loadItem(tx, itemId));
    assert.equal(seats.length, 3);
    assert.ok(seats.some(({ userId }) => userId === free.id));
    const officer = await buildAccount(tx, { grants: [{ role: "provinceOfficer", path: "19" }] });
    await assert.rejects(replace(free.id, officer.id), code("invalid"));
  }));
