import type { Stage } from "#modules/rulebooks/procedure.ts";
import type { DossierState } from "./model.ts";

/** Who acts, before the stage says which office that is. */
export type Party =
  | "owner"
  | "producer"
  /** The office that the dossier lies with: it follows from the level of the stage. */
  | "desk"
  | "secretary"
  | "chair"
  | "signer";

/** What must hold; the services answer each in the transaction of the act. */
export type GuardName =
  | "complete"
  | "regimeInForce"
  | "windowOpen"
  | "noTwin"
  | "confirmedByProducer"
  | "itemsAnswered"
  | "reviewComplete"
  | "samplesReceived"
  | "reasonsGiven"
  | "roundSet"
  | "councilResult"
  | "recognisedHere"
  | "belowRecognition"
  | "reachesNextStage"
  | "belowThisStage"
  | "rejectionConfirmed"
  | "scoresReopened"
  | "sentDown";

/** What a transition leaves behind on paper. */
export type DocumentName =
  | "receipt"
  | "numberedSlip"
  | "returnLetter"
  | "communeReport"
  | "forwardLetter"
  | "rejectionNotice"
  | "resultNotice"
  | "decision"
  | "upwardLetter"
  | "withdrawalNote";

/** What happens to the clock of the stage: `start` opens that of the stage gone to. */
export type ClockEffect = "start" | "pause" | "resume" | "stop" | "keep";

export type StageKind = Stage["kind"];

/** The shape of one step. */
export type TransitionRule = {
  readonly action: string;
  readonly vi: string;
  readonly from: readonly DossierState[];
  /** Kinds of stage at which it exists; a draft lies at none. */
  readonly at: readonly (StageKind | "draft")[];
  readonly to: DossierState;
  readonly stage: "stay" | "first" | "next" | "previous";
  readonly by: readonly Party[];
  readonly guards: readonly GuardName[];
  readonly document: DocumentName | null;
  readonly clock: ClockEffect;
};

const review = ["review", "confirm"] as const;
const anywhere = ["review", "confirm", "council"] as const;

/**
 * Every step of a dossier's way. The stages of a regime (`data/procedures.json`) decide which of
 * these exist where and whose desk it is: a new decision changes the data, not this table.
 */
export const transitions = [
  {
    action: "file",
    vi: "Nộp hồ sơ",
    from: ["draft"],
    at: ["draft"],
    to: "filed",
    stage: "first",
    by: ["producer", "desk"],
    guards: ["complete", "regimeInForce", "windowOpen", "noTwin", "confirmedByProducer"],
    document: "receipt",
    clock: "start",
  },
  {
    action: "discard",
    vi: "Bỏ bản đang soạn",
    from: ["draft"],
    at: ["draft"],
    to: "withdrawn",
    stage: "stay",
    by: ["owner"],
    guards: [],
    document: null,
    clock: "keep",
  },
  {
    action: "receive",
    vi: "Tiếp nhận, cấp số phiếu",
    from: ["filed", "forwarded"],
    at: review,
    to: "underCommuneReview",
    stage: "stay",
    by: ["desk"],
    guards: [],
    document: "numberedSlip",
    clock: "keep",
  },
  {
    action: "forward",
    vi: "Chuyển hồ sơ lên cấp trên",
    from: ["underCommuneReview"],
    at: review,
    to: "forwarded",
    stage: "next",
    by: ["desk"],
    guards: ["reviewComplete", "samplesReceived"],
    document: "communeReport",
    clock: "start",
  },
  {
    action: "intake",
    vi: "Nhận hồ sơ, cấp số",
    from: ["filed", "forwarded", "forwardedUp"],
    at: ["council"],
    to: "checking",
    stage: "stay",
    by: ["desk"],
    guards: [],
    document: "numberedSlip",
    clock: "keep",
  },
  {
    action: "return",
    vi: "Trả lại để bổ sung",
    from: ["filed", "underCommuneReview", "checking", "underAdvice"],
    at: anywhere,
    to: "returned",
    stage: "stay",
    by: ["desk"],
    guards: ["reasonsGiven"],
    document: "returnLetter",
    clock: "pause",
  },
  {
    action: "resubmit",
    vi: "Nộp lại hồ sơ đã bổ sung",
    from: ["returned"],
    at: anywhere,
    to: "filed",
    stage: "stay",
    by: ["producer", "desk"],
    guards: ["itemsAnswered", "complete", "noTwin", "confirmedByProducer"],
    document: "receipt",
    clock: "resume",
  },
  {
    action: "withdraw",
    vi: "Rút hồ sơ",
    from: ["filed", "returned", "underCommuneReview", "forwarded", "checking", "underAdvice"],
    at: anywhere,
    to: "withdrawn",
    stage: "stay",
    by: ["owner"],
    guards: [],
    document: "withdrawalNote",
    clock: "stop",
  },
  {
    action: "passToAdvice",
    vi: "Chuyển tổ tư vấn",
    from: ["checking"],
    at: ["council"],
    to: "underAdvice",
    stage: "stay",
    by: ["desk"],
    guards: ["roundSet"],
    document: "forwardLetter",
    clock: "stop",
  },
  {
    action: "enterSession",
    vi: "Đưa ra hội đồng",
    from: ["underAdvice"],
    at: ["council"],
    to: "inSession",
    stage: "stay",
    by: ["desk", "secretary"],
    guards: ["roundSet"],
    document: null,
    clock: "keep",
  },
  {
    action: "score",
    vi: "Chốt điểm của hội đồng",
    from: ["inSession", "rescoring"],
    at: ["council"],
    to: "scored",
    stage: "stay",
    by: ["secretary"],
    guards: ["councilResult"],
    document: null,
    clock: "keep",
  },
  {
    action: "rescore",
    vi: "Chấm lại",
    from: ["scored"],
    at: ["council"],
    to: "rescoring",
    stage: "stay",
    by: ["secretary", "chair"],
    guards: ["scoresReopened"],
    document: null,
    clock: "keep",
  },
  {
    action: "reject",
    vi: "Loại hồ sơ",
    from: ["checking", "underAdvice", "inSession", "scored", "rescoring"],
    at: ["council"],
    to: "rejected",
    stage: "stay",
    by: ["secretary", "desk"],
    guards: ["rejectionConfirmed", "reasonsGiven"],
    document: "rejectionNotice",
    clock: "stop",
  },
  {
    action: "decide",
    vi: "Ban hành quyết định công nhận",
    from: ["scored"],
    at: ["council"],
    to: "decided",
    stage: "stay",
    by: ["signer"],
    guards: ["recognisedHere"],
    document: "decision",
    clock: "stop",
  },
  {
    action: "refuse",
    vi: "Thông báo không được công nhận",
    from: ["scored"],
    at: ["council"],
    to: "notRecognised",
    stage: "stay",
    by: ["signer", "desk"],
    guards: ["belowRecognition"],
    document: "resultNotice",
    clock: "stop",
  },
  {
    action: "forwardUp",
    vi: "Chuyển hội đồng cấp trên",
    from: ["scored"],
    at: ["council"],
    to: "forwardedUp",
    stage: "next",
    by: ["signer", "desk"],
    guards: ["reachesNextStage"],
    document: "upwardLetter",
    clock: "start",
  },
  {
    action: "sendDown",
    vi: "Chuyển về cấp dưới công nhận",
    from: ["scored"],
    at: ["council"],
    to: "scored",
    stage: "previous",
    by: ["desk"],
    guards: ["belowThisStage"],
    document: "resultNotice",
    clock: "stop",
  },
  {
    action: "decideAbove",
    vi: "Ghi quyết định công nhận của cấp trên",
    from: ["forwardedUp"],
    at: ["council"],
    to: "decided",
    stage: "stay",
    by: ["signer"],
    guards: ["recognisedHere"],
    document: "decision",
    clock: "stop",
  },
  {
    action: "comeDown",
    vi: "Ghi kết quả của cấp trên, chuyển về cấp dưới",
    from: ["forwardedUp"],
    at: ["council"],
    to: "scored",
    stage: "previous",
    by: ["desk"],
    guards: ["belowThisStage"],
    document: "resultNotice",
    clock: "stop",
  },
  {
    action: "reevaluate",
    vi: "Tổ chức đánh giá lại ở cấp này",
    from: ["scored"],
    at: ["council"],
    to: "underAdvice",
    stage: "stay",
    by: ["desk"],
    guards: ["sentDown"],
    document: null,
    clock: "keep",
  },
] as const satisfies readonly TransitionRule[];

export type DossierAction = (typeof transitions)[number]["action"];
export type Transition = TransitionRule & { readonly action: DossierAction };
