/**
 * The roles of the programme, from the domain's list. What a role is held over is its `over`:
 * `own` (what the person or their producer holds), `unit` (a unit and all below it), `assigned`
 * (what a council, a team or a decision has put in the person's hands).
 */
export const roleTable = {
  producerOwner: { vi: "Chủ thể OCOP", over: "own", rank: "producer", legalActs: false },
  producerStaff: { vi: "Nhân viên của chủ thể", over: "own", rank: "producer", legalActs: false },
  communeOfficer: { vi: "Cán bộ cấp xã", over: "unit", rank: "official", legalActs: true },
  districtOfficer: { vi: "Cán bộ cấp huyện", over: "unit", rank: "official", legalActs: true },
  provinceOfficer: {
    vi: "Cán bộ văn phòng điều phối tỉnh",
    over: "unit",
    rank: "official",
    legalActs: true,
  },
  consultMember: {
    vi: "Thành viên tổ tư vấn",
    over: "assigned",
    rank: "official",
    legalActs: false,
  },
  councilMember: { vi: "Thành viên hội đồng", over: "assigned", rank: "official", legalActs: true },
  councilSecretary: { vi: "Thư ký hội đồng", over: "assigned", rank: "official", legalActs: true },
  councilChair: { vi: "Chủ tịch hội đồng", over: "assigned", rank: "official", legalActs: true },
  decisionMaker: { vi: "Người ký quyết định", over: "unit", rank: "official", legalActs: true },
  departmentOfficer: { vi: "Cán bộ sở, ngành", over: "unit", rank: "official", legalActs: false },
  inspector: { vi: "Cán bộ kiểm tra, giám sát", over: "unit", rank: "official", legalActs: true },
  centralOfficer: { vi: "Cán bộ trung ương", over: "unit", rank: "official", legalActs: false },
  auditor: { vi: "Kiểm toán (chỉ xem)", over: "unit", rank: "official", legalActs: false },
  admin: { vi: "Quản trị hệ thống", over: "unit", rank: "official", legalActs: true },
} as const satisfies Record<
  string,
  {
    vi: string;
    over: "own" | "unit" | "assigned";
    rank: "producer" | "official";
    legalActs: boolean;
  }
>;

export type Role = keyof typeof roleTable;
/** Every role, in the domain's order. */
export const roles = Object.keys(roleTable) as [Role, ...Role[]];

/** Officials answer for public acts: longer passwords, and a second factor where an act is legal. */
export type Rank = (typeof roleTable)[Role]["rank"];

/**
 * Roles that business permissions may name. The auditor reads everything through the kernel
 * itself; the administrator has users and settings and, by this type, nothing else.
 */
export type BusinessRole = Exclude<Role, "auditor" | "admin">;

/**
 * Roles that stand alone: who administers accounts could otherwise hand themselves a council's
 * sheets, and who audits could change what they audit.
 */
export const exclusiveRoles: readonly Role[] = ["admin", "auditor"];
