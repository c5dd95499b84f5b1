import { LRUCache } from "lru-cache";

/** So many automatic answers are given in a channel within this time, in milliseconds: nobody asked for them. */
const MOST = 5;
const WITHIN = 10 * 60_000;
/** Channels that are remembered. */
const CHANNELS = 10_000;

/** When automatic answers were given lately, in memory alone. */
export class RecentAnswers {
  readonly #given = new LRUCache<string, readonly number[]>({ max: CHANNELS });
  readonly #now: () => number;

  /** @param now milliseconds since 1970. Default: the clock */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Counts one more in a channel; `false`, and nothing is counted, where there were enough. */
  take(channelId: string): boolean {
    const now = this.#now();
    const lately = (this.#given.get(channelId) ?? []).filter((at) => at > now - WITHIN);
    if (lately.length >= MOST) return false;
    this.#given.set(channelId, [...lately, now]);
    return true;
  }
}
