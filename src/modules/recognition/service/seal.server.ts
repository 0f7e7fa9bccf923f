import { and, eq, isNull, sql } from "drizzle-orm";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { qrShape } from "#core/documents/qr.server.ts";
import { renderPdf } from "#core/documents/typst.server.ts";
import { recordFile } from "#core/files/record.ts";
import type { Services } from "#core/http/context.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import type { CredentialPayload } from "../credential.ts";
import { certificateData } from "../documents/certificate.ts";
import { events } from "../events.server.ts";
import { certificates, decisions, recognitions } from "../schema.server.ts";
import { sealPdf } from "./authority-seal.server.ts";
import { issuerOf, sign } from "./keys.server.ts";

const template = new URL("../documents/certificate.typ", import.meta.url);

/** What sealing needs of the program. */
export type Sealing = Pick<Services, "database" | "env" | "files" | "log">;

type Intent = NonNullable<Awaited<ReturnType<typeof findIntent>>>;

async function findIntent(db: Db, certificateId: string) {
  const [row] = await db
    .select({ certificate: certificates, recognition: recognitions, decision: decisions })
    .from(certificates)
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .innerJoin(decisions, eq(decisions.id, recognitions.decisionId))
    .where(eq(certificates.id, certificateId));
  return row;
}

/**
 * Makes what a committed certificate lacks: the credential, then the PDF, then the row that says
 * it is sealed. Whatever interrupts it, running it again ends with one credential and one PDF;
 * two that run at once agree on the first. Does nothing for a sealed one.
 */
export async function seal(services: Sealing, certificateId: string): Promise<void> {
  const { db } = services.database;
  const found = await findIntent(db, certificateId);
  if (!found || found.certificate.sealedAt !== null) return;
  const { credential, keyId } = await keepCredential(services, found);
  const sheet = await renderSheet(services, found, credential);
  const { bytes, isSealed, refused } = await sealPdf(services.env, sheet);
  if (refused !== null)
    services.log.warn({ certificateId, refused }, "certificate without the authority's seal");
  const stored = await services.files.put(bytes);
  await db.transaction(async (tx) => {
    await recordFile(tx, stored, "application/pdf");
    const [sealed] = await tx
      .update(certificates)
      .set({ pdfDigest: stored.digest, hasAuthoritySeal: isSealed, sealedAt: sql`now()` })
      .where(and(eq(certificates.id, certificateId), isNull(certificates.sealedAt)))
      .returning({ id: certificates.id });
    if (!sealed) return;
    await appendAudit(tx, events.sealed, {
      actorId: null,
      subjectId: certificateId,
      provinceCode: found.certificate.provinceCode,
      unitPath: found.recognition.unitPath,
      details: { key: keyId, pdf: stored.digest, authoritySeal: isSealed },
    });
  });
}

/** The credential of a certificate as it is kept: what an earlier attempt signed stays. */
async function keepCredential(
  { database: { db }, env }: Sealing,
  { certificate, recognition }: Intent,
): Promise<{ credential: string; keyId: string }> {
  if (certificate.credential !== null && certificate.keyId !== null)
    return { credential: certificate.credential, keyId: certificate.keyId };
  const iss = issuerOf(env);
  const payload: CredentialPayload = {
    iss,
    iat: Math.floor(certificate.createdAt.getTime() / 1000),
    token: certificate.token,
    status: { index: certificate.statusIndex, list: `${iss}/api/v1/certificates/status` },
    facts: certificate.facts,
    ...(recognition.isDemo ? { demo: true } : {}),
  };
  const { compact, keyId } = await sign({ db, env }, "certificate", payload);
  const own = { credential: compact, keyId };
  const first = await db
    .update(certificates)
    .set(own)
    .where(and(eq(certificates.id, certificate.id), isNull(certificates.credential)))
    .returning({ id: certificates.id });
  if (first.length > 0) return own;
  const [kept] = await db
    .select({ credential: certificates.credential, keyId: certificates.keyId })
    .from(certificates)
    .where(eq(certificates.id, certificate.id));
  return { credential: kept?.credential ?? compact, keyId: kept?.keyId ?? keyId };
}

async function renderSheet(
  { database: { db }, env }: Sealing,
  { certificate, recognition, decision }: Intent,
  credential: string,
): Promise<Uint8Array> {
  const { facts } = certificate;
  const address = `${issuerOf(env)}/verify/${certificate.token}`;
  const province = await findUnit(db, { version: currentVersion, code: decision.unitCode });
  const data = certificateData({
    facts,
    setTitle: getBook(facts.regime).sets.get(facts.setCode)?.title ?? "",
    regimeDecision: loadProcedures().regimes[facts.regime]?.decision ?? facts.regime,
    place: decision.level === "central" ? "Hà Nội" : (province?.name ?? null),
    signerName: decision.signerName,
    signerTitle: decision.signerTitle,
    isDemo: recognition.isDemo,
    isCopy: decision.isRecorded,
    address,
    page: qrShape(address),
    // Read by an ordinary camera it opens the page; read by ours, what follows # needs no network.
    offline: qrShape(`${address}#${credential}`, "low"),
  });
  return renderPdf(template, data, {
    title: `Giấy chứng nhận ${facts.number} – ${facts.productName}`,
    createdAt: certificate.createdAt,
  });
}
