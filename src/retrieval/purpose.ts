import { z } from "zod";
import {
  PURPOSES,
  type Purpose,
  SMALL_TALKS,
  type SmallTalk,
  WHOLE_ASPECTS,
  type WholeAspect,
} from "../language/language.js";
import { followUpWords, purposeExamples, purposeWords } from "../language/languages.js";
import { isFunctionWord, termsOf, termsOfWord, wordsOf } from "../language/terms.js";
import { cosineToRows } from "./cosine.js";
import { recordOf } from "./signals.js";

/** The signals by which the purpose of a question is recognized. */
const CUES = [
  "whole",
  "smallTalk",
  "ordinary",
  "gist",
  "perhapsGist",
  "edge",
  "text",
  "you",
  "points",
  "content",
  "bare",
  "titled",
  "words",
] as const;
/** A number for each of them. */
export type Cues = Readonly<Record<(typeof CUES)[number], number>>;

/** A logistic regression over the cues: log odds = intercept + Σ weight × cue; from 0 on it is so. */
const decisionSchema = z.strictObject({
  intercept: z.number(),
  weights: z.strictObject(recordOf(CUES, () => z.number().default(0))).readonly(),
});

/** How the purpose of a question is recognized, fitted to a model; its manifest holds it. */
export const purposesSchema = z.strictObject({
  /** Of each side, the mean cosine similarity of this many nearest examples counts. */
  neighbours: z.int().positive(),
  /** Is it about an article as a whole? */
  whole: decisionSchema,
  /** Is it small talk? */
  smallTalk: decisionSchema,
});
/** What purposes are recognized with. */
export type PurposeTuning = Readonly<z.infer<typeof purposesSchema>>;

/** The examples' embeddings, row by row, and the purpose of each. */
export interface EmbeddedExamples {
  readonly data: Float32Array;
  readonly purposeOf: readonly Purpose[];
}

/** What a question is for, where it asks for nothing in the text. */
export type Recognized = { readonly whole: WholeAspect } | { readonly smallTalk: SmallTalk };

/** Content words beyond so many, and words beyond so many, count no more. */
const MOST_CONTENT = 6;
const MOST_WORDS = 15;

/**
 * What a question is for, by the examples that it is near to and by how it is worded; `undefined` for an ordinary one.
 * @param titles of the articles that may be meant
 */
export function recognizePurpose(
  question: { readonly text: string; readonly vector: Float32Array },
  examples: EmbeddedExamples,
  titles: readonly string[],
  tuning: PurposeTuning,
): Recognized | undefined {
  const near = nearest(question.vector, examples, tuning.neighbours);
  const cues = cuesOf(question.text, near, titles);
  const smallTalk = logOddsOf(tuning.smallTalk, cues);
  const whole = logOddsOf(tuning.whole, cues);
  if (smallTalk >= 0 && smallTalk >= whole) {
    const kind = nearestOf(SMALL_TALKS, near);
    if (!COURTESIES.has(kind) || isOfCourtesy(question.text)) return { smallTalk: kind };
  }
  return whole >= 0 ? { whole: nearestOf(WHOLE_ASPECTS, near) } : undefined;
}

/** Small talk that has words of its own: "movie night" is near to "good night", and names something all the same. */
const COURTESIES: ReadonlySet<SmallTalk> = new Set(["greeting", "thanks"]);

const courtesies = [...SMALL_TALKS.flatMap((kind) => purposeExamples[kind]), ...purposeWords.courtesy];
const courtesyTerms = new Set(courtesies.flatMap(termsOf));
const wholeCourtesies = new Set(courtesies);

/** Whether it has no words but those of small talk; after a greeting, or thanks, there may be a name ("hi Dave"). */
function isOfCourtesy(text: string): boolean {
  const unknown = termsOf(text).filter((term) => !isFunctionWord(term) && !courtesyTerms.has(term));
  const [first = ""] = wordsOf(text);
  return unknown.length === 0 || (unknown.length === 1 && wholeCourtesies.has(first));
}

/** What shows the purpose of a question. */
export function cuesOf(text: string, near: Near, titles: readonly string[]): Cues {
  return {
    whole: near(WHOLE_ASPECTS).mean,
    smallTalk: near(SMALL_TALKS).mean,
    ordinary: near(["ordinary"]).mean,
    ...wordingOf(text, titles),
  };
}

/** The words of a question that say what it is about, without those that ask for a summary or name a text. */
export function subjectOf(question: string): string[] {
  return wordsOf(question).filter((word) => !isAboutWhole(word) && !termsOfWord(word).every(isFunctionWord));
}

function isAboutWhole(word: string): boolean {
  return isGist(word) || purposeWords.texts.has(word);
}

function isGist(word: string): boolean {
  return purposeWords.gist.has(word) || purposeWords.perhapsGist.has(word);
}

/** How near a question is to the examples of some purposes: the mean cosine of the nearest ones, and the best. */
export type Near = (purposes: readonly Purpose[]) => { readonly mean: number; readonly best: number };

/** @param neighbours how many nearest examples of some purposes count */
export function nearest(vector: Float32Array, { data, purposeOf }: EmbeddedExamples, neighbours: number): Near {
  const cosines = cosineToRows(vector, data);
  return (purposes) => {
    const those = [...cosines].filter((_, at) => purposes.includes(purposeOf[at] ?? "ordinary")).sort((a, b) => b - a);
    const first = those.slice(0, neighbours);
    return { mean: first.reduce((sum, one) => sum + one, 0) / Math.max(1, first.length), best: those[0] ?? -1 };
  };
}

function nearestOf<P extends Purpose>(purposes: readonly [P, ...P[]], near: Near): P {
  return purposes.reduce((best, one) => (near([one]).best > near([best]).best ? one : best), purposes[0]);
}

function logOddsOf({ intercept, weights }: PurposeTuning["whole"], cues: Cues): number {
  return CUES.reduce((sum, cue) => sum + weights[cue] * cues[cue], intercept);
}

/** What the wording shows, without any embedding. */
function wordingOf(text: string, titles: readonly string[]): Omit<Cues, "whole" | "smallTalk" | "ordinary"> {
  const all = wordsOf(text);
  const has = (list: ReadonlySet<string>) => (all.some((word) => list.has(word)) ? 1 : 0);
  const subject = subjectOf(text);
  const content = all.filter((word) => !termsOfWord(word).every(isFunctionWord));
  return {
    gist: has(purposeWords.gist),
    perhapsGist: has(purposeWords.perhapsGist),
    edge: [content[0], content.at(-1)].some((word) => word !== undefined && isGist(word)) ? 1 : 0,
    text: has(purposeWords.texts),
    you: has(purposeWords.you),
    points: has(followUpWords.pointing),
    content: Math.min(subject.length, MOST_CONTENT),
    bare: subject.length === 0 ? 1 : 0,
    titled: subject.length > 0 && titles.some((title) => hasAll(title, subject)) ? 1 : 0,
    words: Math.min(all.length, MOST_WORDS),
  };
}

function hasAll(title: string, words: readonly string[]): boolean {
  const terms = new Set(termsOf(title));
  return words.flatMap(termsOfWord).every((term) => terms.has(term));
}

/** Every example with its purpose, in the order in which they are embedded. */
export function examplesInOrder(
  examples: Readonly<Record<Purpose, readonly string[]>>,
): readonly { readonly purpose: Purpose; readonly text: string }[] {
  return PURPOSES.flatMap((purpose) => examples[purpose].map((text) => ({ purpose, text })));
}
