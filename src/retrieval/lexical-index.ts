import { termsOf } from "./terms.js";

/** Which paragraphs of one article have which terms, how often. Built once, never changed. */
export interface LexicalIndex {
  /** How many paragraphs. */
  readonly documents: number;
  /** Terms of each paragraph. */
  readonly lengths: Uint32Array;
  readonly totalLength: number;
  /** For each term the paragraphs that have it and how often: position, count, position, count … */
  readonly postings: ReadonlyMap<string, readonly number[]>;
}

/** Indexes texts (each a title and a paragraph) by their terms. */
export function indexTerms(texts: readonly string[]): LexicalIndex {
  const postings = new Map<string, number[]>();
  const lengths = new Uint32Array(texts.length);
  let totalLength = 0;
  for (const [document, text] of texts.entries()) {
    const terms = termsOf(text);
    lengths[document] = terms.length;
    totalLength += terms.length;
    for (const term of terms) {
      const posting = postings.get(term);
      if (posting === undefined) postings.set(term, [document, 1]);
      else if (posting.at(-2) === document) posting[posting.length - 1] = (posting.at(-1) ?? 0) + 1;
      else posting.push(document, 1);
    }
  }
  return { documents: texts.length, lengths, totalLength, postings };
}

/** BM25's usual constants (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", section 3.5). */
const K1 = 1.2;
const B = 0.75;

/** The lexical side of one question over several articles. */
export interface LexicalScores {
  /** BM25 of each paragraph, for each article in the order given; 0 and more. */
  readonly bm25: readonly Float32Array[];
  /** Share of the question's terms, weighted by inverse document frequency, that each paragraph has; 0 to 1. */
  readonly coverage: readonly Float32Array[];
}

/**
 * BM25 with the inverse document frequency that Lucene uses, ln(1 + (N - n + ½) / (n + ½)), which is never negative.
 * Frequencies are counted over all the articles given: a word that all of them use says little.
 */
export function lexicalScores(question: string, indexes: readonly LexicalIndex[]): LexicalScores {
  const documents = indexes.reduce((sum, index) => sum + index.documents, 0);
  const meanLength = indexes.reduce((sum, index) => sum + index.totalLength, 0) / Math.max(1, documents);
  const terms = [...new Set(termsOf(question))].map((term) => {
    const having = indexes.reduce((sum, index) => sum + (index.postings.get(term)?.length ?? 0) / 2, 0);
    return { term, idf: Math.log(1 + (documents - having + 0.5) / (having + 0.5)) };
  });
  const totalIdf = terms.reduce((sum, { idf }) => sum + idf, 0);
  const bm25: Float32Array[] = [];
  const coverage: Float32Array[] = [];
  for (const index of indexes) {
    const scores = new Float32Array(index.documents);
    const covered = new Float32Array(index.documents);
    for (const { term, idf } of terms) {
      const posting = index.postings.get(term) ?? [];
      for (let at = 0; at < posting.length; at += 2) {
        const document = posting[at] ?? 0;
        const count = posting[at + 1] ?? 0;
        const length = (index.lengths[document] ?? 0) / meanLength;
        const saturated = (count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
        scores[document] = (scores[document] ?? 0) + idf * saturated;
        covered[document] = (covered[document] ?? 0) + idf / totalIdf;
      }
    }
    bm25.push(scores);
    coverage.push(covered);
  }
  return { bm25, coverage };
}
