import writeWorkbook, { type SheetData } from "write-excel-file/node";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { applicantKinds, ideaChannels, ideaKinds, ideaStates, ideaTracks } from "../model.ts";
import { type Idea, ideasPerPage, listIdeas } from "./service/read.server.ts";

/** The most ideas of a year that one workbook holds. */
const mostRows = 20_000;

const heads = [
  "TT",
  "Ý tưởng",
  "Xã, phường",
  "Người đăng ký",
  "Loại hình",
  "Đã làm đến đâu",
  "Nhóm khởi nghiệp",
  "Bộ sản phẩm",
  "Cách gửi",
  "Ngày gửi",
  "Tình trạng",
  "Lý do",
] as const;
const widths = [6, 36, 24, 30, 28, 30, 22, 12, 18, 12, 24, 40];

/**
 * The ideas of a year in the actor's area as a workbook, with real dates; names only of applicants
 * whom the actor may know, telephones and addresses never.
 */
export async function ideasWorkbook(db: Db, actor: UserActor, year: number): Promise<Uint8Array> {
  const rows: Idea[] = [];
  for (let page = 1; rows.length < mostRows; page++) {
    const { ideas, total } = await listIdeas(db, actor, { year, page });
    rows.push(...ideas);
    if (page * ideasPerPage >= total) break;
  }
  const units = await findUnits(
    db,
    rows.map(({ unitVersion, unitCode }) => ({ version: unitVersion, code: unitCode })),
  );
  const data: SheetData = [
    heads.map((value) => ({ value, fontWeight: "bold" as const })),
    ...rows.map((idea, at) => [
      { value: at + 1, type: Number },
      text(idea.title),
      text(units.get(keyOfRef({ version: idea.unitVersion, code: idea.unitCode }))?.fullName),
      text(idea.by),
      text(idea.applicantKind === null ? null : applicantKinds[idea.applicantKind]),
      text(ideaKinds[idea.kind]),
      text(ideaTracks[idea.track]),
      text(idea.setCode),
      text(ideaChannels[idea.channel]),
      { value: idea.registeredAt, type: Date, format: "dd/mm/yyyy" },
      text(ideaStates[idea.state]),
      text(idea.reason),
    ]),
  ];
  return writeWorkbook(data, {
    sheet: `Y tuong ${year}`,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
}

/** A cell that a spreadsheet takes for text, whatever it begins with. */
function text(value: string | null | undefined) {
  return value === null || value === undefined
    ? null
    : { value, type: String, format: "@" as const };
}
