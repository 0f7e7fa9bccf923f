import {
  type ApplicantKind,
  applicantKinds,
  type IdeaKind,
  ideaKinds,
  type IdeaState,
  ideaStates,
  type IdeaTrack,
  ideaTracks,
} from "../../../model.ts";
import { type Asked, whatNext } from "../../words.ts";

type Lang = "vi" | "en";
type Texts<T> = Readonly<Record<Lang, T>>;

const vi = {
  title: "Đăng ký ý tưởng sản phẩm",
  pageTitle: "Đăng ký ý tưởng sản phẩm OCOP",
  sentBefore: "Đã gửi rồi?",
  lookUpByCode: "Tra cứu bằng mã",
  where:
    "Có sản phẩm hay của nhà, của làng, hoặc mới chỉ là ý tưởng? Ai cũng đăng ký được, không cần tài khoản. Bước 1/2: ở xã, phường nào? Cán bộ nơi đó sẽ xem và gọi lại.",
  commune: "Xã, phường, đặc khu",
  communeHint: "Gõ tên hiện nay hoặc tên trước năm 2025, có dấu hay không dấu, ví dụ: dong hy",
  search: "Tìm",
  noCommune: "Không tìm thấy xã, phường nào như vậy",
  noCommuneMore: "Hãy gõ tên hiện nay hoặc tên trước năm 2025, hoặc chỉ gõ một phần của tên.",
  chooseCommune: "Chọn xã, phường",
  noOffice: "Nơi này chưa có cán bộ dùng hệ thống",
  noOfficeMore:
    "Ý tưởng gửi vào đây chưa có người xem. Nếu chọn nhầm xã trùng tên, hãy đổi; nếu đúng, hãy hỏi ủy ban nhân dân xã, phường.",
  stepTwo: "Bước 2/2.",
  change: "đổi",
  applicant: "Người đăng ký",
  applicantName: "Họ tên, hoặc tên cơ sở",
  applicantKind: "Đăng ký với tư cách",
  phone: "Số điện thoại",
  phoneHint: "Cán bộ xã gọi lại số này. Không công khai.",
  address: "Thôn, xóm, tổ dân phố (không bắt buộc)",
  privacy: "Tên, số điện thoại, địa chỉ chỉ cán bộ xem xét ý tưởng thấy, dùng để liên hệ với bạn.",
  send: "Gửi ý tưởng",
  askTitle: "Tra cứu ý tưởng",
  tied: "Ý tưởng này đã thuộc về một cơ sở.",
  tiedMore: "Đăng nhập để làm tiếp trong mục Ý tưởng của tôi",
  adopt: "Có tài khoản chủ thể? Đưa ý tưởng vào tài khoản.",
  adoptMore: "Không bắt buộc: mã trên là đủ.",
  needAccount: "Để làm tiếp, cần có tài khoản",
  needAccountMore:
    "Mở tài khoản, nhập thông tin cơ sở, rồi đưa ý tưởng vào bằng mã trên. Từ đó nhận lời mời tập huấn, lập phương án kinh doanh và được hỗ trợ.",
  openAccount: "Mở tài khoản",
  haveAccount: "Đã có tài khoản",
  askPageTitle: "Tra cứu ý tưởng sản phẩm – OCOP",
  received: "Đã nhận ý tưởng",
  keepCode: "Hãy ghi lại hoặc chụp màn hình mã dưới đây",
  keepCodeMore: "Mã này xem được ý tưởng đã đến đâu. Cán bộ không gửi lại được mã.",
  noIdea: "Không có ý tưởng nào mang mã này",
  noIdeaMore: "Hãy xem lại từng chữ của mã.",
  code: "Mã ý tưởng",
  codeHint: "Mã nhận được khi gửi, ví dụ: ABCD-EFGH-JKLM-NPQR",
  lookUp: "Tra cứu",
  another: "Đăng ký ý tưởng khác",
  idea: "Ý tưởng",
  state: "Tình trạng",
  next: "Việc tiếp theo",
  reason: "Lý do",
  sentAt: "Gửi lúc",
  updatedAt: "Cập nhật lúc",
  note: "Ghi chú",
  demo: "Dữ liệu minh họa",
  refile: "Sửa và nộp lại",
  refileSend: "Nộp lại",
  withdraw: "Rút ý tưởng",
  withdrawMore: "Ý tưởng đã rút không mở lại được; có thể đăng ký ý tưởng khác.",
  withdrawSend: "Rút ý tưởng này",
};

const en: typeof vi = {
  title: "Register a product idea",
  pageTitle: "Register a product idea · OCOP",
  sentBefore: "Sent one before?",
  lookUpByCode: "Look it up by its code",
  where:
    "Do you or your village make something good, or is it only an idea yet? Anyone may register, no account is needed. Step 1 of 2: in which commune? The officers there will look at it and call you back.",
  commune: "Commune or ward",
  communeHint:
    "Type today's name or the one from before 2025, with or without accents, for example: dong hy",
  search: "Search",
  noCommune: "No commune was found",
  noCommuneMore: "Type today's name or the one from before July 2025, or only a part of it.",
  chooseCommune: "Choose the commune",
  noOffice: "No officer there uses this system yet",
  noOfficeMore:
    "Nobody would look at an idea sent there. If you chose a commune of the same name by mistake, please change it; if not, please ask the commune's office.",
  stepTwo: "Step 2 of 2.",
  change: "change",
  applicant: "Who registers",
  applicantName: "Your name, or the name of the business",
  applicantKind: "You register as",
  phone: "Telephone",
  phoneHint: "Commune officers call this number. It is not published.",
  address: "Village or street (optional)",
  privacy:
    "Name, telephone and address are seen only by the officers who look at the idea, to reach you.",
  send: "Send the idea",
  askTitle: "Look up an idea",
  tied: "This idea belongs to a producer now.",
  tiedMore: "Sign in to go on with it (in Vietnamese)",
  adopt: "Do you have a producer’s account? Bring the idea into it (in Vietnamese).",
  adoptMore: "You need not: the code above is enough.",
  needAccount: "To go on, you need an account",
  needAccountMore:
    "Open an account, enter your business, then bring the idea in by the code above. There you are invited to training, write the business plan and receive support. These pages are in Vietnamese.",
  openAccount: "Open an account",
  haveAccount: "I have an account",
  askPageTitle: "Look up a product idea · OCOP",
  received: "Your idea was received",
  keepCode: "Write down the code below or take a picture of it",
  keepCodeMore: "It shows how far the idea has come. Officers cannot send it again.",
  noIdea: "No idea has this code",
  noIdeaMore: "Please check every letter of the code.",
  code: "Code of the idea",
  codeHint: "The code that you were given, for example: ABCD-EFGH-JKLM-NPQR",
  lookUp: "Look up",
  another: "Register another idea",
  idea: "Idea",
  state: "State",
  next: "What comes next",
  reason: "Reason (in Vietnamese)",
  sentAt: "Sent",
  updatedAt: "Updated",
  note: "Note",
  demo: "Sample data",
  refile: "Correct it and send it again",
  refileSend: "Send again",
  withdraw: "Withdraw the idea",
  withdrawMore: "An idea that was withdrawn cannot be opened again; you may register another one.",
  withdrawSend: "Withdraw this idea",
};

/** Texts of the public pages of ideas. */
export const ideaTexts: Texts<typeof vi> = { vi, en };

const kindsInEnglish: Readonly<Record<ApplicantKind, string>> = {
  person: "A person or family without a registered business",
  cooperative: "Co-operative",
  cooperativeGroup: "Co-operative group",
  company: "Company",
  privateFirm: "Private firm",
  farm: "Farm",
  household: "Registered household business",
  association: "Association (tourism only)",
  operatingCentre: "Operating centre or the like (tourism only)",
};

/** Names of kinds of applicants. */
export const applicantKindTexts: Texts<Readonly<Record<ApplicantKind, string>>> = {
  vi: applicantKinds,
  en: kindsInEnglish,
};

const statesInEnglish: Readonly<Record<IdeaState, string>> = {
  registered: "Registered",
  underCommuneScreening: "The commune is looking at it",
  underDistrictScreening: "The district is looking at it",
  forwarded: "Waiting for the province to choose",
  chosen: "Chosen",
  returned: "Returned to be completed",
  nextYear: "Moved to next year",
  withdrawn: "Withdrawn",
};

/** Names of an idea's states. */
export const ideaStateTexts: Texts<Readonly<Record<IdeaState, string>>> = {
  vi: ideaStates,
  en: statesInEnglish,
};

/**
 * What an idea's state means to who registered it, and what comes next. `from`: the day on which it
 * may be sent again, in words of the page's language; null where there is none.
 */
export function nextText(asked: Asked, lang: Lang, from: string | null): string {
  if (lang === "vi") return whatNext(asked);
  const { state, year, mayRefile } = asked;
  const words: Readonly<Record<IdeaState, string>> = {
    registered: "Commune officers will look at it, and call if they need to ask more.",
    underCommuneScreening:
      "The commune sees whether product and applicant fit the programme, then passes it on to the provincial office.",
    underDistrictScreening: "The district looks at it and chooses.",
    forwarded: "The provincial office chooses the ideas of the year.",
    chosen: `It is part of the programme of ${year}. Next: training and a business plan; commune officers will guide you.`,
    returned: mayRefile
      ? "Please correct it as the reason below says, then send it again."
      : `Please correct it as the reason below says. It may be sent again${from === null ? "" : ` from ${from}`}.`,
    nextYear: `It has been moved to the list of ${year + 1}. There is no need to register again.`,
    withdrawn: "The idea was withdrawn. You may register another one.",
  };
  return words[state];
}

const fieldsVi = {
  title: "Tên sản phẩm hoặc ý tưởng",
  titleHint: "Ví dụ: trà hoa vàng sấy lạnh, nghỉ đêm ở nhà sàn",
  kind: "Đã làm đến đâu?",
  story: "Kể về sản phẩm",
  storyHint: "Làm từ gì, làm thế nào, có gì riêng. Vài câu là đủ.",
  track: "Nhóm khởi nghiệp",
  trackHint: "Chọn nếu là dự án của đoàn viên thanh niên hoặc hội viên phụ nữ.",
  more: "Ghi thêm nếu có (không bắt buộc)",
  market: "Ai mua?",
  marketHint: "Đã bán cho ai, ai hỏi mua, giá bán.",
  materials: "Nguyên liệu lấy ở đâu?",
  materialsHint: "Vườn, đồi, vùng trồng; diện tích, sản lượng.",
  labour: "Ai làm?",
  labourHint: "Số người biết nghề, người trong nhà, trong tổ.",
  investment: "Có thể đầu tư những gì?",
  investmentHint: "Nhà xưởng, máy, vốn tự có hoặc vay được.",
  kinds: ideaKinds as Readonly<Record<IdeaKind, string>>,
  tracks: ideaTracks as Readonly<Record<IdeaTrack, string>>,
};

/** Texts of the questions of a registration. */
export const ideaFieldTexts: Texts<typeof fieldsVi> = {
  vi: fieldsVi,
  en: {
    title: "Name of the product or idea",
    titleHint: "For example: golden camellia tea, a night in a stilt house",
    kind: "How far has it come?",
    story: "Tell us about it",
    storyHint: "What it is made of, how, and what is special. A few sentences will do.",
    track: "Start-up track",
    trackHint: "Choose if it is a project of the youth union or the women's union.",
    more: "More, if you have it (optional)",
    market: "Who buys it?",
    marketHint: "Whom you sold it to, who asked for it, its price.",
    materials: "Where do the materials come from?",
    materialsHint: "Garden, hill, growing area; size and yield.",
    labour: "Who makes it?",
    labourHint: "How many know the craft, in the family or the group.",
    investment: "What can you invest?",
    investmentHint: "Workshop, machines, own or borrowed money.",
    kinds: {
      potential: "New: not made yet, or only tried",
      unfinished: "Made, but not finished",
      upgrade: "Recognised, and to gain more stars",
    },
    tracks: { general: "General", youth: "Youth start-up", women: "Women's start-up" },
  },
};

/** What to do about each field, in English; the service says it in Vietnamese. */
const fieldsInEnglish: Readonly<Record<string, string>> = {
  title: "Please enter the name of the product or idea, at most 200 letters.",
  kind: "Please choose how far it has come.",
  story: "Please tell about the product, in at most 4,000 letters.",
  market: "At most 2,000 letters, please.",
  materials: "At most 2,000 letters, please.",
  labour: "At most 2,000 letters, please.",
  investment: "At most 2,000 letters, please.",
  track: "Please choose a track.",
  applicantName: "Please enter your name or that of the business.",
  applicantKind: "Please choose who registers.",
  phone: "Please enter a Vietnamese telephone number, for example: 0912 345 678.",
  address: "At most 300 letters, please.",
  communeCode: "Please choose the commune from the list.",
  formKey: "Please load the page again.",
};

/** A form that came back, in the language of its page. */
export function failureIn<
  Failure extends { message: string; errors: Readonly<Record<string, string>> },
>(failure: Failure | undefined, lang: Lang): Failure | undefined {
  if (lang === "vi" || failure === undefined) return failure;
  return {
    ...failure,
    message:
      failure.message === ""
        ? ""
        : "It could not be sent now. Please look at it again, or try later; what you typed is kept.",
    errors: Object.fromEntries(
      Object.keys(failure.errors).map((name) => [
        name,
        fieldsInEnglish[name] ?? "Please check this field.",
      ]),
    ),
  };
}
