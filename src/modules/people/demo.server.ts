import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Role, roleTable } from "#core/access/roles.ts";
import type { Database } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { deriveSecret, readSecret } from "#core/session/secret.ts";
import { currentVersion } from "#modules/places/model.ts";
import { getUnit } from "#modules/places/service/units.server.ts";
import { hashPassword } from "./auth.server.ts";
import { agencies, users } from "./schema.server.ts";
import { insertAccount } from "./service/account-rows.server.ts";

/** One invented account for each role; nobody's name. */
export type DemoAccount = { username: string; name: string; role: Role; unit: string };

/** Units of the demo: a province of today and two of its communes; the country is `VN`. */
const province = "19";
const commune = "05692";

const demoRoles: readonly (readonly [Role, string, unit: string])[] = [
  ["admin", "quantri", province],
  ["provinceOfficer", "vanphong", province],
  ["communeOfficer", "canboxa", commune],
  ["producerOwner", "chuthe", commune],
  ["producerStaff", "nhanvien", commune],
  ["consultMember", "tuvan", province],
  ["councilMember", "hoidong", province],
  ["councilSecretary", "thuky", province],
  ["councilChair", "chutich", province],
  ["decisionMaker", "nguoiky", province],
  ["departmentOfficer", "songanh", province],
  ["inspector", "kiemtra", province],
  ["centralOfficer", "trunguong", "VN"],
  ["auditor", "kiemtoan", province],
];

/** The accounts that a demo installation has, for the start to print. Districts ended in 2025: none has that role. */
export const demoAccounts: readonly DemoAccount[] = demoRoles.map(([role, username, unit]) => ({
  username,
  name: `${roleTable[role].vi} (tài khoản mẫu)`,
  role,
  unit,
}));

/** A consultant who helps a producer by contract, and so may not appraise its dossiers as the other does. */
const demoHelper = {
  username: "tuvan2",
  name: "Tư vấn đồng hành (tài khoản mẫu)",
  role: "consultMember" as const,
};

/** Further people of the demo, whom one account for each role cannot stand for: a council's, and a consultant. */
export const demoColleagues: readonly DemoAccount[] = [
  { username: "phochutich", name: "Phó Chủ tịch hội đồng (tài khoản mẫu)", role: "councilChair" },
  ...Array.from({ length: 6 }, (_, at) => ({
    username: `hoidong${at + 2}`,
    name: `Thành viên hội đồng ${at + 2} (tài khoản mẫu)`,
    role: "councilMember" as const,
  })),
  demoHelper,
].map((account) => ({ ...account, role: account.role as Role, unit: province }));

/**
 * The password of this installation's demo accounts: made from its own secret, so that two
 * installations never share one and every start can print it.
 */
export function demoPassword(env: Env): string {
  const digest = createHash("sha256")
    .update(deriveSecret(readSecret(env), "demo-password"))
    .digest();
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const text = Array.from(digest.subarray(0, 12), (byte) => letters[byte % letters.length]).join(
    "",
  );
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

/** Whether this installation may have demo accounts: asked for, and embedded; never on a server. */
export function isDemoInstallation(database: Database, env: Env): boolean {
  return env.OCOP_DEMO && database.engine === "embedded" && env.NODE_ENV !== "production";
}

/**
 * Opens the demo accounts in a database that has no account yet; needs the units loaded. True
 * when it did. Refuses quietly wherever `isDemoInstallation` does not hold.
 */
export async function loadDemoPeople(database: Database, env: Env): Promise<boolean> {
  if (!isDemoInstallation(database, env)) return false;
  const hash = await hashPassword(demoPassword(env));
  return database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ocop.demoPeople'))`);
    if ((await tx.$count(users)) > 0) return false;
    const places = new Map([["VN", { version: currentVersion, path: "" }]]);
    for (const code of [province, commune]) {
      const { path } = await getUnit(tx, { version: currentVersion, code });
      places.set(code, { version: currentVersion, path });
    }
    const sample = {
      placeVersion: currentVersion,
      placePath: province,
      isDemo: true,
    } as const;
    const [office, department, consultancy] = await tx
      .insert(agencies)
      .values([
        { ...sample, name: "Văn phòng điều phối (cơ quan mẫu)", kind: "office" },
        { ...sample, name: "Sở, ngành của tỉnh (cơ quan mẫu)", kind: "department" },
        { ...sample, name: "Đơn vị tư vấn (cơ quan mẫu)", kind: "other" },
      ])
      .returning({ id: agencies.id });
    const agencyOf: Readonly<Record<string, string | undefined>> = {
      vanphong: office?.id,
      songanh: department?.id,
      [demoHelper.username]: consultancy?.id,
    };
    for (const { username, name, role, unit } of [...demoAccounts, ...demoColleagues]) {
      const place = places.get(unit);
      if (!place) throw new Error(`the demo has no unit ${unit}`);
      await insertAccount(tx, {
        username,
        name,
        email: null,
        title: null,
        agencyId: agencyOf[username] ?? null,
        role,
        place,
        hash,
        grantedBy: null,
        isDemo: true,
      });
    }
    return true;
  });
}

/** What the start prints in a demo: the accounts and their password. */
export function demoAccountsText(env: Env): string {
  const lines = demoAccounts.map(
    ({ username, role }) => `  ${username.padEnd(10)} ${roleTable[role].vi}`,
  );
  const others = demoColleagues.filter(({ role }) => role !== demoHelper.role);
  lines.push(`  Hội đồng mẫu còn có: ${others.map(({ username }) => username).join(", ")}`);
  lines.push(`  ${demoHelper.username.padEnd(10)} Tư vấn đồng hành phương án theo hợp đồng`);
  return `Tài khoản mẫu (chỉ có ở bản dùng thử), mật khẩu chung ${demoPassword(env)}:\n${lines.join("\n")}\n`;
}
