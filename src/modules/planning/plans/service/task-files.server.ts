import { and, asc, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import type { FileStore } from "#core/files/store.ts";
import { cleanLine } from "#core/input/text.ts";
import { seesTask } from "../access.ts";
import { Id } from "../model.ts";
import { planTaskFiles, planTasks } from "../schema.server.ts";
import { isTheirs, mostAnswerFiles } from "../tasks.ts";
import { handOf } from "./takers.server.ts";

/** A content in the store that no task names yet. */
export type TakenFile = {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
};

/** A file as the page lists it. */
export type TaskFile = { readonly digest: string; readonly name: string; readonly size: number };

const missing = { vi: "Không có nhiệm vụ này." };
/** The same answer for who may not: the audit log tells the two apart. */
const hidden = { ...missing, denied: "planTask.files" };

/**
 * Examines the files that come with an answer and puts them into the store, for whom the task was
 * given to. Throws `notFound` for anybody else, the refusal of the intake, and `invalid` for too many.
 */
export async function takeAnswerFiles(
  { db, files }: { readonly db: Db; readonly files: FileStore },
  actor: UserActor,
  taskId: unknown,
  sent: readonly File[],
): Promise<TakenFile[]> {
  const filled = sent.filter(({ size }) => size > 0);
  if (filled.length === 0) return [];
  const asked = Id.safeParse(taskId);
  const [task] = asked.success
    ? await db
        .select({ assigneeId: planTasks.assigneeId, agencyId: planTasks.agencyId })
        .from(planTasks)
        .where(eq(planTasks.id, asked.data))
    : [];
  if (!task) throw new AppError("notFound", missing);
  if (!isTheirs(task, await handOf(db, actor))) throw new AppError("notFound", hidden);
  if (filled.length > mostAnswerFiles)
    throw new AppError("invalid", { fields: { files: `Nhiều nhất ${mostAnswerFiles} tệp.` } });
  const taken: TakenFile[] = [];
  for (const file of filled) {
    const { bytes, mediaType } = await examineFile(new Uint8Array(await file.arrayBuffer()));
    const name = cleanLine(file.name.replace(/\.[^.]*$/, "")).slice(0, 120);
    taken.push({ ...(await files.put(bytes)), mediaType, name: name === "" ? "Tệp" : name });
  }
  return taken;
}

/** Names contents as a task's; the same content sent again is the same file. */
export async function keepAnswerFiles(
  tx: Db,
  actor: UserActor,
  task: { readonly id: string; readonly provinceCode: string },
  taken: readonly TakenFile[],
): Promise<void> {
  for (const { name, mediaType, ...stored } of taken) {
    await recordFile(tx, stored, mediaType);
    await tx
      .insert(planTaskFiles)
      .values({
        provinceCode: task.provinceCode,
        taskId: task.id,
        digest: stored.digest,
        name,
        storedBy: actor.userId,
      })
      .onConflictDoNothing();
  }
}

/** Files of tasks by the task's id, the oldest first. Rights are the caller's business. */
export async function filesOfTasks(
  db: Db,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, TaskFile[]>> {
  if (taskIds.length === 0) return new Map();
  const rows = await db
    .select({
      taskId: planTaskFiles.taskId,
      digest: planTaskFiles.digest,
      name: planTaskFiles.name,
      size: storedFiles.size,
    })
    .from(planTaskFiles)
    .innerJoin(storedFiles, eq(storedFiles.digest, planTaskFiles.digest))
    .where(inArray(planTaskFiles.taskId, [...taskIds]))
    .orderBy(asc(planTaskFiles.storedAt), asc(planTaskFiles.digest));
  const of = Map.groupBy(rows, ({ taskId }) => taskId);
  return new Map(
    [...of].map(([id, own]) => [id, own.map(({ digest, name, size }) => ({ digest, name, size }))]),
  );
}

/** One file of a task for whoever sees the task; `notFound` for anybody and anything else. */
export async function taskFile(
  db: Db,
  actor: UserActor,
  { taskId, digest }: { taskId: string; digest: string },
) {
  const [row] = Id.safeParse(taskId).success
    ? await db
        .select({
          task: planTasks,
          title: planTaskFiles.name,
          mediaType: storedFiles.mediaType,
          size: storedFiles.size,
        })
        .from(planTaskFiles)
        .innerJoin(planTasks, eq(planTasks.id, planTaskFiles.taskId))
        .innerJoin(storedFiles, eq(storedFiles.digest, planTaskFiles.digest))
        .where(and(eq(planTaskFiles.taskId, taskId), eq(planTaskFiles.digest, digest)))
    : [];
  if (!row) throw new AppError("notFound", missing);
  if (!seesTask(actor, row.task, await handOf(db, actor))) throw new AppError("notFound", hidden);
  const { title, mediaType, size } = row;
  return { digest, title, mediaType, size };
}
