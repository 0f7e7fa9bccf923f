// Accounts and agencies, use case by use case; one process, so that the cases share one database.
import "./manage.test.agencies.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { desc, eq } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import { AppError } from "#core/errors.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildAccount } from "../factory.ts";
import { AccountSearch, CreateAccount, GrantRole, UpdateAccount } from "../model.ts";
import { credentials, sessions, users } from "../schema.server.ts";
import { getAccount, listAccounts } from "./accounts.server.ts";
import { operateCreate, operateReset } from "./operator.server.ts";
import {
  createAccount,
  grantRole,
  resetPassword,
  revokeRole,
  setDisabled,
  setNationalSubject,
  updateAccount,
} from "./manage.server.ts";
import { database, provinceAdmin, officer } from "./manage.test.world.ts";

const search = (input: object) => AccountSearch.parse(input);

test("an administrator opens an account of the unit, with a password for one use", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, provinceAdmin);
    const { id, password } = await createAccount(tx, actor, CreateAccount.parse(officer));
    assert.match(password, /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const { account, abilities } = await getAccount(tx, actor, id);
    assert.equal(account.mustChangePassword, true);
    assert.equal(account.email, null);
    assert.deepEqual(
      account.roles.map(({ role, placePath }) => [role, placePath]),
      [["communeOfficer", "19/05692"]],
    );
    assert.match(account.unitName, /^(Xã|Phường) /);
    assert.ok(abilities.includes("resetPassword"));
    const [row] = await tx.select().from(auditLog).orderBy(desc(auditLog.seq)).limit(1);
    assert.equal(row?.action, "account.created");
    assert.equal(row?.provinceCode, "19");
    assert.doesNotMatch(JSON.stringify(row?.details), /canbo|Cán bộ/);
  });
});

test("an account cannot be opened beyond the actor's unit, nor with a role that the actor may not give", async () => {
  await rolledBack(database.db, async (tx) => {
    const commune = await buildAccount(tx, { grants: [{ role: "admin", path: "19/05692" }] });
    const clerk = await buildAccount(tx);
    const attempts = [
      [commune.actor, { ...officer, unit: "05665" }],
      [commune.actor, { ...officer, role: "provinceOfficer", unit: "19" }],
      [commune.actor, { ...officer, role: "centralOfficer", unit: "VN" }],
      [clerk.actor, officer],
      [clerk.actor, { ...officer, role: "admin" }],
    ] as const;
    for (const [actor, input] of attempts)
      await assert.rejects(createAccount(tx, actor, CreateAccount.parse(input)), (error) => {
        assert.ok(error instanceof AppError);
        assert.equal(error.code, "forbidden");
        assert.equal(error.denied, "account.create");
        return true;
      });
    await createAccount(
      tx,
      clerk.actor,
      CreateAccount.parse({ ...officer, role: "producerOwner", username: "0987 654 321" }),
    );
  });
});

test("a field that no form has is refused, whatever column it names", () => {
  for (const field of [
    "id",
    "version2",
    "isDemo",
    "twoFactorEnabled",
    "placePath",
    "disabledAt",
    "grants",
  ])
    for (const schema of [CreateAccount, GrantRole, UpdateAccount])
      assert.ok(
        schema
          .safeParse({ ...officer, version: 1, [field]: "1" })
          .error?.issues.some(({ code }) => code === "unrecognized_keys"),
        field,
      );
});

test("a name that is taken comes back beside its field", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, provinceAdmin);
    await buildAccount(tx, { username: "trung.ten", email: "a@example.vn" });
    const attempt = (input: object) =>
      createAccount(tx, actor, CreateAccount.parse({ ...officer, ...input }));
    await assert.rejects(attempt({ username: "Trung.Ten" }), {
      fields: { username: "Tên đăng nhập này đã có người dùng." },
    });
    await assert.rejects(attempt({ email: "A@example.vn" }), {
      fields: { email: "Thư điện tử này đã có tài khoản." },
    });
    await assert.rejects(attempt({ unit: "99999" }), {
      fields: { unit: "Không có đơn vị mang mã này." },
    });
  });
});

test("the list shows the actor's unit only, and filters", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor, id } = await buildAccount(tx, { ...provinceAdmin, name: "Quản trị" });
    await buildAccount(tx, { name: "Trần Thị Hạt", username: "tran_hat", path: "19/05692" });
    await buildAccount(tx, {
      name: "Lê Văn Ngoài",
      grants: [{ role: "communeOfficer", path: "24/07000" }],
    });
    await buildAccount(tx, { name: "Bị Khóa", disabled: true });
    const names = async (input: object) =>
      (await listAccounts(tx, actor, search(input))).accounts.map(({ name }) => name);
    assert.deepEqual(await names({}), ["Quản trị", "Trần Thị Hạt"]);
    assert.deepEqual(await names({ text: "HẠT" }), ["Trần Thị Hạt"]);
    assert.deepEqual(await names({ text: "n_h" }), ["Trần Thị Hạt"]);
    assert.deepEqual(await names({ text: "%" }), []);
    assert.deepEqual(await names({ state: "disabled" }), ["Bị Khóa"]);
    assert.deepEqual(await names({ role: "admin" }), ["Quản trị"]);
    assert.deepEqual(await names({ unit: "05692" }), ["Trần Thị Hạt"]);
    assert.equal((await listAccounts(tx, actor, search({ state: "all" }))).total, 3);
    assert.equal((await listAccounts(tx, { kind: "anonymous" }, search({}))).total, 0);
    assert.ok(id);
  });
});

test("an account of another province is not found, one that may only be seen is refused", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, { grants: [{ role: "provinceOfficer", path: "19" }] });
    const foreign = await buildAccount(tx, {
      grants: [{ role: "communeOfficer", path: "24/07000" }],
    });
    const own = await buildAccount(tx);
    const code = (id: string) =>
      setDisabled(tx, actor, id, true).then(
        () => "done",
        (error: AppError) => `${error.code} ${error.denied}`,
      );
    assert.equal(await code(foreign.id), "notFound account.disable");
    assert.equal(await code(own.id), "forbidden account.disable");
    assert.equal(await code("no id at all"), "notFound undefined");
    await assert.rejects(getAccount(tx, actor, foreign.id), { code: "notFound" });
  });
});

test("blocking, a reset and every change of roles end the account's sign-ins", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, provinceAdmin);
    const { id } = await buildAccount(tx);
    const acts = [
      () => setDisabled(tx, actor, id, true),
      () => resetPassword(tx, actor, id),
      () => grantRole(tx, actor, id, GrantRole.parse({ role: "councilMember", unit: "19" })),
      async () => {
        const [held] = (await getAccount(tx, actor, id)).account.roles;
        await revokeRole(tx, actor, id, held?.id ?? "");
      },
      () => setNationalSubject(tx, actor, id, { subject: "012345678901" }),
    ];
    for (const each of acts) {
      await tx
        .insert(sessions)
        .values({ userId: id, token: crypto.randomUUID(), expiresAt: new Date(2100, 1) });
      await each();
      assert.equal(await tx.$count(sessions, eq(sessions.userId, id)), 0, each.toString());
    }
  });
});

test("a reset gives a password for one use, and takes a lost second factor away only when asked", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, provinceAdmin);
    const { id } = await buildAccount(tx);
    await tx.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, id));
    const hash = async () =>
      (await tx.select().from(credentials).where(eq(credentials.userId, id)))[0]?.password;
    const before = await hash();
    await resetPassword(tx, actor, id);
    assert.notEqual(await hash(), before);
    assert.equal((await getAccount(tx, actor, id)).account.hasSecondFactor, true);
    assert.equal((await getAccount(tx, actor, id)).account.mustChangePassword, true);
    await resetPassword(tx, actor, id, { removeFactor: true });
    assert.equal((await getAccount(tx, actor, id)).account.hasSecondFactor, false);
  });
});

test("a role is given within the actor's unit, once, and only where it fits", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor, id: self } = await buildAccount(tx, provinceAdmin);
    const { id } = await buildAccount(tx);
    const give = (role: string, unit: string, to = id) =>
      grantRole(tx, actor, to, GrantRole.parse({ role, unit }));
    await give("councilMember", "19");
    await assert.rejects(give("councilMember", "19"), {
      fields: { role: "Tài khoản đã có vai trò này ở đơn vị này." },
    });
    await assert.rejects(give("inspector", "24"), { code: "forbidden" });
    await assert.rejects(give("admin", "19"), (error: AppError) =>
      /tài khoản riêng/.test(error.fields["role"] ?? ""),
    );
    await assert.rejects(give("councilChair", "19", self), { code: "forbidden" });
  });
});

test("two administrators at one account: the second is told that the form is out of date", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, provinceAdmin);
    const { id, username } = await buildAccount(tx);
    const change = (name: string) =>
      updateAccount(tx, actor, id, UpdateAccount.parse({ name, username, version: "1" }));
    await change("Tên mới");
    await assert.rejects(change("Tên khác"), { code: "stale" });
    assert.equal((await getAccount(tx, actor, id)).account.name, "Tên mới");
  });
});

test("a subject of the national login belongs to one account", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor } = await buildAccount(tx, provinceAdmin);
    const [one, two] = [await buildAccount(tx), await buildAccount(tx)];
    await setNationalSubject(tx, actor, one.id, { subject: "012345678901" });
    assert.equal((await getAccount(tx, actor, one.id)).nationalSubject, "012345678901");
    await assert.rejects(setNationalSubject(tx, actor, two.id, { subject: "012345678901" }), {
      fields: { subject: "Mã định danh này đã gắn với tài khoản khác." },
    });
    await setNationalSubject(tx, actor, one.id, { subject: null });
    await setNationalSubject(tx, actor, two.id, { subject: "012345678901" });
  });
});

test("the operator's commands ask no rights, keep the rules, and are in the audit log under nobody's name", async () => {
  await rolledBack(database.db, async (tx) => {
    const input = { ...officer, role: "admin", unit: "VN" };
    const password = await operateCreate(tx, CreateAccount.parse(input));
    assert.match(password, /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    await assert.rejects(operateCreate(tx, CreateAccount.parse(input)), { code: "invalid" });
    await assert.rejects(
      operateCreate(tx, CreateAccount.parse({ ...input, role: "centralOfficer", unit: "19" })),
      { code: "invalid" },
    );
    const [made] = await tx.select().from(users).where(eq(users.username, officer.username));
    assert.equal(made?.mustChangePassword, true);
    assert.notEqual(await operateReset(tx, made.id, true), password);
    const rows = await tx.select().from(auditLog).where(eq(auditLog.subjectId, made.id));
    assert.deepEqual(
      rows.map(({ action, actorId }) => [action, actorId]),
      [
        ["account.created", null],
        ["account.passwordReset", null],
      ],
    );
  });
});
