import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { buildPlan, decidePlan } from "#modules/cycle/plans/factory.ts";
import { describeWorks } from "#modules/cycle/plans/service/describe.server.ts";
import { businessPlanPhotos, businessPlanVisits } from "#modules/cycle/works/schema.server.ts";
import { buildProduct } from "#modules/products/factory.ts";

/** A business plan that is carried out, a task of it, and a photo of a visit. */
export type PlanThings = {
  readonly businessPlan: string;
  readonly worksTask: string;
  readonly planPhoto: string;
};

/** `digest` names a stored picture. */
export async function buildPlanThings(
  db: Db,
  {
    owner,
    office,
    producerId,
    path,
    word,
    digest,
  }: {
    owner: UserActor;
    office: UserActor;
    producerId: string;
    path: string;
    word: string;
    digest: string;
  },
): Promise<PlanThings> {
  const provinceCode = path.split("/")[0] ?? "";
  const product = await buildProduct(db, {
    producer: { id: producerId, provinceCode },
    name: `Sản phẩm của phương án ${word}`,
  });
  const plan = await buildPlan(db, owner, product.id);
  await decidePlan(db, office, plan);
  const { tasks } = await describeWorks(db, owner, plan);
  const [visit] = await db
    .insert(businessPlanVisits)
    .values({
      planId: plan,
      provinceCode,
      on: "2026-06-01",
      visitor: "commune",
      people: word,
      notes: word,
      formKey: randomUUID(),
      writtenBy: office.userId,
    })
    .returning({ id: businessPlanVisits.id });
  await db.insert(businessPlanPhotos).values({ visitId: visit?.id ?? "", digest, position: 0 });
  return { businessPlan: plan, worksTask: tasks[0]?.id ?? "", planPhoto: digest };
}
