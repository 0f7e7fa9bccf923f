/** The order with one product a place earlier or later; the same where there is no such place. */
export function moved(
  order: readonly string[],
  id: string,
  direction: "up" | "down",
): readonly string[] {
  const at = order.indexOf(id);
  const to = direction === "up" ? at - 1 : at + 1;
  const other = order[to];
  if (at < 0 || other === undefined) return order;
  return order.with(at, other).with(to, id);
}
