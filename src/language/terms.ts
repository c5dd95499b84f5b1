import { functionWords, stem } from "./languages.js";

const WORD = /[\p{L}\p{N}]+/gu;
const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The words of a text, in order, without case and accents; an apostrophe divides none ("dont"), a possessive loses its 's. */
export function wordsOf(text: string): string[] {
  return dividedWordsOf(text.normalize("NFKD").replace(/['’]s?(?!\p{L})|['’]/gu, ""));
}

/** The same, but divided at apostrophes, so that each part is found by its beginning: "L'Étranger" by "etr". */
export function dividedWordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain.match(WORD) ?? [];
}

/**
 * The terms of a word for lexical matching: what its forms share. Chinese and Japanese, written
 * without spaces, give pairs of neighbouring characters.
 */
export function termsOfWord(word: string): string[] {
  return HAN_OR_KANA.test(word) ? pairsOf(word) : [stem(word)];
}

/** The terms of a text, in order. */
export function termsOf(text: string): string[] {
  return wordsOf(text).flatMap(termsOfWord);
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

const FUNCTION_TERMS: ReadonlySet<string> = new Set([...functionWords].flatMap(termsOf));

/** Whether a term is a function word or chat, and tells nothing about a question's subject. */
export function isFunctionWord(term: string): boolean {
  return FUNCTION_TERMS.has(term);
}
