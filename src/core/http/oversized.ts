import { AppError } from "../errors.ts";

/** The most that is read of a form that is refused, in bytes; nothing of its files is kept. */
export const mostRead = 500 * 1024 * 1024;
/** The most that the typed fields and the head of one part may have, in bytes. */
const mostTyped = 1024 * 1024;
const mostHead = 16 * 1024;
const mark = "_oversized";

/** Whether a request is a form with files that says it has more than so many bytes. */
export function isOversizedForm(request: Request, maxBytes: number): boolean {
  const length = Number(request.headers.get("content-length"));
  return length > maxBytes && length <= mostRead && boundaryOf(request) !== null;
}

/**
 * The same form without its files, marked for `refuseOversized`: what was typed beside files that
 * are too large comes back to be sent again. Reads the body once and holds no file in memory.
 * Throws `tooLarge` when the typed fields alone are too large, `invalid` for a body that is no form.
 */
export async function withoutFiles(request: Request): Promise<Request> {
  const boundary = boundaryOf(request);
  if (boundary === null || !request.body) throw new AppError("invalid");
  const typed = new URLSearchParams({ [mark]: "1" });
  for await (const [name, value] of typedFields(request.body, boundary)) typed.append(name, value);
  const headers = new Headers(request.headers);
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return new Request(request.url, { method: request.method, headers, body: typed });
}

/** Sends a form back whose files were left behind: `tooLarge`, with what to do beside the box. */
export function refuseOversized(form: FormData, box: string): void {
  if (form.has(mark))
    throw new AppError("tooLarge", {
      fields: {
        [box]:
          "Tệp vừa chọn lớn hơn 20 MB nên chưa nhận được. Điều đã gõ vẫn còn ở đây. Hãy chọn lại tệp: gửi ít tệp hơn mỗi lần, chụp hoặc quét lại ở cỡ nhỏ hơn.",
      },
    });
}

function boundaryOf(request: Request): string | null {
  const type = request.headers.get("content-type") ?? "";
  const found = /^multipart\/form-data\s*;.*?boundary="?([^";]{1,70})"?/i.exec(type);
  return found?.[1] ?? null;
}

/** The parts of a form that are no files, as they come (RFC 7578). */
async function* typedFields(
  body: ReadableStream<Uint8Array>,
  boundary: string,
): AsyncGenerator<[string, string]> {
  const line = Buffer.from(`\r\n--${boundary}`);
  let held = Buffer.from("\r\n");
  let budget = mostTyped;
  /** What the part at hand is: between parts, in its head, a file or a typed field of a name. */
  let part: "none" | "head" | "file" | { name: string } = "none";
  for await (const chunk of body) {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      if (part === "head") {
        const end = held.indexOf("\r\n\r\n");
        if (held.subarray(0, 2).toString() === "--") return;
        if (end < 0) {
          if (held.length > mostHead) throw new AppError("invalid");
          break;
        }
        part = partOf(held.subarray(0, end).toString());
        held = held.subarray(end + 4);
      }
      const end = held.indexOf(line);
      if (end < 0) {
        if (typeof part === "object" && held.length > budget) throw new AppError("tooLarge");
        // The beginning of a boundary may lie at the end.
        if (typeof part !== "object") held = held.subarray(Math.max(0, held.length - line.length));
        break;
      }
      if (typeof part === "object") {
        budget -= end;
        if (budget < 0) throw new AppError("tooLarge");
        yield [part.name, held.subarray(0, end).toString()];
      }
      held = held.subarray(end + line.length);
      part = "head";
    }
  }
}

function partOf(head: string): "file" | { name: string } {
  const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
  return name === undefined || /;\s*filename\*?=/i.test(head) ? "file" : { name };
}
