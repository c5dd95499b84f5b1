import type { ArticleIndex } from "../retrieval/article-index.js";

/** Bytes of vectors kept in memory: about 65,000 paragraphs of four sentences would take 500 MB, most servers far less. */
const DEFAULT_CAPACITY = 256 * 1024 * 1024;

/** Article indexes that were asked lately; the least recently asked leaves first. */
export class IndexCache {
  readonly #capacity: number;
  /** In the order of use, the latest last. */
  readonly #indexes = new Map<string, ArticleIndex>();
  #bytes = 0;

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  get(id: string): ArticleIndex | undefined {
    const index = this.#indexes.get(id);
    if (index) {
      this.#indexes.delete(id);
      this.#indexes.set(id, index);
    }
    return index;
  }

  put(index: ArticleIndex): void {
    this.forget(index.article.id);
    this.#indexes.set(index.article.id, index);
    this.#bytes += index.vectors.data.byteLength;
    for (const id of this.#indexes.keys()) {
      if (this.#bytes <= this.#capacity || this.#indexes.size === 1) break;
      this.forget(id);
    }
  }

  forget(id: string): void {
    const index = this.#indexes.get(id);
    if (index === undefined) return;
    this.#indexes.delete(id);
    this.#bytes -= index.vectors.data.byteLength;
  }
}
