import { z } from "zod";
import { defineJob } from "#core/jobs/job.ts";

/**
 * Makes the credential and the PDF of a certificate whose number is committed. Run again after a
 * crash it finds what is missing; a sealed certificate is left as it is.
 */
export const sealCertificate = defineJob(
  "recognition.sealCertificate",
  z.strictObject({ certificateId: z.uuid() }),
  async ({ certificateId }, { services }) => {
    const { seal } = await import("./service/seal.server.ts");
    await seal(services, certificateId);
  },
  { timeoutSeconds: 120 },
);
