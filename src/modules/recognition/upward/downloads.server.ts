import { eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { documentResponse } from "#core/documents/response.server.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { contentResponse, fileHeaders } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { getUpwardPaper } from "./documents/facts.server.ts";
import { getPackage } from "./documents/package.server.ts";
import { toldCopy } from "./service/enter.server.ts";
import { authorisedLetter } from "./service/load.server.ts";

/** Papers of letters to the Ministry, their signed copies, and the package as one zip (addresses: `paths.ts`). */
export function upwardDownloads({ database, env, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  const isHead = (c: Context) => c.req.method === "HEAD";
  const stored = async (c: Context, digest: string | null | undefined, title: string) => {
    const [file] = digest
      ? await db.select().from(storedFiles).where(eq(storedFiles.digest, digest))
      : [];
    if (!file) throw new AppError("notFound", { vi: "Không có tệp này." });
    return contentResponse(files, { ...file, title }, c.req.raw);
  };
  return new Hono<SignedInVariables>()
    .get("/trinh-trung-uong/:letter/tai-ve/ho-so-trinh.zip", signedIn, async (c) => {
      const origin = env.PUBLIC_URL ?? new URL(c.req.url).origin;
      const ground = { db, store: files, origin };
      const zip = await getPackage(ground, c.get("actor"), c.req.param("letter"));
      const { title, size } = zip;
      const headers = fileHeaders({ title, mediaType: "application/zip", size });
      return new Response(isHead(c) ? null : zip.stream(), { headers });
    })
    .get("/trinh-trung-uong/:letter/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}", signedIn, async (c) => {
      const [name = "", format] = c.req.param("file").split(".");
      const letterId = c.req.param("letter");
      const document = await getUpwardPaper(db, c.get("actor"), { letterId, name });
      const download = c.req.query("tai") === "1";
      return documentResponse(document, { name, format, download, isHead: isHead(c) });
    })
    .get("/trinh-trung-uong/:letter/ban-ky", signedIn, async (c) => {
      const row = await authorisedLetter(db, c.get("actor"), "see", c.req.param("letter"));
      return stored(c, row.signedDigest, `Văn bản ${row.numberText ?? ""}`);
    })
    .get("/trinh-trung-uong/:letter/ket-qua/:dossier", signedIn, async (c) => {
      const { letter: letterId, dossier: dossierId } = c.req.param();
      const told = await toldCopy(db, c.get("actor"), { letterId, dossierId });
      return stored(c, told?.digest, told?.title ?? "Kết quả");
    });
}
