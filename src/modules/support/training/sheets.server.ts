import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { formatPhone } from "#core/input/phone.ts";
import type { Sheet, SheetCell, SheetColumn } from "#core/sheets/xlsx.server.ts";
import { sexes } from "#modules/producers/model.ts";
import { dayParts, traineeKinds } from "./model.ts";
import { describeClass, describeCourse } from "./service/list.server.ts";

const text = (head: string, width: number): SheetColumn => ({ head, kind: "text", width });
const whole = (head: string, width: number): SheetColumn => ({ head, kind: "whole", width });

type ClassView = Awaited<ReturnType<typeof describeClass>>;

const traineeColumns: readonly SheetColumn[] = [
  whole("TT", 6),
  text("Lớp", 16),
  text("Họ tên", 26),
  text("Giới tính", 9),
  text("Thành phần", 18),
  text("Chủ thể, đơn vị", 30),
  text("Điện thoại", 14),
  whole("Số buổi đã dự", 9),
  whole("Số buổi của lớp", 9),
  { head: "Tỷ lệ dự (%)", kind: "decimal", width: 9 },
  text("Giấy xác nhận số", 12),
  { head: "Ngày cấp", kind: "day", width: 12 },
];

/**
 * The people of a course as sheets: all of them with how often each was there, and one sheet a
 * class with who was at which meeting. For whoever sees the course; personal data is in it.
 */
export async function courseSheets(
  db: Db,
  actor: UserActor,
  courseId: string,
): Promise<{ title: string; sheets: readonly Sheet[] }> {
  const { course, classes } = await describeCourse(db, actor, courseId);
  const views: ClassView[] = [];
  for (const { group } of classes) views.push(await describeClass(db, actor, group.id));
  const marks = course.isDemo ? ", dữ liệu minh họa" : "";
  const about = `${course.title} (${course.year}${marks})`;
  const people = views.flatMap((view) => view.trainees.map((trainee) => ({ view, trainee })));
  return {
    title: `Học viên ${course.title}`,
    sheets: [
      {
        name: "Học viên",
        about,
        columns: traineeColumns,
        rows: once(people.map(({ view, trainee }, at) => traineeRow(view, trainee, at + 1))),
      },
      ...views.map((view, at) => attendanceSheet(view, at + 1, about)),
    ],
  };
}

async function* once(rows: readonly (readonly SheetCell[])[]) {
  yield rows;
}

function traineeRow(
  { group, sessions }: ClassView,
  trainee: ClassView["trainees"][number],
  number: number,
): SheetCell[] {
  const { present, certificateNumber, certificateYear } = trainee;
  const held = sessions.length;
  return [
    number,
    group.name,
    trainee.fullName,
    trainee.sex && sexes[trainee.sex],
    traineeKinds[trainee.kind],
    trainee.producerName ?? trainee.belongsTo,
    trainee.phone && formatPhone(trainee.phone),
    present,
    held,
    held === 0 ? null : Math.round((1000 * present) / held) / 10,
    certificateNumber === null ? null : `${certificateNumber}/${certificateYear}`,
    trainee.certifiedOn,
  ];
}

/** Who was at which meeting: there, away, or blank where nobody has noted it. */
function attendanceSheet(
  { group, sessions, trainees }: ClassView,
  number: number,
  about: string,
): Sheet {
  const there = sessions.map(({ present }) => new Set(present));
  return {
    // The number first: names of classes may be alike in their first thirty letters.
    name: `Điểm danh ${number}. ${group.name}`,
    about: `${about}: ${group.name}, ${group.place}`,
    columns: [
      whole("TT", 6),
      text("Họ tên", 28),
      ...sessions.map(({ heldOn, part }) => text(`${formatDay(heldOn)}, ${dayParts[part]}`, 11)),
      whole("Số buổi đã dự", 9),
      text("Ký tên", 14),
    ],
    rows: once(
      trainees.map(({ id, fullName, present }, at) => [
        at + 1,
        fullName,
        ...sessions.map(({ isNoted }, column) =>
          isNoted ? (there[column]?.has(id) ? "Có mặt" : "Vắng") : null,
        ),
        present,
        null,
      ]),
    ),
  };
}
