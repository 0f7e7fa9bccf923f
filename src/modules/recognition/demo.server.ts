import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { board, type BoardItem } from "#modules/dossiers/service/boards.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount } from "#modules/people/service/holders.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { decisionBefore, type DemoPast, demoPast } from "./demo/past.ts";
import { certificates, recognitions } from "./schema.server.ts";
import { draftDecision, turnDraft } from "./service/drafts.server.ts";
import { issueDecision } from "./service/issue.server.ts";
import { recordDecision } from "./service/record.server.ts";
import { extendRecognition, stopRenewal } from "./service/renewal.server.ts";
import { draftEnding } from "./service/revoke.server.ts";
import { type Sealing, seal } from "./service/seal.server.ts";

const mark = "(dữ liệu mẫu)";
const province = "19";
/** The district of before July 2025 that the demo's commune lay in. */
const district = { code: "169", name: "huyện Đồng Hỷ" } as const;
const signature = { signerName: `Người ký quyết định ${mark}`, signerTitle: "Phó Chủ tịch" };

type Cast = {
  readonly office: UserActor;
  readonly signer: UserActor;
  /** Account of the demo's producer. */
  readonly ownerId: string;
};

/**
 * Gives a demo installation that has no recognition yet certificates in every state, by the same
 * services as real ones: decisions of the past entered by the office, one that is drafted and
 * signed, one extended, one revoked, one replaced. All are marked as samples; the newest is
 * sealed at once, the others by their jobs. Needs the demo's dossiers and councils. `isDemo`:
 * `isDemoInstallation`. True when it did.
 */
export async function loadDemoRecognitions(services: Sealing, isDemo: boolean): Promise<boolean> {
  const { db } = services.database;
  if (!isDemo || (await db.$count(recognitions)) > 0) return false;
  const cast = await findCast(db);
  if (!cast) return false;
  const filed = (await board(db, cast.office)).filter((row) => row.isDemo);
  // Not of a producer whom an officer helps: nobody would see them from the producer's side.
  const near = filed.filter(
    ({ unitPath, isOnBehalf }) => unitPath === `${province}/05692` && !isOnBehalf,
  );
  const holders = [...new Set(near.map(({ producerId }) => producerId))].toSorted();
  if (holders.length === 0) return false;
  for (const [at, past] of demoPast.entries()) {
    const producerId = holders[at % holders.length] ?? "";
    await enactPast(services, cast, { producerId, past, number: at + 1 });
  }
  await recogniseBefore(services, cast, filed);
  await decideScored(services, cast, filed);
  return true;
}

/** What the start of a demo prints: where to see a certificate as a shopper does; "" where there is none. */
export async function demoVerificationText(db: Db, address: string): Promise<string> {
  const [found] = await db
    .select({ token: certificates.token })
    .from(certificates)
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .where(
      and(
        eq(recognitions.isDemo, true),
        isNull(recognitions.revokedOn),
        isNull(recognitions.replacedOn),
      ),
    )
    .orderBy(desc(recognitions.recognisedOn), asc(certificates.createdAt))
    .limit(1);
  return found ? `Tra cứu thử một giấy chứng nhận mẫu: ${address}/verify/${found.token}\n` : "";
}

async function findCast(db: Db): Promise<Cast | null> {
  const found = await searchOfficials(db, {
    roles: ["provinceOfficer", "decisionMaker"],
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
  const [office, signer] = [actorOf("vanphong"), actorOf("nguoiky")];
  const owner = await findProducerAccount(db, "chuthe");
  return office && signer && owner ? { office, signer, ownerId: owner.userId } : null;
}

async function enactPast(
  services: Sealing,
  cast: Cast,
  { producerId, past, number }: { producerId: string; past: DemoPast; number: number },
): Promise<void> {
  const { db } = services.database;
  const { id: productId } = await buildProduct(db, {
    producer: { id: producerId, provinceCode: province },
    name: past.product,
    set: past.set,
    description: past.description,
    yearlyOutput: "5 tấn",
    isDemo: true,
  });
  const recognitionId = await record(services, cast, { productId, number, ...past });
  const on = await today(db);
  if (past.later === "extended")
    await extendRecognition(db, cast.office, {
      recognitionId,
      until: addDays(on, 45),
      basis: `Kéo dài trong thời gian chờ đánh giá lại ${mark}`,
    });
  if (past.later === "stopped")
    await stopRenewal(db, ownerOf(cast, producerId), {
      recognitionId,
      reason: "costs",
      note: `Phí kiểm nghiệm cao so với doanh thu ${mark}`,
    });
  if (past.later === "replaced")
    await record(services, cast, { productId, number: 20 + number, stars: 4, endsIn: 900 });
  if (past.later === "revoked") await revoke(db, cast, recognitionId, on);
}

function ownerOf({ ownerId }: Cast, holderId: string): UserActor {
  return {
    kind: "user",
    userId: ownerId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId } }],
  };
}

/** Enters a decision of the past about one product; its recognition's id. */
async function record(
  { database: { db }, files }: Sealing,
  { office }: Cast,
  wanted: { productId: string; number: number; stars: number; endsIn: number },
): Promise<string> {
  const { productId, number, stars, endsIn } = wanted;
  const expiresOn = addDays(await today(db), endsIn);
  const { signedOn, regime, level } = decisionBefore(loadProcedures(), expiresOn, stars);
  const isDistrict = level === "district";
  const year = signedOn.slice(0, 4);
  const { certificates: made } = await recordDecision(
    { db, files },
    office,
    {
      regime,
      level,
      districtCode: isDistrict ? district.code : "",
      issuer: `Ủy ban nhân dân ${isDistrict ? district.name : "tỉnh Thái Nguyên"}`,
      numberText: `MẪU-${number}/QĐ-UBND`,
      signedOn,
      signerName: signature.signerName,
      title: `Công nhận sản phẩm OCOP ${mark}`,
      items: [
        {
          productId,
          stars,
          certificateNumber: `MẪU-${number}/${year}`,
          productCode: "",
          expiresOn,
        },
      ],
    },
    null,
  );
  const recognitionId = made[0]?.recognitionId;
  if (recognitionId === undefined) throw new Error("the demo's decision recognised nothing");
  return recognitionId;
}

async function revoke(db: Db, cast: Cast, recognitionId: string, on: string): Promise<void> {
  const { id } = await db.transaction((tx) =>
    draftEnding(tx, cast.office, {
      recognitionId,
      kind: "revocation",
      ground: "misuseOfOcopMark",
      reason: `In hạng 4 sao trên bao bì trong khi chỉ được công nhận 3 sao ${mark}`,
      concludedOn: on,
    }),
  );
  await sign(db, cast, id);
}

/** What the demo's dossiers of renewal and upgrade build on. */
async function recogniseBefore(
  services: Sealing,
  cast: Cast,
  filed: readonly BoardItem[],
): Promise<void> {
  const later = filed.filter(({ kind }) => kind !== "first").map(({ id }) => id);
  const rows = await findDossiers(services.database.db, later);
  for (const [at, { productId, kind }] of [...rows.values()].entries())
    await record(services, cast, {
      productId,
      number: 40 + at,
      stars: 3,
      // As the renewal's dossier says; an upgrade is asked for at any time.
      endsIn: kind === "renewal" ? 150 : 560,
    });
}

/** Decides about one result of the demo's council; what else there is waits for who tries it. */
async function decideScored(
  services: Sealing,
  cast: Cast,
  filed: readonly BoardItem[],
): Promise<void> {
  const { db } = services.database;
  const scored = filed.find(({ state }) => state === "scored");
  if (!scored) return;
  const { id } = await draftDecision(db, cast.office, {
    kind: "recognition",
    dossierIds: [scored.id],
  });
  const { certificates: made } = await sign(db, cast, id);
  for (const certificate of made) await seal(services, certificate.id);
}

async function sign(db: Db, { office, signer }: Cast, decisionId: string) {
  await turnDraft(db, office, { act: "submit", decisionId, expectedVersion: 1 });
  return issueDecision(db, signer, { decisionId, expectedVersion: 2, ...signature });
}
