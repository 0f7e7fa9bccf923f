import { after } from "node:test";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";

export const database = await testDatabase();
after(() => database.close());

await loadPlaces(database.db);

export const provinceAdmin = { grants: [{ role: "admin", path: "19" }] } as const;

export const officer = {
  name: "Cán bộ xã",
  username: "canbo.moi",
  email: "",
  title: "Công chức",
  role: "communeOfficer",
  unit: "05692",
};
