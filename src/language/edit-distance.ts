/** What is measured, and how far. */
export interface EditDistanceOptions {
  /** To the nearest beginning of the second word: the first one is still being typed. Default: to the whole word. */
  readonly prefix?: boolean;
  /** A greater distance is given as `Infinity`, mostly without being computed. Default: no bound. */
  readonly most?: number;
}

/**
 * The fewest letters (UTF-16 units) to replace, insert, drop or swap with their neighbour to make `from` into `to`: the optimal
 * string alignment distance, which is Damerau–Levenshtein where no part is edited twice (Boytsov 2011, "Indexing methods
 * for approximate dictionary searching", section 2).
 */
export function editDistance(from: string, to: string, options: EditDistanceOptions = {}): number {
  const { prefix = false, most = Infinity } = options;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let at = 1; at <= to.length; at++) {
      const wrong = from[row - 1] === to[at - 1] ? 0 : 1;
      const swapped = row > 1 && at > 1 && from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1];
      current[at] = Math.min(
        (last[at] ?? 0) + 1,
        (current[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + wrong,
        swapped ? (beforeLast[at - 2] ?? 0) + 1 : Infinity,
      );
    }
    if (Math.min(...current) > most) return Infinity;
    beforeLast = last;
    last = current;
  }
  const distance = prefix ? Math.min(...last) : (last[to.length] ?? 0);
  return distance > most ? Infinity : distance;
}
