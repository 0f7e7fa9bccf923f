import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { compactVerify, createLocalJWKSet, exportJWK, generateKeyPair } from "jose";
import { eq } from "drizzle-orm";
import type { Database, Db } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import type { Services } from "#core/http/context.ts";
import { FileStoreError, readWhole } from "#core/files/store.ts";
import { testDatabase } from "#tests/support/db.ts";
import { buildIssued, sealAll } from "#tests/support/issued.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { testServices } from "#tests/support/services.ts";
import { testEnv } from "#tests/support/sign-in.ts";
import { checkCredential, type KeySet } from "../credential.ts";
import { certificates, decisions, recognitions, signingKeys } from "../schema.server.ts";
import { rotateKey, sign } from "./keys.server.ts";
import { seal } from "./seal.server.ts";
import { checkSeal, readKeySet } from "./seal-check.server.ts";

/** Python's jwcrypto, of other authors and over another implementation of the curve. */
const foreignCheck = `
import json, sys
from jwcrypto import jwk, jws
token = jws.JWS()
token.allowed_algs = ["EdDSA"]
token.deserialize(sys.argv[1], jwk.JWK(**json.loads(sys.argv[2])))
print(token.payload.decode())
`;
/** Debian's, which has Debian's packages. */
const python = "/usr/bin/python3";
const withoutJwcrypto =
  spawnSync(python, ["-c", "import jwcrypto"]).status === 0
    ? false
    : "Python's jwcrypto is not installed";

/** The header of a credential that names this key, as it stands at its beginning. */
function headNaming(kid: string): string {
  const header = { alg: "EdDSA", typ: "ocop-certificate+jws", kid };
  return Buffer.from(JSON.stringify(header)).toString("base64url");
}

describe("the seal of a certificate", () => {
  let database: Database;
  let db: Db;
  let services: Services;
  let keys: KeySet;
  let ids: readonly string[];
  let credential: string;
  const rowOf = async (id: string | undefined) => {
    const [row] = await db
      .select()
      .from(certificates)
      .where(eq(certificates.id, id ?? ""));
    assert.ok(row);
    return row;
  };
  /** What a lookup reads of a certificate. */
  const rowsOf = async (id: string) => {
    const [rows] = await db
      .select({
        certificate: certificates,
        recognition: recognitions,
        decision: decisions,
        key: { id: signingKeys.id, publicKey: signingKeys.publicKey },
      })
      .from(certificates)
      .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
      .innerJoin(decisions, eq(decisions.id, recognitions.decisionId))
      .innerJoin(signingKeys, eq(signingKeys.id, certificates.keyId))
      .where(eq(certificates.id, id));
    assert.ok(rows);
    return rows;
  };
  const faultOf = async (compact: string, by = keys) => {
    const checked = await checkCredential(compact, by);
    return checked.ok ? "valid" : checked.fault;
  };

  before(async () => {
    database = await testDatabase();
    ({ db } = database);
    services = await testServices(database);
    const issued = await buildIssued(db, { items: 3 });
    ids = issued.certificates.map(({ id }) => id);
    await sealAll(services, { certificates: issued.certificates.slice(0, 1) });
    keys = await readKeySet(db);
    credential = (await rowOf(ids[0])).credential ?? "";
  });
  after(() => database?.close());

  test("is a JWS over the facts that anybody verifies with the public keys alone", async () => {
    const row = await rowOf(ids[0]);
    const checked = await checkCredential(credential, keys);
    assert.ok(checked.ok);
    assert.deepEqual(checked.payload.facts, row.facts);
    assert.equal(checked.payload.token, row.token);
    assert.equal(checked.payload.status.index, row.statusIndex);
    // A library that knows nothing of us agrees.
    const jwks = { keys: keys.keys.map((key) => ({ ...key, kty: key["kty"] ?? "" })) };
    const { payload } = await compactVerify(credential, createLocalJWKSet(jwks));
    assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)).facts, row.facts);
  });

  test("is verified by a library of another language too", { skip: withoutJwcrypto }, () => {
    const key = keys.keys.find(({ kid }) => credential.startsWith(headNaming(kid ?? "")));
    assert.ok(key);
    const foreign = (compact: string) =>
      spawnSync(python, ["-c", foreignCheck, compact, JSON.stringify(key)], {
        encoding: "utf8",
      });
    const said = foreign(credential);
    assert.equal(said.status, 0, said.stderr);
    assert.deepEqual((JSON.parse(said.stdout) as { token: string }).token.length, 32);
    const [head, body = "", signature] = credential.split(".");
    assert.notEqual(foreign(`${head}.${body.slice(0, -4)}AAAA.${signature}`).status, 0);
  });

  test("breaks with any byte of it: nothing that was altered is ever valid", async () => {
    const bytes = Buffer.from(credential, "latin1");
    for (let at = 0; at < bytes.length; at++)
      for (const flip of [1, 0x20]) {
        const altered = Buffer.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ flip;
        assert.notEqual(await faultOf(altered.toString("latin1")), "valid", `byte ${at}`);
      }
    assert.equal(await faultOf(credential), "valid");
  });

  test("does not verify with another spelling, algorithm, key, payload or kind", async () => {
    const [head = "", body = "", signature = ""] = credential.split(".");
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const header = JSON.parse(Buffer.from(head, "base64url").toString()) as Record<string, string>;
    const payload = JSON.parse(Buffer.from(body, "base64url").toString()) as {
      facts: { stars: number };
    };
    const forged = encode({ ...payload, facts: { ...payload.facts, stars: 5 } });
    const altered = {
      [`${head}.${forged}.${signature}`]: "altered",
      [`${encode({ ...header, alg: "none" })}.${body}.`]: "malformed",
      [`${encode({ ...header, alg: "none" })}.${body}.${signature}`]: "wrongKind",
      [`${encode({ ...header, alg: "HS256" })}.${body}.${signature}`]: "wrongKind",
      [`${encode({ ...header, kid: "another" })}.${body}.${signature}`]: "unknownKey",
      [`${encode({ ...header, jwk: {} })}.${body}.${signature}`]: "wrongKind",
      [`${credential}=`]: "malformed",
      [` ${credential}`]: "malformed",
      [`${credential}.${signature}`]: "malformed",
      "": "malformed",
      [`#${"x".repeat(5000)}`]: "malformed",
    };
    for (const [compact, fault] of Object.entries(altered))
      assert.equal(await faultOf(compact), fault, compact.slice(0, 80));
    const stranger = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
    const { kty = "", crv = "", x = "" } = await exportJWK(stranger.publicKey);
    assert.equal(
      await faultOf(credential, { keys: [{ kty, crv, x, kid: header["kid"] ?? "" }] }),
      "altered",
    );
    assert.equal(await faultOf(credential, { keys: [] }), "unknownKey");
    // What we sign for other purposes is no certificate, whatever it says.
    const signing = { db, env: services.env };
    for (const type of ["checkpoint", "statusList"] as const)
      assert.equal(await faultOf((await sign(signing, type, payload)).compact), "wrongKind");
    assert.equal(
      await faultOf((await sign(signing, "certificate", { ...payload, extra: 1 })).compact),
      "malformed",
    );
  });

  test("breaks with any byte of the PDF too, which the store knows by its digest", async () => {
    const row = await rowOf(ids[0]);
    const rows = await rowsOf(row.id);
    const pdf = await services.files.read(row.pdfDigest ?? "");
    const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    const store = (bytes: Uint8Array) => ({
      read: (name: string) =>
        digest(bytes) === name
          ? Promise.resolve(Buffer.from(bytes))
          : Promise.reject(new FileStoreError(name, "damaged")),
    });
    assert.equal(await checkSeal(store(pdf), rows), "intact");
    for (let sample = 0; sample < 1_000; sample++) {
      const at = Math.floor((sample * pdf.length) / 1_000);
      const altered = Buffer.from(pdf);
      altered[at] = (altered[at] ?? 0) ^ (1 << (sample % 8));
      assert.equal(await checkSeal(store(altered), rows), "altered", `byte ${at}`);
    }
  });

  test("made twice, or after a crash between its steps, is one credential and one PDF", async () => {
    const id = ids[1] ?? "";
    const broken: Services = {
      ...services,
      files: { ...services.files, put: () => Promise.reject(new Error("the disk is gone")) },
    };
    await assert.rejects(seal(broken, id), /the disk is gone/);
    const half = await rowOf(id);
    assert.ok(half.credential !== null && half.pdfDigest === null && half.sealedAt === null);
    await Promise.all([seal(services, id), seal(services, id)]);
    const whole = await rowOf(id);
    assert.equal(whole.credential, half.credential);
    assert.ok(whole.sealedAt);
    await seal(services, id);
    assert.deepEqual(await rowOf(id), whole);
  });

  test("goes on verifying after the keys have been changed", async () => {
    const former = (await rowOf(ids[0])).keyId;
    const fresh = await rotateKey({ db, env: services.env });
    assert.notEqual(fresh, former);
    const now = await readKeySet(db);
    assert.equal(now.keys.length, keys.keys.length + 1);
    assert.equal(await faultOf(credential, now), "valid");
    await seal(services, ids[2] ?? "");
    assert.equal((await rowOf(ids[2])).keyId, fresh);
    // Nobody reads a private key without the installation's secret.
    for (const { privateKey } of await db.select().from(signingKeys))
      assert.doesNotMatch(privateKey, /"d"|kty/);
    const other = { ...testEnv, OCOP_SECRET: "another-secret-of-32-characters!!" };
    await assert.rejects(sign({ db, env: other }, "certificate", {}), /cannot be opened/);
  });

  test("stands on a sheet with every fact and two codes", { skip: withoutPdfTools }, async () => {
    const row = await rowOf(ids[0]);
    const pdf = await readWhole(await services.files.get(row.pdfDigest ?? ""));
    const text = await pdfText(pdf);
    const { facts } = row;
    for (const words of [facts.number, facts.productName, facts.producerName, facts.decisionNumber])
      assert.ok(text.replaceAll(/\s+/g, " ").includes(words), words);
    assert.match(text, /GIẤY CHỨNG NHẬN/);
    assert.equal(text.includes("DỮ LIỆU MẪU"), false);
  });

  test("takes the settings of the authority's file together or not at all", () => {
    assert.throws(() => parseEnv({ SIGNER_PASSWORD: "x" }), /SIGNER_P12/);
    assert.equal(parseEnv({ SIGNER_P12: "a.p12", SIGNER_PASSWORD: "x" }).SIGNER_P12, "a.p12");
  });
});
