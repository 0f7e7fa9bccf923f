import type { Role } from "#core/access/roles.ts";

/** First pages by role, the first that fits; whoever has none of these begins at their account. */
const starts: readonly { readonly path: string; readonly roles: readonly Role[] }[] = [
  { path: "/ho-so", roles: ["producerOwner", "producerStaff"] },
  {
    path: "/van-phong",
    roles: ["communeOfficer", "districtOfficer", "provinceOfficer", "centralOfficer"],
  },
  { path: "/quyet-dinh", roles: ["decisionMaker"] },
  { path: "/kiem-tra", roles: ["inspector"] },
  { path: "/ke-hoach/nhiem-vu", roles: ["departmentOfficer"] },
  { path: "/van-phong/bang", roles: ["auditor"] },
  { path: "/phien", roles: ["councilMember", "councilSecretary", "councilChair"] },
  { path: "/tu-van", roles: ["consultMember"] },
  { path: "/quan-tri/tai-khoan", roles: ["admin"] },
];

/** The page where somebody's work begins. `holds`: whether they hold any of these roles. */
export function startOf(holds: (...roles: readonly Role[]) => boolean): string {
  return starts.find(({ roles }) => holds(...roles))?.path ?? "/tai-khoan";
}
