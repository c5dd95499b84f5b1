/**
 * The positions of the `k` greatest scores, greatest first; equal scores keep the order of their positions, so that the
 * result never depends on chance.
 */
export function topK(scores: ArrayLike<number>, k: number): number[] {
  const best: number[] = [];
  const scoreAt = (position: number | undefined) =>
    position === undefined ? -Infinity : (scores[position] ?? -Infinity);
  for (let position = 0; position < scores.length; position++) {
    if (best.length >= k && !(scoreAt(position) > scoreAt(best.at(-1)))) continue;
    let at = best.length;
    while (at > 0 && scoreAt(position) > scoreAt(best[at - 1])) at--;
    best.splice(at, 0, position);
    if (best.length > k) best.pop();
  }
  return best;
}
