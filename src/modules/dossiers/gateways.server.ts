import type { Log } from "#core/log.ts";

/** What is sent outside of the platform; plain text. */
export type Letter = { readonly subject: string; readonly body: string };

/** Channels besides the messages inside the platform, and what each is addressed by. */
export type Channel = "email" | "sms" | "zalo";

/**
 * A way to reach people outside of the platform. `key` is the same in every attempt: a provider
 * that knows it sends once. Throws when the provider did not take the letter; it is tried again.
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

let installed: readonly Gateway[] | null = null;

/** Puts an installation's own gateways in the place of the log; called once at the start. */
export function installGateways(gateways: readonly Gateway[]): void {
  installed = gateways;
}

/** The gateways of this installation. */
export function gatewaysOf(log: Log): readonly Gateway[] {
  return installed ?? (["email", "sms"] as const).map((channel) => logGateway(channel, log));
}
