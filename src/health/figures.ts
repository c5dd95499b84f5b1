/** A part of the way from a question to its answer; `waiting` is for the question's turn. */
export type Stage = "waiting" | "loading" | "embedding" | "ranking" | "reader";

/** How an acknowledgement of an interaction ended. */
export type AcknowledgementOutcome = "taken" | "refused" | "unreachable";

/** What became of an import. */
export type ImportOutcome = "added" | "already-here" | "refused" | "failed";

/** What can be asked how many there are of it. */
export type Watched = "ready" | "requests" | "questions-waiting" | "questions-under-way";

/**
 * Takes what is counted of a running bot. All times are in seconds. What is told here is counted and forgotten: neither text nor
 * anybody's id goes in.
 */
export interface Figures {
  /** A stage of one search is over. */
  stage(stage: Stage, seconds: number): void;
  /** A question was answered. @param kind that of its answer, or `too-many`, `refused` or `failed` where there is none */
  answered(kind: string, seconds: number): void;
  /** The model has done a task. @param waited for a thread */
  computed(task: string, waited: number, took: number): void;
  /** An interaction was acknowledged, or could not be. @param seconds since it arrived */
  acknowledged(outcome: AcknowledgementOutcome, seconds: number): void;
  /** What a person did was dealt with, the answer included. @param what a kind of interaction, or a message for the bot */
  handled(what: string, seconds: number): void;
  /** Discord answered a try of a request. @param status of HTTP; the error's code where there was no answer */
  discordAnswered(status: number | string): void;
  /** An import ended. */
  imported(outcome: ImportOutcome): void;
  /** From now on `count` is asked whenever the figures are read. */
  watch(what: Watched, count: () => number | Promise<number>): void;
}

/** Counts nothing. */
export const NO_FIGURES: Figures = {
  stage() {},
  answered() {},
  computed() {},
  acknowledged() {},
  handled() {},
  discordAnswered() {},
  imported() {},
  watch() {},
};

/** @param began by `performance.now()` */
export function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}

/** Does some work, and tells how long it took, also where it failed. */
export async function timed<T>(work: () => Promise<T>, tell: (seconds: number) => void): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    tell(secondsSince(began));
  }
}
