import type { Answer, NamedSection, Passage } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { type Calibration, confidenceOf, isForeignTo, type Strictness, signalsOf, tierOf } from "./confidence.js";
import {
  bestCandidates,
  type EmbeddedQuestion,
  type ParagraphScores,
  type RankingWeights,
  scoreParagraphs,
} from "./rank.js";
import { readPassages } from "./read-passages.js";
import type { Reader } from "./reader.js";
import { type FoundSection, sectionsNamed } from "./sections.js";

/** What was fitted to a model: how its similarities are weighed, and what they say about an answer. */
export interface Tuning {
  /** Without one every answer is `unsure`, and so is one of an article without tokens. */
  readonly calibration?: Calibration | undefined;
  /** Default: those of `scoreParagraphs`. */
  readonly ranking?: RankingWeights | undefined;
  /** Judges the best passages; without one their scores do. */
  readonly reader?: Reader | undefined;
}

/** How a question is answered. */
export interface AnswerOptions {
  readonly strictness: Strictness;
  /** How many passages at most, 1 or more. */
  readonly top: number;
}

/** Two articles are close where the scores of their best passages differ by at most this: a third of an ordinary lead. */
const CLOSE_SCORES = 0.01;

/** As many other articles as a person chooses among. */
const MOST_ALTERNATIVES = 3;

/** Among so many of the best passages the close ones of other articles are looked for. */
const LOOKED_THROUGH = 12;

/**
 * Answers a question from the articles given, or says that they do not. A question that names a section is answered by it: what
 * stands there is what was asked for, however unsure the passages' scores are.
 */
export async function answerQuestion(
  question: EmbeddedQuestion,
  articles: readonly ArticleIndex[],
  { calibration, ranking, reader }: Tuning,
  { strictness, top }: AnswerOptions,
): Promise<Answer> {
  const scores = await scoreParagraphs(question, articles, ranking);
  const looked = Math.max(top, articles.length > 1 ? LOOKED_THROUGH : 2, reader?.passages ?? 0);
  const candidates = bestCandidates(scores, articles, looked);
  const ranked = reader
    ? await readPassages(question.tokens, candidates, reader)
    : candidates.map(({ passage }) => passage);
  const named = bestNamed(sectionsNamed(question.text, articles), scores, articles, ranked);
  const passages = named ? [named.best, ...ranked.filter((passage) => !isSame(passage, named.best))] : ranked;
  const [best, second] = passages;
  if (best === undefined) return { kind: "no-article", question: question.text };
  const shown = [best, ...passages.slice(1, top)] as const;
  const bestArticle = articles.findIndex(({ article }) => article.id === best.article.id);
  const profile = [...(scores[bestArticle]?.score ?? [])];
  const close = named?.others ?? closeArticles(passages);
  const alternatives = close.length > 0 && { alternatives: close };
  const [text, asked] = [question.text, articles.length];
  // Without tokens half of the signals that the calibration was fitted to are missing.
  if (calibration === undefined || articles[bestArticle]?.tokensOf === undefined) {
    return { kind: "unsure", question: text, asked, passages: shown, ...alternatives, profile };
  }
  const signals = signalsOf(best, second);
  const computed = confidenceOf(signals, calibration);
  const isForeign = isForeignTo(signals, calibration);
  const thresholds = calibration.thresholds[strictness];
  const confidence = named ? Math.max(computed, thresholds.found) : computed;
  // In the order of `ask --json`.
  const facts = { question: text, confidence, threshold: thresholds.found, asked, profile };
  if (named) return { kind: "found", ...facts, passages: shown, ...alternatives, section: named.section };
  const kind = tierOf(confidence, isForeign, thresholds);
  return kind === "not-in-article"
    ? { kind, ...facts, isForeign, nearest: shown }
    : { kind, ...facts, passages: shown, ...alternatives };
}

/** A section that a question names, with its best passage. */
interface NamedAnswer {
  readonly section: NamedSection;
  readonly best: Passage;
  /** The best passages of other articles' sections that are named as well. */
  readonly others: readonly Passage[];
}

/** Of the sections that a question names the one with the best passage, with what the reader says of it. */
function bestNamed(
  sections: readonly FoundSection[],
  scores: readonly ParagraphScores[],
  articles: readonly ArticleIndex[],
  ranked: readonly Passage[],
): NamedAnswer | undefined {
  const bests = sections.flatMap(({ section, article: at, start }) => {
    const [article, ofArticle] = [articles[at], scores[at]];
    if (article === undefined || ofArticle === undefined) return [];
    const end = start + section.paragraphs.length;
    const score = ofArticle.score.map((one, position) => (position >= start && position < end ? one : -Infinity));
    const [first] = bestCandidates([{ ...ofArticle, score }], [article], 1);
    if (first === undefined) return [];
    const isInSection = ({ article: { id }, paragraph }: Passage) =>
      id === article.article.id && section.paragraphs.includes(paragraph);
    return [{ section, best: ranked.find(isInSection) ?? first.passage }];
  });
  bests.sort((a, b) => placeOf(a.best, ranked) - placeOf(b.best, ranked) || b.best.score - a.best.score);
  const [first, ...more] = bests;
  if (first === undefined) return undefined;
  const others = new Map(more.toReversed().map(({ best }) => [best.article.id, best]));
  others.delete(first.best.article.id);
  return { ...first, others: [...others.values()].toReversed().slice(0, MOST_ALTERNATIVES) };
}

/** Where a passage stands among those that were ranked; behind all of them where it is not among them. */
function placeOf(passage: Passage, ranked: readonly Passage[]): number {
  const at = ranked.findIndex((one) => isSame(one, passage));
  return at < 0 ? ranked.length : at;
}

function isSame(a: Passage, b: Passage): boolean {
  return a.article.id === b.article.id && a.paragraph.number === b.paragraph.number;
}

/** The best passage of each other article whose score comes close to the best one's. */
function closeArticles([best, ...others]: readonly Passage[]): Passage[] {
  const closest = new Map<string, Passage>();
  for (const passage of others) {
    const { id } = passage.article;
    if (best === undefined || best.score - passage.score > CLOSE_SCORES || id === best.article.id) continue;
    if (!closest.has(id)) closest.set(id, passage);
  }
  return [...closest.values()].slice(0, MOST_ALTERNATIVES);
}
