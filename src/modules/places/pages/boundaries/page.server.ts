import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { BoundaryFault, refuseLarge } from "../../boundaries/faults.ts";
import type { BoundaryReport } from "../../boundaries/plan.ts";
import {
  BoundaryInput,
  loadBoundaries,
  tryBoundaries,
  withdrawBoundaries,
} from "../../service/boundaries.server.ts";

/** Lines of a list shown at once; the counts are of all of them. */
const mostShown = 200;

/** What a dry run shows, its lists cut. */
export type Tried = BoundaryReport & { readonly unmatchedCount: number };

/** A dry run, the load itself, or a withdrawal, as a form asks. Nothing of a file is kept but its digest. */
export async function boundaryForm(
  db: Db,
  actor: UserActor,
  form: FormData,
): Promise<{ readonly tried: Tried } | { readonly done: string }> {
  const intent = textOf(form, "intent");
  if (intent === "withdraw") {
    const id = textOf(form, "id");
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new AppError("notFound");
    await withdrawBoundaries(db, actor, id);
    return { done: "Đã rút bộ ranh giới khỏi bản đồ." };
  }
  const bytes = await fileOf(form);
  const input = inputOf(form, intent !== "load");
  try {
    if (intent !== "load") {
      const report = await tryBoundaries(db, actor, { ...input, bytes });
      return { tried: shown(report) };
    }
    const { report, replaced } = await loadBoundaries(db, actor, { ...input, bytes });
    const instead = replaced.length > 0 ? ` Thay cho ${replaced.length} bộ cũ.` : "";
    return { done: `Đã nạp ranh giới của ${report.matched} đơn vị.${instead}` };
  } catch (error) {
    throw error instanceof BoundaryFault ? fault("file", error.message) : error;
  }
}

async function fileOf(form: FormData): Promise<Uint8Array> {
  refuseOversized(form, "file");
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0)
    throw fault("file", "Hãy chọn tệp ranh giới (.geojson, .kml, .kmz hoặc .zip).");
  try {
    refuseLarge(file.size, "screen");
  } catch (error) {
    throw error instanceof BoundaryFault ? fault("file", error.message) : error;
  }
  return new Uint8Array(await file.arrayBuffer());
}

function inputOf(form: FormData, isDry: boolean): BoundaryInput {
  const file = form.get("file");
  const words = (name: string) => textOf(form, name) || (isDry ? "–" : "");
  const epsg = textOf(form, "epsg");
  const input = BoundaryInput.safeParse({
    level: textOf(form, "level"),
    epsg: epsg === "" ? null : Number(epsg),
    fileName: file instanceof File ? file.name.slice(-300) : "",
    source: words("source"),
    licence: words("licence"),
    acceptsCrossings: form.get("acceptsCrossings") !== null,
  });
  if (input.success) return input.data;
  const fields = Object.fromEntries(
    input.error.issues.map(({ path, message }) => [String(path[0] ?? ""), message]),
  );
  throw new AppError("invalid", { fields, log: input.error.message });
}

function shown(report: BoundaryReport): Tried {
  return {
    ...report,
    unmatchedCount: report.unmatched.length,
    unmatched: report.unmatched.slice(0, mostShown),
    missing: report.missing.slice(0, mostShown),
    otherSize: report.otherSize.slice(0, mostShown),
    crossings: report.crossings.slice(0, mostShown),
  };
}

const fault = (field: string, vi: string) => new AppError("invalid", { fields: { [field]: vi } });

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
