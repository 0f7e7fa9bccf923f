import type { UserActor } from "#core/access/actor.ts";
import { timeZone } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { Sheet, SheetCell } from "#core/sheets/xlsx.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { applicantKinds, ideaChannels, ideaKinds, ideaStates, ideaTracks } from "../model.ts";
import { type Idea, ideasPerPage, listIdeas } from "./service/read.server.ts";

const columns: Sheet["columns"] = [
  { head: "TT", kind: "whole", width: 6 },
  { head: "Ý tưởng", kind: "text", width: 28 },
  { head: "Xã, phường", kind: "text", width: 18 },
  { head: "Người đăng ký", kind: "text", width: 22 },
  { head: "Loại hình", kind: "text", width: 18 },
  { head: "Đã làm đến đâu", kind: "text", width: 22 },
  { head: "Nhóm khởi nghiệp", kind: "text", width: 13 },
  { head: "Bộ sản phẩm", kind: "text", width: 9 },
  { head: "Cách gửi", kind: "text", width: 13 },
  { head: "Ngày gửi", kind: "day", width: 12 },
  { head: "Tình trạng", kind: "text", width: 16 },
  { head: "Lý do", kind: "text", width: 28 },
];

const day = new Intl.DateTimeFormat("en-CA", { timeZone });

/**
 * The ideas of a year in the actor's area, page by page as the workbook is taken; names only of
 * applicants whom the actor may know, telephones and addresses never.
 */
export function ideasSheet(db: Db, actor: UserActor, year: number): Sheet {
  return {
    name: `Ý tưởng ${year}`,
    about: `Ý tưởng sản phẩm OCOP đăng ký năm ${year}`,
    columns,
    rows: pages(db, actor, year),
  };
}

async function* pages(db: Db, actor: UserActor, year: number) {
  for (let page = 1, given = 0; ; page++) {
    const { ideas, total } = await listIdeas(db, actor, { year, page });
    const units = await findUnits(
      db,
      ideas.map(({ unitVersion, unitCode }) => ({ version: unitVersion, code: unitCode })),
    );
    yield ideas.map((idea) =>
      rowOf(
        (given += 1),
        idea,
        units.get(keyOfRef({ version: idea.unitVersion, code: idea.unitCode }))?.fullName ?? null,
      ),
    );
    if (page * ideasPerPage >= total) return;
  }
}

function rowOf(number: number, idea: Idea, unit: string | null): readonly SheetCell[] {
  return [
    number,
    idea.title,
    unit,
    idea.by,
    idea.applicantKind === null ? null : applicantKinds[idea.applicantKind],
    ideaKinds[idea.kind],
    ideaTracks[idea.track],
    idea.setCode,
    ideaChannels[idea.channel],
    day.format(idea.registeredAt),
    ideaStates[idea.state],
    idea.reason,
  ];
}
