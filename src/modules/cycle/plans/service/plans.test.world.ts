import { after } from "node:test";
import type { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { testDatabase } from "#tests/support/db.ts";

export const database = await testDatabase();

await loadPlaces(database.db);

await loadRulebooks(database.db);
after(() => database.close());

export const isCode = (code: string) => (error: unknown) => (error as AppError).code === code;
