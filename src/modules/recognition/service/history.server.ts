import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { prepared } from "#core/database/prepared.ts";
import { AppError } from "#core/errors.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { Id, type LogEventKind, type RevocationGround, Token } from "../model.ts";
import { renewalProcedure, stateOn } from "../rules.ts";
import {
  certificates,
  decisionItems,
  decisions,
  logLeaves,
  recognitions,
} from "../schema.server.ts";

/** One event of a product's recognitions, as anyone may read it. Names no person. */
export type HistoryEvent = {
  readonly kind: LogEventKind;
  /** The day of the decision; of an extension by law, the day that it was entered. */
  readonly on: Day;
  readonly stars: number;
  /** Number of the certificate. */
  readonly certificate: string;
  readonly decision: string | null;
  readonly issuer: string | null;
  /** Of a revocation. */
  readonly ground: RevocationGround | null;
};

/**
 * The public history of the product that a certificate is about, oldest first: what the
 * transparency log says of each of its certificates, and why one was revoked. Empty for a token
 * that nothing has. What is not decided is not in it.
 */
export async function historyOfToken(db: Db, typed: string): Promise<HistoryEvent[]> {
  const token = Token.safeParse(typed);
  if (!token.success) return [];
  return tellHistory(db, await leavesOfToken(db, { token: token.data }));
}

/** A recognition of the public lists, its state today and its product's history; `notFound` when there is none. */
export async function historyOfRecognition(db: Db, id: string) {
  const [row] = Id.safeParse(id).success
    ? await db.select().from(recognitions).where(eq(recognitions.id, id))
    : [];
  if (!row)
    throw new AppError("notFound", {
      vi: "Không có sản phẩm này trong danh sách.",
      en: "There is no such product in the list.",
    });
  const { productName, producerName, stars, isDemo } = row;
  const leaves = await leavesOfProduct(db, { productId: row.productId });
  const events = await tellHistory(db, leaves);
  const on = await today(db);
  const state = stateOn(row, on, renewalProcedure(loadProcedures(), on));
  return { productName, producerName, stars, isDemo, state, events };
}

/** What the log has of a product's certificates; `product` is its id as a value of a statement. */
const leavesOf = (product: SQL) =>
  prepared((db) =>
    db
      .select({
        kind: logLeaves.kind,
        entry: logLeaves.entry,
        certificate: certificates.numberText,
        recognitionId: recognitions.id,
        stars: recognitions.stars,
        loggedOn: sql<Day>`to_char(${logLeaves.at} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`,
        issuer: decisions.issuer,
      })
      .from(recognitions)
      .innerJoin(certificates, eq(certificates.recognitionId, recognitions.id))
      .innerJoin(logLeaves, eq(logLeaves.certificateId, certificates.id))
      .innerJoin(decisions, eq(decisions.id, recognitions.decisionId))
      .where(eq(recognitions.productId, product))
      .orderBy(asc(logLeaves.place)),
  );
const leavesOfProduct = leavesOf(sql`${sql.placeholder("productId")}::uuid`);
const leavesOfToken = leavesOf(
  sql`(select r.product_id from ${recognitions} r join ${certificates} c on c.recognition_id = r.id where c.token = ${sql.placeholder("token")})`,
);

type Leaf = Awaited<ReturnType<typeof leavesOfProduct>>[number];

async function tellHistory(db: Db, leaves: readonly Leaf[]): Promise<HistoryEvent[]> {
  const ends = await endsOf(
    db,
    leaves.flatMap(({ kind, recognitionId }) =>
      kind === "revoked" || kind === "restored" ? [recognitionId] : [],
    ),
  );
  return leaves.map(({ kind, entry, certificate, recognitionId, stars, loggedOn, issuer }) => {
    const { decision } = JSON.parse(entry) as { decision: { number: string; on: Day } | null };
    const end =
      kind === "revoked" || kind === "restored"
        ? ends.find(
            (one) =>
              one.recognitionId === recognitionId &&
              one.number === decision?.number &&
              one.on === decision?.on,
          )
        : undefined;
    return {
      kind,
      on: decision?.on ?? loggedOn,
      stars,
      certificate,
      decision: decision?.number ?? null,
      issuer: end?.issuer ?? (decision === null ? null : issuer),
      ground: kind === "revoked" ? (end?.ground ?? null) : null,
    };
  });
}

/** The issued decisions that revoked or restored these. */
async function endsOf(db: Db, recognitionIds: readonly string[]) {
  if (recognitionIds.length === 0) return [];
  return db
    .select({
      recognitionId: decisionItems.recognitionId,
      number: decisions.numberText,
      on: decisions.signedOn,
      issuer: decisions.issuer,
      ground: decisionItems.ground,
    })
    .from(decisionItems)
    .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
    .where(
      and(
        inArray(decisionItems.recognitionId, [...new Set(recognitionIds)]),
        inArray(decisions.kind, ["revocation", "restoration"]),
        eq(decisions.state, "issued"),
      ),
    );
}
