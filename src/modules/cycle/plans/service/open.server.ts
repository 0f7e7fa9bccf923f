import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { PlaceVersion } from "#modules/places/model.ts";
import {
  getProduct,
  listProducts,
  saveProduct,
} from "#modules/products/service/products.server.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { keepVersion } from "#modules/rulebooks/service/versions.server.ts";
import { authorisedIdea, type IdeaRow } from "../../ideas/service/read.server.ts";
import { can } from "../access.ts";
import { planEvents } from "../events.server.ts";
import { OpenPlan } from "../inputs.ts";
import { businessPlanAnswers, businessPlans } from "../schema.server.ts";
import { takeOver } from "./again.server.ts";
import { auditFacts } from "./load.server.ts";

/** The plan that was opened, and whether it begins with the words of the product's plan before. */
export type OpenedPlan = { readonly id: string; readonly goesOn: boolean };

/**
 * Opens a business plan for a product, under the regime in force. From a chosen idea: its product
 * is the producer's of that name, or is entered with the idea's words as its story. `answers`:
 * where the product is known to stand, as a dossier before has it; what the set does not have is
 * left out. What the product's plan before said, if it was not chosen or was taken back, is taken
 * over. Throws `conflict` while the product has a plan under way, or the idea has one.
 */
export async function openPlan(
  db: Db,
  actor: UserActor,
  input: OpenPlan,
  answers: Readonly<Record<string, number>> = {},
): Promise<OpenedPlan> {
  const wanted = parseInput(OpenPlan, input);
  try {
    return await db.transaction(async (tx) => {
      const on = await today(tx);
      const regime = regimeInForce(loadProcedures(), on);
      if (regime === undefined) throw new AppError("conflict");
      const idea = wanted.ideaId === null ? null : await chosenIdea(tx, actor, wanted.ideaId);
      const productId =
        wanted.productId ??
        (await knownProduct(tx, actor, idea, wanted)) ??
        (await enterProduct(tx, actor, regime, idea, wanted));
      const { product, producer } = await getProduct(tx, actor, productId);
      const subject = {
        producerId: producer.id,
        unitPath: producer.unitPath,
        state: "draft",
      } as const;
      if (!can(actor, "write", subject))
        throw new AppError("forbidden", { denied: "businessPlan.write" });
      if (idea !== null && idea.producerId !== producer.id)
        throw new AppError("invalid", {
          fields: { ideaId: "Ý tưởng này của chủ thể khác." },
        });
      const book = getBook(regime);
      const setCode = wanted.setCode ?? idea?.setCode ?? product.set;
      const compiled = book.compiled.get(setCode);
      if (!compiled) throw noSet();
      await keepVersion(tx, book);
      const [row] = await tx
        .insert(businessPlans)
        .values({
          provinceCode: producer.provinceCode,
          unitVersion: PlaceVersion.parse(producer.unitVersion),
          unitCode: producer.unitCode,
          unitPath: producer.unitPath,
          producerId: producer.id,
          productId,
          ideaId: idea?.id ?? null,
          producerName: producer.name,
          productName: product.name,
          year: Number(on.slice(0, 4)),
          regime,
          setCode,
          rulebookDigest: book.digest,
          isDemo: producer.isDemo,
          createdBy: actor.userId,
        })
        .returning();
      if (!row) throw new Error("the plan was not stored");
      const goesOn = await takeOver(tx, actor, row);
      await keepAnswers(tx, row.id, fitting(compiled, answers));
      await appendAudit(tx, planEvents.opened, {
        ...auditFacts(actor, row),
        details: { product: productId, idea: row.ideaId, regime, set: setCode },
      });
      return { id: row.id, goesOn };
    });
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

/** An idea that was chosen, of a producer; anything else cannot become a plan. */
async function chosenIdea(tx: Db, actor: UserActor, id: string): Promise<IdeaRow> {
  const idea = await authorisedIdea(tx, actor, "see", id);
  if (idea.state === "chosen" && idea.producerId !== null) return idea;
  throw new AppError("invalid", {
    fields: { ideaId: "Chỉ ý tưởng đã được chọn của chủ thể mới lập được phương án." },
  });
}

/** The producer's product that bears the name already: an idea may be of one that is to rise. */
async function knownProduct(
  tx: Db,
  actor: UserActor,
  idea: IdeaRow | null,
  { productName }: { productName: string | null },
): Promise<string | null> {
  if (!idea?.producerId) return null;
  const { producerId, title } = idea;
  const name = productName ?? title;
  const { products } = await listProducts(tx, actor, { producerId, text: name });
  return products.find((one) => foldText(one.name) === foldText(name))?.id ?? null;
}

async function enterProduct(
  tx: Db,
  actor: UserActor,
  regime: string,
  idea: IdeaRow | null,
  { productName, setCode }: { productName: string | null; setCode: string | null },
): Promise<string> {
  const set = setCode ?? idea?.setCode ?? null;
  if (!idea?.producerId || set === null) throw noSet();
  const entered = { id: null, producerId: idea.producerId };
  const { id } = await saveProduct(tx, actor, entered, {
    name: productName ?? idea.title,
    regime,
    set,
    description: idea.story,
    packagingSizes: "",
    ingredientName: [],
    ingredientOrigin: [],
    ingredientPlace: [],
    ingredientPercent: [],
    standard: "",
    shelfLife: "",
    storage: "",
    barcode: "",
    priceFrom: "",
    priceTo: "",
    priceUnit: "",
    yearlyOutput: "",
    isKeyProduct: false,
    chain: "",
    storyOrigin: "",
    storyResources: "",
    storyCulture: "",
    storyValue: "",
    storyTold: idea.story,
    storyClipUrl: "",
    storyPlaces: [],
    version: 0,
  });
  return id;
}

function noSet(): AppError {
  return new AppError("invalid", { fields: { setCode: "Hãy chọn bộ sản phẩm trong danh mục." } });
}

/** Answers that the set knows; others are left out, nothing is guessed. */
export function fitting(
  compiled: CompiledSet,
  answers: Readonly<Record<string, number>>,
): [string, number][] {
  return Object.entries(answers).filter(
    ([code, n]) => compiled.leafByCode.get(code)?.options[n - 1] !== undefined,
  );
}

/** Keeps answers, each in the place of the one before. */
export async function keepAnswers(
  tx: Db,
  planId: string,
  answers: readonly (readonly [string, number])[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx
    .insert(businessPlanAnswers)
    .values(answers.map(([criterion, option]) => ({ planId, criterion, option })))
    .onConflictDoUpdate({
      target: [businessPlanAnswers.planId, businessPlanAnswers.criterion],
      set: { option: sql`excluded.option` },
    });
}

function takenFault(error: unknown): AppError | null {
  const words: Readonly<Record<string, string>> = {
    business_plans_one_under_way:
      "Sản phẩm này đang có một phương án chưa xong. Hãy mở phương án đó, hoặc rút nó trước.",
    business_plans_idea: "Ý tưởng này đã có phương án. Hãy mở phương án đó.",
  };
  for (let at = error; at instanceof Error; at = at.cause) {
    const vi = words[(at as { constraint?: string }).constraint ?? ""];
    if (vi !== undefined) return new AppError("conflict", { vi });
  }
  return null;
}
