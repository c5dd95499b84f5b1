import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PersonError } from "../person-error.js";
import type { Article, SourceKind } from "./article.js";
import { ArticleError } from "./article-error.js";
import { decodeText } from "./decode-text.js";
import { AttachmentError, isPassing } from "./fetch/attachment-error.js";
import {
  type FetchedDocument,
  type FetchOptions,
  fetchDocument,
  fetchIfChanged,
  type Validators,
} from "./fetch/fetch-document.js";
import { FetchError } from "./fetch/fetch-error.js";
import { binaryFormatOf, textFormatOf } from "./formats/recognize.js";
import {
  type DocumentHints,
  MARKDOWN,
  MAX_DOCUMENT_BYTES,
  PLAIN_EXTENSIONS,
  PLAIN_TEXT,
  type PlainFormat,
} from "./formats/registry.js";
import { parseArticle } from "./read-document.js";
import { ByteBudget } from "./sandbox/byte-budget.js";
import { DocumentReader } from "./sandbox/document-reader.js";

/** A document that was read. */
export interface LoadedDocument {
  readonly article: Article;
  /** Size in bytes. */
  readonly bytes: number;
  readonly sourceKind: SourceKind;
  /** What its address said of it, where it came from one. */
  readonly validators?: Validators;
}

/** The operator's plain texts up to this size are read at once, without a process of their own: a start must be quick. */
const READ_AT_ONCE_BYTES = 500_000;

/** After how many milliseconds a file that somebody sent is fetched a second time, where the first one failed. */
const FETCH_AGAIN_AFTER = 1_000;

/** A path that leads to no file that can be read; the message is written for the person who gave it. */
export class FileError extends PersonError {
  override readonly name = "FileError";
  constructor(
    readonly file: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(why, options);
  }
}

/** Whether a file is what its name says: a page or a PDF that is named .txt is read as what it is. */
function isPlain(bytes: Uint8Array, name: string): boolean {
  try {
    return binaryFormatOf(bytes) === undefined && textFormatOf(decodeText(bytes, name), { name }).content === "plain";
  } catch (error) {
    // It is no text: the reading process finds out what it is.
    if (error instanceof ArticleError) return false;
    throw error;
  }
}

function unreadable(file: string): (cause: unknown) => never {
  return (cause) => {
    const why = sentenceFor(file, cause);
    if (why !== undefined) throw new FileError(file, why);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FileError(file, `Cannot read ${JSON.stringify(file)}: ${reason}.`, { cause });
  };
}

/** The plain words for an error of the system that people meet: they say all of it. */
function sentenceFor(file: string, error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const shown = JSON.stringify(file);
  if (code === "ENOENT" && /^[a-z][a-z0-9+.-]+:\/\//i.test(file)) {
    return `Of addresses, only http and https ones are read, got ${shown}.`;
  }
  const { dir, base } = path.parse(path.resolve(file));
  if (code === "ENOENT") return `There is no file ${JSON.stringify(base)} (looked in ${dir}).`;
  if (code === "EACCES" || code === "EPERM") return `${shown} may not be read (permission denied).`;
  return undefined;
}

/** Reads documents from wherever they are: files, the web, a message. Strangers' documents are read in processes of their own. */
export class Documents {
  readonly #reader: DocumentReader;
  readonly #budget = new ByteBudget();
  readonly #allowPrivate: boolean;
  readonly #fetchAgainAfter: number;

  /**
   * @param fetchAgainAfter milliseconds until a file that somebody sent is fetched a second time, where the first one failed
   * @param keepsReader as `keepsOne` of `DocumentReaderOptions`
   */
  constructor({
    allowPrivateUrls,
    fetchAgainAfter = FETCH_AGAIN_AFTER,
    keepsReader = false,
  }: {
    readonly allowPrivateUrls: boolean;
    readonly fetchAgainAfter?: number;
    readonly keepsReader?: boolean;
  }) {
    this.#reader = new DocumentReader({ keepsOne: keepsReader });
    this.#allowPrivate = allowPrivateUrls;
    this.#fetchAgainAfter = fetchAgainAfter;
  }

  /**
   * Reads the bytes of a document.
   * @param hints what its sender says of it; where they have an address, it is the article's source, else the name
   * @param signal stops it: its reason is thrown.
   * @throws ArticleError, DocumentsBusyError
   */
  fromBytes(bytes: Uint8Array, hints: DocumentHints, signal?: AbortSignal): Promise<LoadedDocument> {
    return this.#budget.take(bytes.length, () => this.#read(bytes, hints, signal));
  }

  /**
   * Reads a file of the operator's. It takes nothing of the byte budget: these files are read one after another.
   * @param name what the article's source is called. Default: the file's name.
   * @param signal stops it: its reason is thrown.
   * @throws ArticleError for a file that is no article, FileError for one that cannot be read.
   */
  async fromFile(file: string, name = path.basename(file), signal?: AbortSignal): Promise<LoadedDocument> {
    const found = await stat(file).catch(unreadable(file));
    if (found.isDirectory()) throw new FileError(file, `${JSON.stringify(file)} is a folder; give one file.`);
    if (!found.isFile()) throw new FileError(file, `${JSON.stringify(file)} is no file.`);
    const { size } = found;
    // A file that is too large is refused before it is read.
    if (size > MAX_DOCUMENT_BYTES) {
      throw new ArticleError(name, { reason: "too-large", bytes: size, limit: MAX_DOCUMENT_BYTES });
    }
    const bytes = await readFile(file).catch(unreadable(file));
    signal?.throwIfAborted();
    const isNamedPlain = PLAIN_EXTENSIONS.includes(path.extname(file).toLowerCase());
    if (isNamedPlain && size <= READ_AT_ONCE_BYTES && isPlain(bytes, name)) {
      return { article: parseArticle(bytes, name), bytes: size, sourceKind: "file" };
    }
    return this.#read(bytes, { name }, signal);
  }

  /**
   * Reads text that somebody wrote or pasted; with Markdown's headings it is Markdown.
   * @param name what the article's source is called
   * @throws ArticleError, DocumentsBusyError
   */
  fromText(text: string, name: string, signal?: AbortSignal): Promise<LoadedDocument> {
    return this.#fromString(text, name, /^#{1,6} /m.test(text) ? MARKDOWN : PLAIN_TEXT, signal);
  }

  /** The same of what is Markdown for certain. @throws ArticleError, DocumentsBusyError */
  fromMarkdown(text: string, name: string, signal?: AbortSignal): Promise<LoadedDocument> {
    return this.#fromString(text, name, MARKDOWN, signal);
  }

  /** Fetches an address and reads what is there. @throws FetchError, ArticleError, DocumentsBusyError */
  async fromUrl(address: string, signal?: AbortSignal): Promise<LoadedDocument> {
    const loaded = await this.#fetched((options) => fetchDocument(address, options), signal);
    if (loaded === undefined) throw new Error("An address that was fetched gave nothing.");
    return loaded;
  }

  /**
   * The same, unless its document is still the one that `known` was told of: then `undefined`.
   * @throws FetchError, ArticleError, DocumentsBusyError
   */
  fromUrlIfChanged(address: string, known: Validators, signal?: AbortSignal): Promise<LoadedDocument | undefined> {
    return this.#fetched((options) => fetchIfChanged(address, known, options), signal);
  }

  /**
   * Fetches a file that somebody sent, once more where that failed. The article's source is the file's name; its address ends
   * soon and is not kept.
   * @param size of the file in bytes, as Discord told it
   * @throws AttachmentError, ArticleError, DocumentsBusyError
   */
  fromAttachment(address: string, name: string, size: number, signal?: AbortSignal): Promise<LoadedDocument> {
    return this.#budget.take(Math.min(size, MAX_DOCUMENT_BYTES), async (isOf) => {
      const { bytes, contentType } = await this.#fetchAttachment(address, name, signal);
      isOf(bytes.length);
      return this.#read(bytes, { name, contentType }, signal);
    });
  }

  /** Ends the processes. */
  close(): Promise<void> {
    return this.#reader.close();
  }

  async #fetchAttachment(address: string, name: string, signal?: AbortSignal): Promise<FetchedDocument> {
    const fetching = () =>
      fetchDocument(address, { anyType: true, allowPrivate: this.#allowPrivate, ...(signal && { signal }) });
    const named = (error: unknown): never => {
      throw error instanceof FetchError ? new AttachmentError(name, error) : error;
    };
    return fetching().catch(async (error: unknown) => {
      if (!(error instanceof FetchError) || !isPassing(error)) return named(error);
      await pause(this.#fetchAgainAfter);
      return fetching().catch(named);
    });
  }

  #fetched(
    fetch: (options: FetchOptions) => Promise<FetchedDocument | undefined>,
    signal: AbortSignal | undefined,
  ): Promise<LoadedDocument | undefined> {
    return this.#budget.take(MAX_DOCUMENT_BYTES, async (isOf) => {
      const fetched = await fetch({ allowPrivate: this.#allowPrivate, ...(signal && { signal }) });
      if (fetched === undefined) return undefined;
      const { bytes, contentType, url, fileName, validators } = fetched;
      isOf(bytes.length);
      const read = await this.#read(bytes, { name: fileName, contentType, url }, signal);
      return { ...read, sourceKind: "url", validators };
    });
  }

  async #fromString(
    text: string,
    name: string,
    { mediaTypes }: PlainFormat,
    signal?: AbortSignal,
  ): Promise<LoadedDocument> {
    const contentType = `${mediaTypes[0]};charset=utf-8`;
    const bytes = new TextEncoder().encode(text);
    return { ...(await this.fromBytes(bytes, { name, contentType }, signal)), sourceKind: "text" };
  }

  async #read(bytes: Uint8Array, hints: DocumentHints, signal?: AbortSignal): Promise<LoadedDocument> {
    return { article: await this.#reader.read(bytes, hints, signal), bytes: bytes.length, sourceKind: "file" };
  }
}
