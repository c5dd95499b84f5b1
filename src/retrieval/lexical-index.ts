import type { Paragraph } from "../documents/article.js";

import { isFunctionWord, termsOf, termsOfWord, wordsOf } from "../language/terms.js";
import { finish } from "./steps.js";

/** Which sentences and paragraphs of one article have which terms. Built once, never changed. */
export interface LexicalIndex {
  /** How many paragraphs. */
  readonly paragraphs: number;
  /** Terms of each paragraph, the title's among them. */
  readonly lengths: Uint32Array;
  readonly totalLength: number;
  readonly terms: ReadonlyMap<string, Posting>;
  /**
   * Paragraph, sentence (both from 0) and how often: three numbers for each sentence that has a term, in order, one term
   * after another. One array for all terms: an article has thousands, most of them in one sentence only.
   */
  readonly positions: Uint32Array;
  /** Every word as it is written, without case and accents, by its first letter: what a misspelt word may have meant. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Where a term is. */
export interface Posting {
  /** How often the title has it; the title counts as part of every paragraph. */
  readonly inTitle: number;
  /** Paragraphs that have it in their own text. */
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

/** Indexes the paragraphs of an article, sentence by sentence, with its title. */
export function indexTerms(title: string, paragraphs: readonly Paragraph[]): LexicalIndex {
  return finish(indexingTerms(title, paragraphs));
}

/** The same in small steps: a book takes a second. */
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
  for (const [at, { text, sentences }] of paragraphs.entries()) {
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

/**
 * Paragraphs that lack the term, imagined beside those asked: a term's weight then depends little on how many there are, so
 * that the coverage in an article of one paragraph means the same as in one of a hundred. Any number from 30 to 1,000 does.
 */
const IMAGINED_PARAGRAPHS = 30;

/** A term of the question, and how much it tells. */
export interface QuestionTerm {
  readonly term: string;
  /** Which of the paragraphs asked it tells apart: inverse document frequency over them, as Lucene has it, never negative. */
  readonly idf: number;
  /** How much of the question's subject it is: idf over more paragraphs than are asked; 0 for a function word. */
  readonly weight: number;
  /** Where each of the articles asked has it, in their order; looked up once, because there may be thousands. */
  readonly postings: readonly (Posting | undefined)[];
}

/** The different terms of a question; frequencies are counted over all the articles given. */
export function weighTerms(question: string, indexes: readonly LexicalIndex[]): QuestionTerm[] {
  const all = indexes.reduce((sum, { paragraphs }) => sum + paragraphs, 0);
  return [...new Set(termsOf(question))].map((term) => {
    let having = 0;
    const postings = indexes.map(({ terms, paragraphs }) => {
      const posting = terms.get(term);
      if (posting) having += posting.inTitle > 0 ? paragraphs : posting.paragraphs;
      return posting;
    });
    const weight = isFunctionWord(term) ? 0 : inverseFrequency(having, all + IMAGINED_PARAGRAPHS);
    return { term, idf: inverseFrequency(having, all), weight, postings };
  });
}

/** ln(1 + (N - n + ½) / (n + ½)) */
function inverseFrequency(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}
