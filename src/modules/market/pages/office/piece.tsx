import {
  Anchor,
  Badge,
  Button,
  Card,
  Checkbox,
  FileInput,
  Group,
  Image,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { mayWrite, openArea } from "#modules/market/pages/office/ground.server.ts";
import { actOnPiece, piecePage } from "#modules/market/pages/office/piece.server.ts";
import { authorisedNews } from "#modules/market/service/load.server.ts";
import {
  Choice,
  type Fields,
  formValues,
  Line,
  Lines,
} from "#modules/producers/widgets/fields.tsx";
import { type Answer, Confirm, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { newsKinds, newsStates } from "../../model.ts";
import { newsPaths } from "../../paths.ts";
import { Choices, Search } from "./sold.tsx";
import type { Route } from "./+types/piece.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The last part of the address of a piece that is only being written. */
const isNew = (id: string) => id === "moi";

async function openPiece(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openArea(args, "news");
  const { news } = args.params;
  if (isNew(news) && !mayWrite(ground.actor, "news"))
    throw new AppError("forbidden", { denied: "news.write" });
  return { ...ground, id: isNew(news) ? null : news };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, id } = await openPiece(args);
  return piecePage(db, actor, id, new URL(args.request.url).searchParams.get("tim") ?? "");
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, files, actor, id } = await openPiece(args);
  if (id !== null) await authorisedNews(db, actor, "see", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { done, ...saved } = await actOnPiece({ db, files }, actor, id, form);
    if (id === null) return redirect(newsPaths.one(saved.id), 303);
    return { done };
  });
});

type Loaded = Route.ComponentProps["loaderData"];
type Piece = NonNullable<Loaded["piece"]>;

/** One piece of news: its texts in two languages, its picture, what it is about, and publishing. */
export default function PiecePage({ loaderData, actionData }: Route.ComponentProps) {
  const { newsId, piece } = loaderData;
  const failure = failureOf(actionData, "save");
  const { field } = formValues(failure, piece?.values ?? { kind: "news" });
  const title = piece?.values.title ?? "Viết bài mới";
  return (
    <OfficePage title={title} description={piece ? newsStates[piece.state] : undefined}>
      <title>{`${title} – OCOP`}</title>
      <Anchor underline="always" component={Link} to={newsPaths.list} size="sm">
        Tin, câu chuyện
      </Anchor>{" "}
      {piece?.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={760}>
        {piece && <Publishing piece={piece} answer={actionData} />}
        <Card withBorder component="section">
          <Form method="post" encType="multipart/form-data" noValidate key={piece?.version ?? 0}>
            <fieldset className="plain-fields" disabled={piece !== null && !piece.mayWrite}>
              <input type="hidden" name="newsId" value={failure?.values["newsId"] ?? newsId} />
              <VersionField version={piece?.version ?? 0} />
              <Texts of={field} />
              <Picture
                of={field}
                newsId={newsId}
                piece={piece}
                error={failure?.errors["picture"]}
              />
              <Button type="submit" name="intent" value="save" mt="sm">
                Lưu bài
              </Button>
            </fieldset>
          </Form>
        </Card>
        {piece && <Subjects piece={piece} />}
      </Stack>
    </OfficePage>
  );
}

function Texts({ of }: { of: Fields }) {
  const kinds = Object.fromEntries(
    Object.entries(newsKinds).map(([value, { vi }]) => [value, vi]),
  ) as Record<keyof typeof newsKinds, string>;
  return (
    <Stack gap="sm">
      <Choice of={of} name="kind" label="Loại bài" options={kinds} />
      <Line of={of} name="title" label="Tiêu đề" required />
      <Lines
        of={of}
        name="lead"
        label="Đoạn mở đầu"
        description="Hai, ba câu hiện trong danh sách tin"
      />
      <Lines
        of={of}
        name="body"
        label="Nội dung"
        description="Chữ thường, không định dạng. Để một dòng trống giữa hai đoạn."
        minRows={8}
      />
      <Text fw={600}>Bản tiếng Anh (không bắt buộc; đủ cả ba ô hoặc để trống)</Text>
      <Line of={of} name="titleEn" label="Tiêu đề (tiếng Anh)" />
      <Lines of={of} name="leadEn" label="Mở đầu (tiếng Anh)" />
      <Lines of={of} name="bodyEn" label="Nội dung (tiếng Anh)" minRows={4} />
    </Stack>
  );
}

function Picture({
  of,
  newsId,
  piece,
  error,
}: {
  of: Fields;
  newsId: string;
  piece: Piece | null;
  error: string | undefined;
}) {
  return (
    <Stack gap="sm" mt="sm">
      {piece?.hasPicture && (
        <>
          <Image
            src={`${newsPaths.picture(newsId)}?v=${piece.version}`}
            alt={piece.values.pictureAlt ?? "Ảnh của bài"}
            w={240}
            radius="sm"
          />
          <Checkbox name="dropPicture" value="1" label="Bỏ ảnh này" />
        </>
      )}
      <FileInput
        name="picture"
        label={piece?.hasPicture ? "Thay ảnh" : "Ảnh (không bắt buộc)"}
        description="Ảnh của cơ quan hoặc đã được phép dùng, nhiều nhất 20 MB"
        placeholder="Chọn ảnh"
        accept="image/*"
        error={error}
      />
      <Line of={of} name="pictureAlt" label="Trong ảnh có gì" />
      <Line of={of} name="pictureAltEn" label="Trong ảnh có gì (tiếng Anh)" />
    </Stack>
  );
}

function Publishing({ piece, answer }: { piece: Piece; answer: Answer | undefined }) {
  if (!piece.mayWrite) return null;
  const failed = failureOf(answer, "move");
  const values = { expectedVersion: String(piece.version) };
  return (
    <Card withBorder component="section">
      <Group align="flex-start">
        {piece.state === "published" ? (
          <Confirm
            intent="move"
            label="Gỡ bài"
            says="Bài biến mất khỏi trang tin công khai ngay."
            values={{ ...values, step: "withdraw" }}
            colour="red"
            open={failed !== undefined}
          >
            <Textarea
              name="reason"
              label="Lý do"
              autosize
              defaultValue={failed?.values["reason"]}
              error={failed?.errors["reason"]}
            />
          </Confirm>
        ) : (
          <Confirm
            intent="move"
            label={piece.state === "withdrawn" ? "Đăng lại" : "Đăng bài"}
            says="Bài hiện ngay ở trang tin công khai. Hãy lưu bài trước khi đăng."
            values={{ ...values, step: "publish" }}
          />
        )}
        {piece.state === "withdrawn" && piece.reason && (
          <Text size="sm">Lý do gỡ: {piece.reason}</Text>
        )}
      </Group>
    </Card>
  );
}

/** Products and producers that the piece is about: their pages lead to it. */
function Subjects({ piece }: { piece: Piece }) {
  const { mayWrite: writes } = piece;
  const drop = writes ? { act: { intent: "unlink", label: "Bỏ" } } : {};
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Bài viết về
      </Title>
      {piece.products.length + piece.producers.length === 0 && (
        <Text size="sm">Chưa gắn sản phẩm hoặc chủ thể nào.</Text>
      )}
      <Choices label="Sản phẩm trong bài" rows={piece.products} field="productId" {...drop} />
      <Choices label="Chủ thể trong bài" rows={piece.producers} field="producerId" {...drop} />
      {writes && (
        <>
          <Search text={piece.text} label="Tìm sản phẩm, chủ thể để gắn" />
          <Choices
            label="Sản phẩm tìm được"
            rows={piece.foundProducts}
            field="productId"
            act={{ intent: "link", label: "Gắn" }}
          />
          <Choices
            label="Chủ thể tìm được"
            rows={piece.foundProducers}
            field="producerId"
            act={{ intent: "link", label: "Gắn" }}
          />
        </>
      )}
    </Card>
  );
}
