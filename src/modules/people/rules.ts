import type { Grant, Place } from "#core/access/actor.ts";
import { exclusiveRoles, type Rank, type Role, roleTable } from "#core/access/roles.ts";
import { provinceOf } from "#core/access/kernel.ts";

/** A row of `role_grants` as far as rights go. */
export type StoredGrant = {
  role: Role;
  placeVersion: string;
  placePath: string;
  holderId: string | null;
};

/** The grant that the kernel reads: what a role is held over follows from the role. */
export function toGrant(stored: StoredGrant): Grant {
  const { role, placeVersion: version, placePath: path, holderId } = stored;
  const { over } = roleTable[role];
  if (over === "own") return { role, jurisdiction: { kind: "own", holderId } };
  if (over === "unit") return { role, jurisdiction: { kind: "unit", version, path } };
  return { role, jurisdiction: { kind: "assigned", provinceCode: provinceOf(path) || null } };
}

/** Officials as soon as one role is an official's, or while there is none yet. */
export function rankOf(held: readonly Role[]): Rank {
  return held.length > 0 && held.every((role) => roleTable[role].rank === "producer")
    ? "producer"
    : "official";
}

/** Whether the account must have a second factor: some role of it performs legal acts. */
export function needsSecondFactor(held: readonly Role[]): boolean {
  return held.some((role) => roleTable[role].legalActs);
}

/** The levels of unit that a role may be over: communes are two steps deep, the country none. */
const levelsOf: Readonly<Record<Role, readonly number[]>> = {
  producerOwner: [2],
  producerStaff: [2],
  communeOfficer: [2],
  districtOfficer: [2],
  provinceOfficer: [1],
  consultMember: [1, 2],
  councilMember: [0, 1, 2],
  councilSecretary: [0, 1, 2],
  councilChair: [0, 1, 2],
  decisionMaker: [0, 1, 2],
  departmentOfficer: [1],
  inspector: [0, 1, 2],
  centralOfficer: [0],
  auditor: [0, 1, 2],
  admin: [0, 1, 2],
};

/** Steps from the country down: 0 country, 1 province, 2 commune (or district, in the former tree). */
export function depthOf(path: string): number {
  return path === "" ? 0 : path.split("/").length;
}

const levelNames = ["toàn quốc", "tỉnh", "xã"];

/**
 * Why a role over a unit cannot be added to the roles held, in Vietnamese, or null. Administrator
 * and auditor stand alone; officials and producers are different accounts, since a person who
 * judges must not file.
 */
export function grantFault(role: Role, place: Place, held: readonly Role[]): string | null {
  if (role === "districtOfficer")
    return "Từ 01/7/2025 không còn cấp huyện: vai trò này chỉ có trong dữ liệu cũ.";
  if (!levelsOf[role].includes(depthOf(place.path)))
    return `Vai trò này gắn với đơn vị cấp ${levelsOf[role].map((level) => levelNames[level]).join(" hoặc ")}.`;
  const others = held.filter((other) => other !== role);
  const alone = [role, ...others].find((each) => exclusiveRoles.includes(each));
  if (others.length > 0 && alone)
    return `Vai trò ${roleTable[alone].vi} phải là tài khoản riêng, không kèm vai trò khác.`;
  if (others.some((other) => roleTable[other].rank !== roleTable[role].rank))
    return "Tài khoản của chủ thể và tài khoản của cán bộ phải tách riêng.";
  return null;
}

const browsers = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/coc_coc|CocCoc/i, "Cốc Cốc"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;
const systems = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
] as const;

/** `Chrome trên Windows`: how people recognise a sign-in as theirs; a hint, since browsers may lie. */
export function deviceName(userAgent: string | null): string {
  const text = userAgent ?? "";
  const browser = browsers.find(([sign]) => sign.test(text))?.[1];
  const system = systems.find(([sign]) => sign.test(text))?.[1];
  if (!browser) return system ?? "Thiết bị không rõ";
  return system ? `${browser} trên ${system}` : browser;
}
