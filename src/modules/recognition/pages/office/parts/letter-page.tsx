import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Form, Link } from "react-router";
import { type Answer, Outcome, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { letterFields } from "../../../letters.ts";
import { letterKinds } from "../../../model.ts";
import type { letterPage } from "#modules/recognition/pages/office/letter.server.ts";
import { NumberLine } from "../../parts/number-line.tsx";
import { type WordsField, WordsForm } from "../../parts/words-form.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";
import { SignerFields } from "../../parts/signer-fields.tsx";

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
    <OfficePage title={`${kind}: ${words.about}`} description={`Gửi: ${loaded.to}`}>
      <title>{`${kind} – OCOP`}</title>
      <Anchor underline="always" component={Link} to={back.href} size="sm">
        {back.name}
      </Anchor>
      <Outcome answer={answer} />
      <Stack mt="sm">
        <NumberLine numberText={numberText} on={issuedOn} signerName={signerName} />
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
        {may.edit && (
          <WordsForm
            title="Lời văn"
            version={loaded.version}
            fields={wordsOf(loaded)}
            answer={answer}
          />
        )}
        {may.issue && <NumberForm loaded={loaded} answer={answer} />}
      </Stack>
    </OfficePage>
  );
}

function wordsOf(loaded: Loaded): WordsField[] {
  return [
    {
      name: "agency",
      label: "Cơ quan ban hành văn bản",
      value: loaded.agency,
      isLine: true,
    },
    {
      name: "symbol",
      label: "Ký hiệu của cơ quan",
      description:
        "Đứng sau số, như 05/TTr-OCOP. Nên có ký hiệu riêng cho văn bản OCOP để không trùng sổ văn thư chung.",
      value: loaded.symbol,
      isLine: true,
    },
    ...loaded.fields.map((name) => ({
      name,
      label: letterFields[name],
      description: "Xóa hết để dùng lại lời thông thường.",
      value: loaded.words[name],
      errorAt: `words.${name}`,
    })),
  ];
}

function NumberForm({ loaded, answer }: Part) {
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
        <VersionField version={loaded.version} />
        <Stack gap="sm" maw={520}>
          <SignerFields
            typed={typedIn(answer, "issue")}
            title="Thủ trưởng cơ quan"
            day={{ name: "issuedOn", label: "Ngày văn bản", today: loaded.today }}
          />
          <Button type="submit" name="intent" value="issue">
            Cấp số
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
