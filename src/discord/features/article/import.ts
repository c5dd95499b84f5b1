import type { Client, Message } from "discord.js";
import type { Documents, LoadedDocument } from "../../../documents/documents.js";
import { MAX_DOCUMENT_BYTES } from "../../../documents/formats/registry.js";
import type { Omission } from "../../../documents/omission.js";
import type { ImportOutcome } from "../../../health/figures.js";
import type { ResumedImport } from "../../../library/import.js";
import type { AddResult } from "../../../library/library.js";
import { PersonError } from "../../../person-error.js";
import { bar, count, fileSize } from "../../../presentation/counts.js";
import { withOmissions } from "../../../presentation/sentences.js";
import type { WrittenMessage } from "../../../store/store.js";
import { type BotContext, failure } from "../../context.js";
import type { LiveMessage } from "../../deferred-reply.js";
import type { BegunImport } from "../../import-reports.js";
import { type Origin, scopeOf } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { named, shortMarkdown } from "../../text/plain-text.js";

const barLength = 20;

/** A document that a person wants to add. */
export interface Offer {
  /** What it is called before its title is known. */
  readonly name: string;
  /** Its size in bytes, where Discord told. */
  readonly bytes?: number;
  load(documents: Documents): Promise<LoadedDocument & { readonly messages?: readonly WrittenMessage[] }>;
}

/** What an import is known by, and where it was asked for. */
interface Asked {
  readonly id: string;
  readonly channelId: string | null;
}

/** Who adds an article, to what is theirs there, and how. */
export interface Adding {
  readonly by: Origin;
  /** The interaction or message by which it was asked for, and which of its documents this is. */
  readonly asked: Asked;
  /** Instead of the document's own. */
  readonly title?: string | undefined;
  /** The id of an article whose place it takes. */
  readonly replaces?: string | undefined;
}

/** What came of it. */
export interface Added {
  /** For the person. */
  readonly report: string;
  /** The article that can be asked now, where one can. */
  readonly articleId?: string;
}

/** A file that is attached to a message or command. */
export function offerOfFile({ name, size, url }: { name: string; size: number; url: string }): Offer {
  return { name, bytes: size, load: (documents) => documents.fromAttachment(url, name, size) };
}

/** A web address. */
export function offerOfAddress(address: string): Offer {
  return { name: address, load: (documents) => documents.fromUrl(address) };
}

/** A message that somebody wrote, as `messageDocument` has it. @param address its own in Discord */
export function offerOfMessage(text: string, address: string): Offer {
  return {
    name: "the message",
    bytes: Buffer.byteLength(text),
    load: (documents) => documents.fromMarkdown(text, address),
  };
}

/** The same of what a person wrote or sent in a message: all of it is theirs. A bot is no person. */
export function writtenIn(offer: Offer, { author, url: address, webhookId }: Message): Offer {
  if (author.bot || webhookId !== null) return offer;
  return {
    ...offer,
    async load(documents) {
      const loaded = await offer.load(documents);
      const last = loaded.article.paragraphs.length;
      return { ...loaded, messages: [{ person: author.id, address, first: 1, last }] };
    },
  };
}

/** Text that a person wrote or pasted. */
export function offerOfText(text: string, name: string): Offer {
  return { name, bytes: Buffer.byteLength(text), load: (documents) => documents.fromText(text, name) };
}

/**
 * Reads a document and keeps it as an article; whether the person may is for the caller to know.
 * @throws what the library, the fetching and the reading throw for people
 */
export async function addArticle(context: BotContext, offer: Offer, adding: Adding, live: LiveMessage): Promise<Added> {
  let outcome: ImportOutcome = "failed";
  try {
    const added = await addCounted(context, offer, adding, live);
    outcome = added.outcome;
    return added;
  } catch (error) {
    if (error instanceof PersonError) outcome = "refused";
    throw error;
  } finally {
    context.figures.imported(outcome);
  }
}

async function addCounted(
  { articles, documents, readingLimit, importReports }: BotContext,
  offer: Offer,
  { by, asked, title, replaces: id }: Adding,
  live: LiveMessage,
): Promise<Added & { readonly outcome: ImportOutcome }> {
  const begun = begunBy(offer, by, asked);
  const { scope, person: addedBy, importId } = begun;
  if (offer.bytes !== undefined && offer.bytes > MAX_DOCUMENT_BYTES)
    return { report: tooLarge(offer.name, offer.bytes), outcome: "refused" };
  await articles.checkImport(scope, offer.bytes, id);
  live.show({ content: `Reading ${named(offer.name)} …` });
  // Its note ends when what came of it was told.
  live.imports.push(begun);
  await importReports.begin(begun);
  const { article, bytes, sourceKind, messages } = await readingLimit.run(scope, () => offer.load(documents));
  const onProgress = (done: number, total: number) => live.show(progress(title ?? article.title, done, total));
  const options = {
    title,
    addedBy,
    sourceKind,
    bytes,
    messages,
    importId,
    onProgress,
    ...(id !== undefined && { id }),
  };
  const result = await articles.add(scope, article, options);
  const { site, omissions } = article;
  const report = addReport(result, { bytes, site, pages: article.paragraphs.at(-1)?.page, omissions });
  const isThere = result.kind === "added" || !result.importing;
  return { report, outcome: result.kind, ...(isThere && { articleId: result.article.id }) };
}

/** The import that an offer is about to become. */
export function begunBy({ name }: Offer, by: Origin, { id, channelId }: Asked): BegunImport {
  return { importId: id, scope: scopeOf(by), person: by.user.id, channelId, name };
}

/** One of several documents that a message or an interaction brings. */
export function partOf({ id, channelId }: Asked, at: number): Asked {
  return { id: at === 0 ? id : `${id}-${at}`, channelId };
}

/** How far an import is. */
export function progress(title: string, done: number, total: number): OutgoingMessage {
  const share = total === 0 ? 1 : done / total;
  const drawn = bar(Math.floor(share * barLength), barLength);
  return {
    content: `Reading ${named(title)}\n\`${drawn}\` ${Math.floor(share * 100)} % · ¶ ${done} of ${count(total, "paragraph")}`,
  };
}

/** What was read of a document, beside its paragraphs. */
interface AddedFacts {
  readonly bytes: number;
  readonly site?: string | undefined;
  /** The last page with text. */
  readonly pages?: number | undefined;
  readonly omissions?: readonly Omission[] | undefined;
}

/** What became of an article that was to be added. */
export function addReport(result: AddResult, facts: AddedFacts): string {
  const { title, paragraphs } = result.article;
  if (result.kind === "already-here") {
    return result.importing
      ? `${named(title)} has the same content and is just being added. It will be there in a moment.`
      : `This is here already: ${named(title)} has the same content. Nothing was added.`;
  }
  const read = [count(paragraphs, "paragraph"), fileSize(facts.bytes)];
  if (facts.pages !== undefined) read.push(`to page ${facts.pages}`);
  if (facts.site !== undefined) read.push(shortMarkdown(facts.site, 100));
  return withOmissions(`Added ${named(title)}: ${read.join(" · ")}.`, facts.omissions);
}

/** The sentence for a file that is too large to be fetched at all. */
export function tooLarge(name: string, bytes: number): string {
  return `${named(name)} has ${fileSize(bytes)}; at most ${fileSize(MAX_DOCUMENT_BYTES)} are read. Split it, or send its text.`;
}

/**
 * Keeps what the person who added an article is told of an import that the last process left: the reply which showed its progress
 * can no longer be edited, and was for that person alone.
 */
export async function tellOfImport(ended: ResumedImport, context: BotContext): Promise<void> {
  const { addedBy: person, importId, scope } = ended;
  if (person === null) return;
  await context.importReports.keep({ importId, scope, person, channelId: null }, importNews(ended, context));
}

function importNews({ title, paragraphs, problem, importId }: ResumedImport, context: BotContext): string {
  const begun = `I was restarted while I was reading ${named(title)}`;
  if (problem === undefined) return `${begun}. It is there now: ${count(paragraphs, "paragraph")}.`;
  return `${begun}, and could not finish. ${failure(context, problem, { import: importId }).content ?? ""}`;
}

/** Which server something was for, where it was for one. */
export function forServer({ guilds }: Client, guildId: string | undefined): string {
  if (guildId === undefined) return "";
  const guild = guilds.cache.get(guildId);
  return guild === undefined ? " for a server" : ` for the server ${named(guild.name)}`;
}
