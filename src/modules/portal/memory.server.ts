import type { Database } from "#core/database/connection.ts";
import type { Keeping } from "#core/http/page-memory.ts";
import { stampOf } from "#core/http/stamp.ts";
import { mapPaths } from "./map/paths.ts";
import { portalPaths } from "./paths.ts";
import { publicVersion } from "./version.server.ts";

/**
 * Pages of the portal hold while the data version and the day do: a change is seen within two
 * seconds here and 30 s later in a browser. The bound in time is for what no version counts, such
 * as the installation's own settings.
 */
const times = { keepSeconds: 300, maxAgeSeconds: 30 };

/** How old the version may be beyond what `publicVersion` allows, in milliseconds. */
const freshFor = 500;

/** The public pages, in both languages and with their filters. */
export function portalPages({ database }: { database: Pick<Database, "db"> }): Keeping {
  const addresses = Object.values({ ...portalPaths, map: mapPaths.page, embed: mapPaths.embed })
    .flatMap(({ vi, en }) => [vi, en])
    .map((path) => path.replaceAll(/:\w+/g, "[^/]+"));
  const address = new RegExp(`^(?:${addresses.join("|")})$`);
  return {
    ...times,
    keeps: (path) => address.test(path),
    withQuery: true,
    stamp: stampOf(async () => {
      const { version, day } = await publicVersion(database.db);
      return `${version} ${day}`;
    }, freshFor),
  };
}
