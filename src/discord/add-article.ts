import type { Documents, LoadedDocument } from "../documents/documents.js";
import { MAX_DOCUMENT_BYTES } from "../documents/formats/registry.js";
import type { Person, Scope } from "../store/scope.js";
import { addReport, named, progress, tooLarge } from "./article-replies.js";
import type { BotContext } from "./context.js";
import type { LiveMessage } from "./live-message.js";

/** A document that a person wants to add. */
export interface Offer {
  /** What it is called before its title is known. */
  readonly name: string;
  /** Its size in bytes, where Discord told. */
  readonly bytes?: number;
  load(documents: Documents): Promise<LoadedDocument>;
}

/** For whom an article is added, and how. */
export interface Adding {
  readonly scope: Scope;
  readonly addedBy: Person;
  /** Instead of the document's own. */
  readonly title?: string | undefined;
}

/** A file that hangs on a message or command. */
export function offerOfFile({ name, size, url }: { name: string; size: number; url: string }): Offer {
  return { name, bytes: size, load: (documents) => documents.fromAttachment(url, name) };
}

/** A web address. */
export function offerOfAddress(address: string): Offer {
  return { name: address, load: (documents) => documents.fromUrl(address) };
}

/** Text that a person wrote or pasted. */
export function offerOfText(text: string, name: string): Offer {
  return { name, bytes: Buffer.byteLength(text), load: (documents) => documents.fromText(text, name) };
}

/**
 * Reads a document and keeps it as an article; whether the person may is for the caller to know.
 * @returns the report for the person
 * @throws what the library, the fetching and the reading throw for people
 */
export async function addArticle(
  { articles, documents, reading }: BotContext,
  offer: Offer,
  { scope, addedBy, title }: Adding,
  live: LiveMessage,
): Promise<string> {
  if (offer.bytes !== undefined && offer.bytes > MAX_DOCUMENT_BYTES) return tooLarge(offer.name, offer.bytes);
  await articles.checkImport(scope, offer.bytes);
  live.show({ content: `Reading ${named(offer.name)} …` });
  const readingId = await articles.beginReading(scope, addedBy, offer.name);
  try {
    const { article, bytes, sourceKind } = await reading.take(scope, () => offer.load(documents));
    const onProgress = (done: number, total: number) => live.show(progress(title ?? article.title, done, total));
    const result = await articles.add(scope, article, { title, addedBy, sourceKind, bytes, readingId, onProgress });
    const { site, omissions } = article;
    return addReport(result, { bytes, site, pages: article.paragraphs.at(-1)?.page, omissions });
  } finally {
    await articles.endReading(scope, readingId);
  }
}
