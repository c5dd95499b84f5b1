import type { ArticleDetails, ArticleSummary, Library } from "../library/library.js";
import type { Scope } from "../store/scope.js";
import type { BotContext } from "./context.js";
import { limits } from "./limits.js";
import { NotAllowedError } from "./not-allowed-error.js";
import { escapeMarkdown, oneLine, shorten } from "./plain-text.js";

/** As many titles as can be looked through for those that a person may change. */
const foundAtMost = 1_000;

/** The article that a person means: by id, whole title, or the start of one title alone, or else the only title that is near. */
export async function findArticle(library: Library, scope: Scope, typed: string): Promise<ArticleSummary | undefined> {
  const articles = await library.list(scope);
  const wanted = normal(typed);
  const exact =
    articles.find(({ id }) => id === typed) ?? only(articles.filter(({ title }) => normal(title) === wanted));
  if (exact !== undefined || wanted === "") return exact;
  const begins = articles.filter(({ title }) => normal(title).startsWith(wanted));
  if (begins.length > 0) return only(begins);
  return wanted.length > 2 ? only(await library.find(scope, typed, 2)) : undefined;
}

/** The sentence for a title by which `findArticle` finds none: nothing here has it, or several have. */
export async function noSuchArticle(library: Library, scope: Scope, typed: string): Promise<string> {
  const wanted = normal(typed);
  const shown = `“${escapeMarkdown(shorten(typed, 100))}”`;
  const many = (await library.list(scope)).filter(({ title }) => normal(title).startsWith(wanted)).length > 1;
  if (many && wanted !== "") {
    return `Several articles here begin with ${shown}. Choose one from the suggestions that appear while you type.`;
  }
  return `There is no article called ${shown} here. \`/articles\` lists what there is.`;
}

/** The same for what is to be changed. @throws NotAllowedError when there is none, or it is not the scope's own. */
export async function findOwnArticle(
  { library, articles }: Pick<BotContext, "library" | "articles">,
  scope: Scope,
  typed: string,
): Promise<ArticleDetails> {
  const found = await findArticle(library, scope, typed);
  const article = found && (await articles.details(scope)).find(({ id }) => id === found.id);
  if (article === undefined) throw new NotAllowedError(await noSuchArticle(library, scope, typed));
  if (article.owner === "house") {
    throw new NotAllowedError("This article is everyone's: only the operator of this bot can change or remove it.");
  }
  return article;
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function normal(text: string): string {
  return oneLine(text).normalize("NFKC").toLowerCase();
}

/** What to suggest while a person types a title: the nearest 25, typos forgiven. The value is the id. */
export async function suggestArticles(library: Library, scope: Scope, typed: string) {
  return choicesOf(await library.find(scope, typed, limits.choices));
}

/** The same of what can be changed from here. @param fits narrows it further */
export async function suggestOwnArticles(
  { library, articles }: Pick<BotContext, "library" | "articles">,
  scope: Scope,
  typed: string,
  fits: (article: ArticleDetails) => boolean = () => true,
) {
  const [found, details] = await Promise.all([library.find(scope, typed, foundAtMost), articles.details(scope)]);
  const own = new Set(details.filter((one) => one.owner === "scope" && fits(one)).map(({ id }) => id));
  return choicesOf(found.filter(({ id }) => own.has(id)).slice(0, limits.choices));
}

function choicesOf(chosen: readonly ArticleSummary[]): { name: string; value: string }[] {
  return chosen.map((article) => {
    const twin = chosen.some((other) => other !== article && normal(other.title) === normal(article.title));
    const name = twin
      ? `${shorten(article.title, 60)} (${shorten(article.source, 35)})`
      : shorten(article.title, limits.choiceName);
    return { name: name || article.id, value: article.id };
  });
}
