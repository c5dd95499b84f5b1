/** Mean of numbers; `null` of none, because a set may lack what a measure needs. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** hit@k: 1 where one of the first `k` is right, else 0. */
export function hitAt(k: number, right: readonly boolean[]): number {
  return right.slice(0, k).includes(true) ? 1 : 0;
}

/** Reciprocal rank of the first right one among the first ten, else 0. */
export function reciprocalRankAt10(right: readonly boolean[]): number {
  const at = right.slice(0, 10).indexOf(true);
  return at === -1 ? 0 : 1 / (at + 1);
}

/** nDCG@10 with binary gains (Järvelin & Kekäläinen 2002, as trec_eval computes it). @param total how many right ones there are. */
export function ndcgAt10(right: readonly boolean[], total: number): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const found = right.slice(0, 10).reduce((sum, isRight, rank) => sum + (isRight ? gain(rank) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, total) }, (_, rank) => gain(rank)).reduce((a, b) => a + b, 0);
  return ideal === 0 ? 0 : found / ideal;
}

/** Area under the ROC curve: the chance that a positive scores above a negative, ties counting half; `null` without both. */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ];
  all.sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let start = 0, end = 0; start < all.length; start = end) {
    while (end < all.length && all[end]?.score === all[start]?.score) end++;
    const meanRank = (start + 1 + end) / 2;
    for (let at = start; at < end; at++) if (all[at]?.positive) rankSum += meanRank;
  }
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length);
}

/** A confidence and whether there was an answer. */
export interface Judged {
  readonly confidence: number;
  readonly answerable: boolean;
}

/** One row of a reliability table. */
export interface ReliabilityBin {
  /** The bin holds confidences from here … */
  readonly from: number;
  /** … up to here. */
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  /** Share that really had an answer. */
  readonly answerable: number;
}

/** Confidences in ten bins of equal width; empty bins are left out. */
export function reliability(judged: readonly Judged[]): ReliabilityBin[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const members = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    return {
      from: bin / 10,
      to: (bin + 1) / 10,
      count: members.length,
      meanConfidence: mean(members.map(({ confidence }) => confidence)) ?? 0,
      answerable: mean(members.map(({ answerable }) => Number(answerable))) ?? 0,
    };
  }).filter(({ count }) => count > 0);
}

/** Expected calibration error (Naeini et al. 2015): the mean gap of confidence and truth over the bins, by their size. */
export function calibrationError(judged: readonly Judged[]): number | null {
  if (judged.length === 0) return null;
  return reliability(judged).reduce(
    (sum, { count, meanConfidence, answerable }) =>
      sum + (count / judged.length) * Math.abs(meanConfidence - answerable),
    0,
  );
}
