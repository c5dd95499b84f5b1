import { LRUCache } from "lru-cache";
import type { TokensOf } from "../retrieval/article-index.js";
import type { TokenCodes } from "../retrieval/token-codes.js";

/** What is kept of a paragraph beside its numbers, about, in bytes: two arrays with their buffers, and the place in the cache. */
const BESIDE = 600;

/** The tokens of one article as it was loaded. */
export interface ArticleTokens {
  readonly tokensOf: TokensOf;
  /** Drops those that are kept, and keeps none of those that are still read. */
  forget(): void;
}

/** The tokens that were read lately, of all articles together: questions about the same thing need the same paragraphs. */
export class TokenCache {
  readonly #kept: LRUCache<string, TokenCodes>;
  #articles = 0;

  /** @param capacity in bytes */
  constructor(capacity: number) {
    this.#kept = new LRUCache({
      maxSize: capacity,
      sizeCalculation: ({ codes, sentenceOf }) => codes.byteLength + sentenceOf.byteLength + BESIDE,
    });
  }

  /** Bytes that are kept. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /**
   * An article's tokens through this cache; nobody else gets what is kept of them.
   * @param paragraphs how many it has
   * @param read gives the tokens of paragraphs, by their positions
   */
  article(paragraphs: number, read: TokensOf): ArticleTokens {
    const number = ++this.#articles;
    const keyOf = (position: number) => `${number} ${position}`;
    let isForgotten = false;
    return {
      tokensOf: async (positions) => {
        const known = new Map(positions.map((position) => [position, this.#kept.get(keyOf(position))]));
        const missing = [...known].flatMap(([position, tokens]) => (tokens === undefined ? [position] : []));
        const tokens = missing.length > 0 ? await read(missing) : [];
        for (const [at, position] of missing.entries()) {
          known.set(position, tokens[at]);
          if (!isForgotten) this.#kept.set(keyOf(position), tokens[at]);
        }
        return positions.flatMap((position) => known.get(position) ?? []);
      },
      forget: () => {
        isForgotten = true;
        for (let position = 0; position < paragraphs; position++) this.#kept.delete(keyOf(position));
      },
    };
  }
}
