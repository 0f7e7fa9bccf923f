import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { formatPhone } from "#core/input/phone.ts";
import { formatDong } from "#core/money.ts";
import { listAgencies, nameAgencies } from "#modules/people/service/agencies.server.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import type { AddAdvice, SaveContract, SaveOutcome, SavePartner } from "../../partners/inputs.ts";
import { describePartner } from "../../partners/service/list.server.ts";
import {
  addAdvice,
  saveContract,
  saveOutcome,
  savePartner,
} from "../../partners/service/partners.server.ts";

/** What the page of a partner shows; its contact only to who keeps the network. */
export async function partnerPage(db: Db, actor: UserActor, id: string | null) {
  if (id === null) return null;
  const { partner, contracts, advice, readers, mayKeep } = await describePartner(db, actor, id);
  return {
    id: partner.id,
    version: partner.version,
    isDemo: partner.isDemo,
    skills: partner.skills,
    sectors: partner.sectors,
    values: {
      name: partner.name,
      kind: partner.kind,
      areas: partner.areas,
      contact: mayKeep ? partner.contact : null,
      phone: mayKeep && partner.phone !== null ? formatPhone(partner.phone) : null,
      note: partner.note,
      agencyId: partner.agencyId,
    },
    isActive: partner.isActive,
    agencyName:
      (await nameAgencies(db, partner.agencyId === null ? [] : [partner.agencyId])).get(
        partner.agencyId ?? "",
      ) ?? null,
    contracts: contracts.map((one) => ({
      ...one,
      amount: one.amount === null ? null : formatDong(one.amount),
    })),
    advice,
    readers,
    mayKeep,
  };
}

/** Agencies that a partner may be, by id: those that are there, and the one that it is already. */
export async function agenciesFor(
  db: Db,
  actor: UserActor,
  kept: string | null,
): Promise<Record<string, string>> {
  const found = await listAgencies(db, actor);
  return Object.fromEntries(
    found.filter((one) => one.isThere || one.id === kept).map(({ id, name }) => [id, name]),
  );
}

/** The products of the producers that a search found, to choose from. */
export async function productsOf(
  db: Db,
  actor: UserActor,
  text: string,
  producers: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  if (text.trim() === "") return {};
  const { products } = await listProducts(db, actor, { text });
  return Object.fromEntries(
    products
      .filter(({ producerId }) => producerId in producers)
      .slice(0, 30)
      .map(({ id, name, producerName }) => [id, `${name} (${producerName})`]),
  );
}

/** Does what a form of the page asks for; the id of the partner. */
export async function actOnPartner(
  db: Db,
  actor: UserActor,
  id: string | null,
  form: FormData,
): Promise<{ id: string; done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  if (intent === "save") {
    const input = { skills: [], sectors: [], isActive: "", ...fields } as unknown as SavePartner;
    return { ...(await savePartner(db, actor, id, input)), done: "Đã lưu." };
  }
  if (id === null) throw new AppError("invalid");
  const on = { ...fields, partnerId: id } as unknown;
  if (intent === "contract") {
    await saveContract(db, actor, on as SaveContract);
    return { id, done: "Đã ghi hợp đồng." };
  }
  if (intent === "outcome") {
    await saveOutcome(db, actor, on as SaveOutcome);
    return { id, done: "Đã ghi kết quả hợp đồng." };
  }
  if (intent !== "advice") throw new AppError("invalid");
  await addAdvice(db, actor, on as AddAdvice);
  return { id, done: "Đã ghi lần tư vấn." };
}
