import { LRUCache } from "lru-cache";
import { editDistance } from "../language/edit-distance.js";
import { dividedWordsOf } from "../language/terms.js";

/** As much as is looked at of what was typed: no title needs more to be told from others. */
const MAX_TYPED = 100;

/** Long enough for every real word, and the work stays small for what is none. */
const MAX_WORD = 40;

/** Titles whose words are remembered: at each letter that is typed the same ones are looked through. */
const REMEMBERED = 20_000;

interface Word {
  readonly text: string;
  /** The letters it has, a bit for each modulo 32. */
  readonly letters: number;
}

const wordsOfTitles = new LRUCache<string, readonly Word[]>({ max: REMEMBERED });

/**
 * Those whose title has every word typed, or nearly: words may be unfinished, in any order, and have a typo or two. The
 * nearest first, then as given. Nothing typed finds all. Of what was typed the first 100 characters count.
 */
export function findTitles<T extends { readonly title: string }>(items: readonly T[], typed: string): T[] {
  const wanted = wordsOf(typed.slice(0, MAX_TYPED));
  return items
    .map((item, at) => ({ item, at, errors: errorsIn(wordsOfTitle(item.title), wanted) }))
    .filter(({ errors }) => errors < Infinity)
    .sort((a, b) => a.errors - b.errors || a.at - b.at)
    .map(({ item }) => item);
}

function wordsOfTitle(title: string): readonly Word[] {
  const known = wordsOfTitles.get(title);
  if (known !== undefined) return known;
  const words = wordsOf(title);
  wordsOfTitles.set(title, words);
  return words;
}

function wordsOf(text: string): Word[] {
  return dividedWordsOf(text).map((whole) => {
    const word = whole.slice(0, MAX_WORD);
    return { text: word, letters: lettersOf(word) };
  });
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many letters of a word may be wrong: none in the shortest, which would match anything. */
function allowedErrors(word: string): number {
  return word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
}

/** Typos over all wanted words, each against its nearest word of the title; infinite where one of them has none. */
function errorsIn(title: readonly Word[], wanted: readonly Word[]): number {
  let sum = 0;
  for (const word of wanted) {
    sum += errorsOf(word, title);
    if (sum === Infinity) return sum;
  }
  return sum;
}

function errorsOf(wanted: Word, title: readonly Word[]): number {
  let fewest = Infinity;
  for (const candidate of title) fewest = Math.min(fewest, distance(wanted, candidate));
  return fewest;
}

function distance(wanted: Word, candidate: Word): number {
  if (candidate.text.startsWith(wanted.text)) return 0;
  const most = allowedErrors(wanted.text);
  // Each letter that the candidate lacks is a typo at least: most words are told apart by this alone.
  if (bits(wanted.letters & ~candidate.letters) > most) return Infinity;
  return editDistance(wanted.text, candidate.text, { prefix: true, most });
}

/** How many bits of 32 are set (Kernighan's way: each step clears the lowest). */
function bits(number: number): number {
  let count = 0;
  for (let left = number; left !== 0; left &= left - 1) count++;
  return count;
}
