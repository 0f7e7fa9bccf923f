import { after } from "node:test";
import type { Db } from "#core/database/connection.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { testDatabase } from "#tests/support/db.ts";
import { cycleFacts } from "../../calendar/facts.server.ts";
import { builtIdea } from "../../factory.ts";
import "../../invariants.server.ts";
import "#modules/councils/conflicts/ties-of-the-year.server.ts";

export const database = await testDatabase();
after(() => database.close());

export const ip = "203.0.113.9";

export const fails = (code: ErrorCode, field?: string) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (field === undefined || field in error.fields);

export async function cast(db: Db) {
  const account = async (role: Parameters<typeof buildAccount>[1] & object) =>
    (await buildAccount(db, role)).actor;
  const producer = await buildProducer(db);
  return {
    producer,
    commune: await account({ grants: [{ role: "communeOfficer", path: "19/05692" }] }),
    province: await account({ grants: [{ role: "provinceOfficer", path: "19" }] }),
    department: await account({ grants: [{ role: "departmentOfficer", path: "19" }] }),
    auditor: await account({ grants: [{ role: "auditor", path: "19" }] }),
    elsewhere: await account({ grants: [{ role: "provinceOfficer", path: "24" }] }),
    owner: await account({
      grants: [{ role: "producerOwner", path: "19/05692", holderId: producer.id }],
    }),
  };
}

const yes = (asked: readonly { readonly id: string }[]) =>
  Object.fromEntries(asked.map(({ id }) => [id, "yes" as const]));

export const fits = {
  productFit: yes(cycleFacts().fit.product),
  applicantFit: yes(cycleFacts().fit.applicant),
};

export const told = { setCode: "01", reason: "", note: "", productFit: {}, applicantFit: {} };

export const said = { ...told, noTies: true };

export const forward = { ...said, ...fits, move: "forward" } as const;

export function ownIdea(producerId: string) {
  const {
    applicantName: _n,
    applicantKind: _k,
    phone: _p,
    address: _a,
    communeCode: _c,
    ...content
  } = builtIdea({ track: "women" });
  return { ...content, producerId };
}
