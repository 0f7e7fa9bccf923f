import { after } from "node:test";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { type BuiltGround, buildDraft, recordAnyFile } from "../factory.ts";
import type { OpenDossier } from "../inputs.ts";
import { fileDossier } from "./file.server.ts";
import { listMessages } from "./messages.server.ts";

export const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

/** What opens a dossier for a first recognition, but for its product. */
export const first = {
  kind: "first",
  setCode: null,
  previousId: null,
  previousStars: null,
  certificateExpiresOn: null,
} as const satisfies Omit<OpenDossier, "productId">;

/** The one paper that every dossier must have. */
export async function registered(db: Db, ground: BuiltGround): Promise<void> {
  await db.insert(papers).values({
    provinceCode: ground.path.slice(0, 2),
    producerId: ground.producerId,
    kind: "businessRegistration",
    title: "Giấy đăng ký",
    digest: await recordAnyFile(db),
  });
}

/** A whole dossier, filed by its producer. */
export async function filed(db: Db, ground: BuiltGround): Promise<string> {
  await registered(db, ground);
  const dossierId = await buildDraft(db, ground);
  await fileDossier(db, ground.owner, { dossierId });
  return dossierId;
}

/** What an error says to programs: its code and the fields at fault. */
export const codes = (error: AppError) =>
  `${error.code} ${Object.keys(error.fields).join(",")}`.trim();

/** The code that the producer finds among its messages. */
export async function codeOf(db: Db, owner: UserActor): Promise<string> {
  const { messages } = await listMessages(db, owner);
  return (
    /mã (\d{6})/.exec(messages.find(({ body }) => /mã \d{6}/.test(body))?.body ?? "")?.[1] ?? ""
  );
}
