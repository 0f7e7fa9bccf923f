import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAuditRows, auditRow, type NewAuditRow } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { moveDossiers } from "#modules/dossiers/service/move.server.ts";
import type { ProofKind } from "#modules/people/service/proof.server.ts";
import { findHolder } from "#modules/producers/service/holder.server.ts";
import { findRecognised } from "#modules/products/service/recognised.server.ts";
import { isEnding } from "../ending.ts";
import { events } from "../events.server.ts";
import { IssueDecision } from "../inputs.ts";
import { decisions } from "../schema.server.ts";
import { requireState } from "./drafts.server.ts";
import { endAll, takeEnded } from "./end.server.ts";
import { type Ground, requireGround } from "./ground.server.ts";
import {
  type DecisionItemRow,
  type DecisionRow,
  decisionFacts,
  itemsOf,
  takeDecision,
} from "./load.server.ts";
import { type Taken, takeNumber, takeNumbersAndPlaces } from "./numbers.server.ts";
import {
  intend,
  type Intent,
  type IssuedCertificate,
  type Numbered,
  type Recognised,
  recognise,
  sealsOf,
  seriesOf,
} from "./recognise.server.ts";

/** Letters after the number of a decision of a province's committee, and of a ministry. */
const symbols = { district: "QĐ-UBND", province: "QĐ-UBND", central: "QĐ-BNNMT" } as const;

/** What followed from a decision: the steps are one transaction. */
export type Issued = {
  readonly numberText: string;
  readonly signedOn: Day;
  readonly certificates: readonly IssuedCertificate[];
};

/**
 * Issues a submitted decision: number, recognitions, what they replace, certificates as intents
 * (or what a revocation ends, a restoration restores), leaves of the log, the dossiers' own steps
 * and the audit row, all in one transaction. The second factor is the page's to ask for, and
 * `signedWith` says what was shown. Throws `unprocessable` for a day before the council met,
 * before the last decision of the series, or to come; and where a result is not, or not any more,
 * what the draft says.
 */
export async function issueDecision(
  db: Db,
  actor: UserActor,
  input: IssueDecision,
  signedWith?: ProofKind,
): Promise<Issued> {
  const { signedOn, signerName, signerTitle, ...on } = parseInput(IssueDecision, input);
  return db.transaction(async (tx) => {
    const row = await takeDecision(tx, actor, "sign", on);
    requireState(row, ["submitted"]);
    const now = await today(tx);
    const day = signedOn ?? now;
    const items = await itemsOf(tx, row.id);
    const { kind } = row;
    const decided = isEnding(kind) ? [] : await takeDossiers(tx, row, items);
    requireDay(day, now, decided);
    const products = row.kind === "recognition" ? await allOf(tx, decided) : [];
    const ended = isEnding(kind) ? await takeEnded(tx, kind, items, day) : [];
    const intents = intend(products.length);
    const signing = { day, signerName, signerTitle, actor };
    const prepared = { products, intents };
    const issued = async () => {
      const made = await issueNumbered(tx, row, signing, prepared);
      return { ...made, audit: issuedRow(actor, row, { ...made, signedOn: day, signedWith }) };
    };
    if (kind === "recognition") {
      const dossiers = decided.map(({ dossier }) => dossier);
      const guards = { recognisedHere: true };
      const issue = once(issued);
      await moveDossiers(tx, actor, dossiers, {
        action: "decide",
        on: now,
        guards,
        number: async () => {
          const { numbered, audit } = await issue();
          return { number: numbered.numberText, audit: [audit], jobs: sealsOf(intents) };
        },
      });
      const { numbered, certificates } = await issue();
      return { numberText: numbered.numberText, signedOn: day, certificates };
    }
    const { numbered, certificates, audit } = await issued();
    if (isEnding(kind)) await endAll(tx, { ...numbered, kind }, ended);
    await appendAuditRows(tx, [audit]);
    return { numberText: numbered.numberText, signedOn: day, certificates };
  });
}

/** The audit row of a decision that was issued. */
function issuedRow(
  actor: UserActor,
  row: DecisionRow,
  of: {
    readonly numbered: Numbered;
    readonly certificates: readonly IssuedCertificate[];
    readonly signedOn: Day;
    readonly signedWith: ProofKind | undefined;
  },
): NewAuditRow {
  return auditRow(events.issued, {
    ...decisionFacts(actor, row),
    details: {
      kind: row.kind,
      number: of.numbered.numberText,
      signedOn: of.signedOn,
      certificates: of.certificates.map(({ numberText }) => numberText),
      ...(of.signedWith ? { with: of.signedWith } : {}),
    },
  });
}

type Decided = {
  readonly item: DecisionItemRow;
  readonly dossier: DossierRow;
  readonly ground: Ground;
};

/** The dossiers of a draft, locked, each with the very result that the draft names. */
async function takeDossiers(
  tx: Db,
  row: DecisionRow,
  items: readonly DecisionItemRow[],
): Promise<Decided[]> {
  const found = await findDossiers(
    tx,
    items.flatMap(({ dossierId }) => dossierId ?? []),
    { lock: true },
  );
  const decided: Decided[] = [];
  for (const item of items) {
    const dossier = found.get(item.dossierId ?? "");
    if (!dossier) throw new Error(`decision ${row.id} names no dossier at ${item.seq}`);
    const ground = await requireGround(tx, dossier, row.kind);
    if (ground.result.id !== item.resultId || ground.result.stars !== item.stars)
      throw new AppError("conflict", {
        vi: `${dossier.productName}: hội đồng đã có kết quả khác với dự thảo. Hãy lập lại dự thảo.`,
      });
    decided.push({ item, dossier, ground });
  }
  return decided;
}

/** A decision is signed after its councils met (or the one above told what it found), and not tomorrow. */
export function requireDay(
  day: Day,
  now: Day,
  decided: readonly { readonly ground: Pick<Ground, "council" | "result"> }[],
): void {
  const refuse = (vi: string) => {
    throw new AppError("unprocessable", { vi, fields: { signedOn: vi } });
  };
  if (day > now) refuse("Ngày ký không được sau hôm nay.");
  const last = decided
    .flatMap(({ ground: { council, result } }) => [council.heldOn, result.letter?.on ?? []].flat())
    .toSorted()
    .at(-1);
  if (last !== undefined && day < last)
    refuse(`Ngày ký không được trước ngày hội đồng chốt kết quả (${formatDay(last)}).`);
}

type Signing = { day: Day; signerName: string; signerTitle: string; actor: UserActor };
type Prepared = { readonly products: readonly Recognised[]; readonly intents: readonly Intent[] };

/** All that needs the decision's number, or one that is taken with it. */
async function issueNumbered(
  tx: Db,
  row: DecisionRow,
  signing: Signing,
  { products, intents }: Prepared,
): Promise<{ numbered: Numbered; certificates: readonly IssuedCertificate[] }> {
  const { numbered, first } = await number(tx, row, signing, products[0]);
  const certificates = first ? await recognise(tx, numbered, products, { intents, first }) : [];
  return { numbered, certificates };
}

/** Does the work when it is first asked for, and tells the same afterwards. */
function once<Made>(work: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => (made ??= work());
}

/** The last decision of the series of another one, as JSON: asked with the series locked. */
function lastOf(row: DecisionRow) {
  return sql<{ on: Day; numberText: string } | null>`(
    select json_build_object('on', d.signed_on, 'numberText', d.number_text) from decisions d
    where d.province_code = ${row.provinceCode} and d.issuer = ${row.issuer} and d.state = 'issued'
      and not d.is_recorded and d.id <> ${row.id}
    order by d.signed_on desc limit 1)`;
}

/** Numbers follow the days. */
function requireOrder(last: { on: Day; numberText: string } | null | undefined, day: Day): void {
  if (!last || day >= last.on) return;
  const vi = `Quyết định số ${last.numberText} đã ký ngày ${formatDay(last.on)}: ngày ký không được sớm hơn.`;
  throw new AppError("unprocessable", { vi, fields: { signedOn: vi } });
}

/** Takes the decision's number, and with it all that its first certificate takes. */
async function number(
  tx: Db,
  row: DecisionRow,
  of: Signing,
  product: Recognised | undefined,
): Promise<{ numbered: Numbered; first: Taken | null }> {
  const { provinceCode, issuer, level } = row;
  // Decree 30/2020 numbers all decisions of an authority in one series, whatever they decide.
  const series = {
    provinceCode,
    issuer,
    kind: "recognition",
    year: Number(of.day.slice(0, 4)),
  } as const;
  const decision = { ...row, signedOn: of.day };
  const taken = product
    ? await takeNumbersAndPlaces(tx, [series, ...seriesOf(decision, product)])
    : null;
  const [own = 0, ...numbers] = taken?.numbers ?? [await takeNumber(tx, series)];
  const numberText = `${String(own).padStart(2, "0")}/${symbols[level]}`;
  const [updated] = await tx
    .update(decisions)
    .set({
      state: "issued",
      number: own,
      numberText,
      signedOn: of.day,
      signerName: of.signerName,
      signerTitle: of.signerTitle,
      issuedBy: of.actor.userId,
      issuedAt: sql`now()`,
      version: row.version + 1,
    })
    .where(eq(decisions.id, row.id))
    .returning({ last: lastOf(row) });
  requireOrder(updated?.last, of.day);
  const first = taken && { numbers, places: taken.places };
  return { numbered: { ...decision, numberText }, first };
}

/** Read before the number is taken: whoever waits for the next one waits for less. */
async function allOf(tx: Db, decided: readonly Decided[]): Promise<Recognised[]> {
  const products: Recognised[] = [];
  for (const { dossier, item } of decided)
    products.push(await recognisedOf(tx, dossier, item.stars));
  return products;
}

/** Names as the council decided about them, the holder's address and the photo as they are now. */
export async function recognisedOf(
  tx: Db,
  dossier: DossierRow,
  stars: number,
): Promise<Recognised> {
  const holder = await findHolder(tx, dossier.producerId);
  const { photo } = await findRecognised(tx, dossier.productId);
  return {
    kind: ({ first: "issued", upgrade: "upgraded", renewal: "renewed" } as const)[dossier.kind],
    dossierId: dossier.id,
    productId: dossier.productId,
    productName: dossier.productName,
    producerId: dossier.producerId,
    producerName: dossier.producerName,
    address: holder.address,
    provinceCode: dossier.provinceCode,
    unitVersion: dossier.unitVersion,
    unitCode: dossier.unitCode,
    unitPath: dossier.unitPath,
    setCode: dossier.setCode,
    stars,
    photo,
    recorded: null,
  };
}
