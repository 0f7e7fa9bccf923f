import { fileHeaders } from "../files/serve.ts";
import { type Spooled, spooled } from "../files/spool.ts";
import { type Sheet, workbook, workbookType } from "./xlsx.server.ts";

/** How the sheets of a workbook are set aside before it leaves. */
export type Spool = (sheets: readonly Sheet[]) => Promise<Spooled>;

/**
 * A workbook in answer to a request, by the name that its file goes by; rights are the caller's
 * business. It is complete before its first byte leaves: what fails is answered as a failure, and
 * a slow client holds no connection of the database; the reading ends when the client goes away.
 * `made` hands its sheets to `spool`, within a transaction where their rows need one; it is not
 * asked when only the headers are wanted.
 */
export async function workbookResponse(
  { method, signal }: Request,
  title: string,
  made: (spool: Spool) => Promise<Spooled>,
): Promise<Response> {
  const { size, body } =
    method === "HEAD"
      ? { size: null, body: null }
      : await made((sheets) => spooled(workbook(sheets), signal));
  return new Response(body, { headers: fileHeaders({ title, mediaType: workbookType, size }) });
}
