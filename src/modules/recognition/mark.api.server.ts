import { eq } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { qrSvg } from "#core/documents/qr.server.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { contentResponse, fileHeaders } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { issuerOf } from "./service/keys.server.ts";
import { certificateInForce, getMark, getMarkSheet } from "./service/mark.server.ts";

/**
 * What a producer prints, each only while its certificate is in force: the star mark as artwork
 * and on a sheet, the code of the certificate's page, and the certificate itself.
 */
export function markApi({ database, env, files }: Services): Hono<SignedInVariables> {
  const { db } = database;
  const picture = (c: Context, svg: string, name: string) =>
    c.body(svg, 200, {
      "Content-Type": "image/svg+xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, no-store",
    });
  return new Hono<SignedInVariables>()
    .get("/cong-nhan/:recognition/nhan-sao.svg", signedIn, async (c) => {
      const ground = { db, dataFolder: env.OCOP_DATA_DIR };
      const mark = await getMark(ground, c.get("actor"), c.req.param("recognition"));
      return picture(c, mark, "nhan-sao-ocop.svg");
    })
    .get("/cong-nhan/:recognition/nhan-sao.pdf", signedIn, async (c) => {
      const ground = { db, dataFolder: env.OCOP_DATA_DIR, origin: issuerOf(env) };
      const bytes = await getMarkSheet(ground, c.get("actor"), c.req.param("recognition"));
      const headers = fileHeaders({
        title: "Nhãn hiệu OCOP",
        mediaType: "application/pdf",
        size: bytes.byteLength,
      });
      return new Response(c.req.method === "HEAD" ? null : Buffer.from(bytes), { headers });
    })
    .get("/cong-nhan/:recognition/ma-qr.svg", signedIn, async (c) => {
      const id = c.req.param("recognition");
      const { certificate } = await certificateInForce(db, c.get("actor"), id);
      const code = qrSvg(`${issuerOf(env)}/verify/${certificate.token}`);
      return picture(c, code, "ma-tra-cuu-ocop.svg");
    })
    .get("/cong-nhan/:recognition/giay-chung-nhan.pdf", signedIn, async (c) => {
      const id = c.req.param("recognition");
      const { certificate } = await certificateInForce(db, c.get("actor"), id);
      const [file] = certificate.pdfDigest
        ? await db.select().from(storedFiles).where(eq(storedFiles.digest, certificate.pdfDigest))
        : [];
      if (!file)
        throw new AppError("notFound", { vi: "Giấy chứng nhận đang được lập. Hãy quay lại sau." });
      const title = `Giấy chứng nhận ${certificate.numberText}`;
      return contentResponse(files, { ...file, title }, c.req.raw);
    });
}
