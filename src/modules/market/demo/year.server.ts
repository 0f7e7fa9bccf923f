import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { boxValues } from "#modules/products/figures/boxes.ts";
import type { SaveFigures } from "#modules/products/figures/inputs.ts";
import { getFigures, saveFigures } from "#modules/products/service/figures.server.ts";
import type { ProductItem } from "#modules/products/service/products.server.ts";
import { recordCheck } from "../channels/check.server.ts";
import { channelsOf } from "../channels/list.server.ts";
import { buildFair } from "../factory.ts";
import { tellResult } from "../fairs/participants.server.ts";
import { pointChecklist } from "../points/checklist.server.ts";
import { assessPoint, inspectPoint, supportPoint } from "../points/keeping.server.ts";
import { mark } from "./content.ts";

/** Judges the sample points, helps one, and leaves one with something to mend. */
export async function playPoints(
  db: Db,
  office: UserActor,
  [centre, stall]: readonly string[],
): Promise<void> {
  const on = await today(db);
  const codes = pointChecklist().parts.flatMap(({ items }) => items.map(({ code }) => code));
  const met = new Set(["location:market", "goods:stars", "goods:speciality"]);
  if (centre !== undefined) {
    await assessPoint(db, office, {
      pointId: centre,
      assessedOn: addDays(on, -90),
      assessors: `Đoàn của Sở Công Thương ${mark}`,
      answers: Object.fromEntries(
        codes.map((code) => [code, met.has(code) || code.startsWith("office:") ? "yes" : "no"]),
      ),
      note: "",
    });
    await supportPoint(db, office, {
      pointId: centre,
      year: Number(on.slice(0, 4)) - 1,
      amount: "60 triệu",
      source: "localBudget",
      legalBasis: `Kế hoạch mẫu ${mark}`,
      purpose: "Kệ trưng bày, biển hiệu",
    });
  }
  if (stall !== undefined)
    await inspectPoint(db, office, {
      pointId: stall,
      inspectedOn: addDays(on, -12),
      inspectors: `Đoàn kiểm tra mẫu ${mark}`,
      finding: "Hai mặt hàng chưa niêm yết giá.",
      remedyBy: addDays(on, 18),
    });
}

/** A fair with three producers: one told itself, one told the office, one has still to tell. */
export async function playFair(
  db: Db,
  office: UserActor,
  owner: UserActor,
  products: readonly ProductItem[],
): Promise<void> {
  const on = await today(db);
  const producerIds = [...new Set(products.map(({ producerId }) => producerId))].slice(0, 3);
  const { participantIds } = await buildFair(db, office, {
    name: `Hội chợ nông sản và sản phẩm OCOP ${mark}`,
    place: "Quảng trường trung tâm tỉnh",
    organiser: `Sở Công Thương ${mark}`,
    startsOn: addDays(on, -40),
    endsOn: addDays(on, -36),
    sharedSupport: "45 triệu",
    supportSource: "localBudget",
    legalBasis: `Kế hoạch xúc tiến thương mại mẫu ${mark}`,
    producerIds,
  });
  const results = [
    { sales: "18,5 triệu", contracts: "2", contractsWorth: "120 triệu", source: "" },
    { sales: "9.750.000", contracts: "", contractsWorth: "", source: "told" },
  ] as const;
  for (const [at, result] of results.entries()) {
    const [participantId, producerId] = [participantIds[at], producerIds[at]];
    if (participantId === undefined) continue;
    await tellResult(db, result.source === "" ? heldBy(owner, producerId ?? "") : office, {
      ...result,
      participantId,
      expectedVersion: 1,
      resultNote: "",
      products: products.filter((one) => one.producerId === producerId).map(({ id }) => id),
    });
  }
}

/** The account as one of a producer. */
function heldBy({ userId }: UserActor, producerId: string): UserActor {
  return {
    kind: "user",
    userId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
  };
}

/** Links of a sample page at every state: nobody is asked for what leads nowhere. */
export async function playChannels(db: Db, productId: string): Promise<void> {
  const on = await today(db);
  for (const { id, url } of await channelsOf(db, productId))
    if (url.includes("example.com")) await recordCheck(db, id, { status: 200, failure: null });
    else if (url.includes("example.org"))
      for (const ago of [2, 1, 0])
        await recordCheck(
          db,
          id,
          { status: 404, failure: "Trang không còn (mã 404)." },
          addDays(on, -ago),
        );
}

/** What the products of a producer yielded in the two years that its figures are told of. */
export async function playOutputs(
  db: Db,
  owner: UserActor,
  producerId: string,
  products: readonly ProductItem[],
): Promise<void> {
  const lastYear = Number((await today(db)).slice(0, 4)) - 1;
  for (const [year, output] of [
    [lastYear - 1, "850"],
    [lastYear, "1.020"],
  ] as const) {
    const { figures } = await getFigures(db, owner, producerId, year);
    if (!figures) continue;
    const typed = boxValues(figures) as unknown as SaveFigures;
    await saveFigures(db, owner, producerId, {
      ...typed,
      year,
      version: figures.version,
      outputs: products.map(({ id: productId }) => ({ productId, output, unit: "kg" })),
      confirmed: "1",
    });
  }
}
