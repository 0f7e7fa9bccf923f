import type { UserActor } from "#core/access/actor.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import {
  addAdvice,
  addMeetingLine,
  saveContract,
  saveMeeting,
  savePartner,
} from "../partners/service/partners.server.ts";
import { certifyClass, noteAttendance } from "../training/service/attendance.server.ts";
import {
  addSession,
  moveCourse,
  openClass,
  saveCourse,
} from "../training/service/courses.server.ts";
import { addTrainee } from "../training/service/trainees.server.ts";
import { describeClass } from "../training/service/list.server.ts";
import { mark } from "./content.ts";

/** The product of the demo whose business plan is carried out. */
const carriedOut = "Mật ong hoa nhãn";

/** A course with one class, its people, and certificates for those who came. `producerId`: sends two of them. */
export async function playTraining(
  db: Db,
  office: UserActor,
  producerId: string | null,
): Promise<void> {
  const on = await today(db);
  const heldOn = addDays(on, -7);
  const { id: courseId } = await saveCourse(db, office, null, {
    expectedVersion: 0,
    title: `Kể chuyện sản phẩm và bán hàng trên mạng ${mark}`,
    year: heldOn.slice(0, 4),
    audience: "producers",
    topics: "Câu chuyện sản phẩm; chụp ảnh bằng điện thoại; đăng bán, trả lời khách.",
    organiser: "Văn phòng điều phối (cơ quan mẫu)",
    sharePercent: "80",
  });
  const { id: classId } = await openClass(db, office, {
    courseId,
    name: "Lớp 1",
    place: "Hội trường mẫu",
    trainer: "Giảng viên mẫu",
  });
  for (const part of ["morning", "afternoon"] as const)
    await addSession(db, office, { classId, heldOn, part, topic: "" });
  const people: string[] = [];
  for (const [at, sex] of (["female", "male", "female", ""] as const).entries()) {
    const isSent = at < 2 && producerId !== null;
    const { id } = await addTrainee(db, office, {
      classId,
      kind: isSent ? "producer" : "officer",
      fullName: `Học viên mẫu ${at + 1}`,
      sex,
      phone: "",
      producerId: isSent ? producerId : "",
      belongsTo: isSent ? "" : "UBND xã (mẫu)",
    });
    people.push(id);
  }
  const { sessions } = await describeClass(db, office, classId);
  for (const [at, { id: sessionId }] of sessions.entries())
    await noteAttendance(db, office, {
      sessionId,
      present: at === 0 ? people : people.slice(0, 3),
    });
  await certifyClass(db, office, { classId });
  await moveCourse(db, office, { courseId, expectedVersion: 1, step: "open" });
}

/** A consultant and a retailer, with contracts, an advice and a meeting. */
export async function playPartners(
  db: Db,
  { office, consultancyId }: { readonly office: UserActor; readonly consultancyId: string | null },
  producerId: string | null,
): Promise<void> {
  const on = await today(db);
  const common = { expectedVersion: 0, contact: "", phone: "", note: "", isActive: "1" };
  const { id: consultant } = await savePartner(db, office, null, {
    ...common,
    name: `Đơn vị tư vấn mẫu ${mark}`,
    kind: "consultant",
    skills: ["product", "packaging", "tracing"],
    sectors: ["food", "drinks"],
    areas: "Toàn tỉnh",
    agencyId: consultancyId,
  });
  const { id: retailer } = await savePartner(db, office, null, {
    ...common,
    name: `Chuỗi cửa hàng mẫu ${mark}`,
    kind: "retailer",
    skills: ["trade"],
    sectors: ["food"],
    areas: "Hà Nội",
  });
  await saveContract(db, office, {
    partnerId: consultant,
    number: "01/HĐ-MẪU",
    subject: `Tư vấn hoàn thiện bao bì, nhãn cho 5 sản phẩm ${mark}`,
    amount: "50 triệu",
    signedOn: addDays(on, -400),
    endsOn: addDays(on, -35),
    producerId: "",
  });
  await helpWithPlan(db, office, { partnerId: consultant, on });
  const { id: meetingId } = await saveMeeting(db, office, {
    title: `Kết nối đối tác với chủ thể ${mark}`,
    heldOn: addDays(on, -30),
    place: "Hội trường mẫu",
    topics: "",
  });
  if (producerId === null) return;
  await addAdvice(db, office, {
    partnerId: consultant,
    producerId,
    productId: "",
    advisedOn: addDays(on, -380),
    what: `Sửa nhãn theo quy định ghi nhãn hàng hóa ${mark}`,
  });
  await addMeetingLine(db, office, {
    meetingId,
    partnerId: retailer,
    producerId,
    people: "3",
    agreement: `Bày bán thử ba tháng ở hai cửa hàng ${mark}`,
  });
}

/** A contract that runs, with the producer whose business plan is carried out: its consultant reads the plan. */
async function helpWithPlan(
  db: Db,
  office: UserActor,
  { partnerId, on }: { readonly partnerId: string; readonly on: Day },
): Promise<void> {
  const { products } = await listProducts(db, office, { text: carriedOut });
  const product = products.find(({ name }) => name.startsWith(carriedOut));
  if (!product) return;
  await saveContract(db, office, {
    partnerId,
    number: "02/HĐ-MẪU",
    subject: `Đồng hành triển khai phương án kinh doanh ${mark}`,
    amount: "20 triệu",
    signedOn: addDays(on, -90),
    endsOn: addDays(on, 180),
    producerId: product.producerId,
  });
}
