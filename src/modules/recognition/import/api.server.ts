import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { AppError } from "#core/errors.ts";
import { safeName } from "#core/file-names.ts";
import { fileHeaders } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { applyDraft, findDraft, isReady, lookAtDraft, type ReadyDraft } from "./drafts.server.ts";
import { expectedOf, requireImporter, saidOf } from "./importer.server.ts";
import { refusedWorkbook } from "./refused.server.ts";
import { registerImports } from "./schema.server.ts";

/** What a stream of an import tells: how far it is, then how it ended. */
export type Told =
  | { readonly done: number; readonly total: number }
  | { readonly ended: string }
  | { readonly failed: string };

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Imports, for the page's script and for downloads; everything belongs to whoever sent the file. */
export function importApi({ database: { db }, log }: Services): Hono<SignedInVariables> {
  const ready = async (actor: SignedInVariables["Variables"]["actor"], id: string) => {
    requireImporter(actor);
    const draft = await findDraft(db, actor, id);
    if (!isReady(draft)) throw new AppError("notFound", { vi: "Chưa chỉ các cột của tệp này." });
    return draft;
  };
  const problemsOf = async (actor: SignedInVariables["Variables"]["actor"], draft: ReadyDraft) => {
    if (draft.importId === null) return (await lookAtDraft(db, actor, draft)).report.problems;
    const [row] = await db
      .select({ report: registerImports.report })
      .from(registerImports)
      .where(eq(registerImports.id, draft.importId));
    return row?.report.problems ?? [];
  };
  return new Hono<SignedInVariables>()
    .post("/nhap-so-dang-ky/:draft/nhap", signedIn, async (c) => {
      const actor = c.get("actor");
      const { id } = await ready(actor, c.req.param("draft"));
      const expected = expectedOf(await c.req.formData());
      const body = streamOf(async (tell) => {
        try {
          const progress = (done: number, total: number) => tell({ done, total });
          const { report } = await applyDraft(db, actor, id, { expected, progress });
          tell({ ended: saidOf(report) });
        } catch (error) {
          if (!(error instanceof AppError)) log.error({ err: error }, "an import failed");
          tell({
            failed: error instanceof AppError ? error.vi : "Có lỗi ở hệ thống: chưa nhập gì.",
          });
        }
      });
      return new Response(body, {
        headers: {
          "Content-Type": "text/event-stream; charset=utf-8",
          "Cache-Control": "no-store",
        },
      });
    })
    .get("/nhap-so-dang-ky/:draft/dong-khong-nhan.xlsx", signedIn, async (c) => {
      const actor = c.get("actor");
      const draft = await ready(actor, c.req.param("draft"));
      const bytes = await refusedWorkbook(draft, await problemsOf(actor, draft));
      const title = `${safeName(draft.fileName.replace(/\.\w+$/, ""))}-dong-khong-nhan`;
      const size = bytes.byteLength;
      const headers = fileHeaders({ title, mediaType: workbook, size, download: true });
      return new Response(Buffer.from(bytes), { headers });
    })
    .get("/nhap-so-dang-ky/:draft/bo-cuc.json", signedIn, async (c) => {
      const { layout } = await ready(c.get("actor"), c.req.param("draft"));
      c.header("Content-Disposition", `attachment; filename="bo-cuc-${layout.name}.json"`);
      c.header("Cache-Control", "no-store");
      return c.json(layout);
    });
}

/** A stream of server-sent lines. The work goes on when nobody listens any more. */
function streamOf(work: (tell: (told: Told) => void) => Promise<void>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let open = true;
  return new ReadableStream({
    async start(controller) {
      await work((told) => {
        if (open) controller.enqueue(text.encode(`data: ${JSON.stringify(told)}\n\n`));
      });
      if (open) controller.close();
    },
    cancel() {
      open = false;
    },
  });
}
