import { walk } from "./walk.ts";

// One line of JSON on stdout for programs; what is being done, on stderr for people.
const started = performance.now();
const say = (line: string) => process.stderr.write(`${line}\n`);
try {
  const told = await walk(say);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${JSON.stringify({ ...told, seconds })}\n`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
