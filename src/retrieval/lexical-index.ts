import type { Paragraph } from "../documents/article.js";
import { termsOf, termsOfWord, wordsOf } from "../language/terms.js";
import { searchedHeadings } from "./headings.js";

/** Stands for the sentence's position where a term is in a paragraph's headings. */
export const IN_HEADINGS = 2 ** 32 - 1;

/** Which sentences and paragraphs of one article have which terms. Built once, never changed. */
export interface LexicalIndex {
  /** How many paragraphs. */
  readonly paragraphs: number;
  /** Terms of each paragraph, those of title and headings among them. */
  readonly lengths: Uint32Array;
  readonly totalLength: number;
  readonly terms: ReadonlyMap<string, Posting>;
  /**
   * Paragraph, sentence (both from 0; `IN_HEADINGS`) and how often: three numbers for each sentence that has a term, in order,
   * one term after another. One array for all terms: an article has thousands, most of them in one sentence only.
   */
  readonly positions: Uint32Array;
  /** Every word as it is written, without case and accents, by its first letter: what a misspelt word may have meant. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Where a term is. */
export interface Posting {
  /** How often the title has it; the title counts as part of every paragraph. */
  readonly inTitle: number;
  /** Paragraphs that have it in their own text or headings. */
  readonly paragraphs: number;
  /** The part of `positions` that is the term's. */
  readonly start: number;
  readonly end: number;
}

interface GrowingPosting {
  inTitle: number;
  paragraphs: number;
  sentences: number[];
}

/** Indexes the paragraphs of an article, sentence by sentence, with its title and their headings; in small steps, since a book takes a second. */
export function* indexingTerms(title: string, paragraphs: readonly Paragraph[]): Generator<void, LexicalIndex> {
  const terms = new Map<string, GrowingPosting>();
  const posting = (term: string): GrowingPosting => {
    const known = terms.get(term);
    if (known) return known;
    const fresh = { inTitle: 0, paragraphs: 0, sentences: [] };
    terms.set(term, fresh);
    return fresh;
  };
  const words = new Map<string, Set<string>>();
  for (const word of wordsOf(title)) addWord(words, word);
  const titleTerms = termsOf(title);
  for (const term of titleTerms) posting(term).inTitle++;
  const lengths = new Uint32Array(paragraphs.length).fill(titleTerms.length);
  const headingTerms = termsOfHeadings(words);
  for (const [at, { text, sentences, headings }] of paragraphs.entries()) {
    for (const term of headingTerms(headings)) {
      lengths[at] = (lengths[at] ?? 0) + 1;
      count(posting(term), at, IN_HEADINGS);
    }
    for (const [sentence, { start, end }] of sentences.entries()) {
      for (const word of wordsOf(text.slice(start, end))) {
        addWord(words, word);
        for (const term of termsOfWord(word)) {
          lengths[at] = (lengths[at] ?? 0) + 1;
          count(posting(term), at, sentence);
        }
      }
    }
    yield;
  }
  const packed = yield* packing(terms);
  return {
    paragraphs: paragraphs.length,
    lengths,
    totalLength: lengths.reduce((sum, length) => sum + length, 0),
    ...packed,
    words,
  };
}

/** Gives the terms of headings, and adds their words; those of neighbouring paragraphs are mostly the same. */
function termsOfHeadings(words: Map<string, Set<string>>): (headings: readonly string[]) => readonly string[] {
  let latest = "";
  let terms: readonly string[] = [];
  return (headings) => {
    const text = searchedHeadings(headings).join("\n");
    if (text !== latest) {
      latest = text;
      terms = termsOf(text);
      for (const word of wordsOf(text)) addWord(words, word);
    }
    return terms;
  };
}

/** Brings the postings' arrays into one. */
function* packing(
  growing: ReadonlyMap<string, GrowingPosting>,
): Generator<void, Pick<LexicalIndex, "terms" | "positions">> {
  const terms = new Map<string, Posting>();
  let end = 0;
  for (const [term, { inTitle, paragraphs, sentences }] of growing) {
    const start = end;
    end += sentences.length;
    terms.set(term, { inTitle, paragraphs, start, end });
    yield;
  }
  const positions = new Uint32Array(end);
  for (const [term, { sentences }] of growing) {
    positions.set(sentences, terms.get(term)?.start);
    yield;
  }
  return { terms, positions };
}

function addWord(words: Map<string, Set<string>>, word: string): void {
  const letter = word.charAt(0);
  const known = words.get(letter);
  if (known) known.add(word);
  else words.set(letter, new Set([word]));
}

function count(posting: GrowingPosting, paragraph: number, sentence: number): void {
  const { sentences } = posting;
  const last = sentences.length - 3;
  if (sentences[last] !== paragraph) posting.paragraphs++;
  else if (sentences[last + 1] === sentence) {
    sentences[last + 2] = (sentences[last + 2] ?? 0) + 1;
    return;
  }
  sentences.push(paragraph, sentence, 1);
}
