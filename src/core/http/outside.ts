import { lookup } from "node:dns";
import { request } from "node:https";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";

/** Addresses inside: what somebody typed must not be a way to ask this network's own machines. */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  // IPv4 carried in IPv6: NAT64, Teredo, 6to4.
  ["64:ff9b::", 96],
  ["2001::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Whether an address belongs to this machine or a private network; IPv4 written as IPv6 included. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inside.check(mapped, "ipv4");
  return inside.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

const refusal = "địa chỉ nằm trong mạng nội bộ";

/** Finds a host's address and refuses one inside, at the moment of connecting: no second look-up can differ. */
const lookupOutside: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const refused = found?.some(({ address }) => isInside(address));
    if (error || refused) callback(error ?? new Error(refusal), [], 0);
    else if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? "", found[0]?.family);
  });
};

/** What is asked of an address outside; `body` is sent whole. */
export type OutsideQuestion = {
  readonly method: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long an answer is waited for. */
  readonly waitMs: number;
};

/** The head of an answer; its content is not read. */
export type OutsideAnswer = {
  readonly status: number;
  /** Where a redirection points to, as sent. */
  readonly location: string | null;
};

/**
 * Asks an https address outside of this network and tells the head of the answer. Follows no
 * redirection. Throws for an address inside, however it is written, and when no answer comes.
 */
export function askOutside(
  url: string,
  { method, headers = {}, body, waitMs }: OutsideQuestion,
): Promise<OutsideAnswer> {
  return new Promise((resolve, reject) => {
    const hostname = new URL(url).hostname.replace(/^\[|\]$/g, "");
    // A bare address is connected to without a look-up.
    if (isIP(hostname) !== 0 && isInside(hostname)) return reject(new Error(refusal));
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const sent = request(
      url,
      {
        method,
        headers: { ...headers, ...length },
        lookup: lookupOutside,
        signal: AbortSignal.timeout(waitMs),
      },
      (response) => {
        const { statusCode = 0, headers: told } = response;
        // Only the head is wanted: a content of any size stays where it is.
        if (method === "GET") response.destroy();
        else response.resume();
        resolve({ status: statusCode, location: told.location ?? null });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
