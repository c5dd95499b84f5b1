import type { Answer, ArticleRef, Passage } from "../../src/retrieval/answer.js";
import { PART_NAMES, recordOf } from "../../src/retrieval/signals.js";

/** A small article to build answers from. */
export const bridge: ArticleRef = { id: "harbour-bridge", title: "The Harbour Bridge", source: "harbour-bridge.md" };

/** A passage whose answering sentence is `sentence`, which `text` must hold. */
export function passage(number: number, text: string, sentence: string, changes: Partial<Passage> = {}): Passage {
  const start = text.indexOf(sentence);
  if (start < 0) throw new Error(`“${sentence}” is not in “${text}”`);
  const highlight = { start, end: start + sentence.length };
  return {
    article: bridge,
    paragraph: { number, headings: [], text, sentences: [highlight] },
    highlight,
    score: 0.8,
    parts: {
      ...recordOf(PART_NAMES, () => 0),
      titleCosine: 0.7,
      paragraphCosine: 0.8,
      tokenSimilarity: 0.75,
      sentenceCosine: 0.85,
      lexical: 0.5,
      coverage: 0.5,
      sentenceCoverage: 0.4,
    },
    ...changes,
  };
}

/** The scores of the bridge's paragraphs. */
export const profile = [0.1, 0.2, 0.1, 0.1, 0.3, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1];

type Found = Extract<Answer, { kind: "found" }>;
type Unsure = Extract<Answer, { kind: "unsure" }>;
type Refusal = Extract<Answer, { kind: "not-in-article" }>;

/** An answer that was found, best passage first. */
export function found(passages: readonly [Passage, ...Passage[]], question = "How long is the bridge?"): Found {
  return { kind: "found", question, confidence: 0.934, threshold: 0.5, asked: 1, passages, profile };
}

/** What may answer; of a model without calibration unless `changes` give a confidence. */
export function unsure(
  passages: readonly [Passage, ...Passage[]],
  question = "How long is the bridge?",
  changes: Partial<Unsure> = {},
): Unsure {
  return { kind: "unsure", question, asked: 1, passages, profile, ...changes };
}

/** The refusal, with the closest passages. */
export function notInArticle(nearest: readonly Passage[], question = "Who painted the bridge?", asked = 1): Refusal {
  return {
    kind: "not-in-article",
    question,
    confidence: 0.21,
    threshold: 0.5,
    asked,
    isForeign: false,
    nearest,
    profile,
  };
}

/** The paragraph that most tests answer with. */
export const span = passage(
  7,
  "The bridge opened in 1932. Its main span is 503 metres long. Ferries had carried people until then.",
  "Its main span is 503 metres long.",
);
