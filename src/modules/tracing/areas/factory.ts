import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { ProposeArea } from "./inputs.ts";
import { acceptVersion } from "./service/decide.server.ts";
import { proposeArea } from "./service/propose.server.ts";

/** A field of about one hectare in Đồng Hỷ (19/05692), corners a line each. */
export const cornersInDongHy =
  "21.673, 105.834\n21.673, 105.835\n21.6739, 105.835\n21.6739, 105.834";

/** A growing area as a form sends it, with total defaults. */
export function builtArea(producerId: string, wanted: Partial<ProposeArea> = {}): ProposeArea {
  return {
    producerId,
    areaId: null,
    expectedSeq: 0,
    name: "Vùng chè xóm Khe Vai",
    crop: "Chè trung du",
    areaCode: "",
    area: "1,03",
    areaUnit: "ha",
    areaNote: "",
    standard: "none",
    standardName: "",
    paperId: "",
    standardUntil: "",
    communeCode: "",
    products: [],
    position: "",
    drawn: cornersInDongHy,
    epsg: "",
    isPublic: "1",
    ...wanted,
  };
}

/** A growing area that was accepted by this officer; the id of it and of its version. */
export async function buildArea(
  db: Db,
  by: { readonly owner: UserActor; readonly officer: UserActor },
  form: ProposeArea,
): Promise<{ areaId: string; versionId: string }> {
  const made = await proposeArea(db, by.owner, form);
  await acceptVersion(db, by.officer, { versionId: made.versionId });
  return made;
}
