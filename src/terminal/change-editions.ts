import type { Documents } from "../documents/documents.js";
import { english } from "../interface-texts/texts.js";
import type { ArticleDetails, Articles } from "../library/library.js";
import { NoAddressError } from "../library/refresh-pace.js";
import { UsageError } from "../person-error.js";
import { planned, refreshed, renamed, replaced } from "../presentation/editions.js";
import { withOmissions } from "../presentation/sentences.js";
import { REFRESH_PACES } from "../store/refresh-store.js";
import { type Addition, documentAt, removableArticle } from "./change-articles.js";
import { inQuotes } from "./render/safe-text.js";

const off = "off";
/** How often an article can be fetched anew, as it is typed. */
export const PACES_TYPED = [off, ...REFRESH_PACES] as const;

/** Gives an article another title; the sentence that says so. @throws UsageError for a file of ARTICLES, and what the library throws */
export async function renameArticle(articles: Articles, wanted: string, addition: Addition): Promise<string> {
  const { scope, title = "" } = addition;
  const before = await removableArticle(articles, scope, wanted);
  const result = await articles.rename(scope, before.id, title, optionsOf(before, addition));
  return renamed(inQuotes(before.title), inQuotes(result.article.title), result, english());
}

/** Gives an article the text of another file or address. @throws as `renameArticle`, and what the fetching and the reading throw */
export async function replaceArticle(
  articles: Articles,
  documents: Documents,
  [wanted, subject]: readonly [wanted: string, subject: string],
  addition: Addition,
): Promise<string> {
  const { scope, signal } = addition;
  const before = await removableArticle(articles, scope, wanted);
  const { article, bytes, sourceKind } = await documentAt(documents, subject, signal);
  const result = await articles.replace(scope, before.id, article, {
    ...optionsOf(before, addition),
    bytes,
    sourceKind,
  });
  const report = withOmissions(replaced(inQuotes(before.title), result, english()), article.omissions);
  return before.plan !== null && sourceKind !== "url" ? `${report}\n${english().say("edition.no-address")}` : report;
}

/** Fetches an article's address anew; with `every` time and again, or no more. @throws as `replaceArticle` */
export async function refreshArticle(
  articles: Articles,
  documents: Documents,
  [wanted, every]: readonly [wanted: string, every: string | undefined],
  addition: Addition,
): Promise<string> {
  const { scope, signal } = addition;
  const pace = REFRESH_PACES.find((one) => one === every);
  if (every !== undefined && every !== off && pace === undefined)
    throw new UsageError(`Expected ${PACES_TYPED.join(", ")} as how often, got ${JSON.stringify(every)}.`);
  const before = await removableArticle(articles, scope, wanted);
  const name = inQuotes(before.title);
  if (every === off) {
    await articles.plan(scope, before.id, null);
    return planned(name, null, english());
  }
  if (before.sourceKind !== "url") throw new NoAddressError(before.title);
  const { article, bytes } = await documents.fromUrl(before.source, signal);
  const result = await articles.refresh(scope, before.id, article, { ...optionsOf(before, addition), bytes });
  const report = withOmissions(
    refreshed(name, result, english()),
    result.kind === "unchanged" ? undefined : article.omissions,
  );
  if (pace === undefined) return report;
  await articles.plan(scope, before.id, pace);
  return `${report}\n${planned(name, pace, english())}`;
}

function optionsOf({ title }: ArticleDetails, { onProgress, signal }: Addition) {
  return { onProgress: (done: number, total: number) => onProgress(title, done, total), signal };
}
