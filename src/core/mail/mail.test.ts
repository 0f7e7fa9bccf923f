import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type Catcher,
  decodedWords,
  headOf,
  makeCertificate,
  partOf,
  startCatcher,
} from "#tests/support/smtp-catcher.ts";
import { EnvError, parseEnv } from "../env.ts";
import { htmlOf, MailRefusedError, messageIdOf } from "./mail.ts";
import { mailSettingsOf, type MailSettings } from "./settings.ts";
import { openMailer } from "./smtp.ts";

const from = "Văn phòng OCOP tỉnh <ocop@example.vn>";
const subject = "Cần bổ sung hồ sơ Miến dong Khe Vai, sản phẩm của Hợp tác xã Đồi Cọ ở xã Đồng Hỷ";
const letter = {
  to: "chuthe@example.vn",
  subject,
  text: "Hồ sơ được trả lại để bổ sung.\n\nhttps://ocop.example.vn/ho-so/1",
  key: "0a/email",
};
const settings = (port: number, more: Partial<MailSettings> = {}): MailSettings => ({
  host: "127.0.0.1",
  port,
  security: "none",
  login: null,
  from,
  ...more,
});

describe("a mail server without encryption", () => {
  let catcher: Catcher;
  before(async () => {
    catcher = await startCatcher();
  });
  after(() => catcher.close());

  test("a letter arrives with its Vietnamese subject, as plain text and as a simple page", async () => {
    await openMailer(settings(catcher.port)).send(letter);
    const mail = catcher.caught.at(-1);
    assert.deepEqual(mail?.to, ["chuthe@example.vn"]);
    assert.equal(mail?.from, "ocop@example.vn");
    const { raw } = mail;
    // What is not ASCII is never sent bare: old servers in between damage it.
    assert.equal(Buffer.byteLength(raw), raw.length);
    assert.equal(decodedWords(headOf(raw, "Subject")), subject);
    assert.equal(decodedWords(headOf(raw, "From")), from);
    assert.equal(headOf(raw, "Message-ID"), "<0a.email@example.vn>");
    assert.equal(headOf(raw, "Auto-Submitted"), "auto-generated");
    assert.match(partOf(raw, "text/plain"), /Hồ sơ được trả lại để bổ sung\./);
    const page = partOf(raw, "text/html");
    assert.match(page, /<p>Hồ sơ được trả lại để bổ sung\.<\/p>/);
    assert.match(page, /<a href="https:\/\/ocop\.example\.vn\/ho-so\/1">/);
  });

  test("a subject or an address cannot carry further head lines or recipients", async () => {
    const mailer = openMailer(settings(catcher.port));
    await mailer.send({ ...letter, subject: "Một\r\nBcc: ai@example.vn" });
    const mail = catcher.caught.at(-1);
    assert.deepEqual(mail?.to, ["chuthe@example.vn"]);
    assert.equal(headOf(mail?.raw ?? "", "Bcc"), "");
    const before = catcher.caught.length;
    await mailer.send({ ...letter, to: "a@example.vn, b@example.vn" }).catch(() => undefined);
    const recipients = catcher.caught.slice(before).flatMap(({ to }) => to);
    assert.ok(!recipients.includes("b@example.vn"), recipients.join());
  });

  test("what the server will never take is told apart from what may be tried again", async () => {
    const mailer = openMailer(settings(catcher.port));
    catcher.refuseNext(1, 550, "recipient");
    await assert.rejects(mailer.send(letter), MailRefusedError);
    catcher.refuseNext(1, 451);
    await assert.rejects(
      mailer.send(letter),
      (error: Error) =>
        !(error instanceof MailRefusedError) && !/example\.vn/.test(JSON.stringify(error)),
    );
    await mailer.send(letter);
  });

  test("nobody listening, and a server without STARTTLS where it is asked for, are no delivery", async () => {
    await assert.rejects(openMailer(settings(1)).send(letter), /ESOCKET|ECONN/);
    const before = catcher.caught.length;
    await assert.rejects(
      openMailer(settings(catcher.port, { security: "starttls" })).send(letter),
      /did not take/,
    );
    assert.equal(catcher.caught.length, before);
  });
});

const certificate = makeCertificate();

describe(
  "a mail server with STARTTLS and a login",
  { skip: certificate ? false : "no OpenSSL here" },
  () => {
    const tls = certificate ?? { key: "", cert: "" };
    const login = { user: "ocop", password: "một mật khẩu" };
    let catcher: Catcher;
    before(async () => {
      catcher = await startCatcher({ tls, login });
    });
    after(() => catcher.close());

    test("the letter and the password go over the encrypted connection only", async () => {
      const wanted = settings(catcher.port, { security: "starttls", login });
      await openMailer(wanted, { authority: tls.cert }).send(letter);
      const mail = catcher.caught.at(-1);
      assert.deepEqual([mail?.isSecure, mail?.user], [true, "ocop"]);
      assert.equal(decodedWords(headOf(mail?.raw ?? "", "Subject")), subject);
    });

    test("a server whose certificate nobody vouches for gets neither letter nor password", async () => {
      const before = catcher.caught.length;
      const wanted = settings(catcher.port, { security: "starttls", login });
      await assert.rejects(openMailer(wanted).send(letter), /did not take/);
      assert.equal(catcher.caught.length, before);
    });

    test("a wrong password is no refusal of the letter: the operator mends it, the letter goes later", async () => {
      const wrong = { ...login, password: "sai" };
      const wanted = settings(catcher.port, { security: "starttls", login: wrong });
      await assert.rejects(
        openMailer(wanted, { authority: tls.cert }).send(letter),
        (error: Error) => !(error instanceof MailRefusedError),
      );
    });
  },
);

test("the page of a letter shows what was written and runs nothing", () => {
  const page = htmlOf("<x>", 'Một <b>hai</b> & "ba"\nhttps://a.vn/?a=1&b="><script>\n\nbốn');
  assert.ok(!/<b>|<script|<x>/.test(page));
  assert.match(page, /Một &lt;b&gt;hai/);
  assert.match(page, /<p>bốn<\/p>/);
});

test("the Message-ID of an attempt is that of the one before", () => {
  assert.equal(messageIdOf("7/email", from), "<7.email@example.vn>");
  assert.equal(messageIdOf("7/email", "ocop@tinh.gov.vn"), "<7.email@tinh.gov.vn>");
});

test("the settings of mail are whole or absent, and each mistake is one line", () => {
  assert.equal(mailSettingsOf(parseEnv({})), null);
  const whole = { SMTP_HOST: "mail.example.vn", SMTP_FROM: "ocop@example.vn" };
  assert.deepEqual(mailSettingsOf(parseEnv(whole)), {
    host: "mail.example.vn",
    port: 587,
    security: "starttls",
    login: null,
    from: "ocop@example.vn",
  });
  assert.equal(mailSettingsOf(parseEnv({ ...whole, SMTP_SECURITY: "tls" }))?.port, 465);
  const login = { SMTP_USER: "a", SMTP_PASSWORD: "b" };
  const local = { ...whole, ...login, SMTP_HOST: "127.0.0.1", SMTP_SECURITY: "none" };
  assert.equal(mailSettingsOf(parseEnv(local))?.login?.user, "a");
  const wrong: [Record<string, string>, RegExp][] = [
    [{ SMTP_FROM: "ocop@example.vn" }, /SMTP_HOST: bắt buộc khi có SMTP_FROM/],
    [{ SMTP_HOST: "mail.example.vn" }, /SMTP_FROM: bắt buộc/],
    [{ ...whole, SMTP_HOST: "smtp://mail.example.vn" }, /SMTP_HOST: là tên/],
    [{ ...whole, SMTP_FROM: "Văn phòng OCOP" }, /SMTP_FROM: là một địa chỉ thư/],
    [{ ...whole, SMTP_PORT: "hai" }, /SMTP_PORT/],
    [{ ...whole, SMTP_SECURITY: "ssl" }, /SMTP_SECURITY/],
    [{ ...whole, SMTP_USER: "a" }, /SMTP_USER: phải đi cùng SMTP_PASSWORD/],
    [{ ...whole, ...login, SMTP_SECURITY: "none" }, /SMTP_SECURITY: không được là none/],
  ];
  for (const [source, says] of wrong)
    assert.throws(
      () => parseEnv(source),
      (error) => error instanceof EnvError && says.test(error.message) && !/\n/.test(error.message),
      JSON.stringify(source),
    );
});
