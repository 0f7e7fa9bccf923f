import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Adapter, type AdapterPayload, Provider } from "oidc-provider";

/** Who the national login says that the visitor is. */
export type NationalPerson = { subject: string; email?: string };

/** Keeps what the national login must remember, until the test ends. */
class Memory implements Adapter {
  static readonly #kept = new Map<string, AdapterPayload>();
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }
  async upsert(id: string, payload: AdapterPayload) {
    Memory.#kept.set(`${this.#model}:${id}`, payload);
  }
  async find(id: string) {
    return Memory.#kept.get(`${this.#model}:${id}`);
  }
  async findByUid(uid: string) {
    return [...Memory.#kept.values()].find((payload) => payload.uid === uid);
  }
  async findByUserCode() {
    return undefined;
  }
  async consume(id: string) {
    const found = Memory.#kept.get(`${this.#model}:${id}`);
    if (found) found.consumed = Math.floor(Date.now() / 1000);
  }
  async destroy(id: string) {
    Memory.#kept.delete(`${this.#model}:${id}`);
  }
  async revokeByGrantId() {
    return undefined;
  }
}

/**
 * A national login of our own on the loopback: it knows one client, and takes every visitor for
 * the person given last with `be`.
 */
export async function startNationalLogin(redirectUri: string) {
  let person: NationalPerson = { subject: "nobody" };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { id: "ocop", secret: "a secret shared with the national login" };
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
    format: "jwk",
  });
  const provider = new Provider(issuer, {
    adapter: Memory,
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    cookies: { keys: ["test"] },
    jwks: { keys: [{ ...key, use: "sig", alg: "RS256", kid: "test" }] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => "/interaction" },
    claims: { openid: ["sub", "email", "email_verified"] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: person.email, email_verified: true }),
    }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: client.id,
        accountId: ctx.oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction"))
      void provider.interactionFinished(request, response, {
        login: { accountId: person.subject },
      });
    else void callback(request, response);
  });
  return {
    issuer,
    client,
    be(next: NationalPerson) {
      person = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Follows the national login's own redirects as a browser does, up to the address on our side. */
export async function followLogin(start: string, ours: string): Promise<URL> {
  const jar = new Map<string, string>();
  let address = new URL(start);
  for (let hop = 0; hop < 10; hop++) {
    if (address.href.startsWith(ours)) return address;
    const response = await fetch(address, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location)
      throw new Error(`${address.pathname}: ${response.status} ${await response.text()}`);
    address = new URL(location, address);
  }
  throw new Error("too many redirects");
}
