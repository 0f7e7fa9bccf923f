import { type CouncilRules, readFraction } from "#modules/rulebooks/council-rules.ts";

/**
 * The settings of a council's Quy chế, each with what it means and the words that the Quy chế
 * may use for it. No decision of the Prime Minister sets them; the numbers come from the rules.
 */

const roundingWords = {
  halfUp: "làm tròn lên khi chữ số bỏ đi từ 5 trở lên",
  halfDown: "làm tròn xuống khi phần bỏ đi đúng một nửa",
  halfEven: "làm tròn về chữ số chẵn khi phần bỏ đi đúng một nửa",
  up: "luôn làm tròn lên",
  down: "bỏ phần thừa, không làm tròn lên",
} as const satisfies Record<CouncilRules["rounding"], string>;

const gateWords = {
  majority: "hơn một nửa số phiếu được tính đạt mức tối thiểu",
  all: "mọi phiếu được tính đều đạt mức tối thiểu",
  mean: "điểm trung bình của tiêu chí đạt điểm của mức tối thiểu",
} as const satisfies Record<CouncilRules["gateRule"], string>;

/** One setting: how it is called, what it decides, its value in words, and a text for the Quy chế. */
export type Setting = {
  readonly title: string;
  readonly meaning: string;
  readonly value: (rules: CouncilRules) => string;
  readonly text: (rules: CouncilRules) => string;
};

const points = (count: number) => `${count} điểm`;
const exceeds = ({ spread }: CouncilRules) =>
  `${spread.exceededWhen === ">" ? "hơn" : "từ"} ${points(spread.limit)}${spread.exceededWhen === ">" ? "" : " trở lên"}`;
const share = ({ quorum }: CouncilRules) => {
  const { numerator, denominator } = readFraction(quorum.fraction);
  return `${numerator}/${denominator}`;
};

/** Every setting, in the order of a Quy chế. */
export const settings = {
  quorum: {
    title: "Số thành viên tối thiểu",
    meaning:
      "Bao nhiêu phần thành viên (không kể người phải đứng ngoài vì xung đột lợi ích) phải có phiếu thì kết quả mới có giá trị.",
    value: (rules) =>
      `Từ ${share(rules)} số thành viên${rules.quorum.chairOrDeputyRequired ? ", có Chủ tịch hoặc Phó Chủ tịch" : ""}`,
    text: (rules) =>
      `Phiên đánh giá có giá trị khi ít nhất ${share(rules)} số thành viên được quyền chấm sản phẩm nộp phiếu${rules.quorum.chairOrDeputyRequired ? " và có Chủ tịch hoặc Phó Chủ tịch Hội đồng dự" : ""}.`,
  },
  mean: {
    title: "Cách tính điểm của sản phẩm",
    meaning: "Điểm của sản phẩm được tính thế nào từ tổng điểm của các phiếu.",
    value: () => "Trung bình cộng tổng điểm của các phiếu được tính",
    text: () =>
      "Điểm của sản phẩm là trung bình cộng tổng điểm của các phiếu được tính; mọi phiếu có giá trị như nhau.",
  },
  decimals: {
    title: "Số chữ số thập phân",
    meaning:
      "Điểm trung bình giữ mấy chữ số sau dấu phẩy; hạng sao được xét trên điểm đã làm tròn này.",
    value: ({ decimals }) => `${decimals} chữ số`,
    text: ({ decimals }) =>
      `Điểm trung bình lấy ${decimals} chữ số thập phân; hạng sao xét theo điểm đã làm tròn.`,
  },
  rounding: {
    title: "Làm tròn",
    meaning: "Phần thừa sau chữ số cuối cùng được làm tròn thế nào.",
    value: ({ rounding }) => sentence(roundingWords[rounding]),
    text: ({ rounding }) => `Khi tính điểm trung bình, ${roundingWords[rounding]}.`,
  },
  spread: {
    title: "Độ lệch phải thảo luận lại",
    meaning:
      "Phiếu cao nhất và phiếu thấp nhất lệch nhau bao nhiêu điểm thì hội đồng phải thảo luận và chấm lại.",
    value: (rules) => `Lệch nhau ${exceeds(rules)}`,
    text: (rules) =>
      `Khi tổng điểm của phiếu cao nhất và phiếu thấp nhất lệch nhau ${exceeds(rules)}, Hội đồng thảo luận và chấm lại sản phẩm đó.`,
  },
  rescoreRounds: {
    title: "Số lần chấm lại",
    meaning: "Được chấm lại nhiều nhất mấy lần; phiếu của mọi lần đều được giữ.",
    value: ({ rescoreRounds }) =>
      rescoreRounds === 0 ? "Không chấm lại" : `Nhiều nhất ${rescoreRounds} lần`,
    text: ({ rescoreRounds }) =>
      rescoreRounds === 0
        ? "Hội đồng thảo luận nhưng không chấm lại."
        : `Mỗi sản phẩm được chấm lại nhiều nhất ${rescoreRounds} lần; phiếu của các lần trước được lưu cùng hồ sơ.`,
  },
  gateRule: {
    title: "Mức tối thiểu của hạng sao",
    meaning:
      "Bộ tiêu chí đặt mức tối thiểu cho từng hạng sao ở một số tiêu chí. Khi các phiếu khác nhau, thế nào là hội đồng coi sản phẩm đã đạt mức đó.",
    value: ({ gateRule }) => sentence(gateWords[gateRule]),
    text: ({ gateRule }) =>
      `Sản phẩm đạt mức tối thiểu của một hạng sao ở một tiêu chí khi ${gateWords[gateRule]}.`,
  },
  absent: {
    title: "Thành viên vắng mặt",
    meaning: "Phiếu của người vắng mặt có được tính hay không.",
    value: () => "Không tính; vẫn kể vào số thành viên khi xét số tối thiểu",
    text: () =>
      "Thành viên vắng mặt không chấm điểm thay hoặc ủy quyền chấm; người vắng mặt vẫn được kể vào tổng số thành viên khi xét số thành viên tối thiểu.",
  },
  recused: {
    title: "Thành viên có xung đột lợi ích",
    meaning:
      "Người có xung đột lợi ích với sản phẩm đứng ngoài việc xem hồ sơ, chấm và tính điểm sản phẩm đó.",
    value: () => "Đứng ngoài; không kể vào số thành viên của sản phẩm đó",
    text: () =>
      "Thành viên có xung đột lợi ích với sản phẩm, kể cả Chủ tịch, không xem hồ sơ, không chấm và không kể vào số thành viên khi đánh giá sản phẩm đó. Khi Chủ tịch đứng ngoài, Phó Chủ tịch điều hành.",
  },
  sheetsVisible: {
    title: "Khi nào thấy phiếu của nhau",
    meaning: "Lúc nào phiếu của một thành viên được người khác nhìn thấy.",
    value: () => "Sau khi mọi thành viên có mặt đã ký phiếu",
    text: () =>
      "Không ai được xem phiếu, điểm của thành viên khác trước khi mọi thành viên được chấm sản phẩm đó đã ký phiếu.",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as SettingName[];

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The texts that the Quy chế may use, for rules as they stand. */
export function textsOf(rules: CouncilRules): Record<SettingName, string> {
  return Object.fromEntries(
    settingNames.map((name) => [name, settings[name].text(rules)]),
  ) as Record<SettingName, string>;
}

/** A setting in which two versions of the rules differ, with both values in words. */
export type Difference = {
  readonly name: SettingName;
  readonly title: string;
  readonly from: string;
  readonly to: string;
};

/** What differs between two versions of the rules, by setting. */
export function differences(from: CouncilRules, to: CouncilRules): readonly Difference[] {
  return settingNames.flatMap((name) => {
    const { title, value } = settings[name];
    const [before, after] = [value(from), value(to)];
    return before === after ? [] : [{ name, title, from: before, to: after }];
  });
}
