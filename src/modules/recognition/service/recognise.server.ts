import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { leafOf } from "../log/append.server.ts";
import type { LogEventKind } from "../model.ts";
import { expiryOf, productCode } from "../rules.ts";
import { type CertificateFacts, certificates, logLeaves, recognitions } from "../schema.server.ts";
import { sealCertificate } from "../seal-job.server.ts";
import { newToken } from "../token.server.ts";
import { type Series, takeNumbers, takePlaces } from "./numbers.server.ts";

/** A decision with its number, as far as certificates go. */
export type Numbered = {
  readonly id: string;
  readonly provinceCode: string;
  readonly issuer: string;
  readonly numberText: string;
  readonly signedOn: Day;
  readonly regime: string;
  readonly isDemo: boolean;
};

/** A product as it is recognised: names, holder and place on that day. */
export type Recognised = {
  readonly kind: LogEventKind;
  readonly dossierId: string | null;
  readonly productId: string;
  readonly productName: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly address: string;
  readonly provinceCode: string;
  readonly unitVersion: PlaceVersion;
  readonly unitCode: string;
  readonly unitPath: string;
  readonly setCode: string;
  readonly stars: number;
  readonly photo: string | null;
  /** What the paper of a decision of the past says; null for one that is issued here. */
  readonly recorded: {
    readonly certificateNumber: string | null;
    readonly productCode: string | null;
    readonly expiresOn: Day | null;
  } | null;
};

export type IssuedCertificate = {
  readonly id: string;
  readonly recognitionId: string;
  readonly numberText: string;
  readonly token: string;
};

/** What a certificate can have before the decision has its number. */
export type Intent = { readonly certificateId: string; readonly token: string };

/**
 * Names a certificate to come, in the transaction of its decision, with the job that seals it.
 * Whoever holds a number makes others wait: what needs none is done before.
 */
export async function intend(tx: Db): Promise<Intent> {
  const certificateId = randomUUID();
  await enqueue(tx, sealCertificate, { certificateId });
  return { certificateId, token: newToken() };
}

/**
 * Recognises one product under a decision, in the decision's own transaction: the recognition,
 * what it replaces, the certificate as an intent (number, token, place in the status list,
 * facts), its leaf in the log, and the job that seals it. Credential and PDF follow; a crash
 * leaves all of this or nothing. `given`: what was prepared and taken already.
 */
export async function recognise(
  tx: Db,
  decision: Numbered,
  product: Recognised,
  given: { readonly intent?: Intent; readonly taken?: readonly number[] } = {},
): Promise<IssuedCertificate> {
  const procedure = loadProcedures().regimes[decision.regime];
  if (!procedure) throw new Error(`no procedure for ${decision.regime}`);
  const { recorded } = product;
  const expiresOn = recorded?.expiresOn ?? expiryOf(decision.signedOn, procedure);
  const numbers = recorded
    ? {
        code: recorded.productCode,
        number: null,
        numberText: recorded.certificateNumber ?? "Không ghi số",
      }
    : numbersOf(
        decision,
        product,
        given.taken ?? (await takeNumbers(tx, seriesOf(decision, product))),
      );
  const { code, ...ofCertificate } = numbers;
  const recognitionId = await keepRecognition(tx, decision, product, { expiresOn, code });
  const facts: CertificateFacts = {
    number: ofCertificate.numberText,
    productName: product.productName,
    producerName: product.producerName,
    address: product.address,
    productCode: code,
    setCode: product.setCode,
    regime: decision.regime,
    stars: product.stars,
    decisionNumber: decision.numberText,
    decisionOn: decision.signedOn,
    issuer: decision.issuer,
    issuedOn: decision.signedOn,
    expiresOn,
    photo: product.photo,
  };
  const { certificateId: id, token } = given.intent ?? (await intend(tx));
  const places = await takePlaces(tx, ["status", "log"]);
  const certificate = {
    ...ofCertificate,
    id,
    provinceCode: product.provinceCode,
    recognitionId,
    year: yearOf(decision.signedOn),
    issuer: decision.issuer,
    token,
    facts,
    statusIndex: places.place.status,
  };
  const leaf = leafOf({
    kind: product.kind,
    certificate,
    decision: { number: decision.numberText, on: decision.signedOn },
    places,
  });
  const stored = tx
    .$with("stored")
    .as(tx.insert(certificates).values(certificate).returning({ id: certificates.id }));
  await tx.with(stored).insert(logLeaves).values(leaf);
  return { id, recognitionId, numberText: ofCertificate.numberText, token };
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/**
 * The series that a certificate takes a number of: the codes of the commune's year, unless the
 * regime's pattern asks for a place of the past, and last the issuer's certificates.
 */
export function seriesOf(
  decision: Pick<Numbered, "provinceCode" | "issuer" | "signedOn" | "regime">,
  product: Recognised,
): Series[] {
  const { provinceCode, issuer, signedOn } = decision;
  const year = yearOf(signedOn);
  const codes = { provinceCode: product.provinceCode, issuer: product.unitCode } as const;
  const certificate = { provinceCode, issuer, kind: "certificate", year } as const;
  return codeOf(decision, product, 1) === null
    ? [certificate]
    : [{ ...codes, kind: "productCode", year }, certificate];
}

/** What the numbers that were taken of those series say. */
function numbersOf(decision: Numbered, product: Recognised, taken: readonly number[]) {
  const number = taken.at(-1) ?? null;
  return {
    code: codeOf(decision, product, taken[0] ?? 0),
    number,
    numberText: `${number}/${yearOf(decision.signedOn)}/GCN-OCOP`,
  };
}

function codeOf(
  { regime, signedOn }: Pick<Numbered, "regime" | "signedOn">,
  { provinceCode, unitCode }: Recognised,
  seq: number,
): string | null {
  const pattern = loadProcedures().regimes[regime]?.productCode ?? "";
  const parts = { province: provinceCode, district: null, commune: unitCode };
  return productCode(pattern, { ...parts, year: yearOf(signedOn), seq });
}

async function keepRecognition(
  tx: Db,
  decision: Numbered,
  product: Recognised,
  { expiresOn, code }: { expiresOn: Day; code: string | null },
): Promise<string> {
  const [row] = await tx
    .insert(recognitions)
    .values({
      provinceCode: product.provinceCode,
      unitVersion: product.unitVersion,
      unitCode: product.unitCode,
      unitPath: product.unitPath,
      producerId: product.producerId,
      productId: product.productId,
      dossierId: product.dossierId,
      decisionId: decision.id,
      regime: decision.regime,
      setCode: product.setCode,
      stars: product.stars,
      productCode: code,
      producerName: product.producerName,
      productName: product.productName,
      recognisedOn: decision.signedOn,
      expiresOn,
      isDemo: decision.isDemo,
    })
    .returning({ id: recognitions.id });
  if (!row) throw new Error("the recognition was not stored");
  await replaceEarlier(tx, row.id, { ...product, on: decision.signedOn, expiresOn });
  return row.id;
}

/**
 * One recognition of a product at a time: the one that still ran ends with the new one; one of
 * the past that is entered later ends with the next that is known.
 */
async function replaceEarlier(
  tx: Db,
  id: string,
  { productId, on, expiresOn }: { productId: string; on: Day; expiresOn: Day },
): Promise<void> {
  const others = and(eq(recognitions.productId, productId), ne(recognitions.id, id));
  const replaced = tx.$with("replaced").as(
    tx
      .update(recognitions)
      .set({ replacedOn: on, replacedById: id, version: sql`${recognitions.version} + 1` })
      .where(
        and(
          others,
          isNull(recognitions.replacedOn),
          isNull(recognitions.revokedOn),
          sql`${recognitions.recognisedOn} <= ${on}`,
          sql`greatest(${recognitions.expiresOn}, coalesce(${recognitions.extendedUntil}, ${recognitions.expiresOn})) >= ${on}`,
        ),
      )
      .returning({ id: recognitions.id }),
  );
  // In one statement: whoever waits for the number waits for each.
  const [next] = await tx
    .with(replaced)
    .select({ id: recognitions.id, on: recognitions.recognisedOn })
    .from(recognitions)
    .where(and(others, gt(recognitions.recognisedOn, on)))
    .orderBy(asc(recognitions.recognisedOn))
    .limit(1);
  if (!next || next.on > expiresOn) return;
  await tx
    .update(recognitions)
    .set({ replacedOn: next.on, replacedById: next.id })
    .where(eq(recognitions.id, id));
}
