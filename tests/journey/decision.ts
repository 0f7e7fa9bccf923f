import { setTimeout as wait } from "node:timers/promises";
import { idIn } from "./filing.ts";
import type { Person } from "./people.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

/**
 * Drafts a decision on a scored dossier (one that recognises it, or one that approves the result
 * for the level above), submits it, and has it signed; its id.
 */
export async function decide(
  { office, signer }: { office: Person; signer: Person },
  { dossierId, kind }: { dossierId: string; kind: "recognition" | "approval" },
): Promise<string> {
  const draft = await office.hand("/quyet-dinh", new RegExp(`^${kind}$`), {
    dossierIds: dossierId,
  });
  const decisionId = idIn(draft);
  await signDecision({ office, signer }, decisionId);
  return decisionId;
}

/** Hands a drafted decision to the signer, who issues it. */
export async function signDecision(
  { office, signer }: { office: Person; signer: Person },
  decisionId: string,
): Promise<void> {
  const here = `/quyet-dinh/${decisionId}`;
  await office.hand(here, /^submit$/);
  await sign(signer, here);
}

/** Signs the decision or letter of a page with a code of the signer's authenticator. */
export async function sign(signer: Person, page: string): Promise<void> {
  await signer.hand(page, /^issue$/, {
    signerName: signer.name,
    signerTitle: "Phó Chủ tịch",
    code: await signer.code(),
  });
}

/** The certificate of a decision on one product, once the program has sealed it. */
export async function sealedCertificate(
  office: Person,
  decisionId: string,
  within = 60_000,
): Promise<{ token: string; pdf: Uint8Array }> {
  const here = `/quyet-dinh/${decisionId}`;
  for (const until = Date.now() + within; Date.now() < until; await wait(250)) {
    const { html } = await office.open(here);
    const file = new RegExp(`${here}/giay/[0-9a-f-]{36}`).exec(html)?.[0];
    const token = /\/verify\/([a-z2-7]{32})/.exec(html)?.[1];
    if (!file || !token) continue;
    const response = await office.ask(file);
    if (response.status === 200) return { token, pdf: await response.bytes() };
  }
  throw new Error(`the certificate was not sealed within ${within / 1000} seconds`);
}

/** What the program answers to whoever asks for a token. */
export async function verify(address: string, token: string) {
  const anybody: Visitor = visitorOf(address);
  const page = await anybody.open(`/verify/${token}`);
  const answer = await anybody.ask(`/api/v1/certificates/${token}/verification`);
  const json = (await answer.json()) as {
    state: string;
    isDemo: boolean;
    number: string;
    facts: { stars: number; decisionNumber: string } | null;
    replacement: { number: string | null; token: string | null } | null;
  };
  return { ...json, html: page.html };
}

/** Within how long everybody has to be told of what a decision changed. */
const toldWithin = 60_000;

/** What anybody is answered once it is this, and how long that took; throws after a minute. */
export async function verifiedAs(address: string, token: string, state: string) {
  const started = performance.now();
  for (;;) {
    const seen = await verify(address, token);
    const passed = performance.now() - started;
    if (seen.state === state) return { seen, seconds: Math.ceil(passed / 1000) };
    if (passed > toldWithin)
      throw new Error(`a minute later the certificate is still ${seen.state}, not ${state}`);
    await wait(1000);
  }
}
