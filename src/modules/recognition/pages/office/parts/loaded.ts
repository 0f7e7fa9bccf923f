import type { decisionPage } from "#modules/recognition/pages/office/decision.server.ts";

/** What the page of a decision was given. */
export type Loaded = Awaited<ReturnType<typeof decisionPage>>;
