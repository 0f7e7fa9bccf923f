/** One day's lookups of a certificate. */
export type ScanDay = {
  readonly day: string;
  readonly count: number;
  /** Distinct coarse sources; many networks share one, so this is at most how many there were. */
  readonly sources: number;
  /** The largest share of one source, in lookups. */
  readonly most: number;
};

/** What is unusual about how a certificate is looked up; a hint to look, never a finding. */
export type ScanPattern = "surge" | "oneSource" | "afterEnd";

/** Why each is worth a look, and by which numbers; they are ours, no rule of law sets them. */
export const scanPatterns = {
  surge:
    "Tăng đột biến: từ 50 lượt một ngày và từ 5 lần mức trung bình 28 ngày trước. Có thể là hội chợ, bài báo, hoặc một mã được in lại trên nhiều bao bì.",
  oneSource:
    "Dồn từ một nguồn: từ 200 lượt một ngày, trên 90% từ một vùng mạng. Có thể là máy đọc tự động.",
  afterEnd:
    "Vẫn được quét sau khi hết hiệu lực: từ 10 lượt trong 7 ngày. Có thể sản phẩm còn bày bán với hạng sao cũ.",
} as const satisfies Record<ScanPattern, string>;

/** The patterns in a certificate's days, `today` included; `inForce`: its star may be shown now. */
export function patternsOf(
  days: readonly ScanDay[],
  { today, inForce, weekAgo }: { today: string; weekAgo: string; inForce: boolean },
): ScanPattern[] {
  const found: ScanPattern[] = [];
  const last = days.find(({ day }) => day === today);
  const before = days.filter(({ day }) => day < today);
  const mean = before.reduce((sum, { count }) => sum + count, 0) / 28;
  if (last && last.count >= 50 && last.count >= 5 * mean) found.push("surge");
  if (last && last.count >= 200 && last.most > 0.9 * last.count) found.push("oneSource");
  const recent = days.filter(({ day }) => day > weekAgo).reduce((sum, { count }) => sum + count, 0);
  if (!inForce && recent >= 10) found.push("afterEnd");
  return found;
}
