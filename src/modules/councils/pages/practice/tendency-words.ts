import type { Tendency } from "../../practice/calibration.ts";

const words = {
  strict: "chấm chặt hơn đáp án",
  lenient: "chấm rộng hơn đáp án",
  close: "chấm sát đáp án",
} as const satisfies Record<Tendency["says"], string>;

/** A tendency as people read it. */
export function tendencyWords({ says, mean }: Tendency): string {
  const size = mean.replace("-", "−").replace(".", ",");
  return `${words[says]}, trung bình lệch ${size} điểm`;
}
