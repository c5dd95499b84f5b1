import { asStoreError } from "../errors.js";
import type { Scope } from "../scope.js";
import type {
  ArticleRecord,
  BeginOptions,
  BeginResult,
  ClaimedImport,
  Embedded,
  ImportStore,
  ImportToKeep,
  Usage,
} from "../store.js";
import { type Blobs, readPointed } from "./blobs.js";
import type { DatabaseThread } from "./database-thread.js";
import type { ScopeCache } from "./scope-cache.js";

/** The imports under way of a SQLite database. */
export class SqliteImports implements ImportStore {
  readonly #reader: DatabaseThread;
  readonly #writer: DatabaseThread;
  readonly #blobs: Blobs;
  readonly #lists: ScopeCache<readonly ArticleRecord[]>;

  constructor(
    reader: DatabaseThread,
    writer: DatabaseThread,
    blobs: Blobs,
    lists: ScopeCache<readonly ArticleRecord[]>,
  ) {
    this.#reader = reader;
    this.#writer = writer;
    this.#blobs = blobs;
    this.#lists = lists;
  }

  async begin(scope: Scope, { content, ...article }: ImportToKeep, options: BeginOptions): Promise<BeginResult> {
    const facts = { ...article, paragraphs: content.length };
    const refusal = await this.#writer.call("imports", "refusal", scope, facts, options);
    if (refusal) return refusal;
    const result = await this.#blobs.withText(content, (textId) =>
      this.#writer.call("imports", "begin", scope, facts, options, textId),
    );
    await this.#blobs.tryDeleteUnused();
    return result;
  }

  async finish(scope: Scope, importId: string, embedded: Embedded): Promise<boolean> {
    const kept = await this.#lists.changing(scope, () =>
      this.#blobs.withEmbedded(embedded, (written) => this.#writer.call("imports", "finish", scope, importId, written)),
    );
    await this.#blobs.tryDeleteUnused();
    return kept;
  }

  async cancel(scope: Scope, importId: string): Promise<boolean> {
    const cancelled = await this.#writer.call("imports", "cancel", scope, importId);
    await this.#blobs.tryDeleteUnused();
    return cancelled;
  }

  release(scope: Scope, importId: string): Promise<void> {
    return this.#writer.call("imports", "release", scope, importId);
  }

  async claim(except: readonly string[] = []): Promise<ClaimedImport | undefined> {
    const claimed = await this.#writer.call("imports", "claim", except);
    if (claimed === undefined) return undefined;
    const { textId, ...facts } = claimed;
    return { ...facts, content: await this.#blobs.readText(textId, facts.paragraphs).catch(asStoreError) };
  }

  usage(scope: Scope, since: number, except?: string): Promise<Usage> {
    return this.#reader.call("imports", "usage", scope, since, except);
  }

  sameVectors(scope: Scope, importId: string, model: string): Promise<Embedded | undefined> {
    return readPointed(
      () => this.#reader.call("imports", "sameVectors", scope, importId, model),
      (pointers) => this.#blobs.readEmbedded(pointers),
    );
  }
}
