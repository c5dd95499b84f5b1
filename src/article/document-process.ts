import { Worker } from "node:worker_threads";
import type { Article } from "./article.js";
import { ArticleError, type ArticleFault } from "./article-error.js";
import type { DocumentHints } from "./document-kind.js";
import { readDocument } from "./read-document.js";

/** What the process is asked. */
export interface DocumentRequest {
  readonly bytes: Uint8Array;
  readonly hints: DocumentHints;
}

/** What it answers. `residentBytes` is its own memory then. */
export type DocumentReply =
  | { readonly type: "article"; readonly article: Article; readonly residentBytes: number }
  | {
      readonly type: "fault";
      readonly source: string;
      readonly fault: ArticleFault;
      readonly causes: readonly string[];
      readonly residentBytes: number;
    };

// The process that reads documents: started by DocumentReader, one request at a time, ended by its parent. A thread watches
// over it, because the parser may keep this one busy for good.
const memoryLimit = Number(process.argv[2]);
new Worker(new URL("./document-guard.js", import.meta.url), { workerData: { memoryLimit } }).unref();

process.on("message", (request: DocumentRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on("disconnect", () => process.exit());

async function answer({ bytes, hints }: DocumentRequest): Promise<DocumentReply> {
  try {
    const article = await readDocument(bytes, hints);
    return { type: "article", article, residentBytes: process.memoryUsage.rss() };
  } catch (error) {
    // Anything else is a mistake of ours: it ends the process, and the parent says so.
    if (!(error instanceof ArticleError)) throw error;
    const { source, fault } = error;
    return { type: "fault", source, fault, causes: causesOf(error), residentBytes: process.memoryUsage.rss() };
  }
}

function causesOf(error: Error): string[] {
  const causes: string[] = [];
  for (
    let cause = error.cause;
    cause !== undefined && causes.length < 5;
    cause = cause instanceof Error ? cause.cause : undefined
  ) {
    causes.push(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }
  return causes;
}
