import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { type Answer, Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { letterFields } from "../../../letters.ts";
import { letterKinds } from "../../../model.ts";
import type { letterPage } from "#modules/recognition/pages/office/letter.server.ts";
import { typedIn } from "./loaded.tsx";

type Loaded = Awaited<ReturnType<typeof letterPage>>;
type Part = { readonly loaded: Loaded; readonly answer: Answer | undefined };

/** A letter of the office: its words while it is a draft, then its number. */
export function LetterPage({
  loaded,
  answer,
  back,
  file,
}: Part & {
  back: { readonly href: string; readonly name: string };
  file: (format: "pdf" | "docx") => string;
}) {
  const { numberText, issuedOn, signerName, words, may } = loaded;
  const kind = letterKinds[loaded.kind];
  return (
    <OfficePage title={`${kind}: ${words.about}`} description={`Kính gửi: ${loaded.to}`}>
      <title>{`${kind} – OCOP`}</title>
      <Anchor underline="always" component={Link} to={back.href} size="sm">
        {back.name}
      </Anchor>
      <Outcome answer={answer} />
      <Stack mt="sm">
        <Text fw={600}>
          {numberText === null
            ? "Dự thảo, chưa có số"
            : `Số ${numberText}${issuedOn ? `, ngày ${dayText(issuedOn, "vi")}` : ""}${signerName ? `, ${signerName} ký` : ""}`}
        </Text>
        {loaded.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        <Group>
          <Anchor underline="always" href={file("pdf")}>
            Xem PDF
          </Anchor>
          <Anchor underline="always" href={file("docx")}>
            Tải Word
          </Anchor>
        </Group>
        {loaded.obstacle !== null && numberText === null && (
          <Text c="dimmed">{loaded.obstacle}</Text>
        )}
        {may.edit && <WordsForm loaded={loaded} answer={answer} />}
        {may.issue && <NumberForm loaded={loaded} answer={answer} />}
      </Stack>
    </OfficePage>
  );
}

function WordsForm({ loaded, answer }: Part) {
  const { values, errors } = typedIn(answer, "save");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Lời văn
      </Title>
      <Form method="post" noValidate>
        <input type="hidden" name="expectedVersion" value={loaded.version} />
        <Stack gap="sm">
          <TextInput
            name="agency"
            label="Cơ quan ban hành văn bản"
            defaultValue={values["agency"] ?? loaded.agency}
            error={errors["agency"]}
          />
          <TextInput
            name="symbol"
            label="Ký hiệu của cơ quan"
            description="Đứng sau số, như 05/TTr-OCOP. Nên có ký hiệu riêng cho văn bản OCOP để không trùng sổ văn thư chung."
            defaultValue={values["symbol"] ?? loaded.symbol}
            error={errors["symbol"]}
          />
          {loaded.fields.map((name) => (
            <Textarea
              key={name}
              name={name}
              label={letterFields[name]}
              description="Xóa hết để dùng lại lời thông thường."
              autosize
              minRows={2}
              defaultValue={values[name] ?? loaded.words[name]}
              error={errors[`words.${name}`]}
            />
          ))}
          <Group>
            <Button type="submit" name="intent" value="save" variant="default">
              Lưu dự thảo
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}

function NumberForm({ loaded, answer }: Part) {
  const { values, errors } = typedIn(answer, "issue");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Phát hành, cấp số
      </Title>
      <Text size="sm" mb="sm">
        Số cấp liên tục theo ký hiệu, loại văn bản và năm. Văn bản đã cấp số không sửa được: hãy lưu
        lời văn trước.
      </Text>
      <Form method="post" noValidate>
        <input type="hidden" name="expectedVersion" value={loaded.version} />
        <Stack gap="sm" maw={520}>
          <TextInput
            name="signerName"
            label="Họ tên người ký"
            required
            defaultValue={values["signerName"]}
            error={errors["signerName"]}
          />
          <TextInput
            name="signerTitle"
            label="Chức vụ"
            required
            defaultValue={values["signerTitle"] ?? "Thủ trưởng cơ quan"}
            error={errors["signerTitle"]}
          />
          <TextInput
            name="issuedOn"
            type="date"
            label="Ngày văn bản"
            max={loaded.today}
            defaultValue={values["issuedOn"] ?? loaded.today}
            error={errors["issuedOn"]}
          />
          <Button type="submit" name="intent" value="issue">
            Cấp số
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
