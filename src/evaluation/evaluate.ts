import { recordOf } from "../retrieval/signals.js";
import type { PeopleReport } from "./ask-as-people.js";
import { type Dataset, paragraphKey, type Query } from "./dataset.js";
import { auroc, calibrationError, hitAt, type Judged, mean, ndcgAt10, reciprocalRankAt10 } from "./measures.js";
import type { Method, Responder, Response } from "./responder.js";
import { isBestRight, outcomeOf, type TierMeasures, tierMeasures } from "./tiers.js";

/** How well questions with an answer there are told from those without. */
interface Refusal {
  /** By their confidence. */
  readonly auroc: number | null;
  /** Shares of the questions whose answer was found, with an answer there and without. */
  readonly answeredRight: number | null;
  readonly answeredWrong: number | null;
}

/** The answerable questions of one style. */
interface StyleMeasures extends Pick<TierMeasures, "rightShown"> {
  readonly questions: number;
  readonly hit1: number | null;
  readonly hit3: number | null;
  /** Share that was found. */
  readonly found: number | null;
}

/** The unanswerable questions that one reason leaves without an answer. */
interface WhyMeasures {
  readonly questions: number;
  readonly found: number | null;
  readonly unsure: number | null;
}

/** What was measured on one set; `null` where the set cannot tell. The measures are defined in `measures.ts`. */
export interface Report {
  readonly dataset: string;
  readonly model: string;
  readonly method: Method;
  readonly questions: number;
  /** The ranking of paragraphs, asked of all articles, of the answerable questions. */
  readonly library: Record<"hit1" | "hit3" | "hit5" | "mrr10" | "ndcg10", number | null>;
  /** The same, asked of the question's own article. */
  readonly article: Record<"hit1" | "hit3" | "hit5" | "mrr10", number | null>;
  /** Share of the questions with an answer in words whose marked sentence has it. */
  readonly answerSentence: number | null;
  /** Answerable questions asked of their own article against those asked of another one, … */
  readonly offArticle: Refusal;
  /** … of their own without the paragraphs that answer, … */
  readonly removed: Refusal;
  /** … and against unanswerable questions asked of their own. */
  readonly unanswerable: Refusal;
  /** Of the questions put to their own article. */
  readonly tiers: TierMeasures;
  /** Of the answerable ones by how they are worded, and of the unanswerable ones by why they are not answered; by name. */
  readonly byStyle: Readonly<Record<string, StyleMeasures>>;
  readonly byWhy: Readonly<Record<string, WhyMeasures>>;
  /** Of questions on an article as a whole, and of follow-ups. */
  readonly about: PeopleReport["about"];
  readonly followUps: PeopleReport["followUps"];
  readonly calibrationError: number | null;
  readonly seconds: number;
}

/** What every question led to, asked in each of the ways that the measures need. */
export interface Trial {
  readonly query: Query;
  /** Asked of all articles; a calibration does not. */
  readonly library?: Response;
  /** Asked of its own article. */
  readonly own?: Response;
  /** Asked of the next article in name order. */
  readonly off?: Response;
  /** Asked of its own article without the paragraphs that answer. */
  readonly removed?: Response;
}

/** Told what is done, and how much of it. */
export type EvaluationProgress = (doing: string, done: number, total: number) => void;

const QUESTIONS_AT_ONCE = 32;

/**
 * Asks every question of a set in all ways. The heavy part: embedding, which a `CachedEmbedder` remembers.
 * @param asksLibrary whether all articles at once are asked too
 */
export async function runTrials<Index>(
  dataset: Dataset,
  queries: readonly Query[],
  responder: Responder<Index>,
  onProgress: EvaluationProgress,
  asksLibrary = true,
): Promise<Trial[]> {
  const indexes = new Map<string, Index>();
  for (const [name, article] of dataset.articles) {
    indexes.set(name, await responder.prepare(name, article));
    onProgress(`${dataset.name}: embedding articles`, indexes.size, dataset.articles.size);
  }
  const all = asksLibrary ? [...indexes.values()] : undefined;
  const names = [...indexes.keys()];
  const trials: Trial[] = [];
  for (let at = 0; at < queries.length; at += QUESTIONS_AT_ONCE) {
    const batch = queries.slice(at, at + QUESTIONS_AT_ONCE);
    trials.push(
      ...(await Promise.all(batch.map((query) => trialOf(dataset, query, { all, names, indexes }, responder)))),
    );
    onProgress(`${dataset.name}: asking`, trials.length, queries.length);
  }
  return trials;
}

interface Prepared<Index> {
  readonly all: readonly Index[] | undefined;
  readonly names: readonly string[];
  readonly indexes: ReadonlyMap<string, Index>;
}

async function trialOf<Index>(
  dataset: Dataset,
  query: Query,
  { all, names, indexes }: Prepared<Index>,
  responder: Responder<Index>,
): Promise<Trial> {
  const question = query.text;
  const library = all && { library: await responder.respond(question, all) };
  const own = query.article === undefined ? undefined : indexes.get(query.article);
  if (query.article === undefined || own === undefined) return { query, ...library };
  const next = indexes.get(names[(names.indexOf(query.article) + 1) % names.length] ?? "");
  const left = paragraphsLeft(dataset, query);
  return {
    query,
    ...library,
    own: await responder.respond(question, [own]),
    ...(next && names.length > 1 && { off: await responder.respond(question, [next]) }),
    ...(left &&
      query.answerable && { removed: await responder.respond(question, [responder.without(own, left.removed)]) }),
  };
}

/** The numbers to take out so that the article surely does not answer; `undefined` where nothing would be left. */
function paragraphsLeft(dataset: Dataset, { article = "", right, spans }: Query): { removed: Set<number> } | undefined {
  const paragraphs = dataset.articles.get(article)?.paragraphs ?? [];
  const answers = ({ number, text }: { readonly number: number; readonly text: string }) =>
    right.has(paragraphKey(article, number)) || spans.some((span) => text.includes(span));
  const removed = new Set(paragraphs.filter(answers).map(({ number }) => number));
  return removed.size < paragraphs.length ? { removed } : undefined;
}

/** Sums trials up, and what came of the set's other questions. */
export function reportOf(
  dataset: Dataset,
  model: string,
  method: Method,
  trials: readonly Trial[],
  { about, followUps }: PeopleReport,
  seconds: number,
): Report {
  const answerable = trials.filter(({ query }) => query.answerable);
  const ownAnswered = answerable.flatMap(({ own }) => own ?? []);
  const noAnswer = trials.filter(({ query }) => !query.answerable).flatMap(({ own }) => own ?? []);
  const off = answerable.flatMap((trial) => trial.off ?? []);
  const removed = answerable.filter((trial) => trial.removed !== undefined);
  const library = ranksOf(
    answerable.flatMap(({ query, library: response }): [Query, Response][] => (response ? [[query, response]] : [])),
  );
  const article = ranksOf(answerable.flatMap(({ query, own }): [Query, Response][] => (own ? [[query, own]] : [])));
  const refuses = trials.some(({ own, library: all }) => (own ?? all)?.tier !== undefined);
  return {
    dataset: dataset.name,
    model,
    method,
    questions: trials.length,
    library,
    article: { hit1: article.hit1, hit3: article.hit3, hit5: article.hit5, mrr10: article.mrr10 },
    answerSentence: method === "full" ? answerSentenceOf(answerable) : null,
    offArticle: refusalOf(ownAnswered, off, refuses),
    removed: refusalOf(
      removed.flatMap(({ own }) => own ?? []),
      removed.flatMap((trial) => trial.removed ?? []),
      refuses,
    ),
    unanswerable: refusalOf(ownAnswered, noAnswer, refuses),
    tiers: tierMeasures(trials.flatMap(({ query, own }) => outcomeOf(query, own))),
    byStyle: breakdown(answerable, ({ style }) => style, styleMeasures),
    byWhy: breakdown(
      trials.filter(({ query }) => !query.answerable),
      ({ why }) => why,
      whyMeasures,
    ),
    about,
    followUps,
    calibrationError: refuses ? calibrationError(judgedOf(trials)) : null,
    seconds,
  };
}

/** The trials by what `nameOf` says of their questions, in order of the names; those of which it says nothing are left out. */
function breakdown<Measures>(
  trials: readonly Trial[],
  nameOf: (query: Query) => string | undefined,
  measure: (trials: readonly Trial[]) => Measures,
): Record<string, Measures> {
  const names = [...new Set(trials.flatMap(({ query }) => nameOf(query) ?? []))].sort();
  return recordOf(names, (name) => measure(trials.filter(({ query }) => nameOf(query) === name)));
}

function styleMeasures(trials: readonly Trial[]): StyleMeasures {
  const { hit1, hit3 } = ranksOf(trials.flatMap(({ query, own }): [Query, Response][] => (own ? [[query, own]] : [])));
  const outcomes = trials.flatMap(({ query, own }) => outcomeOf(query, own));
  const found = mean(outcomes.map(({ tier }) => Number(tier === "found")));
  return { questions: trials.length, hit1, hit3, found, rightShown: tierMeasures(outcomes).rightShown };
}

function whyMeasures(trials: readonly Trial[]): WhyMeasures {
  const outcomes = trials.flatMap(({ query, own }) => outcomeOf(query, own));
  const share = (tier: string) => mean(outcomes.map((outcome) => Number(outcome.tier === tier)));
  return { questions: trials.length, found: share("found"), unsure: share("unsure") };
}

/**
 * Every confidence with its truth, whether the best paragraph answers: of the own article where it is a right one, never of the
 * wrong article, with the paragraph removed, or of an unanswerable question.
 */
function judgedOf(trials: readonly Trial[]): Judged[] {
  return trials.flatMap(({ query, own, off, removed }) => {
    const judge = (response: Response | undefined, answerable: boolean): Judged[] =>
      response ? [{ confidence: response.confidence, answerable }] : [];
    if (!query.answerable) return judge(own, false);
    return [
      ...judge(own, own !== undefined && isBestRight(query, own)),
      ...judge(off, false),
      ...judge(removed, false),
    ];
  });
}

function ranksOf(asked: readonly (readonly [Query, Response])[]): Report["library"] {
  const rights = asked.map(([{ right }, { ranking }]) => ranking.map((key) => right.has(key)));
  return {
    hit1: mean(rights.map((right) => hitAt(1, right))),
    hit3: mean(rights.map((right) => hitAt(3, right))),
    hit5: mean(rights.map((right) => hitAt(5, right))),
    mrr10: mean(rights.map(reciprocalRankAt10)),
    ndcg10: mean(asked.map(([query], at) => ndcgAt10(rights[at] ?? [], query.right.size))),
  };
}

function answerSentenceOf(answerable: readonly Trial[]): number | null {
  const asked = answerable.filter(({ query, own }) => query.spans.length > 0 && own !== undefined);
  return mean(asked.map(({ query, own }) => Number(query.spans.some((span) => own?.sentence?.includes(span)))));
}

function refusalOf(right: readonly Response[], wrong: readonly Response[], refuses: boolean): Refusal {
  if (wrong.length === 0) return { auroc: null, answeredRight: null, answeredWrong: null };
  const confidences = (responses: readonly Response[]) => responses.map(({ confidence }) => confidence);
  const answered = (responses: readonly Response[]) =>
    refuses ? mean(responses.map(({ tier }) => Number(tier === "found"))) : null;
  return {
    auroc: auroc(confidences(right), confidences(wrong)),
    answeredRight: answered(right),
    answeredWrong: answered(wrong),
  };
}
