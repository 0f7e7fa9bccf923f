import { z } from "zod";
import { revocationGrounds, type RevocationGround } from "./model.ts";
import { tones } from "./verification.ts";

const Day = z.iso.date();
const Both = z.object({ vi: z.string(), en: z.string() });
const { unknown: _unknown, ...answered } = tones;
const stateNames = Object.keys(answered) as [keyof typeof answered, ...(keyof typeof answered)[]];
const groundNames = Object.keys(revocationGrounds) as [RevocationGround, ...RevocationGround[]];

/** What `GET /certificates/{token}/verification` answers (`Verification`, with its words). */
export const VerificationShape = z.object({
  token: z.string(),
  state: z.enum(stateNames),
  checkedOn: Day,
  isDemo: z.boolean(),
  facts: z
    .object({
      number: z.string(),
      productName: z.string(),
      producerName: z.string(),
      address: z.string(),
      productCode: z.string().nullable(),
      setCode: z.string(),
      regime: z.string(),
      stars: z.number().int(),
      decisionNumber: z.string(),
      decisionOn: Day,
      issuer: z.string(),
      issuedOn: Day,
      expiresOn: Day,
      hasPhoto: z.boolean(),
    })
    .nullable(),
  number: z.string(),
  issuer: z.object({ name: z.string(), today: z.string().nullable() }),
  placeToday: z.string().nullable(),
  extension: z.object({ until: Day, basis: z.string().nullable() }).nullable(),
  revocation: z
    .object({
      on: Day,
      ground: z.enum(groundNames).nullable(),
      decision: z.string().nullable(),
      decidedOn: Day.nullable(),
      issuer: z.string().nullable(),
    })
    .nullable(),
  replacement: z
    .object({ on: Day, number: z.string().nullable(), token: z.string().nullable() })
    .nullable(),
  logPlace: z.number().int().nullable(),
  tone: z.enum(["good", "attention", "ended", "bad"]),
  title: Both,
  meaning: Both,
});
