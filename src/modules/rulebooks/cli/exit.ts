/** Exit codes of the command line contract. */
export const exitCodes = { done: 0, badInput: 2, unverified: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Stops a command: its lines go to stderr, each on one line, nothing goes to stdout. */
export class CliError extends Error {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;

  constructor(lines: string | readonly string[], exitCode: ExitCode = exitCodes.badInput) {
    const all = (typeof lines === "string" ? [lines] : lines).map((line) =>
      line.replaceAll(/\s+/gu, " ").trim(),
    );
    super(all.join("; "));
    this.name = "CliError";
    this.lines = all;
    this.exitCode = exitCode;
  }
}

/** A fault in a file besides the case's own; the lines name it themselves. */
export class OtherFileError extends CliError {
  constructor(file: string, { lines, exitCode }: CliError) {
    super(
      lines.map((line) => `${file}: ${line}`),
      exitCode,
    );
  }
}

/** What an unknown thrown value says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
