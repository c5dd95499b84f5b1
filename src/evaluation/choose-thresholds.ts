import { STRICTNESSES, type Strictness, type Thresholds } from "../retrieval/confidence.js";
import { recordOf } from "../retrieval/signals.js";
import { mean } from "./measures.js";

/** A question with its confidence, as a fit gives it that has not seen its article. */
export interface Line {
  readonly answerable: boolean;
  /** Whether the best passage is a right one. */
  readonly isRight: boolean;
  readonly confidence: number;
  /** Such a question is never found. */
  readonly isForeign: boolean;
}

/** What a strictness promises, as means over the sets. */
interface Promises {
  /** Of what is found, at least this share shows the right paragraph, … */
  readonly foundPrecision: number;
  /** … and at most this share of the unanswerable questions is found. */
  readonly unanswerableFound: number;
  /** Of the answerable questions at least this share gets the right paragraph, found or unsure, … */
  readonly rightShown: number;
  /** … or, where the ranking does not reach it, this share of those that have the right paragraph first. */
  readonly ofReachable: number;
}

/** What each strictness promises. `found` keeps its two promises first; `unsure` then takes in as much as its own asks for. */
const PROMISES: Readonly<Record<Strictness, Promises>> = {
  lenient: { foundPrecision: 0.8, unanswerableFound: 0.25, rightShown: 0.96, ofReachable: 0.99 },
  balanced: { foundPrecision: 0.9, unanswerableFound: 0.12, rightShown: 0.92, ofReachable: 0.97 },
  strict: { foundPrecision: 0.95, unanswerableFound: 0.05, rightShown: 0.8, ofReachable: 0.88 },
};

/** A threshold finds at least this share of the answerable questions: on fewer no promise can be measured. */
const LEAST_FOUND = 0.02;

/**
 * A precision this little below its promise counts as kept: a standard error of some hundred questions. The precision hardly
 * changes over long stretches, on which the share of questions that are found trebles.
 */
const TOLERANCE = 0.02;

/** So many thresholds are tried, at confidences in equal steps of the order. */
const TRIED = 200;

/** What a threshold of `found` leads to, as means over the sets. */
interface Reached {
  readonly threshold: number;
  readonly foundPrecision: number;
  readonly unanswerableFound: number;
  /** Share of the answerable questions that are found. */
  readonly found: number;
}

/** Chooses the thresholds of each strictness by its promises, each set weighted alike. */
export function chooseThresholds(sets: readonly (readonly Line[])[]): Record<Strictness, Thresholds> {
  const filled = sets.filter((lines) => lines.length > 0);
  const reached = candidates(filled).map((threshold) => reachedAt(threshold, filled));
  const chosen = recordOf(STRICTNESSES, (strictness): Thresholds => {
    const found = foundThreshold(reached, PROMISES[strictness]);
    return { found, unsure: Math.min(found, unsureThreshold(filled, PROMISES[strictness])) };
  });
  // Where promises cannot be kept, the nearest thresholds need not grow with the strictness, and people expect them to.
  const { lenient, balanced, strict } = chosen;
  const least = {
    found: Math.max(lenient.found, balanced.found),
    unsure: Math.max(lenient.unsure, balanced.unsure),
  };
  return {
    lenient,
    balanced: least,
    strict: { found: Math.max(least.found, strict.found), unsure: Math.max(least.unsure, strict.unsure) },
  };
}

/** Confidences of every set, ascending. */
function candidates(sets: readonly (readonly Line[])[]): number[] {
  const each = sets.flatMap((lines) => {
    const sorted = lines.map(({ confidence }) => confidence).sort((a, b) => a - b);
    const step = Math.max(1, sorted.length / TRIED);
    return Array.from({ length: Math.min(TRIED, sorted.length) }, (_, at) => sorted[Math.floor(at * step)] ?? 0);
  });
  return [...new Set(each)].sort((a, b) => a - b);
}

function reachedAt(threshold: number, sets: readonly (readonly Line[])[]): Reached {
  const isFound = ({ confidence, isForeign }: Line) => confidence >= threshold && !isForeign;
  const over = (measure: (lines: readonly Line[]) => number | null) => mean(sets.flatMap((set) => measure(set) ?? []));
  const foundOf = (answerable: boolean) =>
    over((set) => mean(set.filter((line) => line.answerable === answerable).map((line) => Number(isFound(line)))));
  return {
    threshold,
    foundPrecision: over((set) => mean(set.filter(isFound).map(({ isRight }) => Number(isRight)))) ?? 1,
    unanswerableFound: foundOf(false) ?? 0,
    found: foundOf(true) ?? 0,
  };
}

/** The least threshold that keeps both promises of what is found; else the one that misses them by the least. */
function foundThreshold(reached: readonly Reached[], promises: Promises): number {
  const useful = reached.filter(({ found }) => found >= LEAST_FOUND);
  const miss = ({ foundPrecision, unanswerableFound }: Reached) =>
    Math.max(0, promises.foundPrecision - TOLERANCE - foundPrecision) +
    Math.max(0, unanswerableFound - promises.unanswerableFound);
  const [first = { threshold: 1 }] = useful.toSorted((a, b) => miss(a) - miss(b) || a.threshold - b.threshold);
  return first.threshold;
}

/** The greatest threshold that still shows as many right paragraphs as promised. */
function unsureThreshold(sets: readonly (readonly Line[])[], { rightShown, ofReachable }: Promises): number {
  const answerable = sets.map((lines) => lines.filter((line) => line.answerable)).filter(({ length }) => length > 0);
  const shown = (threshold: number) =>
    mean(answerable.map((of) => mean(of.map((line) => Number(line.isRight && line.confidence >= threshold))) ?? 0)) ??
    0;
  const wanted = Math.min(rightShown, ofReachable * shown(0));
  return candidates(answerable).findLast((threshold) => shown(threshold) >= wanted) ?? 0;
}
