import type { Paragraph, Span } from "../documents/article.js";
import type { QuestionTokens } from "./max-sim.js";
import type { TokenCodes } from "./token-codes.js";

/** How a paragraph's tokens match a question's. */
export interface TokenMatch {
  /** MaxSim: for each token of the question the highest cosine similarity to one of the paragraph or its headings, averaged. */
  readonly similarity: number;
  /** The position of the sentence that answers best: its own MaxSim and its share of the question's terms decide. */
  readonly sentence: number;
  readonly sentenceSimilarity: number;
  readonly sentenceCoverage: number;
}

/**
 * Matches the tokens of a question with a paragraph's.
 * @param coverageOf for each sentence the share of the question's terms that it has
 * @param lexical how much of that share is added to a sentence's MaxSim
 * @returns `undefined` where the paragraph has no tokens
 */
export function matchTokens(
  question: QuestionTokens,
  { codes, sentenceOf }: TokenCodes,
  { text, sentences }: Paragraph,
  coverageOf: Float32Array,
  lexical: number,
): TokenMatch | undefined {
  if (sentenceOf.length === 0 || question.count === 0) return undefined;
  // Row 0 is that of the headings.
  const groups = sentenceOf.map((sentence) => (sentence >= 0 && sentence < sentences.length ? sentence + 1 : 0));
  const rows = question.highest(codes, groups, sentences.length + 1);
  const rowOf = (sentence: number) => rows.subarray((sentence + 1) * question.count, (sentence + 2) * question.count);
  const asks = sentences.map((span) => isQuestion(text, span));
  const lastAnswer = asks.lastIndexOf(false);
  let best = { sentence: 0, sentenceSimilarity: -1, sentenceCoverage: 0 };
  for (const [sentence, isAsking] of asks.entries()) {
    // Of a question and its answer it is the answer that is marked.
    if (isAsking && sentence < lastAnswer) continue;
    const own = rowOf(sentence);
    // "Yes, on a lead." says what it answers in the sentence before.
    const isReply = !isAsking && sentence > 0 && asks[sentence - 1] === true;
    const sentenceSimilarity = mean(
      isReply ? own.map((value, at) => Math.max(value, rowOf(sentence - 1)[at] ?? -1)) : own,
    );
    const sentenceCoverage = Math.max(coverageOf[sentence] ?? 0, isReply ? (coverageOf[sentence - 1] ?? 0) : 0);
    if (sentenceSimilarity + lexical * sentenceCoverage <= best.sentenceSimilarity + lexical * best.sentenceCoverage)
      continue;
    best = { sentence, sentenceSimilarity, sentenceCoverage };
  }
  return { similarity: mean(highestOf(rows, question.count)), ...best };
}

/** Of a paragraph whose tokens are not known: the sentence with most of the question's terms, but no question before others. */
export function sentenceByTerms({ text, sentences }: Paragraph, coverageOf: Float32Array): number {
  const asks = sentences.map((span) => isQuestion(text, span));
  const lastAnswer = asks.lastIndexOf(false);
  let best = 0;
  let most = -1;
  for (const [sentence, isAsking] of asks.entries()) {
    const coverage = coverageOf[sentence] ?? 0;
    if ((isAsking && sentence < lastAnswer) || coverage <= most) continue;
    [best, most] = [sentence, coverage];
  }
  return best;
}

/** Whether a sentence ends in a question mark; quotes and brackets may close behind it. */
function isQuestion(text: string, { start, end }: Span): boolean {
  return /[?？؟]["'”’»)\]]*$/u.test(text.slice(Math.max(start, end - 5), end).trimEnd());
}

/** The highest value of each column. */
function highestOf(rows: Float32Array, columns: number): Float32Array {
  const highest = rows.slice(0, columns);
  for (let at = columns; at < rows.length; at++) {
    const column = at % columns;
    highest[column] = Math.max(highest[column] ?? -1, rows[at] ?? -1);
  }
  return highest;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
