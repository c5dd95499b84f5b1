import { type BotContext, failure } from "../../context.js";
import type { LiveMessage } from "../../deferred-reply.js";
import { type Adding, addArticle, partOf } from "./import.js";
import type { Offer } from "./offer.js";

/** What came of several documents. */
export interface AllAdded {
  /** For the person, one line or more for each; the same is said once. */
  readonly report: string;
  /** The articles that can be asked now. */
  readonly articleIds: readonly string[];
}

/**
 * Adds several documents one after the other: what one of them lacks keeps none of the others away.
 * @param facts what the log says of an error
 */
export async function addAll(
  context: BotContext,
  offers: readonly Offer[],
  { title, asked, ...adding }: Adding,
  live: LiveMessage,
  facts: object,
): Promise<AllAdded> {
  const reports = new Set<string>();
  const articleIds: string[] = [];
  for (const [at, offer] of offers.entries()) {
    try {
      // One title cannot be that of several.
      const named = offers.length === 1 ? { ...adding, title } : adding;
      const { report, articleId } = await addArticle(context, offer, { ...named, asked: partOf(asked, at) }, live);
      reports.add(report);
      if (articleId !== undefined) articleIds.push(articleId);
    } catch (error) {
      reports.add(failure(context, error, facts).content ?? "");
    }
  }
  return { report: [...reports].join("\n"), articleIds };
}
