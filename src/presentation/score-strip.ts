const LEVELS = "▁▂▃▄▅▆▇█";

/**
 * An article as a strip of bars, one character a paragraph: where it matched. The lowest score is `▁`, the greatest `█`.
 * @param scores of the paragraphs, in order.
 * @param width at most this many characters; in a longer article neighbours share one, which shows the greatest of them.
 */
export function scoreStrip(scores: readonly number[], width: number): string {
  const bars = fold(scores, width);
  const lowest = Math.min(...bars);
  const range = Math.max(...bars) - lowest;
  return bars
    .map((score) => LEVELS[range > 0 ? Math.round(((score - lowest) / range) * (LEVELS.length - 1)) : 0])
    .join("");
}

/** At most `width` groups of neighbours, as equal as they can be; the greatest of each. */
function fold(scores: readonly number[], width: number): number[] {
  const groups = Math.min(scores.length, width);
  return Array.from({ length: groups }, (_, group) => {
    const start = Math.floor((group * scores.length) / groups);
    const end = Math.floor(((group + 1) * scores.length) / groups);
    return scores.slice(start, end).reduce((greatest, score) => Math.max(greatest, score), -Infinity);
  });
}
