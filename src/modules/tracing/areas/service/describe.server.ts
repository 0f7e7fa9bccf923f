import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { formatPosition } from "#core/input/position.ts";
import { formatDay } from "#core/input/day.ts";
import { formatNumber } from "#core/input/number.ts";
import type { Shape } from "#modules/places/boundaries/geometry.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findCommune } from "#modules/places/service/communes.server.ts";
import { findUnits, keyOfRef, listChildren } from "#modules/places/service/units.server.ts";
import { paperKindFacts } from "#modules/producers/model/papers.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import { tieToProducer } from "#modules/councils/service/producer-ties.server.ts";
import { can } from "../access.ts";
import { formatShape } from "../lines.ts";
import { hectare } from "../model.ts";
import {
  type AreaRow,
  authorisedArea,
  productsOf,
  refuseUnless,
  type VersionRow,
  versionsOf,
} from "./load.server.ts";

/** A version as pages show it. */
export type ShownVersion = Omit<VersionRow, "proposedBy" | "decidedBy" | "provinceCode"> & {
  readonly placeName: string;
  readonly products: readonly {
    readonly id: string;
    readonly name: string;
    producerName: string;
  }[];
};

/** What may be chosen in the form. */
export type FormChoices = {
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly papers: readonly { readonly id: string; readonly name: string }[];
  readonly communes: readonly { readonly code: string; readonly name: string }[];
};

/** Everything that the page of a growing area shows, of a new one too. */
export type AreaPage = {
  readonly id: string | null;
  readonly producer: { readonly id: string; readonly name: string };
  readonly isDemo: boolean;
  readonly seq: number;
  readonly pending: ShownVersion | null;
  readonly standing: ShownVersion | null;
  readonly history: readonly Pick<VersionRow, "id" | "seq" | "state" | "proposedAt" | "reason">[];
  readonly values: Readonly<Record<string, string>>;
  readonly chosen: readonly string[];
  readonly shape: Shape | null;
  /** The middle of the producer's commune, longitude first: where its map begins. */
  readonly around: [number, number] | null;
  readonly choices: FormChoices;
  readonly may: { readonly propose: boolean; readonly decide: boolean; readonly end: boolean };
  /** How the actor is tied to the producer; null when in no way. */
  readonly tie: string | null;
};

/** The page of a growing area; `text` searches products that an office may link. `notFound` for a foreign one. */
export async function describeArea(
  db: Db,
  actor: UserActor,
  id: string,
  text = "",
): Promise<AreaPage> {
  const area = await authorisedArea(db, actor, "see", id);
  return pageOf(db, actor, area.producerId, area, text);
}

/** The empty form of a producer; `notFound` for one that the actor may not speak for. */
export async function newArea(db: Db, actor: UserActor, producerId: string): Promise<AreaPage> {
  const producer = await authorisedProducer(db, actor, "see", producerId);
  refuseUnless(actor, "propose", { unitPath: producer.unitPath, producerId });
  return pageOf(db, actor, producerId, null, "");
}

async function pageOf(
  db: Db,
  actor: UserActor,
  producerId: string,
  area: AreaRow | null,
  text: string,
): Promise<AreaPage> {
  const producer = await authorisedProducer(db, actor, "see", producerId);
  const history = area ? await versionsOf(db, area.id) : [];
  const [newest] = history;
  const pending = history.find(({ state }) => state === "pending");
  const standing = history.find(({ id }) => id === area?.acceptedVersionId);
  const products = await productsOf(
    db,
    [newest, pending, standing].flatMap((version) => version?.id ?? []),
  );
  const subject = area ?? { unitPath: producer.unitPath, producerId };
  const may = {
    propose: can(actor, "propose", subject),
    decide: can(actor, "decide", subject),
    end: can(actor, "end", subject),
  };
  const chosen = (newest && products.get(newest.id)) ?? [];
  const linked = [...new Set([...products.values()].flat())];
  return {
    id: area?.id ?? null,
    producer: { id: producer.id, name: producer.name },
    isDemo: producer.isDemo,
    seq: newest?.seq ?? 0,
    pending: pending ? await shown(db, pending, products.get(pending.id)) : null,
    standing: standing ? await shown(db, standing, products.get(standing.id)) : null,
    history: history.map(({ id, seq, state, proposedAt, reason }) => ({
      id,
      seq,
      state,
      proposedAt,
      reason,
    })),
    values: newest ? valuesOf(newest) : { areaUnit: "ha", standard: "none", isPublic: "1" },
    chosen,
    shape: newest?.shape ?? null,
    around: await middleOf(db, producer.unitPath),
    choices: may.propose
      ? await choicesOf(db, actor, { producerId, unitPath: producer.unitPath }, linked, text)
      : { products: [], papers: [], communes: [] },
    may,
    tie: area && may.decide ? await tieToProducer(db, actor, area) : null,
  };
}

async function middleOf(db: Db, path: string): Promise<[number, number] | null> {
  const ref = { version: currentVersion, code: path.split("/").at(-1) ?? "" } as const;
  const unit = (await findUnits(db, [ref])).get(keyOfRef(ref));
  return unit && unit.longitude !== null && unit.latitude !== null
    ? [unit.longitude, unit.latitude]
    : null;
}

async function shown(
  db: Db,
  { proposedBy: _by, decidedBy: _decider, provinceCode: _province, ...version }: VersionRow,
  productIds: readonly string[] = [],
): Promise<ShownVersion> {
  const names = await nameProducts(db, productIds);
  const commune = await findCommune(db, version.placeCode);
  return {
    ...version,
    placeName: commune?.label ?? version.placeCode,
    products: [...names.values()].map(({ id, name, producerName }) => ({ id, name, producerName })),
  };
}

/** Products of the producer and those linked before; for an office also what its search finds. */
async function choicesOf(
  db: Db,
  actor: UserActor,
  of: { producerId: string; unitPath: string },
  linked: readonly string[],
  text: string,
): Promise<FormChoices> {
  const { producerId } = of;
  const own = await listProducts(db, actor, { producerId });
  const others = [...(await nameProducts(db, linked)).values()];
  const found =
    text.trim() === "" || belongsTo(actor, of.producerId)
      ? []
      : (await listProducts(db, actor, { text: text.slice(0, 120) })).products;
  const products = new Map(
    [...own.products, ...others, ...found].map(({ id, name, ...whose }) => [
      id,
      { id, name: whose.producerId === producerId ? name : `${name} (${whose.producerName})` },
    ]),
  );
  const papers = (await listPapers(db, actor, producerId)).filter(
    ({ kind }) => paperKindFacts(kind).group === "safety",
  );
  const code = provinceOf(of.unitPath);
  const communes = await listChildren(db, { version: currentVersion, code });
  return {
    products: [...products.values()],
    papers: papers.map(({ id, title, number, expiresOn }) => ({
      id,
      name: [title, number, expiresOn && `đến ${formatDay(expiresOn)}`].filter(Boolean).join(", "),
    })),
    communes: communes.map(({ code, fullName }) => ({ code, name: fullName })),
  };
}

/** A version as the form shows it again. */
function valuesOf(version: VersionRow): Record<string, string> {
  const inHectares = version.areaM2 >= hectare;
  return {
    name: version.name,
    crop: version.crop,
    areaCode: version.code ?? "",
    area: formatNumber(inHectares ? version.areaM2 / hectare : version.areaM2),
    areaUnit: inHectares ? "ha" : "m2",
    areaNote: version.areaNote ?? "",
    standard: version.standard,
    standardName: version.standardName ?? "",
    paperId: version.paperId ?? "",
    standardUntil: version.standardUntil === null ? "" : formatDay(version.standardUntil),
    communeCode: version.placeCode,
    position:
      version.shape === null
        ? formatPosition({ latitude: version.latitude, longitude: version.longitude })
        : "",
    drawn: formatShape(version.shape),
    isPublic: version.isPublic ? "1" : "",
  };
}
