import { readFileSync } from "node:fs";
import { examineFile } from "#core/files/intake/examine.ts";
import { IntakeRefusal } from "#core/files/intake/limits.ts";

// A process of its own, so that memory is this examination's: prints the outcome as JSON.
const bytes = readFileSync(process.argv[2] ?? "");
const [before, started] = [process.memoryUsage.rss(), performance.now()];
const outcome = await examineFile(bytes).then(
  ({ kind }) => kind,
  (error: unknown) => (error instanceof IntakeRefusal ? error.reason : String(error)),
);
const ms = performance.now() - started;
const megabytes = (process.resourceUsage().maxRSS * 1024 - before) / 1_000_000;
process.stdout.write(JSON.stringify({ outcome, ms, megabytes }));
