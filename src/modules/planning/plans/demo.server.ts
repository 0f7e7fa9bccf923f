import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { Services } from "#core/http/context.ts";
import { toGrant } from "#modules/people/rules.ts";
import { agencyIdsOf } from "#modules/people/service/agencies.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { demoVoucher } from "#modules/support/demo/content.ts";
import { plans, planTasks } from "./schema.server.ts";
import { issuePlan, openPlan, saveSheet } from "./service/edit.server.ts";
import { enterShippedPlan } from "./service/historic.server.ts";
import { recordSpending } from "./service/spending.server.ts";
import { saveTargets } from "./service/targets.server.ts";
import { actOnTask, giveTask } from "./service/tasks.server.ts";
import { shippedPlan, shippedPlanIds } from "./shipped.server.ts";
import type { TypedLine } from "./sheet.ts";

const province = "19";

/**
 * Gives a demo installation without plans those of the shipped documents, and one of this year of
 * the demo's province with targets, spending and tasks, by the same services as real ones; all say
 * that they are samples. True when it did.
 */
export async function loadDemoPlanning(
  { database: { db } }: Pick<Services, "database">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(plans)) > 0) return false;
  const people = await findPeople(db);
  const office = people.get("vanphong");
  const department = people.get("songanh");
  if (!office || !department) return false;
  await db.transaction(async (tx) => {
    for (const id of shippedPlanIds()) {
      const plan = shippedPlan(id);
      if (plan) await enterShippedPlan(tx, office, plan);
    }
  });
  await playThisYear(db, { office, department });
  return true;
}

async function findPeople(db: Db): Promise<Map<string, UserActor>> {
  const found = await searchOfficials(db, {
    roles: ["provinceOfficer", "departmentOfficer"],
    provinceCode: province,
    text: "",
  });
  return new Map(
    found.map(({ id, username, roles }) => [
      username,
      {
        kind: "user",
        userId: id,
        grants: roles.map(({ role, placePath }) =>
          toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
        ),
      },
    ]),
  );
}

const line = (id: string, depth: number, cells: TypedLine["cells"]): TypedLine => ({
  id,
  depth,
  partial: false,
  cells,
});

/** Invented figures of one year; their sums hold. */
const sheet: readonly TypedLine[] = [
  line("total", 0, {
    name: "Tổng cộng",
    total: "5.230",
    state: "3.180",
    integrated: "650",
    mobilised: "1.400",
  }),
  line("a", 1, { number: "1", name: "Đào tạo, tập huấn", total: "480", state: "480" }),
  line("a1", 2, {
    number: "1.1",
    name: "Tập huấn chủ thể mới tham gia",
    unit: "lớp",
    quantity: "6",
    unitCost: "50",
    total: "300",
    state: "300",
    lead: "Văn phòng Điều phối nông thôn mới tỉnh",
    quarter: "Quý I–II",
  }),
  line("a2", 2, {
    number: "1.2",
    name: "Tập huấn cán bộ cấp xã",
    unit: "lớp",
    quantity: "6",
    unitCost: "30",
    total: "180",
    state: "180",
    lead: "Văn phòng Điều phối nông thôn mới tỉnh",
    quarter: "Quý I",
  }),
  line("b", 1, {
    number: "2",
    name: "Hỗ trợ phát triển sản phẩm",
    total: "3.250",
    state: "1.500",
    integrated: "350",
    mobilised: "1.400",
  }),
  line("b1", 2, {
    number: "2.1",
    name: "Thiết kế, in bao bì, nhãn",
    unit: "sản phẩm",
    quantity: "40",
    unitCost: "30",
    total: "1.200",
    state: "600",
    mobilised: "600",
    lead: "Sở Công Thương",
    quarter: "Quý II–III",
  }),
  line("b2", 2, {
    number: "2.2",
    name: "Máy móc, thiết bị chế biến",
    unit: "cơ sở",
    quantity: "8",
    unitCost: "200",
    total: "1.600",
    state: "800",
    mobilised: "800",
    lead: "Sở Công Thương",
    quarter: "Quý II–IV",
  }),
  line("b3", 2, {
    number: "2.3",
    name: "Truy xuất nguồn gốc điện tử",
    unit: "sản phẩm",
    quantity: "45",
    unitCost: "10",
    total: "450",
    state: "100",
    integrated: "350",
    lead: "Sở Khoa học và Công nghệ",
    quarter: "Quý III",
  }),
  line("c", 1, {
    number: "3",
    name: "Xúc tiến thương mại, hội chợ",
    unit: "sự kiện",
    quantity: "3",
    unitCost: "300",
    total: "900",
    state: "600",
    integrated: "300",
    lead: "Sở Công Thương",
    quarter: "Quý III–IV",
  }),
  line("d", 1, {
    number: "4",
    name: "Đánh giá, phân hạng sản phẩm",
    unit: "đợt",
    quantity: "4",
    unitCost: "150",
    total: "600",
    state: "600",
    lead: "Văn phòng Điều phối nông thôn mới tỉnh",
    quarter: "Quý II–IV",
  }),
];

/** Invented targets of every commune of the province; what the plan states is their sum. */
async function targetsOf(db: Db): Promise<{ rows: string; stated: string }> {
  const { rows: communes } = await db.execute<{ code: string }>(sql`
    select code from place_units
    where version = ${currentVersion} and level = 'commune' and path like ${`${province}/%`}
    order by code`);
  const rows = communes.map(({ code }, at) => ({
    unit: code,
    cells: [at % 4 === 0 ? 1 : 0, at % 3 === 0 ? 2 : 1, at % 5 === 0 ? 0 : 1].map(String),
  }));
  const sum = (column: number) =>
    String(rows.reduce((total, { cells }) => total + Number(cells[column]), 0));
  return { rows: JSON.stringify(rows), stated: JSON.stringify([sum(0), sum(1), sum(2)]) };
}

async function playThisYear(
  db: Db,
  { office, department }: { office: UserActor; department: UserActor },
): Promise<void> {
  const on = await today(db);
  const year = on.slice(0, 4);
  const { id: planId } = await openPlan(db, office, {
    unitCode: province,
    title: `Kế hoạch Chương trình OCOP năm ${year} (dữ liệu mẫu)`,
    from: year,
    to: year,
    money: "million",
  });
  await saveSheet(db, office, {
    planId,
    lock: 1,
    rows: JSON.stringify(sheet),
    themes: JSON.stringify({ [year]: "Nâng hạng sản phẩm, truy xuất nguồn gốc" }),
  });
  await saveTargets(db, office, {
    planId,
    lock: 2,
    year,
    columns: JSON.stringify(["products-first", "products-valid", "communes-with-product"]),
    ...(await targetsOf(db)),
  });
  await issuePlan(db, office, { planId, lock: 3, documentNumber: "KH mẫu", issuedOn: on });
  const spent = { planId, source: "state" as const, spentOn: on };
  await recordSpending(db, office, {
    ...spent,
    lineId: "a1",
    amount: "150",
    paper: "Chứng từ mẫu 1",
  });
  await recordSpending(db, office, {
    ...spent,
    lineId: "d",
    amount: "212,5",
    paper: "Chứng từ mẫu 2",
  });
  // The voucher of the demo's paid claim: plan and claim lead to each other.
  await recordSpending(db, office, {
    ...spent,
    lineId: "b3",
    amount: "4,8",
    paper: demoVoucher,
  });
  await playTasks(db, { office, department }, { planId, on });
}

/** Tasks in the main states: of the department's officer, and of its agency with all who work there. */
async function playTasks(
  db: Db,
  { office, department }: { office: UserActor; department: UserActor },
  { planId, on }: { planId: string; on: Day },
): Promise<void> {
  const [agencyId = null] = await agencyIdsOf(db, department.userId);
  const own = { planId, assigneeId: department.userId };
  const { id: reported } = await giveTask(db, office, {
    ...own,
    title: "Báo cáo hỗ trợ bao bì, nhãn sáu tháng (mẫu)",
    details: "Số cơ sở, số sản phẩm, kinh phí đã hỗ trợ.",
    dueOn: addDays(on, 5),
  });
  await actOnTask(db, department, {
    taskId: reported,
    expectedVersion: 1,
    act: "answer",
    text: "Đã hỗ trợ 12 sản phẩm của 9 cơ sở (số liệu mẫu).",
  });
  const ofAgency = agencyId === null ? own : { planId, agencyId };
  await giveTask(db, office, {
    ...ofAgency,
    title: "Chuẩn bị gian hàng tại hội chợ của tỉnh (mẫu)",
    details: "",
    dueOn: addDays(on, 20),
  });
  const { id: again } = await giveTask(db, office, {
    ...ofAgency,
    title: "Danh sách cơ sở cần máy móc, thiết bị chế biến (mẫu)",
    details: "Tên cơ sở, loại máy, chi phí dự kiến.",
    dueOn: addDays(on, 2),
  });
  const text = "Có 6 cơ sở cần máy sấy, máy đóng gói (số liệu mẫu).";
  await actOnTask(db, department, { taskId: again, expectedVersion: 1, act: "answer", text });
  const remark = "Ghi thêm chi phí dự kiến của từng cơ sở (mẫu).";
  await actOnTask(db, office, { taskId: again, expectedVersion: 2, act: "return", text: remark });
  const { id: late } = await giveTask(db, office, {
    ...ofAgency,
    title: "Rà soát sản phẩm chưa truy xuất nguồn gốc điện tử (mẫu)",
    details: "Số sản phẩm của từng xã, lý do, thời gian khắc phục.",
    dueOn: on,
  });
  // A day that has passed cannot be given; nobody can live through it at the start of a program.
  await db
    .update(planTasks)
    .set({ dueOn: addDays(on, -6), givenAt: sql`now() - interval '20 days'` })
    .where(eq(planTasks.id, late));
}
