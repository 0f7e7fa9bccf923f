import { keepForms } from "#ui/keep/start.ts";
import { planPaths } from "../plans/paths.ts";

/** The script of the pages on which a producer writes a business plan. */
keepForms(planPaths.ownList);
