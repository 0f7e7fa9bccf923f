import { relative } from "node:path";
import type { TestEvent } from "node:test/reporters";

/**
 * A reporter beside the readable one: each test file in which something failed, once, a line each,
 * from the project's folder. `.ci/run` asks these a second time (docs/decisions/0031).
 */
export default async function* failedFiles(events: AsyncIterable<TestEvent>) {
  const told = new Set<string>();
  for await (const event of events) {
    if (event.type !== "test:fail" || !event.data.file) continue;
    const file = relative(process.cwd(), event.data.file);
    if (told.has(file)) continue;
    told.add(file);
    yield `${file}\n`;
  }
}
