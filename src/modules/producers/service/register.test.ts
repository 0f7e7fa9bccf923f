import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildProducer, builtYear, madeTaxCode } from "../factory.ts";
import type { OpenProducer } from "../model.ts";
import { addMember, listMembers, removeMember } from "./members.server.ts";
import { getProducer, listOwnProducers, listProducers } from "./producers.server.ts";
import { changeForm, openProducer, saveRepresentative, updateProducer } from "./register.server.ts";
import { saveYear } from "./years.server.ts";

const database = await testDatabase();
before(() => loadPlaces(database.db));
after(() => database.close());

const commune = "05692";
const wanted = (more: Partial<OpenProducer> = {}): OpenProducer => ({
  kind: "cooperative",
  companyForm: "",
  name: "Hợp tác xã Chè Đồng Hỷ (dữ liệu mẫu)",
  taxCode: madeTaxCode(),
  registrationNumber: "",
  communityCapitalPercent: "",
  isTourism: "",
  address: "Thôn Nà Diệu",
  phone: "+84 912 345 678",
  email: "",
  website: "",
  foundedOn: "2015-05-01",
  mainActivity: "",
  communeCode: commune,
  ...more,
});

const owner = (db: Db, holderId?: string) =>
  buildAccount(db, {
    grants: [{ role: "producerOwner", path: "19/05692", ...(holderId ? { holderId } : {}) }],
  });
const officer = (db: Db, path = "19/05692") =>
  buildAccount(db, { grants: [{ role: "communeOfficer", path }] });

/** The account as it is at the next request. */
const again = ({ actor }: { actor: UserActor }, holderId: string): UserActor => ({
  ...actor,
  grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId } }],
});

const code = async (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
const acts = async (db: Db, subjectId: string) =>
  (
    await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(and(eq(auditLog.subjectType, "producer"), eq(auditLog.subjectId, subjectId)))
      .orderBy(auditLog.seq)
  ).map(({ action }) => action);

test("an owner enters their producer and holds it from the next request on", async () => {
  await rolledBack(database.db, async (tx) => {
    const account = await owner(tx);
    const { id } = await openProducer(tx, account.actor, wanted());
    const view = await getProducer(tx, again(account, id), id);
    assert.equal(view.producer.phone, "0912345678");
    assert.equal(view.unitName, "Xã Đồng Hỷ");
    assert.equal(view.producer.provinceCode, "19");
    assert.deepEqual(
      (await listOwnProducers(tx, again(account, id))).map((one) => one.id),
      [id],
    );
    assert.deepEqual(
      (await listMembers(tx, again(account, id), id)).map(({ role, userId }) => [role, userId]),
      [["producerOwner", account.id]],
    );
    assert.deepEqual(await acts(tx, id), ["producer.opened"]);
    const leaving = removeMember(tx, again(account, id), { producerId: id, userId: account.id });
    assert.equal(await code(leaving), "unprocessable", "the only owner cannot leave");
  });
});

test("an officer enters a producer for someone without a phone, in their own commune only", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const { id } = await openProducer(
      tx,
      actor,
      wanted({ phone: "", kind: "household", taxCode: "" }),
    );
    assert.deepEqual(await listMembers(tx, actor, id), []);
    const elsewhere = await officer(tx, "19/05665");
    assert.equal(await code(openProducer(tx, elsewhere.actor, wanted())), "forbidden");
    assert.equal(await code(getProducer(tx, elsewhere.actor, id)), "notFound");
  });
});

test("the same producer sent twice, or under a tax code that is taken, is one producer", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const form = wanted();
    await openProducer(tx, actor, form);
    const twice = await openProducer(tx, actor, {
      ...form,
      taxCode: "",
      name: ` ${form.name} `,
    }).catch((error: unknown) => error);
    assert.ok(twice instanceof AppError && twice.code === "conflict" && twice.fields["name"]);
    const taken = await openProducer(tx, actor, { ...form, name: "Tên khác" }).catch(
      (e: unknown) => e,
    );
    assert.ok(taken instanceof AppError && taken.fields["taxCode"]);
  });
});

test("what no form offers, a wrong commune or a day in the future is refused beside its field", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const fields = (more: object) =>
      openProducer(tx, actor, { ...wanted(), ...more }).then(
        () => [],
        (error: AppError) => Object.keys(error.fields),
      );
    assert.deepEqual(await fields({ isDemo: true }), ["form"]);
    assert.deepEqual(await fields({ provinceCode: "24" }), ["form"]);
    assert.deepEqual(await fields({ communeCode: "00000" }), ["communeCode"]);
    assert.deepEqual(await fields({ foundedOn: "2199-01-01" }), ["foundedOn"]);
    assert.deepEqual(await fields({ taxCode: "0100109107" }), ["taxCode"]);
    assert.deepEqual(await fields({ kind: "association" }), ["kind"]);
    assert.deepEqual(await fields({ name: "x".repeat(201), phone: "12" }), ["name", "phone"]);
  });
});

test("two people who correct the same producer: the second is told that theirs is old", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const { id } = await openProducer(tx, actor, wanted());
    const {
      communeCode: _c,
      kind: _k,
      companyForm: _f,
      name: _n,
      taxCode: _t,
      ...contact
    } = wanted();
    const change = (address: string) =>
      updateProducer(tx, actor, id, { ...contact, address, version: 1 });
    await change("Thôn Bản Pò");
    assert.equal(await code(change("Thôn Tân Lập")), "stale");
    assert.equal((await getProducer(tx, actor, id)).producer.address, "Thôn Bản Pò");
    assert.deepEqual(await acts(tx, id), ["producer.opened", "producer.updated"]);
  });
});

test("a group that becomes a cooperative stays the same producer, with its former form kept", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const { id } = await openProducer(
      tx,
      actor,
      wanted({ kind: "cooperativeGroup", name: "Tổ hợp tác Đồng Hỷ" }),
    );
    const next = {
      ...wanted(),
      from: "2024-01-15",
      basis: "Giấy đăng ký HTX số 12 ngày 15/01/2024",
      version: 1,
    };
    const form = Object.fromEntries(
      [
        "kind",
        "companyForm",
        "name",
        "taxCode",
        "registrationNumber",
        "communityCapitalPercent",
        "from",
        "basis",
        "version",
      ].map((key) => [key, next[key as keyof typeof next]]),
    ) as Parameters<typeof changeForm>[3];
    await changeForm(tx, actor, id, form);
    const view = await getProducer(tx, actor, id);
    assert.equal(view.producer.kind, "cooperative");
    assert.deepEqual(
      view.formerForms.map(({ kind, name, until }) => [kind, name, until]),
      [["cooperativeGroup", "Tổ hợp tác Đồng Hỷ", "2024-01-15"]],
    );
    assert.equal(
      await code(changeForm(tx, actor, id, { ...form, version: 2, from: "2023-01-01" })),
      "invalid",
    );
    assert.equal(
      await code(changeForm(tx, actor, id, { ...form, version: 2, from: "2199-01-01" })),
      "invalid",
    );
  });
});

test("the representative's sex, ethnicity and disability are shown to those who check, and to no others", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const { id } = await openProducer(tx, actor, wanted());
    const person = {
      fullName: "Hoàng Thị Mẫu",
      position: "Giám đốc",
      phone: "",
      sex: "female" as const,
      ethnicity: "Tày",
      isDisabled: "0",
    };
    await saveRepresentative(tx, actor, id, { ...person, version: 1 });
    const shown = (await getProducer(tx, actor, id)).representative;
    assert.deepEqual([shown?.sex, shown?.ethnicity, shown?.isDisabled], ["female", "Tày", false]);
    const department = await buildAccount(tx, {
      grants: [{ role: "departmentOfficer", path: "19" }],
    });
    const view = await getProducer(tx, department.actor, id);
    assert.equal(view.representative, null);
    assert.equal(view.producer.phone, null);
    assert.equal(
      await code(saveRepresentative(tx, department.actor, id, { ...person, version: 2 })),
      "forbidden",
    );
    await saveRepresentative(tx, actor, id, {
      ...person,
      fullName: "Nông Văn Mẫu",
      sex: "male",
      version: 2,
    });
    assert.equal((await getProducer(tx, actor, id)).representative?.fullName, "Nông Văn Mẫu");
  });
});

test("figures of a year are entered once and corrected with their version", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await officer(tx);
    const { id } = await openProducer(tx, actor, wanted());
    const figures = builtYear({
      year: 2025,
      labour: "20",
      localLabour: "15",
      communeMaterialPercent: "66,67",
      provinceMaterialPercent: 100,
      revenue: "1.250.000.000",
      profit: "-30.000.000",
      womenLabour: "11",
      minorityLabour: "18",
      exportRevenue: "250 triệu",
      materialArea: "12,5",
      standardArea: "4",
      cooperativeGrade: "fair",
      capacity: "50 tấn/năm",
      source: "papers",
    });
    assert.equal(await code(saveYear(tx, actor, id, { ...figures, source: "" })), "invalid");
    await saveYear(tx, actor, id, figures);
    assert.equal(await code(saveYear(tx, actor, id, figures)), "stale");
    await saveYear(tx, actor, id, { ...figures, profit: "30.000.000", version: 1 });
    const [row] = (await getProducer(tx, actor, id)).years;
    assert.deepEqual(
      [row?.revenue, row?.profit, row?.communeMaterialPercent],
      [1_250_000_000, 30_000_000, "66.67"],
    );
    assert.deepEqual(
      [row?.exportRevenue, row?.materialArea, row?.womenLabour, row?.source, row?.enteredBy],
      [250_000_000, "12.50", 11, "papers", actor.userId],
    );
    for (const wrong of [
      { year: 2199 },
      { womenLabour: "21" },
      { exportRevenue: "2 tỷ" },
      { standardArea: "13" },
      { revenue: "1,5" },
    ])
      assert.equal(await code(saveYear(tx, actor, id, { ...figures, ...wrong })), "invalid");
  });
});

test("a list shows what is in the officer's unit, found without diacritics or by tax code", async () => {
  await rolledBack(database.db, async (tx) => {
    const here = await buildProducer(tx, {
      name: "Hợp tác xã Chè Khuổi Đeng",
      taxCode: "0100109106",
    });
    await buildProducer(tx, { path: "24/07000", name: "Hợp tác xã Chè Khuổi Đeng" });
    const { actor } = await officer(tx);
    for (const text of ["", "che khuoi deng", "Khuổi", "0100 109"])
      assert.deepEqual(
        (await listProducers(tx, actor, { text })).producers.map(({ id }) => id),
        [here.id],
        text,
      );
    assert.equal((await listProducers(tx, actor, { text: "%" })).total, 1);
    assert.equal((await listProducers(tx, actor, { text: "không có" })).total, 0);
  });
});

test("an owner takes on staff who have an account; an officer opens one and hands over its password", async () => {
  await rolledBack(database.db, async (tx) => {
    const producer = await buildProducer(tx);
    const own = await owner(tx, producer.id);
    const me = again(own, producer.id);
    const staff = await buildAccount(tx, {
      username: "0987654321",
      grants: [{ role: "producerStaff", path: "19/05692" }],
    });
    const added = await addMember(tx, me, producer.id, {
      role: "producerStaff",
      username: "0987 654 321",
      name: "",
    });
    assert.deepEqual(added, { userId: staff.id, password: null });
    const isNew = { role: "producerStaff" as const, username: "0911222333", name: "Người Mới" };
    assert.equal(await code(addMember(tx, me, producer.id, isNew)), "forbidden");
    const { actor } = await officer(tx);
    assert.ok((await addMember(tx, actor, producer.id, isNew)).password);
    const official = await buildAccount(tx, { username: "canbo.xa" });
    assert.ok(official.id);
    assert.equal(
      await code(
        addMember(tx, me, producer.id, { role: "producerStaff", username: "canbo.xa", name: "" }),
      ),
      "invalid",
    );
    await removeMember(tx, me, { producerId: producer.id, userId: staff.id });
    assert.equal(
      (await listMembers(tx, actor, producer.id)).some(({ userId }) => userId === staff.id),
      false,
    );
  });
});

test("an owner of one producer does not hold another, whatever id is asked for", async () => {
  await rolledBack(database.db, async (tx) => {
    const [mine, foreign] = [await buildProducer(tx), await buildProducer(tx)];
    const me = again(await owner(tx, mine.id), mine.id);
    assert.equal(await code(getProducer(tx, me, foreign.id)), "notFound");
    assert.equal(await code(saveYear(tx, me, foreign.id, builtYear({ year: 2025 }))), "notFound");
    assert.equal(await code(getProducer(tx, me, "1; drop table producers")), "notFound");
    const stranger = await owner(tx, foreign.id);
    assert.equal(
      await code(removeMember(tx, me, { producerId: mine.id, userId: stranger.id })),
      "notFound",
    );
  });
});
