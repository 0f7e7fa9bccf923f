import type { Day } from "#core/calendar/day.ts";

/**
 * The network that an address lies in, as coarse as a town: the first 24 bits of IPv4, the first
 * 48 of IPv6. Text that is no address is one network of its own.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (four?.[1]) return four[1];
  return plain.includes(":") ? plain.toLowerCase().split(":").slice(0, 3).join(":") : "unknown";
}

/** What a source's mark is made from: the network and the day, so that no mark outlives its day. */
export function markText(address: string, day: Day): string {
  return `${day} ${networkOf(address)}`;
}
