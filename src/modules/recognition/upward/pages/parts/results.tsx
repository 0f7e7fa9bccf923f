import {
  Anchor,
  Button,
  Card,
  Checkbox,
  Group,
  NumberInput,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { type Answer, Confirm, typedIn } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { dossierStates } from "#modules/dossiers/model.ts";
import { CopyFields } from "../../../widgets/copy-fields.tsx";
import { SignedPaperFields } from "../../../pages/parts/signed-paper-fields.tsx";
import { recognitionPaths } from "../../../paths.ts";
import { upwardPaths } from "../../paths.ts";
import type { LetterPage } from "#modules/recognition/upward/pages/letter.server.ts";

type Part = { readonly loaded: LetterPage; readonly answer: Answer | undefined };
type Item = LetterPage["items"][number];

/** The products of a letter, what the Ministry answered of each, and what may follow. */
export function Results({ loaded, answer }: Part) {
  const { items, may } = loaded;
  const waiting = items.filter(({ state }) => state === "forwardedUp");
  return (
    <>
      <Card withBorder component="section">
        <Title order={2} size="h4" mb="xs">
          Sản phẩm
        </Title>
        <Table className="stacking" aria-label="Sản phẩm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Sản phẩm</Table.Th>
              <Table.Th>Chủ thể</Table.Th>
              <Table.Th>Điểm ở tỉnh</Table.Th>
              <Table.Th>Kết quả</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.dossierId}>
                <Table.Td>{item.productName}</Table.Td>
                <Table.Td>
                  {item.producerName}
                  <Text size="sm" c="dimmed">
                    {item.communeName}
                  </Text>
                </Table.Td>
                <Table.Td>{item.mean ?? "–"}</Table.Td>
                <Table.Td>
                  {dossierStates[item.state]}
                  <Told letterId={loaded.letter.id} item={item} />
                  <Follow item={item} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      {may.enter && waiting.length > 0 && (
        <>
          <RecognisedForm items={waiting} today={loaded.today} answer={answer} />
          <BelowForm items={waiting} today={loaded.today} answer={answer} />
        </>
      )}
    </>
  );
}

function Told({ letterId, item: { told, dossierId } }: { letterId: string; item: Item }) {
  if (!told) return null;
  return (
    <Text size="sm">
      Trung ương: {told.mean} điểm, {told.stars} sao (
      <Anchor underline="always" href={upwardPaths.told(letterId, dossierId)}>
        Văn bản số {told.letterNumber}, {dayText(told.letterOn, "vi")}
      </Anchor>
      , {told.sender}).{told.remarks && ` ${told.remarks}`}
    </Text>
  );
}

function Follow({ item }: { item: Item }) {
  const { dossierId, mayUse, mayReevaluate, mayRefuse, told } = item;
  return (
    <Stack gap="xs" mt="xs">
      {mayUse && (
        <Confirm
          intent="use"
          label="Dùng kết quả của Trung ương"
          says={`Lập dự thảo quyết định của tỉnh công nhận ${told?.stars ?? ""} sao theo kết quả của Trung ương.`}
          values={{ dossierId }}
        />
      )}
      {mayReevaluate && (
        <Confirm
          intent="reevaluate"
          label="Tổ chức đánh giá ở tỉnh"
          says="Không dùng kết quả của Trung ương: hồ sơ trở lại tổ tư vấn và được đưa ra một phiên mới của hội đồng tỉnh."
          values={{ dossierId }}
        >
          <Textarea name="reason" label="Ghi thêm (nếu cần)" rows={2} />
        </Confirm>
      )}
      {mayRefuse && (
        <Anchor
          underline="always"
          component={Link}
          to={recognitionPaths.resultLetterPage(dossierId)}
          size="sm"
        >
          Soạn thông báo kết quả
        </Anchor>
      )}
    </Stack>
  );
}

type FormPart = { items: readonly Item[]; today: string; answer: Answer | undefined };

function RecognisedForm({ items, today, answer }: FormPart) {
  const { values, errors } = typedIn(answer, "recognised");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Bộ đã công nhận 5 sao
      </Title>
      <Text size="sm" mb="sm">
        Nhập quyết định của Bộ; hệ thống ghi việc công nhận, lập trang tra cứu giấy chứng nhận và
        kết thúc hồ sơ.
      </Text>
      <Form method="post" encType="multipart/form-data" noValidate>
        <Stack gap="sm" maw={620}>
          {items.map(({ dossierId, productName }) => (
            <Group key={dossierId} align="end">
              <Checkbox
                name="dossierIds"
                value={dossierId}
                label={productName}
                defaultChecked={items.length === 1}
              />
              <TextInput
                name={`certificateNumber-${dossierId}`}
                label="Số giấy chứng nhận (nếu biết)"
                aria-label={`Số giấy chứng nhận của ${productName}`}
                defaultValue={values[`certificateNumber-${dossierId}`]}
                error={errors[`certificateNumbers.${dossierId}`]}
              />
            </Group>
          ))}
          {errors["dossierIds"] && (
            <Text size="sm" c="red.8">
              {errors["dossierIds"]}
            </Text>
          )}
          <SignedPaperFields
            names={{ number: "numberText", day: "signedOn", signer: "signerName" }}
            example="1234/QĐ-BNNMT"
            today={today}
            values={values}
            errors={errors}
          />
          <CopyFields
            errors={errors}
            label="Tệp PDF của quyết định"
            description="Tệp ký số hoặc bản quét. Hệ thống đối chiếu số, ngày trong tệp."
          />
          <Group>
            <Button type="submit" name="intent" value="recognised">
              Ghi quyết định của Bộ
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}

function BelowForm({ items, today, answer }: FormPart) {
  const { values, errors } = typedIn(answer, "below");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Kết quả của Bộ chưa đạt 5 sao
      </Title>
      <Text size="sm" mb="sm">
        Hồ sơ trở về tỉnh: dùng kết quả này để công nhận 3–4 sao, hoặc tổ chức đánh giá ở tỉnh.
      </Text>
      <Form method="post" encType="multipart/form-data" noValidate>
        <Stack gap="sm" maw={620}>
          <fieldset>
            <legend>Sản phẩm</legend>
            {items.map(({ dossierId, productName }) => (
              <label key={dossierId}>
                <input
                  type="radio"
                  name="dossierId"
                  value={dossierId}
                  defaultChecked={items.length === 1 || values["dossierId"] === dossierId}
                />{" "}
                {productName}
              </label>
            ))}
          </fieldset>
          {errors["dossierId"] && (
            <Text size="sm" c="red.8">
              {errors["dossierId"]}
            </Text>
          )}
          <TextInput
            name="mean"
            label="Điểm"
            description="Như văn bản ghi, ví dụ 86,5."
            required
            inputMode="decimal"
            defaultValue={values["mean"]}
            error={errors["mean"]}
          />
          <NumberInput
            name="stars"
            label="Hạng sao"
            required
            min={1}
            max={4}
            defaultValue={values["stars"] ?? ""}
            error={errors["stars"]}
          />
          <TextInput
            name="sender"
            label="Cơ quan thông báo kết quả"
            required
            defaultValue={values["sender"]}
            error={errors["sender"]}
          />
          <SignedPaperFields
            names={{ number: "letterNumber", day: "letterOn" }}
            dayLabel="Ngày văn bản"
            example="88/VPĐP-OCOP"
            today={today}
            values={values}
            errors={errors}
          />
          <Textarea
            name="remarks"
            label="Nhận xét của hội đồng (nếu có)"
            autosize
            minRows={2}
            defaultValue={values["remarks"]}
            error={errors["remarks"]}
          />
          <CopyFields
            errors={errors}
            label="Tệp PDF của văn bản"
            description="Tệp ký số hoặc bản quét. Hệ thống đối chiếu số, ngày trong tệp."
          />
          <Group>
            <Button type="submit" name="intent" value="below" variant="default">
              Ghi kết quả
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}
