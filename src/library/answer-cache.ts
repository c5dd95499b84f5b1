import { LRUCache } from "lru-cache";
import type { Answer } from "../retrieval/answer.js";
import type { Owned } from "./loaded-articles.js";

/** In milliseconds: minutes later nobody asks the same for the same reason. */
const LIFETIME = 5 * 60_000;

/** Answers that are remembered; each holds a score for every paragraph that was asked. */
const CAPACITY = 200;

interface Entry {
  readonly answer: Answer;
  readonly articles: readonly Owned[];
}

/**
 * Answers of the last minutes, so that a question that many put at once, or one again, is searched once. Each is good as long
 * as the articles that were asked are the very ones.
 */
export class AnswerCache {
  readonly #entries = new LRUCache<string, Entry>({ max: CAPACITY, ttl: LIFETIME });

  /** @param key all that an answer depends on besides the articles */
  get(key: string, articles: readonly Owned[]): Answer | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && areSame(entry.articles, articles) ? entry.answer : undefined;
  }

  set(key: string, articles: readonly Owned[], answer: Answer): void {
    this.#entries.set(key, { answer, articles });
  }
}

/** The store gives the same record until the article changes. */
function areSame(before: readonly Owned[], now: readonly Owned[]): boolean {
  return before.length === now.length && before.every(({ record }, at) => record === now[at]?.record);
}
