import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { filePlan, evaluatePlan } from "./service/decide.server.ts";
import { authorisedPlan, setOfPlan, writtenOf } from "./service/load.server.ts";
import { openPlan } from "./service/open.server.ts";
import { savePart, saveStanding } from "./service/write.server.ts";
import type { PlanOutcome } from "./model.ts";

const said = "Nội dung mẫu";

/** Boxes of every part, filled as a producer would; amounts as people type them. */
export const filledParts = {
  production: {
    materials: "Củ dong riềng của 42 hộ trong xã (nội dung mẫu)",
    area: "3 ha tại xóm Mẫu",
    process: "Rửa, nghiền, lọc bột, tráng, phơi, cắt, đóng gói (nội dung mẫu)",
    capacity: "12 tấn một năm",
    facilities: said,
    staff: "12 người, 10 người trong xã (nội dung mẫu)",
  },
  market: {
    customers: "Cửa hàng đặc sản, người mua ở thành phố (nội dung mẫu)",
    channels: "Chợ, cửa hàng, sàn điện tử (nội dung mẫu)",
    competitors: said,
    pricing: said,
    promotion: said,
  },
  finance: {
    firstYear: "2026",
    unit: "gói 500 g",
    price: "60.000",
    "volume.0": "7.000",
    "volume.1": "10.000",
    "volume.2": "12.000",
    "unitCost.0.name": "Nguyên liệu",
    "unitCost.0.amount": "30.000",
    "unitCost.1.name": "Bao bì, công",
    "unitCost.1.amount": "10 nghìn",
    "yearlyCost.0.name": "Lương quản lý, khấu hao, lãi vay",
    "yearlyCost.0.amount": "90 triệu",
    "investment.0.name": "Máy sấy, nhà xưởng",
    "investment.0.amount": "200 triệu",
    "investment.0.year": "1",
    "investment.0.source": "own",
  },
  standards: { aimed: ["haccp", "traceability"], other: "", roadmap: said },
  target: {
    stars: "4",
    goal: "Đạt 4 sao trong năm, bán vào siêu thị (nội dung mẫu)",
    support: said,
  },
} as const;

/** Every criterion with its least option of the first case: where many products begin. */
export function leastAnswers({ leaves }: CompiledSet): Record<string, number> {
  return Object.fromEntries(
    leaves.map(({ code, options }) => {
      const [least] = options
        .filter(({ caseIndex }) => caseIndex === 0)
        .toSorted((one, other) => one.points - other.points);
      return [code, least?.n ?? 1];
    }),
  );
}

/** Writes every part of a draft, and a standing from which there is much to do. */
export async function fillPlan(db: Db, owner: UserActor, planId: string): Promise<void> {
  const { versions } = await writtenOf(db, planId);
  for (const [part, boxes] of Object.entries(filledParts))
    await savePart(db, owner, { planId, part, boxes, expectedVersion: versions[part] ?? 0 });
  const { compiled } = await setOfPlan(db, await authorisedPlan(db, owner, "see", planId));
  await saveStanding(db, owner, { planId, answers: leastAnswers(compiled), expectedVersion: 0 });
}

/** A plan that lacks nothing, of this product; filed when asked. */
export async function buildPlan(
  db: Db,
  owner: UserActor,
  productId: string,
  { filed = true }: { readonly filed?: boolean } = {},
): Promise<string> {
  const { id } = await openPlan(db, owner, { productId });
  await fillPlan(db, owner, id);
  if (filed) await filePlan(db, owner, { planId: id, expectedVersion: 1 });
  return id;
}

const found = { mark: "good", comment: null } as const;
/** What an office might find of a good plan. */
export const goodEvaluation = {
  feasibility: found,
  market: found,
  finance: { mark: "enough", comment: "Cần vay thêm vốn lưu động (nội dung mẫu)." },
  staff: found,
} as const;

/** Decides about a plan that was filed once. */
export async function decidePlan(
  db: Db,
  province: UserActor,
  planId: string,
  outcome: PlanOutcome = "chosen",
): Promise<void> {
  const { version } = await authorisedPlan(db, province, "see", planId);
  await evaluatePlan(db, province, {
    planId,
    expectedVersion: version,
    evaluation: goodEvaluation,
    outcome,
    noTies: true,
    reason: outcome === "chosen" ? "" : "Cần làm rõ thị trường (nội dung mẫu).",
  });
}
