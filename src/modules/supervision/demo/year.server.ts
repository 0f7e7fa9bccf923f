import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import type { Standing } from "#modules/recognition/service/standing.server.ts";
import { concludeInspection } from "../service/conclude.server.ts";
import { findInspection, findingsOf } from "../service/load.server.ts";
import { answerFinding } from "../service/own.server.ts";
import { approvePlan, openPlan } from "../service/plans.server.ts";
import { addToPlan } from "../service/schedule.server.ts";
import { saveVisit } from "../service/visit.server.ts";
import { type Cast, mark, ownerOf } from "./cast.server.ts";

/** The products that the year's plan goes to. */
export type Visited = Readonly<
  Record<"periodic" | "unannounced" | "visited" | "concluded" | "kept", Standing>
>;

/** What the inspector of the demo finds at fault, and what is demanded for it. */
const faults = {
  "label:producer": {
    found: `Nhãn in địa chỉ cũ của cơ sở ${mark}`,
    demand: "In lại nhãn theo địa chỉ hiện nay; nhãn cũ không dùng nữa.",
  },
  "label:time": {
    found: `Lô đang bán không ghi ngày sản xuất ${mark}`,
    demand: "Ghi ngày sản xuất, hạn sử dụng trên từng bao bì.",
  },
} as const;
type Fault = keyof typeof faults;

/**
 * A plan of this year with a visit at every stage: two to come, one of them unannounced, one made
 * and not concluded, one concluded without a fault and one with two, of which the producer has
 * answered the first.
 */
export async function playYear(
  { db, files }: { db: Db; files: FileStore },
  cast: Cast,
  { on, products }: { on: Day; products: Visited },
): Promise<void> {
  const { planner, inspector } = cast;
  const year = Number(on.slice(0, 4));
  const [lastOfYear, later] = [`${year}-12-31`, addDays(on, 60)];
  const { id: planId } = await openPlan(db, planner, {
    title: `Kế hoạch kiểm tra sản phẩm OCOP năm ${year} ${mark}`,
    year,
    fromOn: `${year}-01-01`,
    // Late in a year a demo still has visits to come.
    toOn: later > lastOfYear ? later : lastOfYear,
  });
  const add = async (
    product: Standing,
    kind: "periodic" | "unannounced" | "postCheck",
    inDays: number,
  ): Promise<string> => {
    const { ids } = await addToPlan(db, planner, {
      planId,
      recognitionIds: [product.id],
      kind,
      plannedOn: addDays(on, inDays),
      leadId: inspector.userId,
      note: "",
    });
    return ids[0] ?? "";
  };
  await add(products.periodic, "periodic", 7);
  await add(products.unannounced, "unannounced", 12);
  const visited = await add(products.visited, "periodic", 0);
  const concluded = await add(products.concluded, "postCheck", 0);
  const kept = await add(products.kept, "periodic", 0);
  await approvePlan(db, planner, {
    planId,
    expectedVersion: 1,
    decisionNumber: "MẪU-15/QĐ-SNNMT",
    decisionOn: on,
  });
  await visit(db, inspector, { inspectionId: visited, on, notKept: ["label:time"] });
  await visit(db, inspector, { inspectionId: kept, on, notKept: [] });
  await conclude(db, inspector, { inspectionId: kept, on, notKept: [] });
  const both: readonly Fault[] = ["label:producer", "label:time"];
  await visit(db, inspector, { inspectionId: concluded, on, notKept: both });
  await conclude(db, inspector, { inspectionId: concluded, on, notKept: both });
  const [first] = await findingsOf(db, [concluded]);
  if (first)
    await answerFinding(
      { db, files },
      ownerOf(cast, products.concluded),
      {
        findingId: first.id,
        expectedVersion: first.version,
        text: `Đã đặt in lại nhãn, nhận ngày mai ${mark}`,
      },
      [],
    );
}

type Seen = { inspectionId: string; on: Day; notKept: readonly Fault[] };

async function visit(db: Db, lead: UserActor, { inspectionId, on, notKept }: Seen): Promise<void> {
  const { checklist } = await findInspection(db, inspectionId);
  const wrong: readonly string[] = notKept;
  await saveVisit(db, lead, {
    inspectionId,
    id: randomUUID(),
    on,
    latitude: 21.6,
    longitude: 105.85,
    accuracy: 15,
    people: `Trưởng đoàn kiểm tra, đại diện chủ thể ${mark}`,
    answers: Object.fromEntries(
      checklist.map(({ code }) => [
        code,
        wrong.includes(code)
          ? { mark: "notKept" as const, note: faults[code as Fault].found, photos: [] }
          : { mark: "kept" as const, note: "", photos: [] },
      ]),
    ),
    notes: "",
    producerSays: `Nhất trí với biên bản ${mark}`,
    photos: [],
    signatureDigest: null,
    signedName: `Đại diện chủ thể ${mark}`,
    deviceAt: null,
  });
}

async function conclude(
  db: Db,
  lead: UserActor,
  { inspectionId, on, notKept }: Seen,
): Promise<void> {
  const { version } = await findInspection(db, inspectionId);
  await concludeInspection(db, lead, {
    inspectionId,
    expectedVersion: version,
    conclusion:
      notKept.length === 0
        ? `Cơ sở giữ đúng các tiêu chí và nhãn đã được công nhận ${mark}`
        : `Cơ sở giữ các tiêu chí; nhãn còn ${notKept.length} nội dung phải khắc phục ${mark}`,
    demands: Object.fromEntries(
      notKept.map((code) => [
        code,
        { measure: "remedy", demand: faults[code].demand, dueOn: addDays(on, 10) },
      ]),
    ),
  });
}
