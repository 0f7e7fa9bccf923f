import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { enqueueAll, queued, type QueuedJob } from "#core/jobs/enqueue.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { leafOf } from "../log/append.server.ts";
import type { LogEventKind } from "../model.ts";
import { expiryOf, productCode } from "../rules.ts";
import { type CertificateFacts, certificates, logLeaves, recognitions } from "../schema.server.ts";
import { sealCertificate } from "../seal-job.server.ts";
import { newToken } from "../token.server.ts";
import { type Series, type Taken, takeNumbersAndPlaces } from "./numbers.server.ts";

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

/** Names certificates to come. Whoever holds a number makes others wait: what needs none is done before. */
export function intend(count: number): Intent[] {
  return Array.from({ length: count }, () => ({ certificateId: randomUUID(), token: newToken() }));
}

/** The jobs that seal them, for the transaction of their decision. */
export function sealsOf(intents: readonly Intent[]): QueuedJob[] {
  return intents.map(({ certificateId }) => queued(sealCertificate, { certificateId }));
}

/** What was prepared before the numbers were taken, and what the first product took. Its seals are the caller's to enqueue. */
export type Given = { readonly intents: readonly Intent[]; readonly first: Taken };

/**
 * Recognises products under a decision, in the decision's own transaction: the recognitions,
 * what they replace, the certificates as intents (number, token, place in the status list,
 * facts), their leaves in the log, and the jobs that seal them. Credential and PDF follow; a crash
 * leaves all of this or nothing. `given`: what was prepared and taken already.
 */
export async function recognise(
  tx: Db,
  decision: Numbered,
  products: readonly Recognised[],
  given?: Given,
): Promise<IssuedCertificate[]> {
  if (products.length === 0) return [];
  const intents = given?.intents ?? intend(products.length);
  if (!given) await enqueueAll(tx, sealsOf(intents));
  const made: ReturnType<typeof rowsOf>[] = [];
  for (const [at, product] of products.entries()) {
    const taken =
      at === 0 && given
        ? given.first
        : await takeNumbersAndPlaces(tx, product.recorded ? [] : seriesOf(decision, product));
    const intent = intents[at];
    if (!intent) throw new Error("fewer certificates were prepared than there are products");
    made.push(rowsOf(decision, product, { intent, taken }));
  }
  await keep(tx, decision, made);
  return made.map(({ recognition, certificate }) => ({
    id: certificate.id,
    recognitionId: recognition.id,
    numberText: certificate.numberText,
    token: certificate.token,
  }));
}

/** The rows of one product: all that they hold is known before they are stored. */
function rowsOf(
  decision: Numbered,
  product: Recognised,
  { intent, taken }: { readonly intent: Intent; readonly taken: Taken },
) {
  const procedure = loadProcedures().regimes[decision.regime];
  if (!procedure) throw new Error(`no procedure for ${decision.regime}`);
  const expiresOn = product.recorded?.expiresOn ?? expiryOf(decision.signedOn, procedure);
  const { places } = taken;
  const { code, number, numberText } = numbersOf(decision, product, taken.numbers);
  const facts: CertificateFacts = {
    number: numberText,
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
  const recognition = recognitionOf(decision, product, { expiresOn, code });
  const certificate = {
    number,
    numberText,
    id: intent.certificateId,
    provinceCode: product.provinceCode,
    recognitionId: recognition.id,
    year: yearOf(decision.signedOn),
    issuer: decision.issuer,
    token: intent.token,
    facts,
    statusIndex: places.place.status,
  };
  const leaf = leafOf({
    kind: product.kind,
    certificate,
    decision: { number: decision.numberText, on: decision.signedOn },
    places,
  });
  return { recognition, certificate, leaf };
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

/** What the numbers that were taken of those series say; of the past, what its paper says. */
function numbersOf(decision: Numbered, product: Recognised, taken: readonly number[]) {
  const { recorded } = product;
  if (recorded)
    return {
      code: recorded.productCode,
      number: null,
      numberText: recorded.certificateNumber ?? "Không ghi số",
    };
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

function recognitionOf(
  decision: Numbered,
  product: Recognised,
  { expiresOn, code }: { expiresOn: Day; code: string | null },
) {
  return {
    id: randomUUID(),
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
  };
}

/**
 * Stores all rows in one statement: whoever waits for the numbers waits for each. One recognition
 * of a product at a time: the one that still ran ends with the new one; one of the past that is
 * entered later ends with the next that is known.
 */
async function keep(
  tx: Db,
  { signedOn: on }: Numbered,
  rows: readonly ReturnType<typeof rowsOf>[],
): Promise<void> {
  const made = tx.$with("made").as(
    tx
      .insert(recognitions)
      .values(rows.map(({ recognition }) => recognition))
      .returning({
        id: recognitions.id,
        productId: recognitions.productId,
        expiresOn: recognitions.expiresOn,
      }),
  );
  const replaced = tx.$with("replaced").as(
    tx
      .update(recognitions)
      .set({
        replacedOn: on,
        replacedById: sql`${made.id}`,
        version: sql`${recognitions.version} + 1`,
      })
      .from(made)
      .where(
        and(
          eq(recognitions.productId, made.productId),
          isNull(recognitions.replacedOn),
          isNull(recognitions.revokedOn),
          sql`${recognitions.recognisedOn} <= ${on}`,
          sql`greatest(${recognitions.expiresOn}, coalesce(${recognitions.extendedUntil}, ${recognitions.expiresOn})) >= ${on}`,
        ),
      )
      .returning({ id: recognitions.id }),
  );
  const stored = tx.$with("stored").as(
    tx
      .insert(certificates)
      .values(rows.map(({ certificate }) => certificate))
      .returning({ id: certificates.id }),
  );
  const logged = tx.$with("logged").as(
    tx
      .insert(logLeaves)
      .values(rows.map(({ leaf }) => leaf))
      .returning({ place: logLeaves.place }),
  );
  const later = await tx
    .with(made, replaced, stored, logged)
    .selectDistinctOn([made.id], {
      id: made.id,
      expiresOn: made.expiresOn,
      nextId: recognitions.id,
      on: recognitions.recognisedOn,
    })
    .from(made)
    .innerJoin(
      recognitions,
      and(eq(recognitions.productId, made.productId), gt(recognitions.recognisedOn, on)),
    )
    .orderBy(made.id, asc(recognitions.recognisedOn));
  for (const next of later)
    if (next.on <= next.expiresOn)
      await tx
        .update(recognitions)
        .set({ replacedOn: next.on, replacedById: next.nextId })
        .where(eq(recognitions.id, next.id));
}
