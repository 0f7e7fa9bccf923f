import { belongsTo } from "#core/access/actor.ts";
import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { type FormFailure, orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { requireActor } from "#core/session/session.ts";
import type { TellResult } from "../../fairs/inputs.ts";
import { describeOwnFair, tellResult } from "#modules/market/fairs/participants.server.ts";
import { allProducts } from "#modules/market/service/own.server.ts";
import { RadioField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field, TextField } from "#ui/forms/text-field.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { fairPaths } from "../../paths.ts";
import { boxesOf } from "../own/parts.tsx";
import type { Route } from "./+types/result.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What the page says once its form is saved. */
const doneWords = { tell: "Đã lưu kết quả hội chợ. Cảm ơn cơ sở!" } as const;

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { fair, participant, hasBegun } = await describeOwnFair(db, actor, params.participant);
  const { producerId } = participant;
  const amount = (dong: bigint | null) => (dong === null ? "" : formatDong(dong));
  const brought = new Set(participant.products.map(({ id }) => id));
  const mine = belongsTo(actor, producerId);
  return {
    said: saidOf(request, doneWords),
    name: fair.name,
    about: `${formatDay(fair.startsOn)} – ${formatDay(fair.endsOn)}, ${fair.place}. Đơn vị tổ chức: ${fair.organiser}.`,
    producerName: participant.producerName,
    stand: participant.stand,
    version: participant.version,
    isOpen: hasBegun && fair.state === "standing",
    isCancelled: fair.state === "cancelled",
    isOwn: mine,
    back: mine ? fairPaths.own : fairPaths.one(fair.id),
    products: (await allProducts(db, actor, producerId)).map(({ id, name }) => ({
      id,
      name,
      isBrought: brought.has(id),
    })),
    values: {
      sales: amount(participant.sales),
      contracts: participant.contracts === null ? "" : String(participant.contracts),
      contractsWorth: amount(participant.contractsWorth),
      resultNote: participant.resultNote ?? "",
      source: participant.resultSource === "own" ? "" : (participant.resultSource ?? ""),
    },
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await describeOwnFair(db, actor, params.participant);
  const form = await request.formData();
  return orBackToForm(
    context,
    form,
    async () => {
      // What the form lacks or adds is for the service to refuse.
      const sent = { ...formFields(form), participantId: params.participant } as unknown;
      await tellResult(db, actor, sent as TellResult);
      return backSaying(fairPaths.ownOne(params.participant), "tell");
    },
    async () => ({ ticked: form.getAll("products").map(String) }),
  );
});

type Loaded = Route.ComponentProps["loaderData"];

/** What a producer sold and signed at a fair; for a phone. */
export default function FairResult({ loaderData, actionData }: Route.ComponentProps) {
  const { said, name, about, producerName, stand, isOpen, isCancelled, back } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`${name} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: back, name: "Hội chợ" }]} />
      <h1>{name}</h1>
      <p>
        {about} Cơ sở: {producerName}
        {stand && `, gian ${stand}`}.
      </p>
      {said !== null && !failure && <Notice title={said} />}
      {failure?.message && <Notice kind="error" title={failure.message} />}
      {isOpen ? (
        <ResultForm loaded={loaderData} failure={failure} />
      ) : (
        <Notice
          kind="warning"
          title={
            isCancelled
              ? "Hội chợ này đã hủy, không phải ghi kết quả."
              : "Hội chợ chưa bắt đầu. Hãy quay lại ghi kết quả sau hội chợ."
          }
        />
      )}
    </>
  );
}

type Failure = FormFailure & { readonly ticked?: readonly string[] };

function ResultForm({
  loaded: { products, values, version, isOwn },
  failure,
}: {
  loaded: Loaded;
  failure: Failure | undefined;
}) {
  const of = boxesOf(failure, values);
  return (
    <form method="post" noValidate>
      <ErrorSummary errors={failure?.errors} />
      <VersionField version={version} />
      {products.length > 0 && (
        <fieldset className="field">
          <legend>Sản phẩm mang đi</legend>
          {products.map((product) => (
            <label className="choice" key={product.id}>
              <input
                type="checkbox"
                name="products"
                value={product.id}
                defaultChecked={failure?.ticked?.includes(product.id) ?? product.isBrought}
              />
              <span>{product.name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <TextField
        name="sales"
        label="Bán được bao nhiêu tiền (đồng)"
        hint="Ví dụ: 18.500.000 hoặc 18,5 triệu. Không bán được thì ghi 0."
        defaultValue={of.value("sales")}
        error={of.error("sales")}
        autoComplete="off"
      />
      <TextField
        name="contracts"
        label="Số hợp đồng, bản ghi nhớ đã ký"
        inputMode="numeric"
        defaultValue={of.value("contracts")}
        error={of.error("contracts")}
      />
      <TextField
        name="contractsWorth"
        label="Giá trị các hợp đồng (đồng)"
        defaultValue={of.value("contractsWorth")}
        error={of.error("contractsWorth")}
        autoComplete="off"
      />
      <Field name="resultNote" label="Ghi chú (không bắt buộc)" error={of.error("resultNote")}>
        {(control) => <textarea {...control} rows={3} defaultValue={of.value("resultNote")} />}
      </Field>
      {!isOwn && (
        <RadioField
          name="source"
          legend="Nhập thay: số liệu lấy từ đâu?"
          options={[
            { value: "told", label: "Theo lời kể của chủ thể" },
            { value: "papers", label: "Theo sổ sách, giấy tờ" },
          ]}
          value={of.value("source")}
          error={of.error("source")}
        />
      )}
      <p className="actions">
        <button>Lưu kết quả</button>
      </p>
    </form>
  );
}
