import type { Passage } from "./answer.js";
import type { Candidate } from "./rank.js";
import { READER_FEATURES, READER_SUM, type Reader } from "./reader.js";

/**
 * Has the best candidates read together with the question: the reader puts them into its own order, marks a sentence in each,
 * and says how likely each of them answers. Those behind them follow as they were.
 * @param candidates best first
 * @param question rows of unit vectors of the token space
 */
export async function readPassages(
  question: Float32Array,
  candidates: readonly Candidate[],
  reader: Reader,
): Promise<Passage[]> {
  const first = candidates.slice(0, reader.passages);
  const read = first.filter(({ match }) => match !== undefined);
  // A passage without tokens cannot be read, and one that was not read has no place among those that were.
  if (read.length === 0 || read.length < first.length) return candidates.map(({ passage }) => passage);
  const { answered, which, sentence } = await reader.read(question, await Promise.all(read.map(toRead)));
  const top = Math.max(...read.map(({ passage }) => passage.score));
  const weighed = read.map(
    ({ passage }, at) => (which[at] ?? 0) * Math.exp(reader.scoreWeight * (passage.score - top)),
  );
  const all = weighed.reduce((sum, one) => sum + one, 0);
  const judged = read.map((candidate, at) => judgedBy(candidate, answered, (weighed[at] ?? 0) / all, sentence[at]));
  judged.sort((a, b) => b.parts.answers - a.parts.answers);
  return [...judged, ...candidates.slice(read.length).map(({ passage }) => passage)];
}

async function toRead({ index, position, passage: { parts }, match }: Candidate) {
  const [tokens = { codes: new Uint8Array(), sentenceOf: new Int16Array() }] =
    (await index.tokensOf?.([position])) ?? [];
  const sentenceScores = match?.sentenceScores ?? new Float32Array();
  const ofSentences = tokens.sentenceOf.reduce((sum, sentence) => sum + Number(sentence >= 0), 0);
  const features = new Float32Array(READER_FEATURES);
  const [ofParagraph, ofTokens, ofTerms] = READER_SUM;
  features.set([
    parts.paragraphCosine,
    parts.tokenSimilarity,
    parts.lexical,
    parts.coverage,
    Math.max(-1, ...sentenceScores),
    parts.sentenceCoverage,
    ofParagraph * parts.paragraphCosine + ofTokens * parts.tokenSimilarity + ofTerms * parts.lexical,
    Math.log(Math.max(1, ofSentences)),
  ]);
  return { tokens, sentenceScores, features };
}

function judgedBy({ passage }: Candidate, answered: number, which: number, sentence: number | undefined): Passage {
  const highlight = passage.paragraph.sentences[sentence ?? -1] ?? passage.highlight;
  return { ...passage, highlight, parts: { ...passage.parts, answers: answered * which, answered } };
}
