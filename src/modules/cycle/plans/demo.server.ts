import type { UserActor } from "#core/access/actor.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Services } from "#core/http/context.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount } from "#modules/people/service/holders.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { businessPlanProgress } from "../works/schema.server.ts";
import { addTask, changeTask, moveTask } from "../works/service/tasks.server.ts";
import { addVisit } from "../works/service/visits.server.ts";
import { decidePlan, filledParts } from "./factory.ts";
import { filePlan } from "./service/decide.server.ts";
import { describeWorks } from "./service/describe.server.ts";
import { authorisedPlan, setOfPlan } from "./service/load.server.ts";
import { openPlan } from "./service/open.server.ts";
import { savePart, saveStanding } from "./service/write.server.ts";
import { businessPlans } from "./schema.server.ts";
import { shownStanding } from "./standing.ts";

type Ground = Pick<Services, "files"> & { readonly db: Services["database"]["db"] };
type Cast = { readonly office: UserActor; readonly ownerId: string };

/** Products of the demo that have no dossier under way: the first is carried out, the second waits. */
const names = { chosen: "Mật ong hoa nhãn", filed: "Mật ong bạc hà" };

/**
 * Gives a demo installation that has no business plan yet one that is carried out, with tasks,
 * visits and progress, and one that waits for the office, by the same services as real ones. All
 * say that they are samples. Needs the demo's producers. `isDemo`: `isDemoInstallation`. True when
 * it did.
 */
export async function loadDemoPlans(
  { database: { db }, files }: Pick<Services, "database" | "files">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(businessPlans)) > 0) return false;
  const cast = await findCast(db);
  if (!cast) return false;
  const [chosen, filed] = [
    await fileFor(db, cast, names.chosen, 0.6),
    await fileFor(db, cast, names.filed, 0.4),
  ];
  if (!chosen || !filed) return false;
  await playWorks({ db, files }, cast, chosen);
  return true;
}

async function findCast(db: Ground["db"]): Promise<Cast | null> {
  const roles = ["provinceOfficer"] as const;
  const found = await searchOfficials(db, { roles, provinceCode: "19", text: "" });
  const office = found.find(({ username }) => username === "vanphong");
  const owner = await findProducerAccount(db, "chuthe");
  if (!office || !owner) return null;
  const grants = office.roles.map(({ role, placePath }) =>
    toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
  );
  return { office: { kind: "user", userId: office.id, grants }, ownerId: owner.userId };
}

type Filed = { readonly planId: string; readonly owner: UserActor };

/** Writes and files a plan for the product whose name begins so, `share` of the way up each criterion. */
async function fileFor(
  db: Ground["db"],
  cast: Cast,
  name: string,
  share: number,
): Promise<Filed | null> {
  const { products } = await listProducts(db, cast.office, { text: name });
  const product = products.find((one) => one.name.startsWith(name));
  if (!product) return null;
  const owner: UserActor = {
    kind: "user",
    userId: cast.ownerId,
    grants: [
      {
        role: "producerOwner",
        jurisdiction: { kind: "own", holderId: product.producerId },
      },
    ],
  };
  const { id: planId } = await openPlan(db, owner, { productId: product.id });
  for (const [part, boxes] of Object.entries(filledParts))
    await savePart(db, owner, { planId, part, boxes, expectedVersion: 0 });
  const { compiled } = await setOfPlan(db, await authorisedPlan(db, owner, "see", planId));
  await saveStanding(db, owner, {
    planId,
    answers: answersAt(compiled, share),
    expectedVersion: 0,
  });
  await filePlan(db, owner, { planId, expectedVersion: 1 });
  return { planId, owner };
}

/** Every criterion of its first case, at a share of the way from its least option to its best. */
function answersAt({ leaves }: CompiledSet, share: number): Record<string, number> {
  return Object.fromEntries(
    leaves.map(({ code, options }) => {
      const ladder = options
        .filter(({ caseIndex }) => caseIndex === 0)
        .toSorted((one, other) => one.points - other.points);
      return [code, ladder[Math.floor((ladder.length - 1) * share)]?.n ?? 1];
    }),
  );
}

/** Some months of carrying out: past points of the progress, tasks in every state, visits. */
async function playWorks(ground: Ground, cast: Cast, { planId, owner }: Filed): Promise<void> {
  const { db } = ground;
  const on = await today(db);
  await keepPast(db, cast, planId, on);
  await decidePlan(db, cast.office, planId);
  const { tasks } = await describeWorks(db, owner, planId);
  const [first, second, third, fourth] = tasks;
  if (first) await moveTask(db, owner, { taskId: first.id, expectedVersion: 1, step: "finish" });
  if (second)
    await moveTask(db, owner, {
      taskId: second.id,
      expectedVersion: 1,
      step: "block",
      why: "Chờ kết quả kiểm nghiệm (dữ liệu mẫu)",
      by: "department",
    });
  if (third) await dueAndStarted(db, owner, third.id, addDays(on, 30));
  if (fourth)
    await changeTask(db, owner, {
      taskId: fourth.id,
      expectedVersion: 1,
      dueOn: addDays(on, -5),
    });
  await addTask(db, owner, {
    planId,
    title: "Chụp ảnh sản phẩm cho trang bán hàng (dữ liệu mẫu)",
    dueOn: addDays(on, 14),
  });
  const visits = [
    ["0192d3f0-5f0e-7cc0-9b1e-3c6d1a2b4f01", -75, "consultant", "Tư vấn Mẫu"],
    ["0192d3f0-5f0e-7cc0-9b1e-3c6d1a2b4f02", -20, "province", "Cán bộ Mẫu"],
  ] as const;
  for (const [formKey, days, visitor, people] of visits)
    await addVisit(ground, cast.office, {
      planId,
      formKey,
      on: addDays(on, days),
      visitor,
      people: `${people} (dữ liệu mẫu)`,
      notes: "Đã xem nơi đóng gói, hướng dẫn ghi nhãn và lưu sổ (dữ liệu mẫu).",
      nextSteps: "Chủ thể gửi mẫu kiểm nghiệm trong tháng (dữ liệu mẫu).",
    });
}

async function dueAndStarted(
  db: Ground["db"],
  owner: UserActor,
  taskId: string,
  dueOn: Day,
): Promise<void> {
  await changeTask(db, owner, { taskId, expectedVersion: 1, dueOn });
  await moveTask(db, owner, { taskId, expectedVersion: 2, step: "start" });
}

/**
 * What the months before brought, which nobody can live through at the start of a program: where
 * the product stood lower, by the same engine. The service's own points follow.
 */
async function keepPast(db: Ground["db"], cast: Cast, planId: string, on: Day): Promise<void> {
  const row = await authorisedPlan(db, cast.office, "see", planId);
  const { compiled } = await setOfPlan(db, row);
  const past = [
    [-120, 0.2],
    [-80, 0.35],
    [-30, 0.5],
  ] as const;
  await db.insert(businessPlanProgress).values(
    past.map(([days, share], at) => ({
      planId,
      provinceCode: row.provinceCode,
      seq: at + 1,
      on: addDays(on, days),
      ...shownStanding(compiled, answersAt(compiled, share)),
      by: cast.office.userId,
    })),
  );
}
