import { forPage } from "#core/http/page.ts";
import { readDecision } from "#modules/councils/pages/council.server.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import type { Route } from "./+types/decision.ts";

/** The scan of the decision that set up a council. */
export const loader = forPage(async (args: Route.LoaderArgs) =>
  readDecision(await openPage(args), args.params.council, args.request),
);
