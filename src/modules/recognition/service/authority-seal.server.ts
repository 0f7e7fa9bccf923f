import { readFile } from "node:fs/promises";
import { P12Signer } from "@signpdf/signer-p12";
import { SignPdf } from "@signpdf/signpdf";
import { plainAddPlaceholder } from "@signpdf/placeholder-plain";
import type { Env } from "#core/env.ts";

/**
 * A PDF with the authority's digital signature from its certificate file (`SIGNER_P12`), as
 * readers of PDF know it (CMS over the whole file, SHA-256); unchanged when none is configured.
 * Throws when the file or its password is wrong, so that the job is tried again and the fault is
 * seen instead of a certificate without its seal.
 */
export async function sealPdf(
  env: Pick<Env, "SIGNER_P12" | "SIGNER_PASSWORD" | "SIGNER_NAME">,
  pdf: Uint8Array,
  signedAt: Date,
): Promise<{ readonly bytes: Uint8Array; readonly isSealed: boolean }> {
  if (env.SIGNER_P12 === undefined) return { bytes: pdf, isSealed: false };
  const signer = new P12Signer(await readFile(env.SIGNER_P12), {
    passphrase: env.SIGNER_PASSWORD ?? "",
  });
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    reason: "Giấy chứng nhận sản phẩm OCOP",
    contactInfo: "",
    name: env.SIGNER_NAME ?? "",
    location: "Việt Nam",
    signingTime: signedAt,
    signatureLength: 16_384,
  });
  const bytes = await new SignPdf().sign(prepared, signer, signedAt);
  return { bytes, isSealed: true };
}
