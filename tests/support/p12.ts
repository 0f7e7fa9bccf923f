import forge from "node-forge";

let pair: forge.pki.rsa.KeyPair | undefined;

/** What a certificate file may have wrong. */
export type P12Wishes = {
  readonly password?: string;
  readonly from?: Date;
  readonly until?: Date;
  readonly withoutKey?: boolean;
};

/** A certificate file as an authority would hand in, signed by itself; one key for all of a process. */
export function selfMadeP12({
  password = "",
  from = new Date("2020-01-01T00:00:00Z"),
  until = new Date("2099-01-01T00:00:00Z"),
  withoutKey = false,
}: P12Wishes = {}): Buffer {
  pair ??= forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = pair.publicKey;
  certificate.serialNumber = "0a1b2c";
  certificate.validity.notBefore = from;
  certificate.validity.notAfter = until;
  const names = [{ name: "commonName", value: "Co quan thu" }];
  certificate.setSubject(names);
  certificate.setIssuer(names);
  certificate.sign(pair.privateKey, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(
    withoutKey ? null : pair.privateKey,
    [certificate],
    password,
    { algorithm: "3des" },
  );
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), "binary");
}
