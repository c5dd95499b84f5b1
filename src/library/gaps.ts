import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Embedder } from "../embedding/embedder.js";
import { embedQuestionInWindows } from "../embedding/windows.js";
import { cosineSimilarity } from "../retrieval/cosine.js";
import type { Scope } from "../store/scope.js";
import type { Gap, Store } from "../store/store.js";
import type { Settings } from "./library.js";

/** How long a question without an answer is kept, in milliseconds. */
export const GAP_TIME = 90 * 24 * 60 * 60_000;

/** How many a scope keeps; the oldest make way. */
const MOST_GAPS = 1_000;

/**
 * Questions of one cluster have this cosine similarity at least to its first one. Of 43,613 pairs of questions of `eval/chat` on one
 * article with different answers 0.4 % reach it (e5-small-v2, 2026-11-25): what is put together belongs together.
 */
const SAME_MEANING = 0.86;

/** Questions without an answer that mean about the same. */
export interface GapCluster {
  /** Oldest first, at least one. */
  readonly gaps: readonly [Gap, ...Gap[]];
}

/** The questions that the articles of a scope did not answer, for those who keep them. */
export interface Gaps {
  /** Keeps a question, where the scope has allowed that. */
  note(scope: Scope, gap: Pick<Gap, "question" | "reason" | "person" | "nearest">): Promise<void>;
  /** By their meaning, the largest cluster first. */
  clusters(scope: Scope): Promise<readonly GapCluster[]>;
  /** All of them, oldest first. */
  list(scope: Scope): Promise<readonly Gap[]>;
  /** Takes out those that have an answer by now, or need none; gives those that were there. */
  close(scope: Scope, ids: readonly string[]): Promise<readonly Gap[]>;
}

/** What gaps are made from. */
interface GapParts {
  readonly store: Pick<Store, "gaps">;
  readonly settings: Settings;
  readonly embedder: Embedder;
}

/** The `Gaps` of a store. */
export class StoredGaps implements Gaps {
  readonly #parts: GapParts;
  /** By the gap's id. */
  readonly #vectors = new LRUCache<string, Float32Array>({ max: MOST_GAPS });

  constructor(parts: GapParts) {
    this.#parts = parts;
  }

  async note(scope: Scope, gap: Pick<Gap, "question" | "reason" | "person" | "nearest">): Promise<void> {
    const { store, settings } = this.#parts;
    if (!(await settings.get(scope)).gaps) return;
    await store.gaps.add(scope, { ...gap, id: randomUUID(), at: Date.now() }, MOST_GAPS);
  }

  async clusters(scope: Scope): Promise<readonly GapCluster[]> {
    const gaps = await this.list(scope);
    const vectors = await Promise.all(gaps.map((gap) => this.#vectorOf(gap)));
    const clusters: { readonly first: Float32Array; readonly gaps: [Gap, ...Gap[]] }[] = [];
    for (const [at, gap] of gaps.entries()) {
      const vector = vectors[at];
      if (vector === undefined) continue;
      const nearest = nearestTo(vector, clusters);
      if (nearest && cosineSimilarity(vector, nearest.first) >= SAME_MEANING) nearest.gaps.push(gap);
      else clusters.push({ first: vector, gaps: [gap] });
    }
    return clusters.sort((a, b) => b.gaps.length - a.gaps.length);
  }

  /** Of its question; a list, a look at one cluster and its end are a few seconds apart. */
  async #vectorOf({ id, question }: Gap): Promise<Float32Array> {
    const known = this.#vectors.get(id);
    if (known !== undefined) return known;
    const { vector } = await embedQuestionInWindows(this.#parts.embedder, question);
    this.#vectors.set(id, vector);
    return vector;
  }

  list(scope: Scope): Promise<readonly Gap[]> {
    return this.#parts.store.gaps.list(scope);
  }

  close(scope: Scope, ids: readonly string[]): Promise<readonly Gap[]> {
    return this.#parts.store.gaps.take(scope, ids);
  }
}

function nearestTo<C extends { readonly first: Float32Array }>(
  vector: Float32Array,
  clusters: readonly C[],
): C | undefined {
  let [best, most] = [undefined as C | undefined, -1];
  for (const cluster of clusters) {
    const similarity = cosineSimilarity(vector, cluster.first);
    if (similarity > most) [best, most] = [cluster, similarity];
  }
  return best;
}
