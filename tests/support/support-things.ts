import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { buildClaim, buildMeasure, buildRight } from "#modules/support/factory.ts";
import {
  addMeetingLine,
  saveContract,
  saveMeeting,
  savePartner,
} from "#modules/support/partners/service/partners.server.ts";
import { describePartner } from "#modules/support/partners/service/list.server.ts";
import {
  certifyClass,
  noteAttendance,
} from "#modules/support/training/service/attendance.server.ts";
import {
  addSession,
  openClass,
  saveCourse,
} from "#modules/support/training/service/courses.server.ts";
import { addTrainee } from "#modules/support/training/service/trainees.server.ts";
import { describeClass } from "#modules/support/training/service/list.server.ts";

/** A producer's right and claim, and the office's measure, class, partner and meeting. */
export type SupportThings = {
  readonly measure: string;
  readonly right: string;
  /** Filed, with a paper in its first place. */
  readonly claim: string;
  readonly course: string;
  readonly class: string;
  readonly classSession: string;
  /** Of the producer, with a certificate. */
  readonly trainee: string;
  readonly partner: string;
  readonly contract: string;
  readonly partnerMeeting: string;
};

/** Everything of support that somebody else must not reach; the word stands wherever people write. `digest`: a stored content. */
export async function buildSupportThings(
  db: Db,
  {
    owner,
    office,
    producerId,
    path,
    word,
    digest,
    measureName = "Biện pháp thử",
  }: {
    owner: UserActor;
    office: UserActor;
    producerId: string;
    /** Of a commune. */
    path: string;
    word: string;
    digest: string;
    /** Every producer of the province may read it. */
    measureName?: string;
  },
): Promise<SupportThings> {
  const on = await today(db);
  const code = word.slice(0, 28);
  const measure = await buildMeasure(db, office, {
    code,
    name: measureName,
    what: measureName,
    papers: measureName,
    grantedFor: "known",
    minStars: "",
    oncePer: "producer",
  });
  const right = await buildRight(db, { measureId: measure, producerId });
  const producer = { id: producerId, provinceCode: path.slice(0, 2) };
  const wanted = { rightId: right, digest, producer, purpose: word, keys: ["p1"] };
  const claim = await buildClaim(db, owner, wanted);
  const trained = await buildTraining(db, office, { producerId, word, on });
  const { id: partner } = await savePartner(db, office, null, {
    expectedVersion: 0,
    name: word,
    kind: "consultant",
    skills: ["product"],
    sectors: [],
    areas: word,
    contact: word,
    phone: "",
    note: word,
    isActive: "1",
  });
  await saveContract(db, office, {
    partnerId: partner,
    number: word,
    subject: word,
    amount: "",
    signedOn: addDays(on, -10),
    endsOn: "",
    producerId: "",
  });
  const { contracts } = await describePartner(db, office, partner);
  const { id: meeting } = await saveMeeting(db, office, {
    title: word,
    heldOn: on,
    place: word,
    topics: word,
  });
  const came = { meetingId: meeting, producerId: "", people: "1", agreement: word };
  await addMeetingLine(db, office, { ...came, partnerId: partner });
  return {
    measure,
    right,
    claim,
    ...trained,
    partner,
    contract: contracts[0]?.id ?? "",
    partnerMeeting: meeting,
  };
}

async function buildTraining(
  db: Db,
  office: UserActor,
  { producerId, word, on }: { producerId: string; word: string; on: string },
) {
  const { id: course } = await saveCourse(db, office, null, {
    expectedVersion: 0,
    title: word,
    year: on.slice(0, 4),
    audience: "producers",
    topics: word,
    organiser: word,
    sharePercent: "80",
  });
  const room = { courseId: course, name: word, place: word, trainer: word };
  const { id: group } = await openClass(db, office, room);
  await addSession(db, office, { classId: group, heldOn: on, part: "day", topic: word });
  const { id: trainee } = await addTrainee(db, office, {
    classId: group,
    kind: "producer",
    fullName: word,
    sex: "female",
    phone: "",
    producerId,
    belongsTo: word,
  });
  const { sessions } = await describeClass(db, office, group);
  const session = sessions[0]?.id ?? "";
  await noteAttendance(db, office, { sessionId: session, present: [trainee] });
  await certifyClass(db, office, { classId: group });
  return { course, class: group, classSession: session, trainee };
}
