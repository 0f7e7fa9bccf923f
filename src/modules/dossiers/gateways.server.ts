import type { Env } from "#core/env.ts";
import type { Log } from "#core/log.ts";
import { mailSettingsOf } from "#core/mail/settings.ts";
import { type Mailer, openMailer } from "#core/mail/smtp.ts";
import type { Letter } from "./letters.ts";
import type { Channel } from "./model.ts";

/**
 * A way to reach people outside of the platform. `key` is the same in every attempt: a provider
 * that knows it sends once. Throws when the provider did not take the letter; it is tried again,
 * but for `MailRefusedError`: the provider never will.
 */
export type Gateway = {
  readonly channel: Channel;
  send(to: string, letter: Letter, key: string): Promise<void>;
};

/**
 * A gateway that only writes to the program's log that something would have gone out: for an
 * installation without a contract with a provider. Neither address nor text is written.
 */
export function logGateway(channel: Channel, log: Log): Gateway {
  return {
    channel,
    send: async (_to, _letter, key) => {
      log.info({ channel, message: key }, "a message would go out here");
    },
  };
}

/** E-mail through the province's mail server. */
export function mailGateway(mailer: Mailer): Gateway {
  return {
    channel: "email",
    send: (to, { subject, body }, key) => mailer.send({ to, subject, text: body, key }),
  };
}

let installed: readonly Gateway[] | null = null;

/**
 * Puts an installation's own gateways (a provider of SMS or Zalo) in the place of those that the
 * environment describes; called once at the start.
 */
export function installGateways(gateways: readonly Gateway[]): void {
  installed = gateways;
}

/** The gateways of this installation: e-mail where a mail server is set up, the log for the rest. */
export function gatewaysOf(env: Env, log: Log): readonly Gateway[] {
  if (installed) return installed;
  const settings = mailSettingsOf(env);
  return [
    settings ? mailGateway(openMailer(settings)) : logGateway("email", log),
    logGateway("sms", log),
  ];
}
