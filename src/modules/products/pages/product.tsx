import { Alert, Stack } from "@mantine/core";
import { redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { type FormFailure, orBackToForm } from "#core/http/form.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { filesIn, takeFiles } from "#modules/producers/service/take-files.server.ts";
import { addPicture, removePicture } from "#modules/products/service/pictures.server.ts";
import { getProduct, saveProduct } from "#modules/products/service/products.server.ts";
import { listSetOptions } from "#modules/products/service/sets.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { AddPicture, PictureKind, SaveProduct } from "../model.ts";
import { productPaths } from "../paths.ts";
import type { Route } from "./+types/product.ts";
import { Pictures, type TakenFile } from "./pictures.tsx";
import { ProductForm } from "./product-form.tsx";

/** The last part of the address of a product that is only being entered. */
const isNew = (productId: string) => productId === "moi";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { producer, abilities } = await getProducer(db, actor, params.id);
  const found = isNew(params.productId) ? null : await getProduct(db, actor, params.productId);
  if (found && found.product.producerId !== producer.id) throw new AppError("notFound");
  if (!found && !abilities.includes("update")) throw new AppError("forbidden");
  return {
    producer: { id: producer.id, name: producer.name },
    product: found?.product ?? null,
    pictures: found?.pictures ?? [],
    mayUpdate: abilities.includes("update"),
    ...listSetOptions(),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  const { db } = database;
  const form = await request.formData();
  const { intent, digest, kind, ...fields } = formFields(form);
  await getProducer(db, actor, params.id);
  const { productId } = params;
  let taken: TakenFile | null = null;
  return orBackToForm(
    context,
    form,
    async () => {
      if (intent === "addPicture") {
        refuseOversized(form, "uploadId");
        const came = (await filesIn(form, "file")).slice(0, 1);
        const [upload] = await takeFiles({ db, files }, actor, params.id, came, "uploadId");
        if (upload) taken = { id: upload.id, name: upload.fileName };
        const picture = { ...fields, kind, ...(upload && { uploadId: upload.id }) } as AddPicture;
        await addPicture({ db, files }, actor, productId, picture);
        return { done: "Đã thêm ảnh." };
      }
      if (intent === "removePicture") {
        const picture = { kind: String(kind) as PictureKind, digest: String(digest) };
        await removePicture(db, actor, productId, picture);
        return { done: "Đã bỏ ảnh." };
      }
      if (intent !== "save") throw new AppError("invalid");
      const at = { id: isNew(productId) ? null : productId, producerId: params.id };
      const { id } = await saveProduct(db, actor, at, fields as SaveProduct);
      if (at.id === null) return redirect(productPaths.product(params.id, id));
      return { done: "Đã lưu." };
    },
    async () => ({ intent: String(intent), lists: listsOf(form), taken }),
  );
});

/** What had been typed in boxes that the form has several times. */
function listsOf(form: FormData): Record<string, string[]> {
  const names = [
    "ingredientName",
    "ingredientOrigin",
    "ingredientPlace",
    "ingredientPercent",
    "storyPlaces",
  ];
  return Object.fromEntries(
    names.map((name) => [name, form.getAll(name).filter((value) => typeof value === "string")]),
  );
}

export type ProductFailure =
  | (FormFailure & {
      intent?: string;
      lists?: Record<string, string[]>;
      taken?: TakenFile | null;
    })
  | undefined;

export default function ProductPage({ loaderData, actionData }: Route.ComponentProps) {
  const { producer, product, pictures, mayUpdate, regime, sets } = loaderData;
  const failure: ProductFailure = actionData && "ok" in actionData ? actionData : undefined;
  const title = product?.name ?? "Thêm sản phẩm";
  return (
    <OfficePage title={title} description={producer.name}>
      <title>{`${title} – OCOP`}</title>
      <Stack maw={680}>
        {actionData && "done" in actionData && <Alert color="leaf">{actionData.done}</Alert>}
        <ProductForm
          product={product}
          regime={regime}
          sets={sets}
          failure={failure?.intent === "save" ? failure : undefined}
          mayUpdate={mayUpdate}
        />
        {product && (
          <Pictures
            productId={product.id}
            producerId={producer.id}
            pictures={pictures}
            failure={failure?.intent === "addPicture" ? failure : undefined}
            mayUpdate={mayUpdate}
          />
        )}
      </Stack>
    </OfficePage>
  );
}
