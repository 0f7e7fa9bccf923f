import "./quick.ts";

// Loaded before every test file: an unexpected line on the console fails the run.
const unexpected: string[] = [];

for (const method of ["error", "warn"] as const) {
  const original = console[method].bind(console);
  console[method] = (...args: unknown[]) => {
    unexpected.push(`console.${method}: ${String(args[0])}`);
    original(...args);
  };
}

process.on("exit", () => {
  if (unexpected.length === 0) return;
  process.stderr.write(`Unexpected console output fails this file:\n${unexpected.join("\n")}\n`);
  process.exitCode = 1;
});
