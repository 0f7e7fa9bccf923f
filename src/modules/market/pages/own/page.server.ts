import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { RouterContextProvider } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { islandUrl } from "#core/http/islands.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { withdrawProfile } from "../../service/decide.server.ts";
import type { OwnForm } from "../../service/own.server.ts";
import { dropProposal } from "../../service/propose.server.ts";

/** What a form of a page sends: its boxes, and its pictures as a list. */
type SentPage = Readonly<Record<string, unknown>> & { readonly intent: unknown };

/** The boxes of a form; `pictures.0.alt` and the like become the list that the service reads. */
function sentPage(form: FormData): SentPage {
  const { intent, ...fields } = formFields(form);
  const pictures: Record<string, unknown>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const [, at, part] = /^pictures\.(\d{1,3})\.(digest|use|alt|altEn)$/.exec(name) ?? [];
    if (at === undefined || part === undefined) rest[name] = value;
    else pictures[Number(at)] = { ...pictures[Number(at)], [part]: value };
  }
  return { ...rest, pictures: Array.from(pictures, (picture) => picture ?? {}), intent };
}

/** What the page says once an act is done. */
const doneWords = {
  send: "Đã gửi. Cơ quan quản lý tỉnh sẽ xem và duyệt.",
  drop: "Đã rút lại bản đang chờ duyệt.",
  withdraw: "Đã gỡ khỏi trang công khai.",
} as const;

/**
 * Does what the form of a page asks for: `send` it for judging, take back what waits (`drop`), or
 * take down what stands in public (`withdraw`). Names what was done.
 */
async function actOnPage(
  db: Db,
  actor: UserActor,
  { intent, ...sent }: SentPage,
  send: (input: unknown) => Promise<unknown>,
): Promise<keyof typeof doneWords> {
  const { versionId } = sent as { versionId?: string };
  if (intent === "send") await send(sent);
  else if (intent === "drop") await dropProposal(db, actor, { versionId: versionId ?? "" });
  else if (intent === "withdraw")
    await withdrawProfile(db, actor, { versionId: versionId ?? "", reason: "" });
  else throw new AppError("invalid");
  return intent;
}

type Args = {
  context: Readonly<RouterContextProvider>;
  request: Request;
};

/** What the page of a product and that of a producer differ in. */
type OwnKind<Input> = {
  readonly load: (db: Db, actor: UserActor, id: string) => Promise<OwnForm>;
  readonly propose: (db: Db, actor: UserActor, input: Input) => Promise<unknown>;
  readonly idField: keyof Input & string;
  readonly path: (id: string) => string;
};

/** The form of one's own page; `notFound` for another's. */
export async function openOwn<Input>(
  { context, request }: Args,
  { load }: Pick<OwnKind<Input>, "load">,
  id: string,
): Promise<{ db: Db; actor: UserActor; form: ShownForm; said: string | null }> {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = shownForm(await load(db, actor, id));
  return { db, actor, form, said: saidOf(request, doneWords) };
}

/** Does what the form of one's own page asks for, once it is known to be one's own. */
export async function actOnOwn<Input>(args: Args, kind: OwnKind<Input>, id: string) {
  const { db, actor } = await openOwn(args, kind, id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const done = await actOnPage(db, actor, sentPage(form), (input) =>
      kind.propose(db, actor, { ...(input as Input), [kind.idField]: id }),
    );
    return backSaying(kind.path(id), done);
  });
}

/** The form as the page is sent it; names of officials stay with the offices. */
function shownForm({ history, ...form }: OwnForm) {
  return {
    ...form,
    seq: history[0]?.seq ?? 0,
    history: history.map(({ id, seq, state, proposedAt, decidedAt, reason }) => ({
      id,
      seq,
      state,
      proposedAt,
      decidedAt,
      reason,
    })),
    script: islandUrl("position"),
  };
}
export type ShownForm = ReturnType<typeof shownForm>;
