import type { UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { IntakeRefusal } from "#core/files/intake/limits.ts";
import { parseInput } from "#core/input/parse.ts";
import { KeepEach, type KeepPaper, paperKindFacts } from "../model/papers.ts";
import { keepPaper } from "./keep-paper.server.ts";
import { authorisedProducer } from "./producers.server.ts";
import {
  beginUpload,
  type FileGround,
  getUpload,
  receivePiece,
  type Upload,
} from "./uploads.server.ts";

/** Bytes of a file that go into one row on its way in. */
const pieceBytes = 512 * 1024;

/** A file as a form brings it, name and content. */
export type FormFile = { readonly name: string; readonly bytes: Buffer };

/**
 * Takes in files that came whole with a form, for browsers without scripts; they pass the same
 * examination as those that come in pieces. Throws `invalid` that names the first one refused
 * beside its box.
 */
export async function takeFiles(
  ground: FileGround,
  actor: UserActor,
  producerId: string,
  files: readonly FormFile[],
  box = "uploads",
): Promise<Upload[]> {
  const taken: Upload[] = [];
  for (const file of files) {
    try {
      taken.push(await takeFile(ground, actor, producerId, file));
    } catch (error) {
      if (!(error instanceof IntakeRefusal)) throw error;
      const text = `Tệp “${file.name.slice(0, 80)}”: ${error.vi}`;
      throw new AppError("invalid", { fields: { [box]: text }, cause: error });
    }
  }
  return taken;
}

async function takeFile(
  ground: FileGround,
  actor: UserActor,
  producerId: string,
  { name, bytes }: FormFile,
): Promise<Upload> {
  let upload = await beginUpload(ground.db, actor, {
    producerId,
    fileName: name,
    length: bytes.byteLength,
    digest: null,
  });
  for (let start = 0; start < bytes.byteLength; start += pieceBytes)
    upload = await receivePiece(ground, actor, {
      id: upload.id,
      start,
      bytes: bytes.subarray(start, start + pieceBytes),
    });
  return upload;
}

/** The files that came whole with a form in a box of that name; boxes left empty send none. */
export async function filesIn(form: FormData, box: string): Promise<FormFile[]> {
  const files = form.getAll(box).filter((one): one is File => one instanceof File);
  return Promise.all(
    files
      .filter(({ size }) => size > 0)
      .map(async (file) => ({ name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })),
  );
}

/** What became of many files kept at once, by the name that each was sent under. */
export type KeptEach = { kept: number; refused: { name: string; reason: string }[] };

/**
 * Keeps each file as a paper of its own, named as the file was; for photos and the like, whose
 * papers bear no number. One that is refused, such as a photo that is there already, does not
 * keep the others out.
 */
export async function keepEach(
  ground: FileGround,
  actor: UserActor,
  input: KeepEach,
): Promise<KeptEach> {
  const { producerId, kind, uploads, note } = parseInput(KeepEach, input);
  await authorisedProducer(ground.db, actor, "keepPapers", producerId);
  const { isOfficial, content } = paperKindFacts(kind);
  if (isOfficial || content === "link")
    throw new AppError("invalid", {
      fields: { uploads: "Loại giấy tờ này phải lưu từng giấy một, vì mỗi giấy có số riêng." },
    });
  const result: KeptEach = { kept: 0, refused: [] };
  for (const upload of uploads) {
    const name = (await getUpload(ground.db, actor, upload)).fileName;
    const title = name.replace(/\.[^.]{1,5}$/, "").slice(0, 200);
    const facts = { number: "", issuer: "", issuedOn: "", expiresOn: "", url: "", replaces: "" };
    const paper: KeepPaper = { ...facts, producerId, kind, title, note, uploads: [upload] };
    try {
      await keepPaper(ground, actor, paper);
      result.kept += 1;
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      result.refused.push({ name, reason: Object.values(error.fields)[0] ?? error.vi });
    }
  }
  return result;
}
