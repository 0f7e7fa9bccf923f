import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatNumber } from "#core/input/number.ts";
import { can as canOnProducer } from "#modules/producers/access.ts";
import { producerKinds } from "#modules/producers/model.ts";
import { listPapers, type Paper } from "#modules/producers/service/papers.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { type Ingredient, ingredientOrigins } from "#modules/products/model.ts";
import { getProduct } from "#modules/products/service/products.server.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { RuleSet } from "#modules/rulebooks/model.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { keepVersion } from "#modules/rulebooks/service/versions.server.ts";
import { currentVersion, PlaceVersion } from "#modules/places/model.ts";
import type { FormFacts } from "../forms/facts.ts";
import type { DossierRow } from "./load.server.ts";

/** What a dossier takes from the producer and the product that it is about. */
export type Ground = {
  readonly producerId: string;
  readonly productId: string;
  readonly setCode: string | null;
  readonly provinceCode: string;
  readonly unitVersion: PlaceVersion;
  readonly unitCode: string;
  readonly unitPath: string;
  readonly isDemo: boolean;
  readonly facts: Pick<FormFacts, "producer" | "representative" | "years" | "product">;
};

/** The producer and product behind a dossier; `notFound` when the actor may not see them. */
export async function groundOf(db: Db, actor: UserActor, productId: string): Promise<Ground> {
  const { product } = await getProduct(db, actor, productId);
  const { producer, unitName, representative, years } = await getProducer(
    db,
    actor,
    product.producerId,
  );
  return {
    producerId: producer.id,
    productId,
    setCode: product.set,
    provinceCode: producer.provinceCode,
    unitVersion: PlaceVersion.parse(producer.unitVersion),
    unitCode: producer.unitCode,
    unitPath: producer.unitPath,
    isDemo: producer.isDemo,
    facts: {
      producer: {
        name: producer.name,
        kindName: producerKinds[producer.kind].vi,
        address: producer.address,
        unitName,
        phone: producer.phone,
        email: producer.email,
        taxCode: producer.taxCode,
        registrationNumber: producer.registrationNumber,
        communityCapitalPercent: producer.communityCapitalPercent,
        foundedOn: producer.foundedOn,
        mainActivity: producer.mainActivity,
      },
      representative: representative && {
        fullName: representative.fullName,
        position: representative.position,
        sex: representative.sex,
        ethnicity: representative.ethnicity,
        isDisabled: representative.isDisabled,
      },
      years: years.map((of) => ({
        year: of.year,
        labour: of.labour,
        localLabour: of.localLabour,
        communeMaterialPercent: of.communeMaterialPercent,
        provinceMaterialPercent: of.provinceMaterialPercent,
        revenue: of.revenue,
        profit: of.profit,
        capacity: of.capacity,
        markets: of.markets,
      })),
      product: {
        name: product.name,
        description: product.description,
        packaging: product.packagingSizes,
        ingredients: ingredientLines(product.ingredients),
        standard: product.standard,
        output: product.yearlyOutput,
      },
    },
  };
}

/** One ingredient a line: `Chè búp tươi (Trong xã, xóm Mẫu, 100%)`. */
function ingredientLines(ingredients: readonly Ingredient[]): string | null {
  const lines = ingredients.map(({ name, origin, place, percent }) => {
    const share = percent === null ? null : `${formatNumber(percent)}%`;
    const details = [ingredientOrigins[origin], place, share].filter((part) => part !== null);
    return `${name} (${details.join(", ")})`;
  });
  return lines.length === 0 ? null : lines.join("\n");
}

/** The producer's papers, or null for those who may not look into its vault. */
export async function vaultOf(
  db: Db,
  actor: UserActor,
  row: Pick<DossierRow, "producerId" | "unitPath">,
): Promise<Paper[] | null> {
  const place = { version: currentVersion, path: row.unitPath };
  return canOnProducer(actor, "seePapers", { id: row.producerId, place })
    ? listPapers(db, actor, row.producerId)
    : null;
}

/** A set of the regime that is in force on a day, its rulebook's version kept. */
export type SetOnDay = {
  readonly regime: string;
  readonly digest: string;
  readonly set: RuleSet;
  readonly compiled: CompiledSet;
};

/** The set of a code under the regime in force on a day; `invalid` when there is none. */
export async function setOnDay(tx: Db, day: Day, setCode: string | null): Promise<SetOnDay> {
  const regime = regimeInForce(loadProcedures(), day);
  if (regime === undefined)
    throw new AppError("invalid", { fields: { filedOn: "Ngày này chưa có bộ tiêu chí OCOP." } });
  const book = getBook(regime);
  const [set, compiled] = [book.sets.get(setCode ?? ""), book.compiled.get(setCode ?? "")];
  if (!set || !compiled)
    throw new AppError("invalid", { fields: { setCode: "Hãy chọn bộ sản phẩm trong danh mục." } });
  await keepVersion(tx, book);
  return { regime, digest: book.digest, set, compiled };
}
