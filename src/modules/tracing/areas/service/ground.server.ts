import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { findCrossing } from "#modules/places/boundaries/crossings.ts";
import { BoundaryFault } from "#modules/places/boundaries/faults.ts";
import type { Box, Position, Shape } from "#modules/places/boundaries/geometry.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findCommune } from "#modules/places/service/communes.server.ts";
import {
  communeAt,
  metresFromProvince,
  readOutlineFile,
} from "#modules/places/service/outline-files.server.ts";
import type { Proposal } from "../inputs.ts";
import { parseCorners } from "../lines.ts";
import { areaOf, insideOf, surroundings } from "../measure.ts";

/** The largest file of lines that is taken, in bytes, and the most positions. */
export const mostBytes = 5 * 1024 * 1024;
const mostPositions = 20_000;

/** Within indicative cells a border may be drawn so far from where it lies, in metres. */
const indicativeError = 10_000;

/** Where a growing area lies. */
export type Ground = {
  readonly shape: Shape | null;
  readonly computedM2: number | null;
  readonly position: Position;
  readonly box: Box;
  readonly placeVersion: string;
  readonly placeCode: string;
  readonly placePath: string;
};

type Asked = Pick<Proposal, "drawn" | "position" | "epsg" | "communeCode">;

/**
 * Where a proposal lies: by its file, else by what was drawn, else by its point. Refuses, beside the
 * field, lines that cross themselves, a wrong coordinate system, and what lies in another province.
 */
export async function groundOf(
  db: Db,
  homePath: string,
  asked: Asked,
  file: Uint8Array | null,
): Promise<Ground> {
  const field = file ? "file" : asked.drawn === null ? "position" : "drawn";
  const shape = file
    ? await shapeOfFile(file, asked.epsg, field)
    : asked.drawn === null
      ? null
      : await shapeOfText(asked.drawn, field);
  const given: Position | null = asked.position && [
    asked.position.longitude,
    asked.position.latitude,
  ];
  const position = (shape && insideOf(shape)) ?? given;
  if (position === null)
    throw fault(
      "position",
      "Hãy cho biết vùng ở đâu: vẽ trên bản đồ, chọn tệp ranh giới, hoặc nhập vĩ độ, kinh độ.",
    );
  const place = await placeOf(db, homePath, position, asked.communeCode, field);
  return {
    shape,
    computedM2: shape && areaOf(shape),
    position,
    box: surroundings(shape, position),
    placeVersion: currentVersion,
    placeCode: place.code,
    placePath: place.path,
  };
}

/** What was drawn in the browser or typed: corners a line each, or GeoJSON. */
async function shapeOfText(text: string, field: string): Promise<Shape> {
  if (text.trimStart().startsWith("{"))
    return shapeOfFile(new TextEncoder().encode(text), 4326, field);
  const shape = parseCorners(text);
  if (!shape)
    throw fault(
      field,
      "Tọa độ các góc chưa đúng: mỗi dòng một góc, vĩ độ rồi kinh độ, ít nhất ba góc.",
    );
  return sound(shape, field);
}

/** All polygons of a file as one shape. */
async function shapeOfFile(bytes: Uint8Array, epsg: number | null, field: string): Promise<Shape> {
  if (bytes.length > mostBytes)
    throw fault(
      field,
      `Tệp nặng ${(bytes.length / 1024 / 1024).toFixed(1).replace(".", ",")} MB, lớn hơn 5 MB. Hãy nén .zip, bớt điểm hoặc chia thành nhiều vùng.`,
    );
  const { outlines } = await readOutlineFile({ bytes, epsg, mostPositions }).catch(
    (error: unknown) => {
      throw error instanceof BoundaryFault ? fault(field, error.message) : error;
    },
  );
  return sound(
    outlines.flatMap((outline): Shape => outline.shape),
    field,
  );
}

/** The shape, if its lines cross nowhere and hold something. */
function sound(shape: Shape, field: string): Shape {
  const crossing = findCrossing(shape);
  if (crossing)
    throw fault(
      field,
      `Đường ranh giới tự cắt tại ${crossing[1].toFixed(5)}, ${crossing[0].toFixed(5)}. Hãy sửa lại hình vẽ để các cạnh không cắt nhau.`,
    );
  if (areaOf(shape) < 1)
    throw fault(field, "Hình này không có diện tích. Hãy vẽ lại hoặc chọn tệp khác.");
  return shape;
}

async function placeOf(
  db: Db,
  homePath: string,
  position: Position,
  chosen: string | null,
  field: string,
): Promise<{ code: string; path: string }> {
  const province = provinceOf(homePath);
  const here = await communeAt(db, position);
  const isElsewhere = here !== undefined && provinceOf(here.path) !== province;
  if (isElsewhere || here === undefined) {
    const metres = await metresFromProvince(db, province, position);
    if (here?.isOfficial || metres > indicativeError)
      throw fault(
        field,
        "Vùng này nằm ngoài tỉnh của cơ sở. Hãy xem lại vị trí và hệ tọa độ; vùng ở tỉnh khác do tỉnh đó duyệt.",
      );
  }
  if (chosen !== null) {
    const commune = await findCommune(db, chosen);
    if (!commune || provinceOf(commune.path) !== province)
      throw fault("communeCode", "Hãy chọn một xã, phường của tỉnh.");
    return { code: chosen, path: commune.path };
  }
  if (here && !isElsewhere) return here;
  throw fault("communeCode", "Chưa rõ vùng thuộc xã nào. Hãy chọn xã, phường.");
}

const fault = (field: string, vi: string) => new AppError("invalid", { fields: { [field]: vi } });
