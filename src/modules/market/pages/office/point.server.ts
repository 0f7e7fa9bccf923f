import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { formatPhone } from "#core/input/phone.ts";
import { findCommunes, meantCommune } from "#modules/places/service/communes.server.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import type { MovePoint, PointProduct, SavePoint } from "../../office-inputs.ts";
import { formatPosition } from "#core/input/position.ts";
import {
  addPointProduct,
  describePoint,
  movePoint,
  removePointProduct,
  savePoint,
} from "../../service/points.server.ts";
import { positionOf } from "../../service/own.server.ts";

/** What the page of a point shows; `text` searches the products that it may sell. */
export async function pointPage(db: Db, actor: UserActor, id: string, text: string) {
  const { point, communeName, products, mayKeep } = await describePoint(db, actor, id);
  const found =
    text.trim() === ""
      ? []
      : (await listProducts(db, actor, { text: text.slice(0, 120) })).products;
  return {
    id: point.id,
    version: point.version,
    state: point.state,
    isDemo: point.isDemo,
    commune: { value: point.placeCode, label: communeName },
    values: {
      name: point.name,
      kind: point.kind,
      level: point.level,
      address: point.address,
      communeCode: point.placeCode,
      position: formatPosition(positionOf(point)),
      openingHours: point.openingHours ?? "",
      phone: point.phone === null ? "" : formatPhone(point.phone),
      runBy: point.runBy ?? "",
    },
    products,
    found: found.filter((product) => products.every((sold) => sold.id !== product.id)),
    text,
    mayKeep,
  };
}

/**
 * Does what a form of the page asks for; the id of the point. A commune that was typed and not
 * chosen must be the only one that it can mean.
 */
export async function actOnPoint(
  db: Db,
  actor: UserActor,
  id: string | null,
  form: FormData,
): Promise<{ id: string; done: string }> {
  const { intent, communeText = "", ...fields } = formFields(form);
  if (intent === "save") {
    const typed = String(communeText);
    const options = typed.trim() === "" ? [] : await findCommunes(db, typed);
    const picked = fields["communeCode"];
    const chosen = await meantCommune(db, {
      typed,
      chosen: typeof picked === "string" ? picked : undefined,
    });
    if (chosen === undefined)
      throw new AppError("invalid", {
        fields: {
          communeText:
            options.length === 0
              ? "Hãy gõ tên xã, phường, hoặc một phần của tên, như hiện nay hoặc trước năm 2025."
              : "Hãy chọn xã, phường trong danh sách bên dưới.",
        },
      });
    const input = { ...fields, communeCode: chosen } as SavePoint;
    const saved = await savePoint(db, actor, id, input);
    return { id: saved.id, done: "Đã lưu điểm bán." };
  }
  if (id === null) throw new AppError("invalid");
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, pointId: id } as unknown;
  if (intent === "move") {
    await movePoint(db, actor, on as MovePoint);
    return { id, done: "Đã đổi tình trạng điểm bán." };
  }
  if (intent === "add") {
    await addPointProduct(db, actor, on as PointProduct);
    return { id, done: "Đã thêm sản phẩm." };
  }
  if (intent !== "remove") throw new AppError("invalid");
  await removePointProduct(db, actor, on as PointProduct);
  return { id, done: "Đã bỏ sản phẩm." };
}
