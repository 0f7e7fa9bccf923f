import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type ExaminedFile, mergeIntoPdf } from "#core/files/intake/examine.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { recordFile } from "#core/files/record.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../events.server.ts";
import { KeepPaper, paperKindFacts } from "../model/papers.ts";
import { paperFaults } from "../rules/papers.ts";
import { paperPages, papers, uploads } from "../schema.server.ts";
import { authorisedProducer, factsOf } from "./producers.server.ts";
import { type FileGround, finishUpload, getUpload, type Upload } from "./uploads.server.ts";

/** What a paper holds: a stored content, or an address. */
type Content = {
  digest: string | null;
  size: number | null;
  mediaType: string | null;
  pageCount: number | null;
  url: string | null;
};

/** What the vault already has comes back as such, also when two forms arrive together. */
function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, constraint } = at as { code?: string; constraint?: string };
    if (code !== "23505" || !constraint?.startsWith("papers_")) continue;
    return new AppError("conflict", {
      vi: "Giấy tờ này đã có trong tủ: trùng nội dung, số hoặc đường dẫn. Mỗi giấy tờ chỉ cần lưu một lần; nếu đây là bản mới, hãy chọn “Thay giấy tờ cũ”.",
      fields:
        constraint === "papers_number_key"
          ? { number: "Số này đã có trong tủ giấy tờ." }
          : constraint === "papers_url_key"
            ? { url: "Đường dẫn này đã có trong tủ giấy tờ." }
            : {},
    });
  }
  return null;
}

/**
 * Keeps a paper in a producer's vault, from files that have come in: one as it is, several photos
 * and PDFs together as one PDF; or from an address. With `replaces` the older paper is put away.
 * The same form sent twice keeps one paper. Throws `conflict` for a paper that is there already.
 */
export async function keepPaper(
  ground: FileGround,
  actor: UserActor,
  input: KeepPaper,
): Promise<{ id: string }> {
  const { producerId, uploads: uploadIds, url, replaces, ...wanted } = parseInput(KeepPaper, input);
  await authorisedProducer(ground.db, actor, "keepPapers", producerId);
  const kind = paperKindFacts(wanted.kind);
  const faults = paperFaults(wanted, await today(ground.db));
  if (kind.content === "link" && url === null) faults["url"] = "Hãy nhập đường dẫn.";
  if (kind.content === "file" && uploadIds.length === 0)
    faults["uploads"] = "Hãy chụp ảnh hoặc chọn tệp của giấy tờ này.";
  if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
  const sources =
    kind.content === "link" ? [] : await readyUploads(ground, actor, producerId, uploadIds);
  const [first] = sources;
  if (first?.paperId && sources.every(({ paperId }) => paperId === first.paperId))
    return { id: first.paperId };
  const content = first ? await contentOf(ground, sources) : { ...linkContent, url };
  try {
    return await ground.db.transaction((tx) =>
      store(tx, actor, { producerId, replaces, wanted, content, sources }),
    );
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

const linkContent = { digest: null, size: null, mediaType: null, pageCount: null };

async function readyUploads(
  ground: FileGround,
  actor: UserActor,
  producerId: string,
  ids: readonly string[],
): Promise<Upload[]> {
  if (new Set(ids).size !== ids.length)
    throw new AppError("invalid", { fields: { uploads: "Một tệp được chọn hai lần." } });
  const found: Upload[] = [];
  for (const id of ids) {
    const upload = await finishUpload(ground, actor, await getUpload(ground.db, actor, id));
    if (upload.producerId !== producerId) throw new AppError("notFound", { denied: "upload.use" });
    if (upload.state !== "ready")
      throw new AppError("invalid", {
        fields: { uploads: `Tệp “${upload.fileName}” chưa gửi xong. Hãy đợi hoặc gửi lại.` },
      });
    found.push(upload);
  }
  return found;
}

/** One file as it is; several as one PDF, put into the store before any row names it. */
async function contentOf({ files }: FileGround, sources: readonly Upload[]): Promise<Content> {
  const [only] = sources;
  if (sources.length === 1 && only?.digest) {
    const stored = await files.find(only.digest);
    if (!stored) throw new Error(`the store lost ${only.digest}`);
    return { ...stored, mediaType: only.mediaType, pageCount: only.pageCount, url: null };
  }
  const parts: ExaminedFile[] = [];
  for (const { digest, mediaType, pageCount, fileName } of sources) {
    if (mediaType !== keptTypes.image && mediaType !== keptTypes.pdf)
      throw new AppError("invalid", {
        fields: { uploads: `Chỉ ghép được ảnh và PDF: “${fileName}” hãy lưu thành giấy tờ riêng.` },
      });
    parts.push({
      kind: mediaType === keptTypes.image ? "image" : "pdf",
      mediaType,
      bytes: await files.read(digest ?? ""),
      pages: pageCount,
    });
  }
  const merged = await mergeIntoPdf(parts);
  const stored = await files.put(merged.bytes);
  return { ...stored, mediaType: merged.mediaType, pageCount: merged.pages, url: null };
}

type ToStore = {
  producerId: string;
  replaces: string | null;
  wanted: Omit<z.output<typeof KeepPaper>, "producerId" | "uploads" | "url" | "replaces">;
  content: Content;
  sources: readonly Upload[];
};

async function store(tx: Db, actor: UserActor, paper: ToStore): Promise<{ id: string }> {
  const { producerId, replaces, wanted, content, sources } = paper;
  const producer = await authorisedProducer(tx, actor, "keepPapers", producerId, { lock: true });
  if (replaces !== null) await putAway(tx, producerId, replaces);
  const { digest, size, mediaType } = content;
  if (digest !== null && size !== null && mediaType !== null)
    await recordFile(tx, { digest, size }, mediaType);
  const [row] = await tx
    .insert(papers)
    .values({
      ...wanted,
      ...content,
      title: wanted.title ?? paperKindFacts(wanted.kind).vi,
      provinceCode: producer.provinceCode,
      producerId,
      replacesId: replaces,
      createdBy: actor.userId,
    })
    .returning({ id: papers.id });
  if (!row) throw new Error("the paper was not stored");
  if (sources.length > 0) {
    await tx.insert(paperPages).values(
      sources.map(({ digest }, position) => ({
        paperId: row.id,
        position,
        digest: digest ?? "",
      })),
    );
    const used = await tx
      .update(uploads)
      .set({ paperId: row.id })
      .where(
        and(
          inArray(
            uploads.id,
            sources.map(({ id }) => id),
          ),
          isNull(uploads.paperId),
        ),
      )
      .returning({ id: uploads.id });
    if (used.length !== sources.length)
      throw new AppError("conflict", { vi: "Có tệp đã dùng cho một giấy tờ khác. Hãy gửi lại." });
  }
  await appendAudit(tx, events.paperKept, {
    ...factsOf(actor, producer),
    subjectId: row.id,
    details: { producerId, kind: wanted.kind, digest, replaces },
  });
  return row;
}

async function putAway(tx: Db, producerId: string, paperId: string): Promise<void> {
  const away = await tx
    .update(papers)
    .set({ archivedAt: sql`now()`, updatedAt: sql`now()` })
    .where(
      and(eq(papers.id, paperId), eq(papers.producerId, producerId), isNull(papers.archivedAt)),
    )
    .returning({ id: papers.id });
  if (away.length === 0)
    throw new AppError("invalid", {
      fields: { replaces: "Giấy tờ cũ không còn trong tủ. Hãy tải lại trang." },
    });
}
