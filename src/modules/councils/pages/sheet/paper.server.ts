import { data, type RouterContextProvider } from "react-router";
import type { UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { councilPaths } from "../../paths.ts";
import type { PostedSheet } from "../../sheet-form/read-form.ts";
import { enterPaperSheet, readPaperSheet } from "../../sheets/paper.server.ts";
import { keepScan, listPaperSheets } from "../../sheets/scan.server.ts";

type Params = { readonly session: string; readonly item: string; readonly member: string };

/** What the page of one paper sheet shows: to compare where it waits for this person, else to enter. */
export async function loadPaper(
  context: Readonly<RouterContextProvider>,
  request: Request,
  params: Params,
) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const address = { sessionId: params.session, itemId: params.item };
  const { loaded, round, rows } = await listPaperSheets(db, actor, address);
  const row = rows.find(({ memberId }) => memberId === params.member);
  if (!row) throw new AppError("notFound", { vi: "Người này không chấm sản phẩm này." });
  const dossier = await findDossier(db, loaded.item.dossierId);
  const { set } = await setOf(db, dossier);
  const common = {
    session: params.session,
    item: params.item,
    member: params.member,
    round,
    name: row.name,
    product: dossier.productName,
    set,
  };
  const own = loaded.seats.find(({ userId }) => userId === actor.userId);
  const isReader = row.state === "entered" && !row.isMine;
  if (isReader) {
    const { draft } = await readPaperSheet(db, actor, {
      ...address,
      round,
      memberId: row.memberId,
    });
    const { sealed, digest, score } = draft;
    return {
      ...common,
      compare: {
        digest,
        score,
        answers: answersShown(sealed.answers, sealed.notes),
        remarks: sealed,
        scan: councilPaths.scan(params.session, params.item, params.member),
      },
    };
  }
  if (own?.duty !== "secretary" || loaded.item.state !== "scoring" || row.state === "signed")
    throw new AppError("forbidden", {
      denied: "council.enterPaper",
      vi: "Phiếu giấy do thư ký phiên nhập trong lúc chấm, cho phiếu chưa ký.",
    });
  return { ...common, compare: null };
}

function answersShown(
  answers: Readonly<Record<string, number>>,
  notes: Readonly<Record<string, string>>,
) {
  return Object.fromEntries(
    [...new Set([...Object.keys(answers), ...Object.keys(notes)])].map((code) => [
      code,
      { option: answers[code] ?? null, note: notes[code] ?? null, version: 0, writeId: null },
    ]),
  );
}

/** Keeps the scan and what was entered from it. */
export async function enterFrom(
  context: Readonly<RouterContextProvider>,
  actor: UserActor,
  params: Params,
  { posted, form }: { readonly posted: PostedSheet; readonly form: FormData },
): Promise<void> {
  const { database, files } = context.get(requestContext);
  const scan = form.get("scan");
  const content = scan instanceof Blob && scan.size > 0 ? scan : null;
  const address = { sessionId: params.session, itemId: params.item };
  const { digest } = await keepScan(database.db, files, actor, { ...address, content });
  const { baseVersion: _known, ...said } = posted.remarks;
  await enterPaperSheet(database.db, actor, {
    ...address,
    ...said,
    round: posted.round,
    memberId: params.member,
    scanDigest: digest,
    answers: Object.fromEntries(
      [...posted.answers].flatMap(([code, { option }]) =>
        option === null ? [] : [[code, option]],
      ),
    ),
    notes: Object.fromEntries([...posted.answers].map(([code, { note }]) => [code, note])),
    leaveUnanswered: form.get("leaveUnanswered") === "1",
  });
}

/** The form again with what is wrong and everything that was entered, but for the file. */
export async function orEnterAgain<Result>(
  context: Readonly<RouterContextProvider>,
  posted: PostedSheet,
  work: () => Promise<Result>,
) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.code === "notFound")
      throw error;
    await context.get(requestContext).denied(error);
    const answers = Object.fromEntries(
      [...posted.answers].map(([code, { option, note }]) => [
        code,
        { option, note, version: 0, writeId: null },
      ]),
    );
    return data(
      { problem: error.vi, errors: error.fields, answers, remarks: posted.remarks },
      { status: error.status },
    );
  }
}
