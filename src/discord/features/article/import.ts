import type { Omission } from "../../../documents/omission.js";
import type { ImportOutcome } from "../../../health/figures.js";
import type { Texts } from "../../../interface-texts/texts.js";
import type { ResumedImport } from "../../../library/import.js";
import type { AddResult } from "../../../library/library.js";
import { PersonError } from "../../../person-error.js";
import { bar, fileSize } from "../../../presentation/counts.js";
import { withOmissions } from "../../../presentation/sentences.js";
import { type BotContext, failure } from "../../context.js";
import type { LiveMessage } from "../../deferred-reply.js";
import type { BegunImport } from "../../import-reports.js";
import { type Origin, scopeOf } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { named, shortMarkdown } from "../../text/plain-text.js";
import { type Offer, tooLarge } from "./offer.js";

const barLength = 20;

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
  context: BotContext,
  offer: Offer,
  { by, asked, title, replaces: id }: Adding,
  live: LiveMessage,
): Promise<Added & { readonly outcome: ImportOutcome }> {
  const { articles, texts } = context;
  const begun = begunBy(offer, by, asked);
  const { scope, person: addedBy, importId } = begun;
  const refusal = tooLarge(offer, texts);
  if (refusal !== undefined) return { report: refusal, outcome: "refused" };
  const { article, bytes, sourceKind, messages } = await readOffer(context, offer, begun, live, id);
  const onProgress = (done: number, total: number) => live.show(progress(title ?? article.title, done, total, texts));
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
  const report = addReport(result, { bytes, site, pages: article.paragraphs.at(-1)?.page, omissions }, texts);
  const isThere = result.kind === "added" || !result.importing;
  return { report, outcome: result.kind, ...(isThere && { articleId: result.article.id }) };
}

/**
 * Reads an offer for the import that has begun, and shows that it does.
 * @param replaces the id of an article whose place it takes
 * @throws what the library, the fetching and the reading throw for people
 */
export async function readOffer(
  { articles, documents, readingLimit, importReports, texts }: BotContext,
  offer: Offer,
  begun: BegunImport,
  live: LiveMessage,
  replaces: string | undefined,
): ReturnType<Offer["load"]> {
  await articles.checkImport(begun.scope, offer.bytes, replaces);
  live.show({ content: texts.say("import.reading", { name: named(offer.name) }) });
  // Its note ends when what came of it was told.
  live.imports.push(begun);
  await importReports.begin(begun);
  return readingLimit.run(begun.scope, () => offer.load(documents));
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
export function progress(title: string, done: number, total: number, texts: Texts): OutgoingMessage {
  const share = total === 0 ? 1 : done / total;
  const drawn = bar(Math.floor(share * barLength), barLength);
  const paragraphs = texts.say("paragraphs", { count: total });
  const far = texts.say("import.progress", { percent: Math.floor(share * 100), done, paragraphs });
  return { content: `${texts.say("import.reading-title", { title: named(title) })}\n\`${drawn}\` ${far}` };
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
export function addReport(result: AddResult, facts: AddedFacts, texts: Texts): string {
  const { paragraphs } = result.article;
  const title = named(result.article.title);
  if (result.kind === "already-here") {
    return texts.say(result.importing ? "import.same-under-way" : "import.same", { title });
  }
  const read = [texts.say("paragraphs", { count: paragraphs }), fileSize(facts.bytes, texts)];
  if (facts.pages !== undefined) read.push(texts.say("import.to-page", { page: facts.pages }));
  if (facts.site !== undefined) read.push(shortMarkdown(facts.site, 100));
  return withOmissions(texts.say("import.added", { title, facts: read.join(" · ") }), facts.omissions);
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
  const { texts } = context;
  const facts = { title: named(title), paragraphs: texts.say("paragraphs", { count: paragraphs }) };
  if (problem === undefined) return texts.say("import.restarted-done", facts);
  const why = failure(context, problem, { import: importId }).content ?? "";
  return texts.say("import.restarted-failed", { title: named(title), problem: why });
}
