import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { formFields } from "#core/input/parse.ts";
import type { Session } from "#core/session/session.ts";
import { nameInSentence } from "#modules/places/rules.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import type { RecordDecision } from "../../inputs.ts";
import { listWaiting } from "../../service/describe.server.ts";
import { authorityOf } from "../../service/drafts.server.ts";
import { recordDecision } from "../../service/record.server.ts";
import { formerUnits } from "../../service/record-place.server.ts";
import type { Ground } from "./page.server.ts";

/** A product that can be put into the decision, with the result here that the decision settles. */
export type Choice = {
  readonly productId: string;
  readonly dossierId: string | null;
  readonly name: string;
  readonly producerName: string;
  /** The council's stars; null where no result is waiting. */
  readonly stars: number | null;
};

/** What the page that enters a decision offers; `text` searches the products of the actor's area. */
export async function recordPage(db: Db, { actor, provinceCode }: Session, text: string) {
  const former =
    provinceCode === null ? { provinces: [], districts: [] } : await formerUnits(db, provinceCode);
  const option = (unit: (typeof former.provinces)[number]) => ({
    value: unit.code,
    label: unit.fullName,
    issuer: `Ủy ban nhân dân ${nameInSentence(unit)}`,
  });
  return {
    today: await today(db),
    regimes: Object.entries(loadProcedures().regimes).map(([value, { decision }]) => ({
      value,
      label: `Quyết định ${decision}`,
    })),
    provinces: former.provinces.map(option),
    districts: former.districts.map(option),
    issuers: {
      province:
        provinceCode === null ? "" : (await authorityOf(db, "province", provinceCode)).issuer,
      central: (await authorityOf(db, "central", "")).issuer,
    },
    waiting: await waitingChoices(db, actor),
    text,
    ...(await foundChoices(db, actor, text)),
  };
}

async function waitingChoices(db: Db, actor: UserActor): Promise<Choice[]> {
  return (await listWaiting(db, actor))
    .filter(({ next, isDrafted }) => next === "recognition" && !isDrafted)
    .map(({ productId, dossierId, productName, producerName, stars }) => ({
      productId,
      dossierId,
      name: productName,
      producerName,
      stars,
    }));
}

async function foundChoices(db: Db, actor: UserActor, text: string) {
  if (text.trim() === "") return { found: [] as Choice[], total: 0 };
  const { products, total } = await listProducts(db, actor, { text });
  const found = products.map(({ id, name, producerName }): Choice => ({
    productId: id,
    dossierId: null,
    name,
    producerName,
    stars: null,
  }));
  return { found, total };
}

/** Enters the decision that the form holds; its id. */
export async function recordFromForm(
  { db, files, actor }: Pick<Ground, "db" | "files" | "actor">,
  form: FormData,
): Promise<string> {
  const scan = form.get("scan");
  const { items, ...fields } = nested(formFields(form));
  // What the form lacks or adds is for the service to refuse.
  const input = { ...fields, items } as unknown as RecordDecision;
  const sent = scan instanceof File && scan.size > 0 ? scan : null;
  return (await recordDecision({ db, files }, actor, input, sent)).id;
}

/** `items.0.stars` and the like as a list of lines; what a line is called is for people only. */
function nested(fields: Readonly<Record<string, string | string[]>>) {
  const lines: Record<string, Record<string, string | string[] | null>> = {};
  const rest: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const [, at, field] = /^items\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
    if (at === undefined || field === undefined) rest[name] = value;
    else if (field !== "name" && field !== "producerName")
      (lines[at] ??= {})[field] = field === "dossierId" && value === "" ? null : value;
  }
  return { ...rest, items: Object.values(lines) };
}
