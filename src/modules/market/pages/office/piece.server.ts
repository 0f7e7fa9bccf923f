import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { formFields } from "#core/input/parse.ts";
import { listProducers } from "#modules/producers/service/producers.server.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import type { MoveNews, NewsSubject, SaveNews } from "../../office-inputs.ts";
import {
  describeNews,
  linkNews,
  moveNews,
  saveNews,
  unlinkNews,
} from "../../service/news.server.ts";

/** What the page of a piece of news shows; `text` searches what it may be about. */
export async function piecePage(db: Db, actor: UserActor, id: string | null, text: string) {
  if (id === null) return { newsId: randomUUID(), piece: null };
  const { news, products, producers, mayWrite } = await describeNews(db, actor, id);
  const { kind, title, lead, body, titleEn, leadEn, bodyEn, pictureAlt, pictureAltEn } = news;
  return {
    newsId: news.id,
    piece: {
      version: news.version,
      state: news.state,
      reason: news.reason,
      isDemo: news.isDemo,
      hasPicture: news.pictureDigest !== null,
      values: { kind, title, lead, body, titleEn, leadEn, bodyEn, pictureAlt, pictureAltEn },
      products: products.map((one) => ({ id: one.id, name: one.name, under: one.producerName })),
      producers: producers.map((one) => ({ id: one.id, name: one.name })),
      text,
      ...(await found(db, actor, text.slice(0, 120))),
      mayWrite,
    },
  };
}

async function found(db: Db, actor: UserActor, text: string) {
  if (text.trim() === "") return { foundProducts: [], foundProducers: [] };
  const { products } = await listProducts(db, actor, { text });
  const { producers } = await listProducers(db, actor, { text });
  return {
    foundProducts: products
      .slice(0, 20)
      .map(({ id, name, producerName }) => ({ id, name, under: producerName })),
    foundProducers: producers
      .slice(0, 20)
      .map(({ id, name, unitName }) => ({ id, name, under: unitName })),
  };
}

/** Does what a form of the page asks for; `newsId` is the piece of the address, null for a new one. */
export async function actOnPiece(
  ground: { db: Db; files: FileStore },
  actor: UserActor,
  newsId: string | null,
  form: FormData,
): Promise<{ id: string; done: string }> {
  const { intent, ...fields } = formFields(form);
  const on: unknown =
    newsId === null ? fields : { productId: "", producerId: "", ...fields, newsId };
  if (intent === "save") {
    refuseOversized(form, "picture");
    const sent = form.get("picture");
    const picture = sent instanceof File && sent.size > 0 ? sent : null;
    const input = { dropPicture: "", ...fields, ...(newsId === null ? {} : { newsId }) };
    const { id } = await saveNews(ground, actor, input as SaveNews, picture);
    return { id, done: "Đã lưu bài." };
  }
  if (newsId === null) throw new AppError("invalid");
  if (intent === "move") {
    await moveNews(ground.db, actor, { reason: "", ...fields, newsId } as MoveNews);
    return { id: newsId, done: "Đã đổi tình trạng bài." };
  }
  // What the form lacks or adds is for the service to refuse.
  if (intent === "link") {
    await linkNews(ground.db, actor, on as NewsSubject);
    return { id: newsId, done: "Đã gắn vào bài." };
  }
  if (intent !== "unlink") throw new AppError("invalid");
  await unlinkNews(ground.db, actor, on as NewsSubject);
  return { id: newsId, done: "Đã bỏ khỏi bài." };
}
