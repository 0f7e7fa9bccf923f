import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { Services } from "#core/http/context.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount, listHolders } from "#modules/people/service/holders.server.ts";
import { agencyIdsOf } from "#modules/people/service/agencies.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { listInForce } from "#modules/recognition/service/standing.server.ts";
import { type DemoClaim, demoClaims, demoMeasures, demoVoucher, mark } from "./demo/content.ts";
import { playPartners, playTraining } from "./demo/network.server.ts";
import { claimVersion } from "./factory.ts";
import { measures } from "./schema.server.ts";
import { saveBudget } from "./service/budgets.server.ts";
import { attachPaper, fileClaim, openClaim, saveClaim } from "./service/claims.server.ts";
import { approveClaim, returnClaim } from "./service/decide.server.ts";
import { describeClaim } from "./service/describe.server.ts";
import {
  listMeasures,
  moveMeasure,
  saveMeasure,
  takeCatalogue,
} from "./service/measures.server.ts";
import { putInCharge } from "./service/charge.server.ts";
import { enterPayment } from "./service/pay.server.ts";
import { meetRights, type RightItem, rightsOfProducers } from "./service/rights.server.ts";

const province = "19";

/** Who acts in the demo of support. */
export type Cast = {
  readonly office: UserActor;
  readonly department: UserActor;
  /** Account of the demo's producer. */
  readonly ownerId: string;
  /** The agency of the demo's consultant. */
  readonly consultancyId: string | null;
};

/**
 * Gives a demo installation without measures the shipped catalogue, three open measures with a
 * budget, a claim in each main state, a course with its people, and two partners, by the same
 * services as real ones. All of it says that it is made up. Needs the demo's recognitions.
 * `isDemo`: `isDemoInstallation`. True when it did.
 */
export async function loadDemoSupport(
  { database: { db } }: Pick<Services, "database">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(measures)) > 0) return false;
  const cast = await findCast(db);
  if (!cast) return false;
  await takeCatalogue(db, cast.office);
  await openMeasures(db, cast);
  await meetRights(db, { provinceCode: province });
  const producerId = await playClaims(db, cast);
  await playTraining(db, cast.office, producerId);
  await playPartners(db, cast, producerId);
  return true;
}

/** The demo accounts that act; null where an installation has not all of them. */
async function findCast(db: Db): Promise<Cast | null> {
  const found = await searchOfficials(db, {
    roles: ["provinceOfficer", "departmentOfficer", "consultMember"],
    provinceCode: province,
    text: "",
  });
  const actorOf = (wanted: string): UserActor | null => {
    const account = found.find(({ username }) => username === wanted);
    return account
      ? {
          kind: "user",
          userId: account.id,
          grants: account.roles.map(({ role, placePath }) =>
            toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
          ),
        }
      : null;
  };
  const [office, department] = [actorOf("vanphong"), actorOf("songanh")];
  const owner = await findProducerAccount(db, "chuthe");
  if (!office || !department || !owner) return null;
  const helper = actorOf("tuvan2");
  const [consultancyId = null] = helper ? await agencyIdsOf(db, helper.userId) : [];
  return { office, department, ownerId: owner.userId, consultancyId };
}

async function openMeasures(db: Db, { office, department }: Cast): Promise<void> {
  const year = (await today(db)).slice(0, 4);
  const [agencyId] = await agencyIdsOf(db, department.userId);
  const inCharge = agencyId === undefined ? { assigneeId: department.userId } : { agencyId };
  const known = new Map(
    (await listMeasures(db, office)).map((item) => [item.measure.code, item.measure]),
  );
  for (const { code, budget, ...terms } of demoMeasures) {
    const measureId = known.get(code)?.id;
    if (measureId === undefined) continue;
    await saveMeasure(db, office, measureId, { ...terms, code, expectedVersion: 1 });
    await moveMeasure(db, office, { measureId, expectedVersion: 2, step: "open" });
    await putInCharge(db, office, { ...inCharge, measureId });
    const line = { measureId, year, source: "provinceBudget" as const, expectedVersion: 0 };
    await saveBudget(db, office, { ...line, amount: budget });
  }
}

/** Plays a claim to each stop, of rights of the demo's producers; one of the producers, null without any. */
async function playClaims(db: Db, cast: Cast): Promise<string | null> {
  const producerIds = await demoProducers(db, cast);
  const rights = await rightsOfProducers(db, producerIds);
  const paid = rights.filter(({ form }) => form === "money");
  for (const [at, stop] of demoClaims.entries()) {
    const right = paid[at];
    if (right) await playClaim(db, cast, right, stop);
  }
  return paid[0]?.producerId ?? producerIds[0] ?? null;
}

/** The producers of the demo's account that have something in force. */
async function demoProducers(db: Db, { ownerId }: Cast): Promise<string[]> {
  const standing = (await listInForce(db, province)).filter(({ isDemo }) => isDemo);
  const own: string[] = [];
  for (const id of new Set(standing.map(({ producerId }) => producerId)))
    if ((await listHolders(db, id)).some(({ userId }) => userId === ownerId)) own.push(id);
  return own;
}

async function playClaim(
  db: Db,
  cast: Cast,
  { id: rightId, producerId }: RightItem,
  { stop, cost, asked, purpose }: DemoClaim,
): Promise<void> {
  const owner = ownerOf(cast, producerId);
  const [paper] = (await listPapers(db, owner, producerId)).filter(({ digest }) => digest !== null);
  const { id: claimId } = await openClaim(db, owner, { rightId });
  const now = async () => ({ claimId, expectedVersion: await claimVersion(db, claimId) });
  await saveClaim(db, owner, { ...(await now()), cost, asked, purpose });
  const { papers } = await describeClaim(db, owner, claimId);
  if (!paper || stop === "draft") return;
  for (const { key } of papers) await attachPaper(db, owner, { claimId, key, paperId: paper.id });
  await fileClaim(db, owner, { ...(await now()), sure: "1" });
  if (stop === "filed") return;
  if (stop === "returned") {
    const reason = `Hóa đơn chưa có chữ ký người mua ${mark}.`;
    return returnClaim(db, cast.department, { ...(await now()), reason });
  }
  const source = "provinceBudget" as const;
  await approveClaim(db, cast.department, { ...(await now()), amount: asked, source });
  if (stop !== "paid") return;
  const pay = { paidOn: await today(db), voucher: demoVoucher, amount: asked };
  await enterPayment(db, cast.office, { ...(await now()), ...pay });
}

function ownerOf({ ownerId }: Cast, producerId: string): UserActor {
  return {
    kind: "user",
    userId: ownerId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
  };
}
