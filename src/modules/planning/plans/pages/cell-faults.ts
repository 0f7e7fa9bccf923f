/** A form that came back, as far as what is shown above it goes. */
type Failure = {
  readonly ok: false;
  readonly message: string;
  readonly errors: Readonly<Record<string, string>>;
};

/** What stands above a table that came back: faults of cells stand at the cells, here they are counted. */
export function withoutCells({ ok, message, errors }: Failure): Failure {
  const others = Object.entries(errors).filter(([name]) => !/^(cell|unit)\./.test(name));
  const count = Object.keys(errors).length - others.length;
  if (count === 0) return { ok, message, errors };
  const cells = `${count} ô chưa đúng, ghi rõ trong bảng.`;
  return { ok, message: "", errors: { ...Object.fromEntries(others), cells } };
}
