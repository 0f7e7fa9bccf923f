import { Button, Card, Image, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import type { FormFailure } from "#core/http/form.ts";
import { Choice, FormMessage, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { Uploader } from "#modules/producers/widgets/uploader.tsx";
import { pictureKinds } from "../model.ts";
import { pictureFile } from "../paths.ts";
import type { Picture } from "#modules/products/service/products.server.ts";

/** A picture that came whole with a form that must be mended: it need not come again. */
export type TakenFile = { readonly id: string; readonly name: string };

/** The pictures of a product by kind, and the form that adds one. */
export function Pictures({
  productId,
  producerId,
  pictures,
  failure,
  mayUpdate,
}: {
  productId: string;
  producerId: string;
  pictures: readonly Picture[];
  failure: (FormFailure & { taken?: TakenFile | null }) | undefined;
  mayUpdate: boolean;
}) {
  const { field } = formValues(failure, { kind: "photo" });
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="sm">
        Hình ảnh
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        {pictures.map(({ kind, digest, caption }) => (
          <figure key={`${kind} ${digest}`} style={{ margin: 0 }}>
            <Image
              src={pictureFile(productId, digest)}
              alt={caption ?? pictureKinds[kind]}
              loading="lazy"
              radius="sm"
            />
            <figcaption>
              <Text size="sm">{caption ?? pictureKinds[kind]}</Text>
            </figcaption>
            {mayUpdate && (
              <Form method="post">
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="digest" value={digest} />
                <Button
                  type="submit"
                  name="intent"
                  value="removePicture"
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                >
                  Bỏ ảnh
                </Button>
              </Form>
            )}
          </figure>
        ))}
      </SimpleGrid>
      {pictures.length === 0 && <Text>Chưa có ảnh nào.</Text>}
      {mayUpdate && pictures.length > 0 && (
        <Text size="sm" mt="xs">
          Bỏ ảnh ở đây chưa gỡ ảnh đã đăng. Muốn người mua không thấy nữa, hãy gửi bản mới ở mục{" "}
          <a href={`/trang-cong-khai/san-pham/${productId}`}>Trang công khai</a>.
        </Text>
      )}
      {mayUpdate && (
        // A picture added empties the form for the next one.
        <Form method="post" encType="multipart/form-data" noValidate key={pictures.length}>
          <Stack mt="md">
            <FormMessage failure={failure} />
            <Choice of={field} name="kind" label="Loại ảnh" options={pictureKinds} />
            <Uploader
              producerId={producerId}
              name="uploadId"
              plainName="file"
              multiple={false}
              picturesOnly
              error={failure?.errors["uploadId"]}
            />
            {failure?.taken && (
              <Text size="sm">
                Đã nhận: {failure.taken.name}
                <input type="hidden" name="uploadId" value={failure.taken.id} />
              </Text>
            )}
            <Line of={field} name="caption" label="Lời dưới ảnh (không bắt buộc)" />
            <div>
              <Button type="submit" name="intent" value="addPicture" size="md">
                Thêm ảnh
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}
