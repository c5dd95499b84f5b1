import { Worker } from "node:worker_threads";
import type { Article, Paragraph } from "../article.js";
import { ArticleError } from "../article-error.js";
import type { ArticleFault } from "../fault.js";
import type { DocumentHints } from "../formats/registry.js";
import { readDocument } from "../read-document.js";

/** What the process is asked. */
export interface DocumentRequest {
  readonly bytes: Uint8Array;
  readonly hints: DocumentHints;
}

/**
 * What it answers: an article's paragraphs some at a time, because the one who asks unpacks each message in one go, and the
 * rest of it after them. `residentBytes` is its own memory then.
 */
export type DocumentReply =
  | { readonly type: "paragraphs"; readonly paragraphs: readonly Paragraph[] }
  | { readonly type: "article"; readonly rest: Omit<Article, "paragraphs">; readonly residentBytes: number }
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
  void answer(request);
});
process.on("disconnect", () => process.exit());

/** Paragraphs in a message: a millisecond to unpack. */
const PARAGRAPHS_AT_ONCE = 200;

async function answer({ bytes, hints }: DocumentRequest): Promise<void> {
  try {
    const { paragraphs, ...rest } = await readDocument(bytes, hints);
    for (let at = 0; at < paragraphs.length; at += PARAGRAPHS_AT_ONCE) {
      await send({ type: "paragraphs", paragraphs: paragraphs.slice(at, at + PARAGRAPHS_AT_ONCE) });
    }
    await send({ type: "article", rest, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    // Anything else is a mistake of ours: it ends the process, and the parent says so.
    if (!(error instanceof ArticleError)) throw error;
    const { source, fault } = error;
    await send({ type: "fault", source, fault, causes: causesOf(error), residentBytes: process.memoryUsage.rss() });
  }
}

/** Resolves when the message is on its way: what waits to be written is little, and never the whole of a book. */
function send(reply: DocumentReply): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(reply, (error: Error | null) => (error ? reject(error) : resolve()));
  });
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
