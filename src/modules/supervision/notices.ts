import { formatDay } from "#core/input/day.ts";
import { type InspectionKind, inspectionKinds } from "./model.ts";

export type Words = { readonly subject: string; readonly body: string };

type Of = { readonly productName: string; readonly agency: string };

/** That somebody will come; only for kinds that are announced. */
export function visitAnnounced(of: Of & { kind: InspectionKind; plannedOn: string }): Words {
  return {
    subject: `${inspectionKinds[of.kind]} sản phẩm ${of.productName}: ngày ${formatDay(of.plannedOn)}`,
    body: `${of.agency} dự kiến đến kiểm tra vào ngày ${formatDay(of.plannedOn)}. Hãy chuẩn bị hồ sơ, giấy tờ còn hiệu lực, nhãn và sản phẩm đang bán, và có người đại diện tại cơ sở.`,
  };
}

/** That the announced day has changed, or that nobody comes. */
export function visitMoved(of: Of & { plannedOn: string }): Words {
  return {
    subject: `Đổi ngày kiểm tra sản phẩm ${of.productName}`,
    body: `${of.agency} chuyển ngày kiểm tra sang ngày ${formatDay(of.plannedOn)}.`,
  };
}

/** That an announced visit will not be made. */
export function visitCancelled(of: Of): Words {
  return {
    subject: `Không kiểm tra sản phẩm ${of.productName} nữa`,
    body: `${of.agency} đã hủy lần kiểm tra đã báo.`,
  };
}

/** What came out of an inspection; `remedies` have a deadline each. */
export function concluded(
  of: Of & { remedies: readonly { title: string; demand: string; dueOn: string }[] },
): Words {
  const { remedies } = of;
  if (remedies.length === 0)
    return {
      subject: `Kết quả kiểm tra sản phẩm ${of.productName}`,
      body: `${of.agency} đã kết luận. Không có nội dung nào cơ sở phải khắc phục. Mở mục Kiểm tra, khắc phục để xem biên bản.`,
    };
  const lines = remedies.map(
    ({ title, demand, dueOn }) => `– ${title}: ${demand} (hạn ${formatDay(dueOn)})`,
  );
  return {
    subject: `Cần khắc phục ${remedies.length} nội dung: ${of.productName}`,
    body: `${of.agency} đã kiểm tra và yêu cầu khắc phục:\n${lines.join("\n")}\nKhi làm xong, mở mục Kiểm tra, khắc phục để trả lời và gửi minh chứng.`,
  };
}

/** What an authority makes of an answer, or of a recheck. */
export function findingJudged(
  of: Of & {
    title: string;
    step: "accept" | "sendBack" | "refer";
    text: string;
    dueOn: string | null;
  },
): Words {
  const { title, step, text, dueOn } = of;
  if (step === "accept")
    return { subject: `Đã khắc phục: ${title}`, body: `${of.agency} xác nhận. ${text}` };
  if (step === "sendBack")
    return {
      subject: `Chưa đạt, cần làm tiếp: ${title}`,
      body: `${of.agency}: ${text}${dueOn === null ? "" : `\nHạn mới: ${formatDay(dueOn)}.`}`,
    };
  return {
    subject: `Chuyển đề nghị xử lý: ${title}`,
    body: `${of.agency} đã chuyển nội dung này để xem xét xử lý. ${text}`,
  };
}

/** That the producer has answered, for who inspected. */
export function findingAnswered(of: Of & { title: string; producerName: string }): Words {
  return {
    subject: `Chủ thể trả lời khắc phục: ${of.productName}`,
    body: `${of.producerName} đã trả lời nội dung “${of.title}”. Mở lần kiểm tra để xem minh chứng.`,
  };
}

/** Before and after a deadline. */
export function deadline(
  of: Of & { title: string; dueOn: string; step: "soon" | "overdue" },
): Words {
  return of.step === "soon"
    ? {
        subject: `Sắp đến hạn khắc phục: ${of.title}`,
        body: `Sản phẩm ${of.productName}: hạn khắc phục là hết ngày ${formatDay(of.dueOn)}. Hãy trả lời và gửi minh chứng trước hạn.`,
      }
    : {
        subject: `Đã quá hạn khắc phục: ${of.title}`,
        body: `Sản phẩm ${of.productName}: hạn khắc phục là ngày ${formatDay(of.dueOn)}, chưa có trả lời. ${of.agency} có thể kiểm tra lại hoặc đề nghị xử lý.`,
      };
}
