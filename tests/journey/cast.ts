import type { Seats } from "./council.ts";
import { commune, enter, openAccount, type Person } from "./people.ts";

/** One could sign everything; but a code of an authenticator is taken once, and then waited for. */
export type Signers = Readonly<Record<"chair" | "first" | "second" | "third", Person>>;

/** Everybody of a province who has a part in a dossier's way, besides its producer. */
export type Cast = {
  readonly office: Person;
  readonly commune: Person;
  readonly adviser: Person;
  readonly seats: Seats;
  /** The chair of the People's Committee and three deputies, who sign in turn. */
  readonly signers: Signers;
};

/** Has the administrator open everybody's account; each signs in and settles what the role asks. */
export async function gatherCast(
  address: string,
  first: { username: string; name: string; oneTime: string },
): Promise<Cast> {
  const admin = await enter(address, first);
  const open = (username: string, name: string, role: string, unit?: string) =>
    openAccount(admin, address, {
      username,
      name: `${name} (dữ liệu thử)`,
      role,
      ...(unit ? { unit } : {}),
    });
  return {
    office: await open("van.phong", "Cán bộ văn phòng", "provinceOfficer"),
    commune: await open("can.bo.xa", "Cán bộ xã", "communeOfficer", commune.code),
    adviser: await open("tu.van", "Người thẩm tra", "consultMember"),
    seats: {
      chair: await open("chu.tich", "Chủ tịch hội đồng", "councilChair"),
      deputy: await open("pho.chu.tich", "Phó Chủ tịch hội đồng", "councilChair"),
      members: [await open("thanh.vien", "Thành viên hội đồng", "councilMember")],
      secretary: await open("thu.ky", "Thư ký hội đồng", "councilSecretary"),
    },
    signers: {
      chair: await open("chu.tich.tinh", "Chủ tịch tỉnh", "decisionMaker"),
      first: await open("pho.chu.tich.mot", "Phó Chủ tịch tỉnh thứ nhất", "decisionMaker"),
      second: await open("pho.chu.tich.hai", "Phó Chủ tịch tỉnh thứ hai", "decisionMaker"),
      third: await open("pho.chu.tich.ba", "Phó Chủ tịch tỉnh thứ ba", "decisionMaker"),
    },
  };
}
