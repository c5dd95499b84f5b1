import { Worker } from "node:worker_threads";
import type { Article, Paragraph } from "../article.js";
import type { ArticleFault } from "../fault.js";
import type { DocumentHints } from "../formats/registry.js";

/** What the process is asked. */
export interface DocumentRequest {
  readonly bytes: Uint8Array;
  readonly hints: DocumentHints;
}

/**
 * What it answers: that it has loaded what it needs, or cannot, and then ends; an article's paragraphs some at a time, because
 * the one who asks unpacks each message in one go, and the rest of it after them. `residentBytes` is its own memory then.
 */
export type DocumentReply =
  | { readonly type: "ready" }
  | { readonly type: "unfit"; readonly detail: string }
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
const [memoryLimit, loads] = process.argv.slice(2);
new Worker(new URL("./document-guard.js", import.meta.url), {
  workerData: { memoryLimit: Number(memoryLimit) },
}).unref();

const loading = load();
process.on("message", (request: DocumentRequest) => {
  void loading.then((modules) => answer(request, modules));
});
process.on("disconnect", () => process.exit());

/** Paragraphs in a message: a millisecond to unpack. */
const PARAGRAPHS_AT_ONCE = 200;

type Modules = Awaited<ReturnType<typeof loadModules>>;

/** Loaded here, so that what is missing is told. */
async function loadModules() {
  const [{ ArticleError }, { readDocument }, { isMissingModule, loadAll }] = await Promise.all([
    import("../article-error.js"),
    import("../read-document.js"),
    import("../load-all.js"),
  ]);
  if (loads === "all") await loadAll();
  return { ArticleError, readDocument, isMissingModule };
}

async function load(): Promise<Modules> {
  const modules = await loadModules().catch(endUnfit);
  await send({ type: "ready" });
  return modules;
}

async function endUnfit(error: unknown): Promise<never> {
  await send({ type: "unfit", detail: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

async function answer({ bytes, hints }: DocumentRequest, modules: Modules): Promise<void> {
  try {
    const { paragraphs, ...rest } = await modules.readDocument(bytes, hints);
    for (let at = 0; at < paragraphs.length; at += PARAGRAPHS_AT_ONCE) {
      await send({ type: "paragraphs", paragraphs: paragraphs.slice(at, at + PARAGRAPHS_AT_ONCE) });
    }
    await send({ type: "article", rest, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    if (modules.isMissingModule(error)) await endUnfit(error);
    // Anything else is a mistake of ours: it ends the process, and the parent says so.
    if (!(error instanceof modules.ArticleError)) throw error;
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
