import type { Scope } from "../store/scope.js";
import type { Store } from "../store/store.js";
import { embedArticle } from "./embed-article.js";
import type { Models } from "./models.js";

/**
 * Embeds every article anew that was embedded by another model than the present one, one after another; each keeps its old
 * vectors until its new ones are there.
 * @param onProblem told of an article that cannot be; the others go on.
 * @param only one scope. Default: all.
 * @returns how many articles.
 */
export async function embedAnew(
  store: Store,
  models: Models,
  signal: AbortSignal,
  onProblem: (problem: Error) => void,
  only?: Scope,
): Promise<number> {
  const { embedder } = models.current;
  let done = 0;
  for (const { scope, record, vectorKey } of await store.articles.embeddedByOthers(embedder.model)) {
    if (only !== undefined && scope !== only) continue;
    try {
      const paragraphs = await store.articles.readText(scope, record.id);
      if (paragraphs === undefined) continue;
      const vectors = await embedArticle(embedder, { title: record.title, paragraphs }, undefined, signal);
      const embedded = { model: embedder.model, vectors };
      if (await store.articles.setVectors(scope, record.id, vectorKey, embedded)) done++;
    } catch (error) {
      if (signal.aborted) throw error;
      onProblem(new Error(`“${record.title}” (${scope}) cannot be embedded anew.`, { cause: error }));
    }
  }
  return done;
}
