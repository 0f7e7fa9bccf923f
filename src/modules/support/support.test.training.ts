import assert from "node:assert/strict";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { builtIdea } from "#modules/cycle/factory.ts";
import { registerFor } from "#modules/cycle/ideas/service/register.server.ts";
import { ideas } from "#modules/cycle/schema.server.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { rolledBack } from "#tests/support/db.ts";
import { readOwnSupport } from "./service/own.server.ts";
import { certifyClass, noteAttendance } from "./training/service/attendance.server.ts";
import {
  addSession,
  openClass,
  removeSession,
  saveCourse,
} from "./training/service/courses.server.ts";
import { addTrainee, inviteOwners, removeTrainee } from "./training/service/trainees.server.ts";
import { courseSheets } from "./training/sheets.server.ts";
import { getAttendanceCertificate } from "./training/documents/certificate.server.ts";
import {
  describeClass,
  describeCourse,
  listCourses,
  trainingFigures,
} from "./training/service/list.server.ts";
import { database, fails, rowsOf } from "./support.test.world.ts";

test("certificates of attendance go to who was there often enough, numbered without gaps, and figures count women and people once", () =>
  rolledBack(database.db, async (db) => {
    const { ground } = await buildCertified(db);
    const office = ground.province;
    const on = await today(db);
    const year = Number(on.slice(0, 4));
    const { id: courseId } = await saveCourse(db, office, null, {
      expectedVersion: 0,
      title: "Kể chuyện sản phẩm",
      year: String(year),
      audience: "producers",
      topics: "",
      organiser: "Văn phòng thử nghiệm",
      sharePercent: "60",
    });
    const place = { courseId, name: "Lớp 1", place: "Hội trường", trainer: "" };
    const { id: classId } = await openClass(db, office, place);
    await assert.rejects(openClass(db, office, place), fails("conflict"));
    await addSession(db, office, { classId, heldOn: on, part: "morning", topic: "" });
    await addSession(db, office, { classId, heldOn: on, part: "afternoon", topic: "" });
    // A mistyped day: of another year, at a time that is taken, or simply the wrong one.
    const other = `${year - 1}-06-01`;
    const meet = (heldOn: string, part: "day" | "morning") =>
      addSession(db, office, { classId, heldOn, part, topic: "" });
    await assert.rejects(meet(other, "day"), fails("invalid", new RegExp(`năm ${year}`)));
    await assert.rejects(meet(on, "day"), fails("conflict"));
    await assert.rejects(meet(on, "morning"), fails("conflict"));
    const wrong = on.endsWith("-12-30") ? `${year}-12-29` : `${year}-12-30`;
    await meet(wrong, "day");
    const mistaken = (await describeClass(db, office, classId)).sessions.find(
      ({ heldOn }) => heldOn === wrong,
    );
    const sessionId = mistaken?.id ?? "";
    await assert.rejects(
      removeSession(db, await buildOfficer(db, "provinceOfficer", "01"), { sessionId }),
      fails("notFound"),
    );
    await removeSession(db, office, { sessionId });
    await assert.rejects(
      saveCourse(db, office, courseId, {
        expectedVersion: 1,
        title: "Kể chuyện sản phẩm",
        year: String(year - 1),
        audience: "producers",
        topics: "",
        organiser: "Văn phòng thử nghiệm",
        sharePercent: "60",
      }),
      fails("invalid", /không thuộc năm này/),
    );
    const person = (fullName: string, sex: string, producerId = "") =>
      addTrainee(db, office, {
        classId,
        kind: producerId ? "producer" : "other",
        fullName,
        sex,
        phone: "",
        producerId,
        belongsTo: "",
      });
    const lan = await person("Nguyễn Thị Lan", "female", ground.producerId);
    const minh = await person("Trần Minh", "");
    await assert.rejects(person("Trần  Minh", ""), fails("conflict"));
    await assert.rejects(certifyClass(db, office, { classId }), fails("unprocessable"));
    const [one, two] = (await describeClass(db, office, classId)).sessions;
    const note = (sessionId: string | undefined, present: string[]) =>
      noteAttendance(db, office, { sessionId: sessionId ?? "", present });
    await note(one?.id, [lan.id, minh.id]);
    await assert.rejects(
      removeSession(db, office, { sessionId: one?.id ?? "" }),
      fails("conflict", /đã điểm danh/),
    );
    await note(two?.id, [lan.id]);
    // Entered by mistake: gone, with the meeting that was missed. Who was there once stays.
    const hoa = await person("Lê Hoa", "", ground.producerId);
    await note(two?.id, [lan.id]);
    const drop = (traineeId: string, by = office) => removeTrainee(db, by, { classId, traineeId });
    await assert.rejects(drop(minh.id), fails("conflict", /đã dự học/));
    await assert.rejects(
      drop(hoa.id, await buildOfficer(db, "provinceOfficer", "01")),
      fails("notFound"),
    );
    await drop(hoa.id);
    await assert.rejects(drop(hoa.id), fails("notFound"));
    const left = (await describeClass(db, office, classId)).trainees;
    assert.deepEqual(left.map(({ id }) => id).toSorted(), [lan.id, minh.id].toSorted());
    assert.equal(await certifyClass(db, office, { classId }), 1);
    assert.equal(await certifyClass(db, office, { classId }), 0);
    // As a workbook: everybody with how often there, and a sheet of who was at which meeting.
    const { sheets } = await courseSheets(db, office, courseId);
    const [people, first] = sheets;
    assert.ok(people && first);
    const [everybody, meetings] = [await rowsOf(people), await rowsOf(first)];
    assert.deepEqual(
      everybody.map((row) => [row[2], row[7], row[8], row[9], row[10], row[11]]),
      [
        ["Nguyễn Thị Lan", 2, 2, 100, `1/${year}`, on],
        ["Trần Minh", 1, 2, 50, null, null],
      ],
    );
    assert.deepEqual(
      meetings.map((row) => row.slice(1, 5)),
      [
        ["Nguyễn Thị Lan", "Có mặt", "Có mặt", 2],
        ["Trần Minh", "Có mặt", "Vắng", 1],
      ],
    );
    // What a certificate says stays so: its holder was there, of so many meetings.
    await assert.rejects(note(two?.id, [minh.id]), fails("conflict", /Nguyễn Thị Lan/));
    await assert.rejects(
      addSession(db, office, { classId, heldOn: addDays(on, 1), part: "morning", topic: "" }),
      fails("conflict", /giấy xác nhận/),
    );
    const paper = await getAttendanceCertificate(db, ground.owner, lan.id);
    assert.match(JSON.stringify(paper), /Nguyễn Thị Lan.*2\/2 buổi/);
    await assert.rejects(getAttendanceCertificate(db, ground.owner, minh.id), fails("notFound"));
    await note(two?.id, [lan.id, minh.id]);
    assert.equal(await certifyClass(db, office, { classId }), 1);
    assert.deepEqual(
      (await describeClass(db, office, classId)).trainees.map((each) => each.certificateNumber),
      [1, 2],
    );
    assert.deepEqual(await trainingFigures(db, { provinceCode: "19", year }), {
      classes: 1,
      trainees: 2,
      women: 1,
      certificates: 2,
    });
    const [listed] = await listCourses(db, office);
    assert.deepEqual(
      [listed?.classes, listed?.trainees, listed?.women, listed?.certified],
      [1, 2, 1, 2],
    );
    const [group] = (await describeCourse(db, office, courseId)).classes;
    assert.deepEqual([group?.sessions, group?.trainees, group?.firstOn], [2, 2, on]);
    const stranger = await buildOfficer(db, "provinceOfficer", "01");
    await assert.rejects(courseSheets(db, stranger, courseId), fails("notFound"));
    await assert.rejects(describeClass(db, stranger, classId), fails("notFound"));
    const signer = await buildOfficer(db, "decisionMaker", "19");
    await assert.rejects(describeClass(db, signer, classId), fails("notFound"));
  }));

test("owners of the year's chosen ideas are invited to a class, each once; a producer reads when and where, and how often it was there", () =>
  rolledBack(database.db, async (db) => {
    const { ground } = await buildCertified(db, { endsIn: 1_000 });
    const office = ground.province;
    const on = await today(db);
    const year = Number(on.slice(0, 4));
    const chosen = async (title: string, producerId: string | null) => {
      const applicantName = producerId === null ? "Trần Mẫu" : "Nguyễn Thị Thử";
      const { id } = await registerFor(db, office, builtIdea({ title, applicantName }));
      await db.update(ideas).set({ state: "chosen", producerId }).where(eq(ideas.id, id));
      return id;
    };
    const tied = await chosen("Chè dây thử nghiệm", ground.producerId);
    const untied = await chosen("Mật ong thử nghiệm", null);
    const { id: courseId } = await saveCourse(db, office, null, {
      expectedVersion: 0,
      title: "Lập phương án",
      year: String(year),
      audience: "ideaOwners",
      topics: "",
      organiser: "Văn phòng thử nghiệm",
      sharePercent: "80",
    });
    const place = { courseId, name: "Lớp 1", place: "Hội trường", trainer: "" };
    const { id: classId } = await openClass(db, office, place);
    await addSession(db, office, { classId, heldOn: on, part: "morning", topic: "" });
    const waiting = async (actor = office) =>
      (await describeClass(db, actor, classId)).owners.map(({ ideaId }) => ideaId);
    assert.deepEqual(await waiting(), [tied, untied]);
    // Whoever may not reach the applicants is offered none of them.
    const department = await buildOfficer(db, "departmentOfficer", "19");
    assert.deepEqual(await waiting(department), []);
    const invite = (wanted: string[], names: Record<string, string>, actor = office) =>
      inviteOwners(db, actor, { classId, ideas: wanted, names });
    const names = { [tied]: "Nguyễn Thị  Thử ", [untied]: "Trần Mẫu" };
    await assert.rejects(invite([], names), fails("invalid"));
    await assert.rejects(invite([tied, untied], { [tied]: "Thử" }), fails("invalid", /Mật ong/));
    await assert.rejects(invite([tied], names, department), fails("notFound"));
    assert.deepEqual(await waiting(), [tied, untied]);
    assert.equal(await invite([tied], names), 1);
    assert.deepEqual(await waiting(), [untied]);
    assert.equal(await invite([tied, untied], names), 1);
    const [message] = await db
      .select({ body: dossierMessages.body })
      .from(dossierMessages)
      .where(eq(dossierMessages.subject, "Mời dự tập huấn: Lập phương án"));
    assert.match(message?.body ?? "", /Nguyễn Thị Thử[\s\S]*Hội trường[\s\S]*\(sáng\)/);

    const own = async () => (await readOwnSupport(db, ground.owner)).trainings;
    const [before] = await own();
    assert.deepEqual(
      [before?.course, before?.place, before?.present, before?.sessions.map((one) => one.heldOn)],
      ["Lập phương án", "Hội trường", 0, [on]],
    );
    const [session] = before?.sessions ?? [];
    await noteAttendance(db, office, {
      sessionId: session?.id ?? "",
      present: [before?.traineeId ?? ""],
    });
    assert.equal((await own())[0]?.present, 1);
  }));
