/**
 * Those whose title has every word typed, or nearly: words may be unfinished, in any order, and have a typo or two. The
 * nearest first, then as given. Nothing typed finds all.
 */
export function findTitles<T extends { readonly title: string }>(items: readonly T[], typed: string): T[] {
  const wanted = wordsOf(typed);
  return items
    .map((item, at) => ({ item, at, errors: errorsIn(wordsOf(item.title), wanted) }))
    .filter(({ errors }) => errors < Infinity)
    .sort((a, b) => a.errors - b.errors || a.at - b.at)
    .map(({ item }) => item);
}

/** How many letters of a word may be wrong: none in the shortest, which would match anything. */
function allowedErrors(word: string): number {
  return word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
}

/** Typos over all wanted words, each against its nearest word of the title; infinite where one of them has none. */
function errorsIn(title: readonly string[], wanted: readonly string[]): number {
  return wanted.reduce((sum, word) => {
    const least = title.reduce((best, candidate) => Math.min(best, prefixDistance(word, candidate)), Infinity);
    return least <= allowedErrors(word) ? sum + least : Infinity;
  }, 0);
}

/** Long enough for every real word, and the work stays small for what is none. */
const MAX_WORD = 40;

function wordsOf(text: string): string[] {
  const words =
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => word.slice(0, MAX_WORD));
}

/**
 * The fewest letters to replace, insert, drop or swap with their neighbour to make `typed` the beginning of `word`:
 * Damerau–Levenshtein distance in its optimal string alignment form, to the nearest prefix. (Libraries measure to whole
 * words; a word that is still being typed has no end.)
 */
export function prefixDistance(typed: string, word: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let row = 1; row <= typed.length; row++) {
    const current = [row];
    for (let at = 1; at <= word.length; at++) {
      const same = typed[row - 1] === word[at - 1];
      const swapped = row > 1 && at > 1 && typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      current[at] = Math.min(
        (last[at] ?? 0) + 1,
        (current[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[at - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(...last);
}
